// A socket as tasks see it: a stream of messages in, a queue of messages out.

import CZeroMQ
import Synchronization

/// One socket of a ``SocketThread``, for use by any task.
public final class SocketChannel: Sendable {
    /// What has passed through a channel so far.
    public struct Statistics: Hashable, Sendable {
        /// Messages taken from the socket.
        public var received = 0
        /// Messages given to the socket.
        public var sent = 0
        /// Received messages for which the inbound queue had no room.
        public var droppedInbound = 0
        /// Messages that ``SocketChannel/trySend(_:)`` refused.
        public var refusedOutbound = 0
        /// Messages that the socket did not take: an unknown peer of a ROUTER, a blocked socket that is told to drop, a stop before all was sent.
        public var undeliverable = 0
    }

    /// The pattern the socket follows.
    public let type: SocketType
    /// The endpoint that the socket was last bound or connected to when it was opened, with its port resolved.
    public let endpoint: String?

    let inbound: InboundQueue?
    let outbound: OutboundQueue
    let counters: ChannelCounters
    private let id: Int
    private let control: LoopControl

    init(port: SocketPort, control: LoopControl) {
        id = port.id
        type = port.socket.type
        endpoint = port.socket.lastEndpoint
        inbound = port.inboundQueue
        outbound = port.outbound
        counters = port.counters
        self.control = control
    }

    /// The received messages; each goes to one of those who iterate. Ends when the channel or its thread is stopped.
    public var messages: Messages { Messages(queue: inbound) }

    /// Waits for messages and takes up to `maximum` at once: one switch of tasks for many messages. Empty when the channel is closed or
    /// the task cancelled.
    public func receive(upTo maximum: Int) async -> [Message] {
        await inbound?.next(maximum) ?? []
    }

    /// Queues a message, waiting for room where the queue is full.
    /// - Throws: ``ZeroMQError`` that ``ZeroMQError/isClosed`` once the channel is stopped, `CancellationError` when cancelled while waiting.
    public func send(_ message: Message) async throws {
        try await outbound.append(message)
    }

    /// Queues messages in their order, waiting for room where the queue is full: one wake-up of the thread for all that fit.
    /// - Throws: as ``send(_:)``; those before the one that it waited with are then queued.
    public func send(contentsOf messages: [Message]) async throws {
        try await outbound.append(contentsOf: messages)
    }

    /// Queues a message if there is room; otherwise counts it as refused.
    /// - Returns: whether the message was queued.
    @discardableResult
    public func trySend(_ message: Message) -> Bool {
        outbound.tryAppend(message)
    }

    /// Received messages that wait to be taken.
    public var queuedInbound: Int { inbound?.count ?? 0 }

    /// Messages queued to be sent.
    public var queuedOutbound: Int { outbound.count }

    /// What has passed through the channel so far.
    public var statistics: Statistics {
        Statistics(
            received: counters.received.load(ordering: .relaxed),
            sent: counters.sent.load(ordering: .relaxed),
            droppedInbound: inbound?.dropped ?? 0,
            refusedOutbound: outbound.refused,
            undeliverable: counters.undeliverable.load(ordering: .relaxed))
    }

    /// Calls `body` with the socket on its thread, for instance to connect to one more publisher or to subscribe.
    /// - Throws: what `body` throws, or an error that ``ZeroMQError/isClosed``.
    public func withSocket<Result: Sendable>(
        _ body: @escaping @Sendable (Socket) throws -> Result
    ) async throws -> Result {
        try await control.perform { [id] loop in
            guard let port = loop.port(id) else { throw ZeroMQError(errno: ENOTSOCK, operation: .getOption) }
            return try body(port.socket)
        }
    }

    /// Reads no more from the socket and ends ``messages`` after what is already queued; sending goes on. The first step of a graceful
    /// stop: what was received can still be answered before ``SocketThread/stop(within:)``.
    public func finishReceiving() async {
        try? await control.perform { [id] loop in loop.port(id)?.finishReceiving() }
    }

    /// Closes the socket and leaves the thread running. What is queued to be sent and does not go at once is undeliverable.
    public func close() async {
        try? await control.perform { [id] loop in loop.close(id) }
    }
}

extension SocketChannel {
    /// The received messages of a channel.
    public struct Messages: AsyncSequence, Sendable {
        let queue: InboundQueue?

        /// Begins to take messages from the channel.
        public func makeAsyncIterator() -> Iterator { Iterator(queue: queue) }

        /// Takes messages from the channel one by one.
        public struct Iterator: AsyncIteratorProtocol {
            let queue: InboundQueue?

            /// The next message, or nil when the channel is closed or the task cancelled.
            public mutating func next() async -> Message? {
                await queue?.next(1).first
            }
        }
    }
}

/// The counts of a channel that its thread keeps.
final class ChannelCounters: Sendable {
    let received = Atomic(0)
    let sent = Atomic(0)
    let undeliverable = Atomic(0)
}
