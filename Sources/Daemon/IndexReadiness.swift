import EventLog
import Projections
import Synchronization

/// What the index says of the log as it stood when the daemon started, once it has caught up with that.
///
/// Until then nobody can tell a known article from a new one, or what is extracted and published already: articles are
/// not taken, while history is served. Usually that is over before the sockets are bound; a deleted index takes longer,
/// and on a full disk it lasts until there is room.
final class IndexReadiness: Sendable {
    /// The index when it had caught up.
    struct Snapshot: Sendable {
        /// The sequence through which it had the log.
        var checkpoint: UInt64
        /// The last sequence of each topic up to there.
        var topicTails: [String: UInt64]
        /// Sequence of the last article that was extracted by then.
        var extractedThrough: UInt64
    }

    private struct State {
        var snapshot: Snapshot?
        var waiters: [UInt64: CheckedContinuation<Snapshot?, Never>] = [:]
        var nextWaiter: UInt64 = 0
    }

    private let index: ChronicleIndex
    private let required: UInt64
    private let state = Mutex(State())

    /// Readiness of the index of a log that nobody appends to yet.
    init(index: ChronicleIndex, log: any Log) {
        self.index = index
        required = log.lastSequence
    }

    /// Whether the index has caught up.
    var isReady: Bool { state.withLock { $0.snapshot != nil } }

    /// Notes how far the index has come; called by those who advance it, before they advance it further.
    ///
    /// - Throws: what the index throws when it cannot be read.
    func reached(_ checkpoint: UInt64) throws {
        guard checkpoint >= required, !isReady else { return }
        let snapshot = Snapshot(
            checkpoint: checkpoint, topicTails: try index.topicTails(),
            extractedThrough: try index.extractedThrough())
        let waiters = state.withLock { state in
            state.snapshot = snapshot
            defer { state.waiters = [:] }
            return state.waiters.values
        }
        for waiter in waiters { waiter.resume(returning: snapshot) }
    }

    /// Waits until the index has caught up; nil when the task is cancelled before.
    func snapshot() async -> Snapshot? {
        let key = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let (isOver, snapshot) = state.withLock { state -> (Bool, Snapshot?) in
                    if let snapshot = state.snapshot { return (true, snapshot) }
                    if Task.isCancelled { return (true, nil) }
                    state.waiters[key] = continuation
                    return (false, nil)
                }
                if isOver { continuation.resume(returning: snapshot) }
            }
        } onCancel: {
            let waiter = state.withLock { $0.waiters.removeValue(forKey: key) }
            waiter?.resume(returning: nil)
        }
    }
}
