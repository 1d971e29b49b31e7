// The one place that speaks with `zmq_socket_monitor`.

import CZeroMQ
import Synchronization

/// Reads what libzmq tells of a socket's connections. It belongs to the thread that owns the socket.
///
/// To be made before the socket is bound or connected, and closed before the socket is: libzmq waits while it hands over an event, so
/// that an event which nobody reads any more would stop its I/O thread.
final class SocketMonitor {
    /// Where the events arrive; to be polled by the socket's thread.
    let reader: Socket

    private let observed: Socket
    private let onEvent: @Sendable (SocketEvent) -> Void

    /// All events but one: while the process has no file descriptor left, libzmq tells without pause that it cannot accept a connection,
    /// which would fill the memory with events that say the same.
    private static let mask = ZMQ_EVENT_ALL & ~ZMQ_EVENT_ACCEPT_FAILED
    /// Events handed on in one turn, so that a flood of connections does not keep messages waiting.
    private static let burstEvents = 256
    private static let monitors = Atomic(0)

    init(_ socket: Socket, onEvent: @escaping @Sendable (SocketEvent) -> Void) throws {
        let number = Self.monitors.add(1, ordering: .relaxed).newValue
        let endpoint = "inproc://monitor-\(number)"
        reader = try Socket(socket.context, .pair)
        // Without a limit, for the reason above: the events of a thread that is busy for a moment wait in memory.
        try reader.set(.receiveHighWaterMark, 0)
        guard zmq_socket_monitor(socket.handle, endpoint, Self.mask) == 0 else {
            throw socket.failure(.monitor)
        }
        observed = socket
        self.onEvent = onEvent
        do {
            try reader.connect(endpoint)
        } catch {
            zmq_socket_monitor(socket.handle, nil, 0)
            throw error
        }
    }

    /// Hands on what has arrived.
    func receive() {
        for _ in 0..<Self.burstEvents {
            guard let message = try? reader.tryReceive() else { return }
            if let event = SocketEvent(message) { onEvent(event) }
        }
    }

    /// Ends the telling, hands on what is left, the last of it ``SocketEvent/Kind/stopped``, and closes the reader.
    func close() {
        zmq_socket_monitor(observed.handle, nil, 0)
        while let message = try? reader.tryReceive() {
            if let event = SocketEvent(message) { onEvent(event) }
        }
        reader.close()
    }
}
