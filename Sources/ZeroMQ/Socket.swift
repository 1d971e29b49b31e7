// A socket: binds, connects, sends and receives whole messages. It belongs to one thread.

import CZeroMQ

/// A ZeroMQ socket. It belongs to the thread that uses it, and is therefore not `Sendable`; tasks use one through ``SocketThread``.
///
/// All calls are repeated when a signal interrupts them. After ``close()`` they throw an error that ``ZeroMQError/isClosed``.
public final class Socket {
    /// How long a closed socket goes on sending unless ``SocketOption/linger`` says otherwise. libzmq's own default is for ever, which
    /// keeps a process from ending while a peer is away.
    public static let lingerDefault: Duration = .seconds(1)

    /// The pattern the socket follows.
    public let type: SocketType
    /// The context that the socket lives in.
    public let context: Context
    /// The endpoint bound or connected last, with the port that a wildcard was resolved to; nil before the first.
    public private(set) var lastEndpoint: String?

    private(set) var handle: UnsafeMutableRawPointer?
    private var boundInProcess: [String] = []

    /// Opens a socket.
    /// - Throws: ``ZeroMQError``, for instance with `EMFILE` where the context has reached its number of sockets.
    public init(_ context: Context, _ type: SocketType) throws {
        guard let handle = zmq_socket(context.handle, type.code) else {
            throw ZeroMQError.last(.createSocket, detail: "of type \(type)")
        }
        self.context = context
        self.type = type
        self.handle = handle
        try set(.linger, Self.lingerDefault)
    }

    /// Closes the socket; what is still to be sent is sent in the background within the linger period. A second call does nothing.
    ///
    /// An `inproc://` endpoint is free for another socket at once, others as soon as libzmq's threads have let go of them.
    public func close() {
        guard let handle else { return }
        // libzmq itself gives the names back in the background, too.
        for endpoint in boundInProcess { zmq_unbind(handle, endpoint) }
        zmq_close(handle)
        self.handle = nil
    }

    deinit {
        close()
    }

    // MARK: Endpoints

    /// Accepts connections at an endpoint, for instance `tcp://127.0.0.1:5555`, `tcp://127.0.0.1:*` or `ipc:///run/letopis/pull.sock`.
    /// - Returns: the endpoint with the port that a wildcard was resolved to.
    @discardableResult
    public func bind(_ endpoint: String) throws -> String {
        let resolved = try attach(.bind, endpoint, zmq_bind)
        if resolved.hasPrefix("inproc://") { boundInProcess.append(resolved) }
        return resolved
    }

    /// Connects to an endpoint, now or as soon as somebody listens there, and again whenever the connection is lost.
    /// - Returns: the endpoint as libzmq writes it.
    @discardableResult
    public func connect(_ endpoint: String) throws -> String {
        try attach(.connect, endpoint, zmq_connect)
    }

    /// Stops accepting connections at an endpoint, which must be written as ``bind(_:)`` returned it.
    public func unbind(_ endpoint: String) throws {
        guard zmq_unbind(handle, endpoint) == 0 else { throw ZeroMQError.last(.unbind, endpoint: endpoint) }
    }

    /// Drops the connection to an endpoint, which must be written as it was connected.
    public func disconnect(_ endpoint: String) throws {
        guard zmq_disconnect(handle, endpoint) == 0 else { throw ZeroMQError.last(.disconnect, endpoint: endpoint) }
    }

    /// Receives messages whose first frame begins with `prefix` (SUB); an empty prefix means all. Subscribing twice needs unsubscribing twice.
    public func subscribe(to prefix: some Collection<UInt8>) throws {
        try set(.subscribe, Array(prefix))
    }

    /// Receives messages whose first frame begins with this text (SUB); empty means all.
    public func subscribe(to prefix: String) throws {
        try subscribe(to: prefix.utf8)
    }

    /// Takes back a subscription to `prefix`.
    public func unsubscribe(from prefix: some Collection<UInt8>) throws {
        try set(.unsubscribe, Array(prefix))
    }

    /// Takes back a subscription to this text.
    public func unsubscribe(from prefix: String) throws {
        try unsubscribe(from: prefix.utf8)
    }

