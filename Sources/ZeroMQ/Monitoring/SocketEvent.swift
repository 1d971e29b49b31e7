// What a socket tells of its connections, as `zmq_socket_monitor` reports it.

import CZeroMQ

/// Something that happened to a connection of a socket.
public struct SocketEvent: Hashable, Sendable {
    /// What happened.
    public enum Kind: Hashable, Sendable {
        /// The socket is bound to the endpoint.
        case listening
        /// The endpoint could not be bound; the system's error number.
        case bindFailed(errno: Int32)
        /// A peer has connected, and the handshake begins.
        case accepted(descriptor: Int32)
        /// The socket has reached its peer, and the handshake begins.
        case connected(descriptor: Int32)
        /// The peer was not reached at once.
        case connectDelayed
        /// The peer was not reached; it is tried again after this wait.
        case connectRetried(after: Duration)
        /// The handshake is complete: messages can flow.
        case handshakeSucceeded
        /// The handshake was not completed; the connection ends.
        case handshakeFailed(HandshakeFailure)
        /// The connection has ended, whether its handshake was completed or not.
        case disconnected(descriptor: Int32)
        /// An end point of the socket's own has been closed.
        case closed(descriptor: Int32)
        /// An end point of the socket's own could not be closed; the system's error number.
        case closeFailed(errno: Int32)
        /// Nothing more will be told: the socket is being closed.
        case stopped
    }

    /// What happened.
    public let kind: Kind
    /// The endpoint that the socket itself was bound or connected to. libzmq does not tell a peer's address.
    public let endpoint: String

    /// An event.
    public init(_ kind: Kind, endpoint: String) {
        self.kind = kind
        self.endpoint = endpoint
    }
}

/// Why a handshake was not completed.
public enum HandshakeFailure: Hashable, Sendable {
    /// The connection was lost, or ``SocketOption/handshakeInterval`` passed; the system's error number.
    case broken(errno: Int32)
    /// A side broke the protocol, the sides differ in their mechanism, or a key does not fit.
    case protocolFault(ProtocolFault)
    /// The peer was refused; the ZAP status, 300 to 500. Both sides are told.
    case refused(status: Int)
}

/// Why libzmq took what a peer sent in the handshake for wrong.
public struct ProtocolFault: RawRepresentable, Hashable, Sendable {
    /// One of libzmq's `ZMQ_PROTOCOL_ERROR_…`.
    public let rawValue: UInt32

    /// A fault by libzmq's number.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// One side encrypts, the other does not.
    public static let mechanismMismatch = ProtocolFault(rawValue: UInt32(ZMQ_PROTOCOL_ERROR_ZMTP_MECHANISM_MISMATCH))
    /// What the peer sent cannot be decrypted: it has another key of this side than the true one.
    public static let cryptographic = ProtocolFault(rawValue: UInt32(ZMQ_PROTOCOL_ERROR_ZMTP_CRYPTOGRAPHIC))
}

extension SocketEvent {
    /// Reads an event of version 1: number and value in the first frame, in the machine's byte order, the endpoint in the second.
    init?(_ message: Message) {
        guard message.count == 2, message[0].count == 6, let endpoint = message[1].text else { return nil }
        let (number, value) = message[0].withUnsafeBytes { bytes in
            (bytes.loadUnaligned(as: UInt16.self), bytes.loadUnaligned(fromByteOffset: 2, as: UInt32.self))
        }
        guard let kind = Kind(number: Int32(number), value: value) else { return nil }
        self.init(kind, endpoint: endpoint)
    }
}

extension SocketEvent.Kind {
    init?(number: Int32, value: UInt32) {
        let code = Int32(truncatingIfNeeded: value)
        switch number {
        case ZMQ_EVENT_LISTENING: self = .listening
        case ZMQ_EVENT_BIND_FAILED: self = .bindFailed(errno: code)
        case ZMQ_EVENT_ACCEPTED: self = .accepted(descriptor: code)
        case ZMQ_EVENT_CONNECTED: self = .connected(descriptor: code)
        case ZMQ_EVENT_CONNECT_DELAYED: self = .connectDelayed
        case ZMQ_EVENT_CONNECT_RETRIED: self = .connectRetried(after: .milliseconds(code))
        case ZMQ_EVENT_HANDSHAKE_SUCCEEDED: self = .handshakeSucceeded
        case ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL: self = .handshakeFailed(.broken(errno: code))
        case ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL:
            self = .handshakeFailed(.protocolFault(ProtocolFault(rawValue: value)))
        case ZMQ_EVENT_HANDSHAKE_FAILED_AUTH: self = .handshakeFailed(.refused(status: Int(code)))
        case ZMQ_EVENT_DISCONNECTED: self = .disconnected(descriptor: code)
        case ZMQ_EVENT_CLOSED: self = .closed(descriptor: code)
        case ZMQ_EVENT_CLOSE_FAILED: self = .closeFailed(errno: code)
        case ZMQ_EVENT_MONITOR_STOPPED: self = .stopped
        default: return nil
        }
    }
}
