/// Walks the records of one segment through a window of its bytes and checks each; hands them out without copying.
///
/// The only place that interprets record bytes on the way in: readers, recovery and verification stand on it.
final class RecordCursor {
    /// What stands at the cursor.
    enum Step {
        /// A whole and valid record, with all of its bytes.
        case record(RecordHeader, UnsafeRawBufferPointer)
        /// The limit.
        case end
        /// No valid record.
        case invalid(LogDamage.Reason)
    }

    private let file: any File
    private let seed: UInt32
    private let window: FileWindow

    /// Where the next record begins.
    private(set) var offset: Int
    /// The sequence of the next record.
    private(set) var sequence: UInt64
    /// The time of the record before.
    private(set) var time: Int64 = .min
    /// The next record's place in its batch; nil when the cursor began in the middle of the segment.
    private(set) var batchIndex: UInt32?

    /// A cursor at a record.
    init(file: any File, seed: UInt32, offset: Int, sequence: UInt64, beginsBatch: Bool) {
        self.file = file
        self.seed = seed
        self.offset = offset
        self.sequence = sequence
        batchIndex = beginsBatch ? 0 : nil
        window = FileWindow(file: file)
    }

    /// Whether the record before ended its batch.
    var isBetweenBatches: Bool { batchIndex == 0 }

    /// Looks at the record at the cursor, which must end at or before a limit. Its bytes are valid until the next call.
    func peek(limit: Int) throws -> Step {
        if offset == limit { return .end }
        guard limit - offset >= RecordHeader.size,
            let bytes = try window.bytes(at: offset, count: RecordHeader.size, limit: limit)
        else { return .invalid(.truncated) }
        let header = RecordHeader(at: bytes)
        if header.payloadBytes > LogLimits.recordBytesMax { return .invalid(.length) }
        let total = header.recordBytes
        guard limit - offset >= total, let record = try window.bytes(at: offset, count: total, limit: limit) else {
            return .invalid(.truncated)
        }
        guard RecordHeader.checksumHolds(at: record, recordBytes: total, seed: seed) else { return .invalid(.checksum) }
        if header.sequence != sequence { return .invalid(.sequence) }
        if let fault = Self.fault(of: header, record) { return .invalid(fault) }
        if let batchIndex, header.batchIndex != batchIndex { return .invalid(.batch) }
        if header.time < time { return .invalid(.time) }
        return .record(header, UnsafeRawBufferPointer(start: record, count: total))
    }

    /// What is wrong with flags, or with the content that they announce.
    @inline(__always)
    private static func fault(of header: RecordHeader, _ record: UnsafeRawPointer) -> LogDamage.Reason? {
        if header.flags.isSubset(of: .appended) { return nil }
        guard header.flags.isSubset(of: .known), !header.flags.isSuperset(of: [.redacted, .lost]) else { return .flags }
        if header.flags.contains(.redacted), RedactedPayload(header.payload(at: record)) == nil { return .redacted }
        return nil
    }

    /// Steps over the record that `peek` has shown.
    func advance(past header: RecordHeader) {
        offset += header.recordBytes
        sequence = header.sequence + 1
        time = header.time
        batchIndex = header.flags.contains(.endsBatch) ? 0 : header.batchIndex + 1
    }

    /// Steps over damage to the next place where a record with a valid checksum stands, whatever its sequence.
    ///
    /// - Returns: the record's header, or nil when there is none before the limit; the cursor then has not moved.
    func skipToNextRecord(limit: Int) throws -> RecordHeader? {
        var candidate = offset + RecordHeader.alignment
        while limit - candidate >= RecordHeader.size {
            if let header = try validRecord(at: candidate, limit: limit) {
                offset = candidate
                sequence = header.sequence
                time = .min
                batchIndex = header.batchIndex
                return header
            }
            candidate += RecordHeader.alignment
        }
        return nil
    }

    private func validRecord(at candidate: Int, limit: Int) throws -> RecordHeader? {
        guard let bytes = try window.bytes(at: candidate, count: RecordHeader.size, limit: limit) else { return nil }
        let header = RecordHeader(at: bytes)
        // The cheap tests leave next to nothing for the checksum to decide.
        guard header.sequence >= sequence, header.sequence - sequence <= UInt64(limit / RecordHeader.size),
            header.payloadBytes <= LogLimits.recordBytesMax, header.flags.isSubset(of: .known),
            limit - candidate >= header.recordBytes,
            let record = try window.bytes(at: candidate, count: header.recordBytes, limit: limit),
            RecordHeader.checksumHolds(at: record, recordBytes: header.recordBytes, seed: seed)
        else { return nil }
        return header
    }
}
