// The bridge between sockets, which belong to a thread, and Swift's tasks, which do not.

import Synchronization
import Threading

/// A thread that owns sockets, and carries their messages to and from tasks through bounded queues.
///
/// ```swift
/// let thread = try SocketThread(context: context, name: "intake")
/// let submit = try await thread.open(.router) { socket in
///     try socket.set(.maxMessageSize, 20 << 20)
///     try socket.bind("tcp://127.0.0.1:5560")
/// }
/// for await request in submit.messages {
///     try await submit.send([request[0], "accepted"])
/// }
/// await thread.stop()
/// ```
///
/// Every open thread is to be stopped with ``stop(within:)``; one that is let go without is stopped at once.
public final class SocketThread: Sendable {
    private let control: LoopControl
    private let thread: Mutex<SystemThread?>

    /// Starts a thread.
    ///
    /// - Parameters:
    ///   - context: the context of all sockets opened on the thread.
    ///   - name: the thread's name in tools such as `top -H`; the first 15 bytes of it.
    /// - Throws: ``ZeroMQError`` where the system has no more threads or file descriptors.
    public init(context: Context, name: String) throws {
        let control = try LoopControl()
        self.control = control
        do {
            thread = Mutex(
                try SystemThread.start(named: name) { SocketLoop(context: context, control: control).run() })
        } catch {
            throw ZeroMQError(errno: error.code, operation: .startThread, detail: name)
        }
    }

    /// Opens a socket on the thread.
    ///
    /// - Parameters:
    ///   - type: the pattern the socket follows.
    ///   - inbound: what becomes of received messages.
    ///   - outbound: how messages are sent.
    ///   - onEvent: told what happens to the socket's connections, from its first binding to its closing; called on the thread, and
    ///     must not block.
    ///   - configure: sets options, binds and connects; called on the thread.
    /// - Throws: what `configure` throws, or ``ZeroMQError``; the socket is then closed again.
    public func open(
        _ type: SocketType, inbound: Inbound = .pausing(), outbound: Outbound = Outbound(),
        onEvent: (@Sendable (SocketEvent) -> Void)? = nil, configure: @escaping @Sendable (Socket) throws -> Void
    ) async throws -> SocketChannel {
        try await control.perform { loop in
            try loop.open(type, inbound: inbound, outbound: outbound, onEvent: onEvent, configure: configure)
        }
    }

    /// Calls `action` on the thread once in every interval until the thread is stopped. It must not block.
    public func schedule(every interval: Duration, _ action: @escaping @Sendable () -> Void) async throws {
        precondition(interval > .zero, "a timer needs an interval")
        try await control.perform { loop in loop.schedule(every: interval, action) }
    }

    /// Stops the thread: ends the streams of received messages, sends what is queued as far as the peers take it in time, closes the
    /// sockets and ends the thread. Received messages that are still queued can be read afterwards.
    ///
    /// What the sockets themselves have queued goes on to be sent within their linger period; ``Context/close()`` waits for that.
    ///
    /// - Returns: how many messages could not be sent.
    @discardableResult
    public func stop(within period: Duration = .seconds(2)) async -> Int {
        let deadline = ContinuousClock.now + period
        let undelivered = await withCheckedContinuation { continuation in
            control.submit { loop in
                guard let loop else { return continuation.resume(returning: 0) }
                loop.stop(by: deadline) { continuation.resume(returning: $0) }
            }
        }
        join()
        return undelivered
    }

    /// Waits for the thread's last instructions.
    private func join() {
        thread.withLock { thread in
            thread?.join()
            thread = nil
        }
    }

    deinit {
        thread.withLock { thread in
            guard let thread else { return }
            thread.detach()
            control.submit { loop in loop?.stop(by: .now) { _ in } }
        }
    }
}
