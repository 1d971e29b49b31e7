/// A sparse index of one segment, by sequence and by time.
///
/// Derived from the segment: a missing or foreign index is built again, and what it says is checked against the record
/// found there.
struct SegmentIndex: Hashable, Sendable {
    static let magic: StaticString = "LETOPISI"
    private static let headerSize = 8 + 4 + 4 + 32
    private static let entrySize = 24

    /// A record and where it stands.
    struct Entry: Hashable, Sendable {
        var sequence: UInt64
        var time: Int64
        var offset: Int
    }

    /// In the order of the segment; at most one for every ``LogLimits/indexStrideBytes``.
    private(set) var entries: [Entry] = []

    /// Takes a record into the index when it is far enough from the one before.
    @inline(__always)
    mutating func note(sequence: UInt64, time: Int64, offset: Int) {
        if let last = entries.last, offset < last.offset + LogLimits.indexStrideBytes { return }
        entries.append(Entry(sequence: sequence, time: time, offset: offset))
    }

    /// The last entry at or before a sequence.
    func entry(atOrBefore sequence: UInt64) -> Entry? {
        lastEntry { $0.sequence <= sequence }
    }

    /// The last entry before a time.
    func entry(before time: Int64) -> Entry? {
        lastEntry { $0.time < time }
    }

    private func lastEntry(where holds: (Entry) -> Bool) -> Entry? {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if holds(entries[middle]) { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? entries[low - 1] : nil
    }

    /// The index as it stands on disk, bound to the footer of its segment.
    func encoded(footerHash: [UInt8]) -> [UInt8] {
        var block = BlockEncoder()
        block.put(Self.magic)
        block.put(SegmentHeader.version)
        block.put(UInt32(entries.count))
        block.put(footerHash)
        for entry in entries {
            block.put(entry.sequence)
            block.put(entry.time)
            block.put(UInt64(entry.offset))
        }
        block.putChecksum()
        return block.bytes
    }

    init() {}

    /// Reads an index; nil unless it is whole and belongs to the segment with this footer.
    init?(_ bytes: [UInt8], footerHash: [UInt8]) {
        guard var block = BlockDecoder(bytes, size: bytes.count, magic: Self.magic),
            bytes.count >= Self.headerSize + 4, block.number(UInt32.self) == SegmentHeader.version
        else { return nil }
        let count = Int(block.number(UInt32.self))
        guard bytes.count == Self.headerSize + count * Self.entrySize + 4, block.bytes(32) == footerHash else {
            return nil
        }
        for _ in 0..<count {
            let sequence = block.number(UInt64.self)
            let time = block.number(Int64.self)
            guard let offset = Int(exactly: block.number(UInt64.self)) else { return nil }
            entries.append(Entry(sequence: sequence, time: time, offset: offset))
        }
    }
}
