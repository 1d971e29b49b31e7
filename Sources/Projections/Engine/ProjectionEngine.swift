import Chronicle
import EventLog
import Foundation
import GRDB

/// Keeps the projections at the tip of the log.
///
/// ```swift
/// let engine = try ProjectionEngine(store: ProjectionStore(path: path), log: log)
/// try await engine.run()  // until the task is cancelled
/// ```
///
/// Events are applied in order, all projections in one pass, and rows and checkpoint are committed in one transaction:
/// exactly once, whatever happens. An event that a projection cannot apply is set aside with its error and counted. A
/// file that another log, another version of a projection, or a longer log has written is rebuilt before anything else.
public struct ProjectionEngine: Sendable {
    let store: ProjectionStore
    let log: any Log
    let makeProjections: @Sendable () -> [any Projection]

    /// How long events gather before they are applied together: a transaction writes whole pages, however few of their rows
    /// are new.
    static let gathering: Duration = .milliseconds(20)

    /// An engine with all projections of this version.
    public init(store: ProjectionStore, log: any Log) {
        self.init(store: store, log: log) { Self.all }
    }

    init(store: ProjectionStore, log: any Log, projections: @escaping @Sendable () -> [any Projection]) {
        self.store = store
        self.log = log
        makeProjections = projections
    }

    /// New ones with each call, for what one keeps in memory belongs to one file. Articles and actors come first: the
    /// others ask for an article's time and for merged actors.
    static var all: [any Projection] {
        [
            ArticlesProjection(), ActorsProjection(), MeetingsProjection(), StatementsProjection(),
            AffiliationsProjection(), GraphProjection(),
        ]
    }

    /// Versions of all projections by name.
    static func versions(_ projections: [any Projection]) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: projections.map { ($0.name, $0.version) })
    }

    /// Follows the log until the task is cancelled; a transaction that has begun is finished. It waits for the disk on the
    /// thread that it runs on: a daemon gives it one of its own.
    ///
    /// - Parameters:
    ///   - applied: called with the last sequence in the tables whenever there is nothing more to apply.
    ///   - pausing: called after each transaction with the time that it took, so that one who has more urgent work can let
    ///     it go first.
    /// - Throws: errors of the disk, the database or the log; never for an event.
    public func run(
        applied: @Sendable (UInt64) async -> Void = { _ in },
        pausing: @Sendable (Duration) async throws -> Void = { _ in }
    ) async throws {
        let applier = EventApplier(projections: makeProjections())
        do {
            while true {
                let sequence = try await catchUp(applier, pausing: pausing)
                await applied(sequence)
                _ = try await log.waitForSequence(after: sequence)
                try await Task.sleep(for: Self.gathering)
            }
        } catch is CancellationError {
            return
        }
    }

    /// Applies what the log has beyond the checkpoint and returns the last sequence in the tables.
    ///
    /// - Throws: `CancellationError` between transactions, and errors of the disk, the database or the log.
    @discardableResult
    public func catchUp() async throws -> UInt64 {
        try await catchUp(EventApplier(projections: makeProjections())) { _ in }
    }

    private func catchUp(
        _ applier: EventApplier, pausing: @Sendable (Duration) async throws -> Void
    ) async throws -> UInt64 {
        try await rebuildIfNeeded()
        var reader: (any LogReader)?
        while true {
            try Task.checkCancellation()
            let sequence = try store.lastSequence()
            if reader?.position != sequence + 1 { reader = try log.makeReader(after: sequence) }
            guard let reader else { return sequence }
            let (records, areLast) = try EventApplier.nextRecords(of: reader)
            guard let last = records.last?.sequence else { return sequence }
            let start = ContinuousClock.now
            do {
                _ = try applier.apply(records, to: store.pool)
            } catch is CheckpointMoved {
                continue
            }
            try await pausing(start.duration(to: .now))
            if areLast { return last }
        }
    }

    /// Rebuilds the file when it is empty, outdated, of another log, ahead of the log, or so far behind it that events
    /// which it has not seen are no longer kept.
    public func rebuildIfNeeded() async throws {
        let checkpoint = try await store.pool.read { try Checkpoint.read($0) }
        if let checkpoint, checkpoint.log == log.identifier.hexadecimal,
            checkpoint.versions == Self.versions(makeProjections()), checkpoint.sequence <= log.lastSequence,
            checkpoint.sequence + 1 >= log.firstSequence
        {
            return
        }
        try await rebuild()
    }
}
