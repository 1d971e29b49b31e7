// How much a queue between a socket thread and tasks may hold.

/// A bound by number and by size; whichever is reached first.
public struct QueueLimit: Hashable, Sendable {
    /// The most messages in the queue.
    public var messages: Int
    /// The most bytes in the queue; the message that reaches the bound is still taken, so that one of any size fits into an empty queue.
    public var bytes: Int

    /// A bound by number and size.
    public init(messages: Int = 1024, bytes: Int = 64 << 20) {
        precondition(messages > 0 && bytes > 0, "a queue must have room for a message")
        self.messages = messages
        self.bytes = bytes
    }

    func hasRoom(besides messages: Int, bytes: Int) -> Bool { messages < self.messages && bytes < self.bytes }
}

/// What becomes of the messages that a socket of a ``SocketThread`` receives.
public enum Inbound: Sendable {
    /// Messages wait in a bounded queue for ``SocketChannel/messages``. When it is full, the thread stops reading the socket: PUSH,
    /// DEALER and REQ peers are made to wait and nothing is lost.
    case pausing(QueueLimit = QueueLimit())
    /// Messages wait in a bounded queue for ``SocketChannel/messages``. When it is full, new ones are dropped and counted in
    /// ``SocketChannel/Statistics/droppedInbound``: for SUB, whose publishers would otherwise drop unseen.
    case dropping(QueueLimit = QueueLimit())
    /// Messages are given to a closure on the socket's thread, which may answer through the socket at once and must not block.
    case handler(@Sendable (Message, Socket) throws -> Void)
    /// For XPUB with ``SocketOption/xpubManual``: a closure on the socket's thread is told every subscription and every end of
    /// one, and returns the prefixes that are entered, or taken back, for the connection that it came from. It must not block.
    /// Where libzmq does not tell the connection, the prefixes `everything` are entered instead.
    case subscriptions(everything: [Frame], translate: @Sendable (SubscriptionChange) -> [Frame])
    /// Nothing is received: for PUSH and PUB.
    case none
}

/// How messages leave through a socket of a ``SocketThread``.
public struct Outbound: Sendable {
    /// What to do when the socket does not take a message because its peers are slow or absent.
    public enum Obstacle: Sendable {
        /// Wait with this and all later messages.
        case wait
        /// Drop the message, and count it in ``SocketChannel/Statistics/undeliverable``: for a ROUTER with
        /// ``SocketOption/routerMandatory``, where one slow peer must not hold up the others.
        case drop
    }

    /// The bound of the queue.
    public var limit: QueueLimit
    /// What to do when the socket does not take a message.
    public var whenBlocked: Obstacle
    /// Told, on the socket's thread, each message that could not be sent, and why; it must not block.
    public var onUndeliverable: (@Sendable (Message, ZeroMQError) -> Void)?

    /// How messages leave.
    public init(
        limit: QueueLimit = QueueLimit(), whenBlocked: Obstacle = .wait,
        onUndeliverable: (@Sendable (Message, ZeroMQError) -> Void)? = nil
    ) {
        self.limit = limit
        self.whenBlocked = whenBlocked
        self.onUndeliverable = onUndeliverable
    }
}
