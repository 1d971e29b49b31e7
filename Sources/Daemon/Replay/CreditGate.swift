import Synchronization

/// Credit that one side grants and the other takes, waiting where there is none.
final class CreditGate: Sendable {
    private struct State {
        var credit: Int
        var isClosed = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state: Mutex<State>
    private let creditMax: Int

    /// A gate with the credit that there is from the start; never more than `creditMax` adds up.
    init(credit: Int, creditMax: Int) {
        state = Mutex(State(credit: min(credit, creditMax)))
        self.creditMax = creditMax
    }

    /// Adds credit.
    func grant(_ credit: Int) {
        wake { $0.credit = min($0.credit + credit, creditMax) }
    }

    /// Lets nobody through any more.
    func close() {
        wake { $0.isClosed = true }
    }

    /// Takes all credit there is, waiting for some; nil once the gate is closed or the time is over, and closed then.
    func take(within period: Duration) async -> Int? {
        if let credit = takeNow() { return credit }
        let timer = Task {
            try await Task.sleep(for: period)
            close()
        }
        defer { timer.cancel() }
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if state.isClosed || state.credit > 0 { return true }
                state.waiter = continuation
                return false
            }
            if isOpen { continuation.resume() }
        }
        return takeNow()
    }

    private func takeNow() -> Int? {
        state.withLock { state in
            guard !state.isClosed, state.credit > 0 else { return nil }
            defer { state.credit = 0 }
            return state.credit
        }
    }

    private func wake(_ change: (inout State) -> Void) {
        let waiter = state.withLock { state in
            change(&state)
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }
}
