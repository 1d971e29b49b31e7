import Chronicle
import EventLog
import GRDB

/// Another process has replaced the tables (by a rebuild) since the records were read.
struct CheckpointMoved: Error {}

/// Applies a stretch of the log to a database in one transaction: rows and checkpoint together.
///
/// The stretch is tried as a whole first. Should an event turn out not to be applicable, the transaction is rolled back and
/// the same stretch applied again with a savepoint around each projection and event, so that what fails is set aside and
/// everything else goes on. A disk that fails is no event's fault and ends the run.
struct EventApplier {
    let projections: [any Projection]

    /// Events of a transaction at most, but for the rest of a batch: transactions end where batches end.
    static let transactionEventsMax = 4_096
    /// Payload bytes of a transaction at most, with the same exception.
    static let transactionBytesMax = 16 << 20

    /// A record copied out of the log.
    struct Record: Sendable {
        var sequence: UInt64
        var time: Int64
        var type: UInt16
        var batch: UInt64
        /// Nil where nothing of the event is left.
        var payload: [UInt8]?
    }

    /// Records that are read between two looks at the limits.
    private static let chunkRecords = 64

    /// Reads whole batches from where the reader stands, up to the limits of a transaction.
    ///
    /// - Returns: the records, and whether they are all that there is.
    static func nextRecords(of reader: any LogReader) throws -> (records: [Record], areLast: Bool) {
        var records: [Record] = []
        var bytes = 0
        var batch = reader.position
        var endsBatch = true
        while true {
            let isFull = records.count >= transactionEventsMax || bytes >= transactionBytesMax
            if isFull && endsBatch { return (records, false) }
            let count = try reader.read(recordsMax: isFull ? 1 : chunkRecords) { record in
                records.append(
                    Record(
                        sequence: record.sequence, time: record.time, type: record.type, batch: batch,
                        payload: record.holdsNoEvent ? nil : Array(record.payload)))
                bytes += record.payload.count
                endsBatch = record.endsBatch
                if endsBatch { batch = record.sequence + 1 }
            }
            if count == 0 { return (records, true) }
        }
    }

    /// Applies records in one transaction, on the thread of the caller.
    ///
    /// - Returns: how many events were set aside.
    /// - Throws: ``CheckpointMoved``, and errors of the disk or the database.
    func apply(_ records: [Record], to writer: any DatabaseWriter) throws -> Int {
        do {
            return try writer.write { db in try applyAll(records, isCareful: false, db) }
        } catch let error where Self.isEnvironmental(error) {
            forget()
            throw error
        } catch {
            forget()
            return try writer.write { db in try applyAll(records, isCareful: true, db) }
        }
    }

    private func applyAll(_ records: [Record], isCareful: Bool, _ db: Database) throws -> Int {
        guard let first = records.first, let last = records.last else { return 0 }
        guard try Checkpoint.read(db)?.sequence == first.sequence - 1 else { throw CheckpointMoved() }
        var setAside = 0
        for record in records {
            guard let payload = record.payload else { continue }
            let event: BatchedEvent
            do {
                event = try decode(record, payload)
            } catch  where isCareful {
                setAside += 1
                try note(record, projection: "*", article: "", error: error, db)
                continue
            }
            for projection in projections {
                guard isCareful else {
                    try projection.apply(event, db)
                    continue
                }
                do {
                    try db.inSavepoint {
                        try projection.apply(event, db)
                        return .commit
                    }
                } catch let error where !Self.isEnvironmental(error) {
                    setAside += 1
                    projection.forget()
                    try note(record, projection: projection.name, article: event.content.article, error: error, db)
                }
            }
        }
        try Checkpoint.advance(to: last.sequence, recorded: last.time, db)
        return setAside
    }

    private func forget() {
        for projection in projections { projection.forget() }
    }

    private func decode(_ record: Record, _ payload: [UInt8]) throws -> BatchedEvent {
        let event = try payload.withUnsafeBytes {
            try Event(sequence: record.sequence, time: record.time, type: record.type, payload: $0)
        }
        return BatchedEvent(
            sequence: record.sequence, recorded: record.time, batch: record.batch, content: event.content)
    }

    private func note(_ record: Record, projection: String, article: String, error: any Error, _ db: Database) throws {
        let type = EventType(rawValue: record.type)?.name ?? "unknown.\(record.type)"
        let reason = (error as? DatabaseError)?.message ?? "\(error)"
        try db.run(
            "INSERT OR REPLACE INTO set_aside VALUES (?, ?, ?, ?, ?)",
            [Int64(record.sequence), projection, type, article, reason])
    }

    /// Whether an error says that the disk or the database failed, not the event.
    static func isEnvironmental(_ error: any Error) -> Bool {
        if error is CancellationError || error is CheckpointMoved { return true }
        guard let error = error as? DatabaseError else { return false }
        switch error.resultCode {
        case .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_TOOBIG, .SQLITE_RANGE: return false
        default: return true
        }
    }
}
