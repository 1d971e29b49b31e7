/// What the records of a segment come to, all of them read and checked.
struct SegmentSummary {
    /// The footer that goes with them; nil when there are none.
    var footer: SegmentFooter?
    /// The segment's hash up to the last of them.
    var hash: [UInt8]

    /// Reads the records of a file up to an offset or up to a sequence.
    ///
    /// - Parameter path: named in errors.
    /// - Throws: ``LogError/damaged(_:)`` unless they are whole batches.
    init(_ file: any File, _ path: String, _ header: SegmentHeader, end: Int, upTo last: UInt64? = nil) throws {
        var hash = SegmentHash(header)
        let cursor = RecordCursor(
            file: file, seed: header.recordSeed, offset: SegmentHeader.size, sequence: header.firstSequence,
            beginsBatch: true)
        var batches: UInt64 = 0
        var redacted: UInt32 = 0
        var firstTime: Int64?
        walk: while cursor.sequence <= last ?? .max {
            switch try cursor.peek(limit: end) {
            case .record(let record, let bytes):
                hash.update(record: bytes, flags: record.flags)
                cursor.advance(past: record)
                if record.flags.contains(.endsBatch) { batches += 1 }
                if record.flags.contains(.redacted) { redacted += 1 }
                firstTime = firstTime ?? record.time
            case .end:
                break walk
            case .invalid(let reason):
                throw LogError.damaged(LogDamage(file: path, offset: cursor.offset, reason: reason))
            }
        }
        guard cursor.isBetweenBatches else {
            throw LogError.damaged(LogDamage(file: path, offset: cursor.offset, reason: .truncated))
        }
        self.hash = hash.value
        guard let firstTime else { return }
        footer = SegmentFooter(
            log: header.log, number: header.number, sequences: header.firstSequence...cursor.sequence - 1,
            batches: batches, firstTime: firstTime, lastTime: cursor.time, offset: cursor.offset,
            segmentHash: self.hash, previousFooterHash: header.previousFooterHash, redactedRecords: redacted)
    }
}
