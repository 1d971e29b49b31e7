/// The first bytes of a segment: which log, which segment, where it begins, and what came before it.
struct SegmentHeader: Hashable, Sendable {
    static let size = 96
    static let magic: StaticString = "LETOPISS"
    static let version: UInt32 = 1
    /// What stands in place of a footer's hash before the first segment.
    static let noHash = [UInt8](repeating: 0, count: 32)

    /// The log that the segment belongs to.
    var log: LogIdentifier
    /// Counts from 1.
    var number: UInt64
    /// The sequence of its first record.
    var firstSequence: UInt64
    /// When the segment was created.
    var time: Int64
    /// SHA-256 of the previous segment's footer; zeros in the first segment.
    var previousFooterHash: [UInt8]

    /// The header as it stands on disk.
    var encoded: [UInt8] {
        var block = BlockEncoder()
        block.put(Self.magic)
        block.put(Self.version)
        block.put(UInt32(0))
        block.put(log.bytes)
        block.put(number)
        block.put(firstSequence)
        block.put(time)
        block.put(previousFooterHash)
        block.put(UInt32(0))
        block.putChecksum()
        return block.bytes
    }

    /// What the checksums of the segment's records start from, so that a record of another segment or log never
    /// passes for one of this: the CRC-32C of log, number and first sequence, all of which the file's neighbours tell
    /// again should the header be lost.
    var recordSeed: UInt32 {
        encoded[16..<48].withUnsafeBytes { crc32c($0) }
    }

    /// The name of the segment's file.
    var fileName: String { SegmentName.segment(firstSequence: firstSequence) }

    /// Reads a header.
    ///
    /// - Throws: ``LogError/unsupportedVersion(file:version:)``, or ``LogError/damaged(_:)``.
    init(_ bytes: [UInt8], file: String) throws {
        guard var block = BlockDecoder(bytes, size: Self.size, magic: Self.magic) else {
            throw LogError.damaged(LogDamage(file: file, offset: 0, reason: .header))
        }
        let version = block.number(UInt32.self)
        guard version == Self.version else { throw LogError.unsupportedVersion(file: file, version: version) }
        let flags = block.number(UInt32.self)
        guard flags == 0, let log = LogIdentifier(bytes: block.bytes(16)) else {
            throw LogError.damaged(LogDamage(file: file, offset: 12, reason: .header))
        }
        self.log = log
        number = block.number()
        firstSequence = block.number()
        time = block.number()
        previousFooterHash = block.bytes(32)
    }

    /// A header for a new segment.
    init(log: LogIdentifier, number: UInt64, firstSequence: UInt64, time: Int64, previousFooterHash: [UInt8]) {
        self.log = log
        self.number = number
        self.firstSequence = firstSequence
        self.time = time
        self.previousFooterHash = previousFooterHash
    }
}

/// The names of files in a log's directory.
enum SegmentName {
    /// The file of the segment that begins with a sequence.
    static func segment(firstSequence: UInt64) -> String { padded(firstSequence) + ".segment" }

    /// The file of that segment's index.
    static func index(firstSequence: UInt64) -> String { padded(firstSequence) + ".index" }

    /// The first sequence of a segment file's name; nil for any other file.
    static func firstSequence(ofSegment name: String) -> UInt64? {
        guard name.utf8.count == 28, name.hasSuffix(".segment") else { return nil }
        return UInt64(name.prefix(20))
    }

    private static func padded(_ sequence: UInt64) -> String {
        let digits = String(sequence)
        return String(repeating: "0", count: 20 - digits.utf8.count) + digits
    }
}
