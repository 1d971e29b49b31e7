import Synchronization

/// The end of a batch on its way into the log: who waits for it learns whether it is durable.
final class PendingBatch: Sendable {
    /// The sequence of its first entry, or why the log did not take it.
    typealias Outcome = Result<UInt64, IntakeBatch.Refusal>

    private struct State {
        var outcome: Outcome?
        var waiters: [CheckedContinuation<Outcome, Never>] = []
    }

    private let state = Mutex(State())

    /// Says what became of it; called once.
    func end(_ outcome: Outcome) {
        let waiters = state.withLock { state in
            state.outcome = outcome
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume(returning: outcome) }
    }

    /// The sequence of its first entry; nil while it is not durable, or where it failed.
    var firstSequence: UInt64? { state.withLock { try? $0.outcome?.get() } }

    /// Waits for its end.
    func outcome() async -> Outcome {
        await withCheckedContinuation { continuation in
            let outcome = state.withLock { state in
                if state.outcome == nil { state.waiters.append(continuation) }
                return state.outcome
            }
            if let outcome { continuation.resume(returning: outcome) }
        }
    }
}
