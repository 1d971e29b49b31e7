/// What a walk through a segment found: how far whole batches reach, and why it stopped.
struct SegmentScan {
    /// Where a walk begins: a place between two batches.
    struct Start {
        var offset: Int
        var sequence: UInt64

        /// The first record of a segment.
        static func start(of header: SegmentHeader) -> Start {
            Start(offset: SegmentHeader.size, sequence: header.firstSequence)
        }
    }

    /// A place where the walk could not go on.
    struct Stop {
        var offset: Int
        var reason: LogDamage.Reason
    }

    /// The end of the last whole batch.
    var end: Int
    /// The last sequence of the last whole batch.
    var lastSequence: UInt64
    /// How many whole batches there are.
    var batches: UInt64 = 0
    /// The time of the first record, if there is a whole batch.
    var firstTime: Int64?
    /// The time of the last record of the last whole batch.
    var lastTime: Int64?
    /// Set unless the bytes up to the limit are whole batches.
    var stop: Stop?
    /// Built on the way.
    var index = SegmentIndex()

    /// Walks the records from a start to a limit and checks each.
    static func run(file: any File, header: SegmentHeader, from start: Start, limit: Int) throws -> SegmentScan {
        let cursor = RecordCursor(
            file: file, seed: header.recordSeed, offset: start.offset, sequence: start.sequence, beginsBatch: true)
        var scan = SegmentScan(end: start.offset, lastSequence: start.sequence - 1)
        while true {
            switch try cursor.peek(limit: limit) {
            case .record(let record, _):
                scan.index.note(sequence: record.sequence, time: record.time, offset: cursor.offset)
                cursor.advance(past: record)
                guard cursor.isBetweenBatches else { continue }
                scan.end = cursor.offset
                scan.lastSequence = record.sequence
                scan.batches += 1
                scan.firstTime = scan.firstTime ?? record.time
                scan.lastTime = record.time
            case .end:
                if !cursor.isBetweenBatches { scan.stop = Stop(offset: cursor.offset, reason: .truncated) }
                return scan
            case .invalid(let reason):
                scan.stop = Stop(offset: cursor.offset, reason: reason)
                return scan
            }
        }
    }
}
