// Wakes a thread that waits in a poller.

import CZeroMQ
import Glibc
import Synchronization

/// An eventfd that any thread can signal. Many signals before the thread looks cost one system call.
final class WakeUp: Sendable {
    let fileDescriptor: Int32
    private let isPending = Atomic(false)

    init() throws {
        fileDescriptor = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
        guard fileDescriptor >= 0 else { throw ZeroMQError.last(.startThread) }
    }

    /// Makes the waiting thread look at its queues, now or when it waits next.
    func signal() {
        guard !isPending.exchange(true, ordering: .sequentiallyConsistent) else { return }
        eventfd_write(fileDescriptor, 1)
    }

    /// Takes the signal back. To be called before the queues are looked at, so that none between is lost.
    func clear() {
        var count: eventfd_t = 0
        eventfd_read(fileDescriptor, &count)
        _ = isPending.exchange(false, ordering: .sequentiallyConsistent)
    }

    deinit {
        close(fileDescriptor)
    }
}
