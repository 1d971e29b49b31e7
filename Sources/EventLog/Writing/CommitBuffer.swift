/// The bytes of the next write: batches are encoded straight into it, and it is used again.
final class CommitBuffer {
    private var storage = UnsafeMutableRawBufferPointer.allocate(byteCount: 0, alignment: 16)
    private(set) var count = 0

    deinit { storage.deallocate() }

    /// What has been encoded.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: storage[..<count]) }

    /// The length of a batch on disk.
    static func encodedBytes(_ batch: [LogEntry]) -> Int {
        batch.reduce(0) { $0 + RecordHeader.recordBytes(payloadBytes: $1.payload.count) }
    }

    /// Encodes a batch behind what is there.
    ///
    /// - Parameter place: where in the segment each record begins, told as it is encoded.
    func append(
        _ batch: [LogEntry], firstSequence: UInt64, time: Int64, afterSync: Bool, seed: UInt32,
        place: (_ sequence: UInt64, _ offset: Int) -> Void
    ) {
        reserve(count + Self.encodedBytes(batch))
        let base = storage.baseAddress!
        for (index, entry) in batch.enumerated() {
            var flags: RecordHeader.Flags = []
            if index == 0, afterSync { flags.insert(.afterSync) }
            if index == batch.count - 1 { flags.insert(.endsBatch) }
            let header = RecordHeader(
                payloadBytes: entry.payload.count, sequence: firstSequence + UInt64(index), time: time,
                type: entry.type,
                flags: flags, batchIndex: UInt32(index))
            entry.payload.withUnsafeBytes { header.store(payload: $0, to: base + count, seed: seed) }
            place(header.sequence, count)
            count += header.recordBytes
        }
    }

    /// Whether an unusually large batch has made it large.
    var isOversized: Bool { storage.count > 2 * LogLimits.commitBytesMax }

    /// Forgets the content and keeps the memory.
    func clear() {
        count = 0
    }

    /// Forgets the content and gives back the memory of an unusually large batch.
    func trim() {
        count = 0
        resize(LogLimits.commitBytesMax)
    }

    private func reserve(_ wanted: Int) {
        if wanted > storage.count { resize(max(wanted, min(2 * storage.count, LogLimits.commitBytesMax))) }
    }

    private func resize(_ size: Int) {
        let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
        larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: storage[..<count]))
        storage.deallocate()
        storage = larger
    }
}
