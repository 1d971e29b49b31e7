/// The last bytes of a sealed segment: what it holds, its SHA-256, and the hash of the footer before it.
struct SegmentFooter: Hashable, Sendable {
    static let size = 160
    static let magic: StaticString = "LETOPISF"

    /// The log that the segment belongs to.
    var log: LogIdentifier
    /// The segment's number.
    var number: UInt64
    /// The sequences of its records.
    var sequences: ClosedRange<UInt64>
    /// How many batches they came in.
    var batches: UInt64
    /// The time of the first record.
    var firstTime: Int64
    /// The time of the last record.
    var lastTime: Int64
    /// Where the footer begins: the length of header and records.
    var offset: Int
    /// SHA-256 of all bytes before the footer.
    var segmentHash: [UInt8]
    /// SHA-256 of the previous segment's footer; zeros in the first segment.
    var previousFooterHash: [UInt8]

    /// The footer as it stands on disk.
    var encoded: [UInt8] {
        var block = BlockEncoder()
        block.put(Self.magic)
        block.put(SegmentHeader.version)
        block.put(UInt32(0))
        block.put(log.bytes)
        block.put(number)
        block.put(sequences.lowerBound)
        block.put(sequences.upperBound)
        block.put(batches)
        block.put(firstTime)
        block.put(lastTime)
        block.put(UInt64(offset))
        block.put(segmentHash)
        block.put(previousFooterHash)
        block.put(UInt32(0))
        block.putChecksum()
        return block.bytes
    }

    /// What the next segment's header and footer hold of this one.
    var hash: [UInt8] { sha256(encoded) }
}

extension SegmentFooter {
    /// Reads a footer; nil when the bytes are not one.
    init?(_ bytes: [UInt8]) {
        guard var block = BlockDecoder(bytes, size: Self.size, magic: Self.magic) else { return nil }
        guard block.number(UInt32.self) == SegmentHeader.version, block.number(UInt32.self) == 0 else { return nil }
        guard let log = LogIdentifier(bytes: block.bytes(16)) else { return nil }
        self.log = log
        number = block.number()
        let first = block.number(UInt64.self)
        let last = block.number(UInt64.self)
        guard first <= last else { return nil }
        sequences = first...last
        batches = block.number()
        firstTime = block.number()
        lastTime = block.number()
        guard let offset = Int(exactly: block.number(UInt64.self)) else { return nil }
        self.offset = offset
        segmentHash = block.bytes(32)
        previousFooterHash = block.bytes(32)
    }
}
