/// The last bytes of a sealed segment: what it holds, its hash, and the hash of the footer before it.
struct SegmentFooter: Hashable, Sendable {
    static let size = 160
    static let magic: StaticString = "LETOPISF"

    /// What is to be known of a footer.
    struct Flags: OptionSet, Hashable {
        var rawValue: UInt32
        /// `letopis log repair` made the footer anew: that the next segment follows this one cannot be proven by hashes.
        static let repaired = Flags(rawValue: 1)
        static let known: Flags = [.repaired]
    }

    /// What is to be known of the footer.
    var flags: Flags = []
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
    /// What ``SegmentHash`` makes of header and records.
    var segmentHash: [UInt8]
    /// What the segment's header holds of the footer before.
    var previousFooterHash: [UInt8]
    /// How many of the records are redacted.
    var redactedRecords: UInt32 = 0

    /// The footer as it stands on disk.
    var encoded: [UInt8] { encoded(flags, redactedRecords) }

    private func encoded(_ flags: Flags, _ redactedRecords: UInt32) -> [UInt8] {
        var block = BlockEncoder()
        block.put(Self.magic)
        block.put(SegmentHeader.version)
        block.put(flags.rawValue)
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
        block.put(redactedRecords)
        block.putChecksum()
        return block.bytes
    }

    /// What the next segment's header holds of this footer: the SHA-256 of its bytes as they were first written, without
    /// flags and redacted records. So redaction leaves the chain as it was.
    var hash: [UInt8] { sha256(encoded([], 0)) }
}

extension SegmentFooter {
    /// Reads a footer; nil when the bytes are not one.
    init?(_ bytes: [UInt8]) {
        guard var block = BlockDecoder(bytes, size: Self.size, magic: Self.magic) else { return nil }
        guard block.number(UInt32.self) == SegmentHeader.version else { return nil }
        flags = Flags(rawValue: block.number())
        guard flags.isSubset(of: .known) else { return nil }
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
        redactedRecords = block.number()
    }
}
