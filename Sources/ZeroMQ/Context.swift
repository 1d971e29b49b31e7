// The context: libzmq's I/O threads and the namespace of inproc endpoints, shared by all sockets of a process.

import CZeroMQ
import Synchronization

/// libzmq's I/O threads and all sockets on them. A process needs one; it may be used from any thread.
///
/// Every ``Socket`` keeps its context alive. The context terminates with its last reference, or earlier by ``close()``.
///
/// Unchecked because it holds libzmq's pointer, on which libzmq allows every call from every thread.
public final class Context: @unchecked Sendable {
    let handle: UnsafeMutableRawPointer
    private let closed = Atomic(false)

    /// Creates a context.
    ///
    /// - Parameters:
    ///   - ioThreads: threads that move bytes; one is enough for about a gigabyte a second.
    ///   - maxSockets: how many sockets may be open at once.
    /// - Throws: ``ZeroMQError`` where the system has no more memory or file descriptors.
    public init(ioThreads: Int = 1, maxSockets: Int = 1023) throws {
        guard let handle = zmq_ctx_new() else { throw ZeroMQError.last(.createContext) }
        self.handle = handle
        for (option, value) in [(ZMQ_IO_THREADS, ioThreads), (ZMQ_MAX_SOCKETS, maxSockets)]
        where zmq_ctx_set(handle, option, Int32(clamping: value)) != 0 {
            let error = ZeroMQError.last(.createContext, detail: "with \(ioThreads) threads and \(maxSockets) sockets")
            close()
            throw error
        }
    }

    /// Makes every blocking call on every socket of this context fail at once with an error that ``ZeroMQError/isClosed``.
    public func shutdown() {
        guard !closed.load(ordering: .acquiring) else { return }
        zmq_ctx_shutdown(handle)
    }

    /// Terminates the context. Waits until all sockets are closed by their owners and what they still have to send is sent or their
    /// linger period is over. A second call does nothing.
    public func close() {
        guard !closed.exchange(true, ordering: .acquiringAndReleasing) else { return }
        while zmq_ctx_term(handle) != 0, zmq_errno() == EINTR {}
    }

    deinit {
        close()
    }
}

/// What this build of libzmq can do.
public enum Library {
    /// libzmq's version, for instance `4.3.4`.
    public static var version: String {
        var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
        zmq_version(&major, &minor, &patch)
        return "\(major).\(minor).\(patch)"
    }

    /// Whether libzmq was built with a capability: `curve`, `ipc`, `draft`, `gssapi`, `pgm`, `tipc`, `norm`.
    public static func has(_ capability: String) -> Bool { zmq_has(capability) == 1 }

    /// Whether sockets can be encrypted and their peers authenticated.
    public static var hasCurve: Bool { has("curve") }
}
