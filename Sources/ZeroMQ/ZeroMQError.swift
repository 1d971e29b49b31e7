// What went wrong in libzmq: the number, its text, the operation and the endpoint, told in a sentence that says what to do.

import CZeroMQ

/// A call to libzmq that failed.
public struct ZeroMQError: Error, Hashable, Sendable {
    /// What was being done.
    public enum Operation: String, Hashable, Sendable {
        case createContext = "create a ZeroMQ context"
        case createSocket = "create a socket"
        case startThread = "start a socket thread"
        case bind
        case connect
        case unbind
        case disconnect
        case send
        case receive
        case poll
        case setOption = "set option"
        case getOption = "read option"
        case generateKeys = "generate CURVE keys"
        case monitor = "watch the connections of a socket"
    }

    /// The error number as the system or libzmq reported it, for instance `EADDRINUSE`.
    public let errno: Int32
    /// What was being done.
    public let operation: Operation
    /// The endpoint concerned; for sending and receiving, the endpoint the socket was last bound or connected to.
    public let endpoint: String?
    /// What else identifies the failing call: the name and value of an option, the type of a socket.
    public let detail: String?

    /// An error with a number that is already known.
    public init(errno: Int32, operation: Operation, endpoint: String? = nil, detail: String? = nil) {
        self.errno = errno
        self.operation = operation
        self.endpoint = endpoint
        self.detail = detail
    }

    /// The error of the libzmq call that failed last on this thread.
    static func last(_ operation: Operation, endpoint: String? = nil, detail: String? = nil) -> ZeroMQError {
        ZeroMQError(errno: zmq_errno(), operation: operation, endpoint: endpoint, detail: detail)
    }

    /// Whether the socket, its thread or its context was closed, so that going on is pointless.
    public var isClosed: Bool { errno == ETERM || errno == ENOTSOCK }

    /// libzmq's text for the error number.
    public var reason: String { zmq_strerror(errno).map { String(cString: $0) } ?? "error \(errno)" }
}

extension ZeroMQError: CustomStringConvertible {
    /// One sentence: what failed, where, why, and what to do.
    public var description: String {
        var sentence = "cannot \(operation.rawValue)"
        if let detail { sentence += " \(detail)" }
        if let endpoint {
            sentence += operation == .bind || operation == .connect ? " to \(endpoint)" : " at \(endpoint)"
        }
        sentence += ": \(reason) (errno \(errno))"
        if let advice = Self.advice[errno] { sentence += "; \(advice)" }
        return sentence
    }

    private static let advice: [Int32: String] = [
        EADDRINUSE: "another process or socket holds this address, stop it or choose another port",
        EADDRNOTAVAIL: "no interface of this machine has this address, check the host part",
        EACCES: "this address needs more rights, choose a port above 1023 or a directory you can write to",
        EINVAL: "check how the endpoint or value is written, for instance tcp://127.0.0.1:5555 or ipc:///run/name.sock",
        EPROTONOSUPPORT: "use tcp://, ipc:// or inproc://",
        ENOCOMPATPROTO: "this kind of socket cannot use that transport",
        ENODEV: "no such network interface on this machine",
        ENOENT:
            "check that the address exists: an endpoint to let go must be one this socket holds, a directory must be there",
        ENAMETOOLONG: "the path of an ipc endpoint may have at most 107 bytes, choose a shorter one",
        ECONNREFUSED: "nothing is bound to this inproc name in this context",
        EHOSTUNREACH: "the addressed peer is not connected any more",
        EFSM: "a REQ or REP socket must send and receive in turns",
        ENOTSUP: "this kind of socket cannot do that",
        EAGAIN: "the other side does not keep up, try again later",
        ETERM: "the context or socket thread has been stopped",
        ENOTSOCK: "the socket has been closed",
        EMFILE: "raise the limit of open files or the context's maximum of sockets",
    ]
}