    private func attach(
        _ operation: ZeroMQError.Operation, _ endpoint: String,
        _ call: (UnsafeMutableRawPointer?, UnsafePointer<CChar>?) -> Int32
    ) throws -> String {
        guard call(handle, endpoint) == 0 else { throw ZeroMQError.last(operation, endpoint: endpoint) }
        let resolved = try get(.lastEndpoint)
        lastEndpoint = resolved
        return resolved
    }

    // MARK: Messages

    /// Sends a message; waits while the pattern demands it (no peer, or all peers slow).
    /// - Throws: ``ZeroMQError``; with `EAGAIN` where ``SocketOption/sendTimeout`` has passed.
    public func send(_ message: Message) throws {
        while try !transfer(message, firstFrameFlags: 0) {}
    }

    /// Sends a message unless that would have to wait.
    /// - Returns: whether the message was taken. If not, none of its frames was.
    public func trySend(_ message: Message) throws -> Bool {
        try transfer(message, firstFrameFlags: ZMQ_DONTWAIT)
    }

    /// Receives a message; waits for it.
    /// - Throws: ``ZeroMQError``; with `EAGAIN` where ``SocketOption/receiveTimeout`` has passed.
    public func receive() throws -> Message {
        guard let message = try receiveFrames(firstFrameFlags: 0) else { throw failure(.receive, errno: EAGAIN) }
        return message
    }

    /// Receives a message if one is there.
    public func tryReceive() throws -> Message? {
        try receiveFrames(firstFrameFlags: ZMQ_DONTWAIT)
    }

    /// Receives a message, or nothing if none comes in time.
    public func receive(within timeout: Duration) throws -> Message? {
        let deadline = ContinuousClock.now + timeout
        let poller = Poller()
        poller.add(self, for: .receive)
        repeat {
            try poller.wait(until: deadline)
            if let message = try tryReceive() { return message }
        } while ContinuousClock.now < deadline
        return nil
    }

    /// Hands all frames to libzmq. Only the first can find the peers slow. A later one finds at worst that the connection was lost:
    /// libzmq then takes back the frames before it and drops those that follow, so that the message can be sent anew.
    /// - Returns: whether libzmq has the message.
    private func transfer(_ message: Message, firstFrameFlags: Int32) throws -> Bool {
        guard let last = message.indices.last else {
            throw failure(.send, errno: EINVAL, detail: "a message without frames")
        }
        var taken = true
        for (index, frame) in message.frames.enumerated() {
            let flags = (index == 0 ? firstFrameFlags : ZMQ_DONTWAIT) | (index == last ? 0 : ZMQ_SNDMORE)
            guard try !transfer(frame, flags: flags) else { continue }
            if index == 0 {
                guard firstFrameFlags & ZMQ_DONTWAIT != 0 else { throw failure(.send, errno: EAGAIN) }
                return false
            }
            taken = false
        }
        return taken
    }

    /// - Returns: false where libzmq said `EAGAIN`.
    private func transfer(_ frame: Frame, flags: Int32) throws -> Bool {
        var message = zmq_msg_t()
        guard frame.initialize(&message) == 0 else { throw failure(.send) }
        while zmq_msg_send(&message, handle, flags) < 0 {
            let errno = zmq_errno()
            if errno == EINTR { continue }
            zmq_msg_close(&message)
            guard errno == EAGAIN else { throw failure(.send, errno: errno) }
            return false
        }
        return true
    }

    private func receiveFrames(firstFrameFlags: Int32) throws -> Message? {
        var message = zmq_msg_t()
        zmq_msg_init(&message)
        defer { zmq_msg_close(&message) }
        var frames: [Frame] = []
        repeat {
            let flags = frames.isEmpty ? firstFrameFlags : 0
            while zmq_msg_recv(&message, handle, flags) < 0 {
                let errno = zmq_errno()
                if errno == EINTR { continue }
                guard errno == EAGAIN else { throw failure(.receive, errno: errno) }
                return nil
            }
            let more = zmq_msg_more(&message) != 0
            frames.append(Frame(receivedIn: &message))
            if !more { return Message(frames) }
        } while true
    }

    func failure(
        _ operation: ZeroMQError.Operation, errno: Int32 = zmq_errno(), detail: String? = nil
    ) -> ZeroMQError {
        ZeroMQError(errno: errno, operation: operation, endpoint: lastEndpoint, detail: detail)
    }
}
