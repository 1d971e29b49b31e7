/// How far the log is committed: what another process may read, and what a restart may rely on.
///
/// The tip file is written in place after each commit and never synced. It is derived: without it a reader finds the end
/// by itself. After a power failure it may be older than the segments; its durable part is never newer. So recovery
/// never cuts off what it covers.
struct Tip: Hashable, Sendable {
    static let size = 80
    static let magic: StaticString = "LETOPIST"
    static let fileName = "tip"

    /// A place between two batches.
    struct Mark: Hashable, Sendable {
        /// The last sequence before it.
        var sequence: UInt64
        /// The first sequence of the segment that it lies in.
        var segment: UInt64
        /// The offset in that segment.
        var offset: Int
    }

    /// The log.
    var log: LogIdentifier
    /// The end of what was acknowledged.
    var committed: Mark
    /// The end of what was synced.
    var durable: Mark

    /// The tip as it stands on disk.
    var encoded: [UInt8] {
        var block = BlockEncoder()
        block.put(Self.magic)
        block.put(SegmentHeader.version)
        block.put(log.bytes)
        for mark in [committed, durable] {
            block.put(mark.sequence)
            block.put(mark.segment)
            block.put(UInt64(mark.offset))
        }
        block.putChecksum()
        return block.bytes
    }

    /// Reads the tip of a directory; nil when there is none or it is not whole.
    static func load(directory: String, fileSystem: any FileSystem) throws -> Tip? {
        guard let file = try fileSystem.open(directory + "/" + fileName, .read) else { return nil }
        // A writer may be in the middle of replacing it; the second look is then whole.
        for _ in 0..<3 {
            if let tip = Tip(try file.bytes(at: 0, count: size)) { return tip }
        }
        return nil
    }

    /// Writes the tip in place.
    func store(to file: any File) throws {
        try encoded.withUnsafeBytes { try file.writeAll($0, at: 0) }
    }
}

extension Tip {
    /// Reads a tip; nil when the bytes are not one.
    init?(_ bytes: [UInt8]) {
        guard var block = BlockDecoder(bytes, size: Self.size, magic: Self.magic) else { return nil }
        guard block.number(UInt32.self) == SegmentHeader.version else { return nil }
        guard let log = LogIdentifier(bytes: block.bytes(16)) else { return nil }
        self.log = log
        func mark() -> Mark? {
            let sequence = block.number(UInt64.self)
            let segment = block.number(UInt64.self)
            return Int(exactly: block.number(UInt64.self)).map {
                Mark(sequence: sequence, segment: segment, offset: $0)
            }
        }
        guard let committed = mark(), let durable = mark() else { return nil }
        self.committed = committed
        self.durable = durable
    }
}
