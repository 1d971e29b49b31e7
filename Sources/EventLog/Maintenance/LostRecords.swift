/// Placeholders for records that cannot be read any more: one for each sequence, filling the place that they had.
struct LostRecords: Hashable, Sendable {
    /// The sequences lost.
    private(set) var sequences: ClosedRange<UInt64>
    /// The length of the place.
    private let bytes: Int
    /// Stands in all of them: that of the record before, so that times never decrease.
    private let time: Int64
    /// The first one's place in its batch.
    private let batchIndex: UInt32
    /// So many end the batch before; the others begin the batch of the record behind.
    private let closing: UInt64

    /// Placeholders between two records; nil when the two contradict so many lost ones.
    ///
    /// - Parameters:
    ///   - previous: the record before; nil at the segment's beginning.
    ///   - next: the record behind; nil at the segment's end.
    ///   - time: taken when there is no record before.
    init?(
        _ sequences: ClosedRange<UInt64>, bytes: Int, after previous: RecordHeader?, before next: RecordHeader?,
        time: Int64
    ) {
        self.sequences = sequences
        self.bytes = bytes
        self.time = previous?.time ?? time
        let count = sequences.upperBound - sequences.lowerBound + 1
        let isOpen = previous.map { !$0.flags.contains(.endsBatch) } ?? false
        let continued = isOpen ? (previous?.batchIndex ?? 0) + 1 : 0
        let opening = UInt64(next?.batchIndex ?? 0)
        batchIndex = continued
        if opening > count {
            // All of them stand in one batch with both neighbours.
            guard UInt64(continued) + count == opening else { return nil }
            closing = 0
        } else {
            closing = count - opening
            guard closing > 0 || !isOpen || UInt64(continued) + count == opening else { return nil }
        }
    }

    /// How many there are.
    var count: UInt64 { sequences.upperBound - sequences.lowerBound + 1 }

    /// Writes the records.
    ///
    /// - Returns: where they end.
    func write(to file: any File, at start: Int, seed: UInt32) throws -> Int {
        var offset = start
        var rest = max(0, bytes - Int(count) * RecordHeader.size) & ~(RecordHeader.alignment - 1)
        for place in 0..<count {
            // The first ones take what the others need not.
            let payloadBytes = min(rest, LogLimits.recordBytesMax)
            rest -= payloadBytes
            let index =
                place < closing ? UInt64(batchIndex) + place : place - closing + (closing == 0 ? UInt64(batchIndex) : 0)
            let header = RecordHeader(
                payloadBytes: payloadBytes, sequence: sequences.lowerBound + place, time: time, type: 0,
                flags: place + 1 == closing ? [.lost, .endsBatch] : .lost, batchIndex: UInt32(index))
            let zeros = [UInt8](repeating: 0, count: payloadBytes)
            var record = [UInt8](repeating: 0, count: header.recordBytes)
            record.withUnsafeMutableBytes { record in
                zeros.withUnsafeBytes { header.store(payload: $0, to: record.baseAddress!, seed: seed) }
            }
            try record.withUnsafeBytes { try file.writeAll($0, at: offset) }
            offset += record.count
        }
        return offset
    }
}
