import Synchronization

/// Lets a few daemons of the tests run at a time: dozens at once would leave none of them a processor.
final class DaemonSlots: Sendable {
    static let shared = DaemonSlots(count: 4)

    /// A place among the running daemons, until it is given back or let go.
    final class Slot: Sendable {
        private let slots: DaemonSlots
        private let isTaken = Atomic(true)

        init(_ slots: DaemonSlots) { self.slots = slots }

        deinit { giveBack() }

        func giveBack() {
            if isTaken.exchange(false, ordering: .relaxed) { slots.free.withLock { $0 += 1 } }
        }
    }

    private let free: Mutex<Int>
    /// A test that has a daemon and wants a second one must not wait for ever.
    private static let patience: Duration = .seconds(120)

    init(count: Int) { free = Mutex(count) }

    func take() async throws -> Slot {
        let end = ContinuousClock.now + Self.patience
        while ContinuousClock.now < end {
            let isFree = free.withLock { free in
                guard free > 0 else { return false }
                free -= 1
                return true
            }
            if isFree { return Slot(self) }
            try await Task.sleep(for: .milliseconds(20))
        }
        free.withLock { $0 -= 1 }
        return Slot(self)
    }
}
