import EventLog
import Foundation
import GRDB

/// How far a rebuild is.
public struct RebuildProgress: Sendable {
    /// Events applied.
    public var events: UInt64
    /// Events that the log kept when it began.
    public var total: UInt64
    /// Events that could not be applied.
    public var setAside: Int
}

extension ProjectionEngine {
    /// Computes everything again from the first event kept, in a file beside the one in service, and swaps it in.
    ///
    /// The swap is one SQLite transaction that copies the finished file's pages over those in service: readers go on with the
    /// old tables until it commits and see the new ones after, their connections stay good, and a crash at any point leaves
    /// the old tables whole. (Renaming the file instead would leave a reader's write-ahead log beside a database that it does
    /// not belong to.)
    ///
    /// - Parameter progress: called after each transaction.
    /// - Throws: `CancellationError`, and errors of the disk, the database or the log; the tables in service are then
    ///   as they were.
    @discardableResult
    public func rebuild(progress: @Sendable (RebuildProgress) -> Void = { _ in }) async throws -> RebuildProgress {
        let path = store.path + ".rebuild"
        defer { try? ProjectionStore.removeFiles(path: path) }
        let projections = makeProjections()
        let scratch = try ProjectionStore.scratch(path: path)
        let reader = try log.makeReader(after: 0)
        let first = reader.position
        try await scratch.write { db in
            try Checkpoint.create(projections, log: log.identifier.hexadecimal, sequence: first - 1, db)
        }
        let applier = EventApplier(projections: projections)
        var state = RebuildProgress(events: 0, total: log.lastSequence + 1 - first, setAside: 0)
        while true {
            try Task.checkCancellation()
            let (records, _) = try EventApplier.nextRecords(of: reader)
            if records.isEmpty { break }
            state.setAside += try applier.apply(records, to: scratch)
            state.events += UInt64(records.count)
            state.total = max(state.total, state.events)
            progress(state)
        }
        try scratch.backup(to: store.pool)
        return state
    }
}
