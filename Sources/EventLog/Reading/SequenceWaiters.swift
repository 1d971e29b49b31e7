import Synchronization

/// The tasks that wait for the log to grow.
final class SequenceWaiters: Sendable {
    private struct Waiter {
        var sequence: UInt64
        var continuation: CheckedContinuation<UInt64, any Error>
    }

    private struct State {
        var last: UInt64
        var nextKey: UInt64 = 0
        var waiters: [UInt64: Waiter] = [:]
        var end: LogError?
    }

    private let state: Mutex<State>

    init(last: UInt64) {
        state = Mutex(State(last: last))
    }

    /// Suspends until a sequence beyond the given one is reached.
    func wait(after sequence: UInt64) async throws -> UInt64 {
        try Task.checkCancellation()
        let key = state.withLock { state in
            state.nextKey += 1
            return state.nextKey
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let outcome = state.withLock { state -> Result<UInt64, any Error>? in
                    if state.last > sequence { return .success(state.last) }
                    if let end = state.end { return .failure(end) }
                    if Task.isCancelled { return .failure(CancellationError()) }
                    state.waiters[key] = Waiter(sequence: sequence, continuation: continuation)
                    return nil
                }
                if let outcome { continuation.resume(with: outcome) }
            }
        } onCancel: {
            let waiter = state.withLock { $0.waiters.removeValue(forKey: key) }
            waiter?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Resumes those who wait for less than the last sequence.
    func reached(_ last: UInt64) {
        let resumed = state.withLock { state in
            state.last = last
            let resumed = state.waiters.filter { $0.value.sequence < last }
            for key in resumed.keys { state.waiters[key] = nil }
            return resumed
        }
        for waiter in resumed.values { waiter.continuation.resume(returning: last) }
    }

    /// Resumes all with an error: the log will not grow any more.
    func end(_ error: LogError) {
        let waiters = state.withLock { state in
            state.end = error
            defer { state.waiters = [:] }
            return state.waiters
        }
        for waiter in waiters.values { waiter.continuation.resume(throwing: error) }
    }
}
