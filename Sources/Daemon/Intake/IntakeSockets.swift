import Chronicle
import ZeroMQ

/// The three sockets that articles come in by, on one thread.
struct IntakeSockets: Sendable {
    let thread: SocketThread
    let submit: SocketChannel?
    let pull: SocketChannel?
    let subscribe: SocketChannel?
    /// Where the subscribe socket is bound, port resolved; nil where it only connects.
    let subscribeEndpoint: String?

    /// Those of the three that there are.
    var channels: [SocketChannel] { [submit, pull, subscribe].compactMap(\.self) }

    /// Received messages that wait to be read, for each socket: room for more senders than can be waiting for one sync. A
    /// full queue makes senders wait, and drops what SUB brings.
    static let queue = QueueLimit(messages: 4_096, bytes: 64 << 20)

    /// Binds and connects them.
    ///
    /// - Throws: `ZeroMQError` naming the endpoint.
    init(
        context: Context, configuration: DaemonConfiguration, guarded: SocketGuard,
        queue: QueueLimit = IntakeSockets.queue
    ) async throws {
        thread = try SocketThread(context: context, name: "intake")
        let endpoints = configuration.endpoints
        let feeds = try configuration.parsedFeeds()

        submit =
            endpoints.submit.isEmpty
            ? nil
            : try await thread.open(
                .router, inbound: .pausing(queue), outbound: Outbound(limit: queue, whenBlocked: .drop),
                onEvent: guarded.onEvent(.submit)
            ) { socket in
                try SocketDefaults.apply(to: socket)
                try socket.set(.sendHighWaterMark, SocketDefaults.receiptHighWaterMark)
                try guarded.bind(socket, to: endpoints.submit, as: .submit)
            }
        pull =
            endpoints.pull.isEmpty
            ? nil
            : try await thread.open(.pull, inbound: .pausing(queue), onEvent: guarded.onEvent(.pull)) { socket in
                try SocketDefaults.apply(to: socket)
                try guarded.bind(socket, to: endpoints.pull, as: .pull)
            }
        subscribe =
            endpoints.subscribe.isEmpty && feeds.isEmpty
            ? nil
            : try await thread.open(.sub, inbound: .dropping(queue), onEvent: guarded.onEvent(.subscribe)) { socket in
                try SocketDefaults.apply(to: socket)
                for topic in configuration.feedTopics.isEmpty ? [""] : configuration.feedTopics {
                    try socket.subscribe(to: topic)
                }
                for feed in feeds { try guarded.connect(socket, to: feed) }
            }
        subscribeEndpoint =
            endpoints.subscribe.isEmpty
            ? nil
            : try await subscribe?.withSocket {
                try guarded.bind($0, to: endpoints.subscribe, as: .subscribe)
            }
    }
}

/// The options that every socket of the daemon gets; what libzmq leaves open is closed here.
enum SocketDefaults {
    /// A larger message is not received and its sender disconnected; one that is only too long for an article is
    /// received, so that its sender gets an answer.
    static let messageBytesMax = 24 << 20
    /// Messages that libzmq queues for each peer on their way out.
    static let sendHighWaterMark = 1_000
    /// Messages that libzmq queues for each peer on their way in: few, for each may be of ``messageBytesMax``.
    static let receiveHighWaterMark = 64

    /// Receipts that libzmq queues for each sender: a sender may have as many articles in flight before it must read
    /// receipts, or lose some.
    static let receiptHighWaterMark = 100_000
    /// Events that libzmq queues for each subscriber before the subscriber begins to lose some.
    static let eventHighWaterMark = 10_000

    static func apply(to socket: Socket) throws {
        try socket.set(.maxMessageSize, messageBytesMax)
        try socket.set(.sendHighWaterMark, sendHighWaterMark)
        try socket.set(.receiveHighWaterMark, receiveHighWaterMark)
        try socket.set(.linger, .seconds(1))
        try socket.set(.handshakeInterval, .seconds(10))
        try socket.set(.heartbeatInterval, .seconds(10))
        try socket.set(.heartbeatTimeout, .seconds(30))
        try socket.set(.backlog, 256)
    }
}
