/// The first bytes of a segment: which log, which segment, where it begins, and what came before it.
struct SegmentHeader: Hashable, Sendable {
    static let size = 96
    static let magic: StaticString = "LETOPISS"
    static let version: UInt32 = 2
    /// What stands in place of a footer's hash before the first segment.
    static let noHash = [UInt8](repeating: 0, count: 32)

    /// What is to be known of a header.
    struct Flags: OptionSet, Hashable {
        var rawValue: UInt32
        /// `letopis log repair` made the header anew; its time of creation is not the first one's.
        static let rebuilt = Flags(rawValue: 1)
        static let known: Flags = [.rebuilt]
    }

    /// What is to be known of the header.
    var flags: Flags = []
    /// The log that the segment belongs to.
    var log: LogIdentifier
    /// Counts from 1.
    var number: UInt64
    /// The sequence of its first record.
    var firstSequence: UInt64
    /// When the segment was created.
    var time: Int64
    /// SHA-256 of the previous segment's footer as it was first written; zeros in the first segment.
    var previousFooterHash: [UInt8]

    /// The header as it stands on disk.
    var encoded: [UInt8] { encoded(flags) }

    /// The header as it was first written, without flags: what goes into the segment's hash.
    var canonical: [UInt8] { encoded([]) }

    private func encoded(_ flags: Flags) -> [UInt8] {
        var block = BlockEncoder()
        block.put(Self.magic)
        block.put(Self.version)
        block.put(flags.rawValue)
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
        flags = Flags(rawValue: block.number())
        guard flags.isSubset(of: .known), let log = LogIdentifier(bytes: block.bytes(16)) else {
            throw LogError.damaged(LogDamage(file: file, offset: 12, reason: .header))
        }
        self.log = log
        number = block.number()
        firstSequence = block.number()
        time = block.number()
        previousFooterHash = block.bytes(32)
        guard block.number(UInt32.self) == 0 else {
            throw LogError.damaged(LogDamage(file: file, offset: 88, reason: .header))
        }
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
