import Synchronization
import ZeroMQ

/// How a client shows who it is and knows whom it speaks to.
public enum ClientSecurity: Sendable {
    /// Not at all: the connection is in the clear.
    case clear
    /// By CURVE: its own keys, and the public key of the daemon.
    case curve(CurveKeyPair, server: String)
    /// By CURVE, as the side that others connect to; every client that knows the key may.
    case curveServer(CurveKeyPair)

    /// To be called before the socket binds or connects.
    func apply(to socket: Socket) throws {
        switch self {
        case .clear: break
        case .curve(let keys, let server): try socket.useCurve(keys, server: server)
        case .curveServer(let keys): try socket.serveCurve(keys)
        }
    }
}

/// Notices that the other side refuses a client. libzmq does not try that connection again, so its channel is closed,
/// and whoever waits there asks here why.
final class RefusalWatch: Sendable {
    private enum Refusal {
        case denied, mechanismMismatch
    }

    private struct State {
        var refusal: Refusal?
        var channel: SocketChannel?
    }

    private let state = Mutex(State())

    /// Names the channel to close when a refusal comes, or has come.
    func watch(_ channel: SocketChannel) {
        let isRefused = state.withLock { state in
            state.channel = channel
            return state.refusal != nil
        }
        if isRefused { Task { await channel.close() } }
    }

    /// Takes an event of the connection.
    @Sendable func record(_ event: SocketEvent) {
        let refusal: Refusal
        switch event.kind {
        case .handshakeFailed(.refused): refusal = .denied
        case .handshakeFailed(.protocolFault(.mechanismMismatch)): refusal = .mechanismMismatch
        default: return
        }
        let channel = state.withLock { state in
            state.refusal = refusal
            return state.channel
        }
        if let channel { Task { await channel.close() } }
    }

    /// What the refusal says; nil where there was none.
    func problem(at endpoint: String) -> ClientError? {
        switch state.withLock({ $0.refusal }) {
        case .denied: .denied(endpoint: endpoint)
        case .mechanismMismatch: .mechanismMismatch(endpoint: endpoint)
        case nil: nil
        }
    }

    /// - Throws: ``ClientError`` where there was a refusal.
    func check(_ endpoint: String) throws(ClientError) {
        if let problem = problem(at: endpoint) { throw problem }
    }
}
