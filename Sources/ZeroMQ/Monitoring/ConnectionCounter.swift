// Adds up the events of a socket's connections.

import Synchronization

/// How a socket's connections have fared so far.
public struct ConnectionStatistics: Hashable, Sendable {
    /// Connections that peers made.
    public var accepted = 0
    /// Connections that the socket made.
    public var connected = 0
    /// Connections that have ended.
    public var disconnected = 0
    /// Connections that are there now, those in their handshake included.
    public var open = 0
    /// Handshakes completed.
    public var handshakes = 0
    /// Handshakes that the peer broke off, or that took too long.
    public var handshakesBroken = 0
    /// Handshakes ended by a breach of the protocol, by another mechanism or a key that does not fit.
    public var handshakesFaulty = 0
    /// Handshakes ended because the peer, or this side, was not allowed in.
    public var handshakesRefused = 0
    /// Attempts to connect again.
    public var retries = 0

    /// No connections yet.
    public init() {}
}

/// Counts the connections of a socket by its events: `onEvent: counter.record` where the socket is opened.
public final class ConnectionCounter: Sendable {
    private struct State {
        var statistics = ConnectionStatistics()
        /// The connections that are there, by their file descriptors: libzmq uses a number anew only after it told the end of the former
        /// connection, and a number that comes again shows an end that was not told.
        var descriptors: Set<Int32> = []
    }

    private let state = Mutex(State())

    /// Counts from zero.
    public init() {}

    /// The counts at this moment.
    public var statistics: ConnectionStatistics { state.withLock { $0.statistics } }

    /// Counts an event.
    public func record(_ event: SocketEvent) {
        state.withLock { state in
            switch event.kind {
            case .accepted(let descriptor):
                state.statistics.accepted += 1
                state.descriptors.insert(descriptor)
            case .connected(let descriptor):
                state.statistics.connected += 1
                state.descriptors.insert(descriptor)
            case .disconnected(let descriptor):
                state.statistics.disconnected += 1
                state.descriptors.remove(descriptor)
            case .handshakeSucceeded: state.statistics.handshakes += 1
            case .handshakeFailed(.broken): state.statistics.handshakesBroken += 1
            case .handshakeFailed(.protocolFault): state.statistics.handshakesFaulty += 1
            case .handshakeFailed(.refused): state.statistics.handshakesRefused += 1
            case .connectRetried: state.statistics.retries += 1
            case .stopped: state.descriptors = []
            case .listening, .bindFailed, .connectDelayed, .closed, .closeFailed: break
            }
            state.statistics.open = state.descriptors.count
        }
    }
}
