// Waits for any of several sockets and file descriptors.

import CZeroMQ

/// Waits until any of its sockets or file descriptors is ready. It belongs to the thread that owns the sockets.
public final class Poller {
    /// What a socket or file descriptor is awaited for, or ready for.
    public struct Events: OptionSet, Hashable, Sendable {
        /// The bits as libzmq and the system know them.
        public let rawValue: Int16

        /// Events by their bits.
        public init(rawValue: Int16) {
            self.rawValue = rawValue
        }

        /// A message or bytes can be received.
        public static let receive = Events(rawValue: Int16(ZMQ_POLLIN))
        /// A message or bytes can be sent.
        public static let send = Events(rawValue: Int16(ZMQ_POLLOUT))
        /// The file descriptor failed or was closed by the other side.
        public static let error = Events(rawValue: Int16(ZMQ_POLLERR))
    }

    /// A place in the poller.
    public struct Entry: Hashable, Sendable {
        let index: Int
    }

    private var items: [zmq_pollitem_t] = []
    private var sockets: [Socket] = []

    /// A poller of nothing.
    public init() {}

    /// Watches a socket.
    @discardableResult
    public func add(_ socket: Socket, for events: Events) -> Entry {
        items.append(zmq_pollitem_t(socket: socket.handle, fd: -1, events: events.rawValue, revents: 0))
        sockets.append(socket)
        return Entry(index: items.count - 1)
    }

    /// Watches a file descriptor.
    @discardableResult
    public func add(fileDescriptor: Int32, for events: Events) -> Entry {
        items.append(zmq_pollitem_t(socket: nil, fd: fileDescriptor, events: events.rawValue, revents: 0))
        return Entry(index: items.count - 1)
    }

    /// Watches for other events than before; for none with an empty set.
    public func update(_ entry: Entry, for events: Events) {
        items[entry.index].events = events.rawValue
    }

    /// Forgets everything that is watched.
    public func removeAll() {
        items.removeAll(keepingCapacity: true)
        sockets.removeAll(keepingCapacity: true)
    }

    /// Waits until something is ready or the time has passed; nil: without end. Begins anew when a signal interrupts it.
    /// - Returns: whether anything is ready; what, tells ``ready(_:)``.
    @discardableResult
    public func wait(until deadline: ContinuousClock.Instant?) throws -> Bool {
        while true {
            var timeout = -1
            if let deadline {
                timeout = Int(max(.zero, ContinuousClock.now.duration(to: deadline)).wholeMilliseconds)
            }
            let count = zmq_poll(&items, Int32(items.count), timeout)
            if count >= 0 { return count > 0 }
            guard zmq_errno() == EINTR else { throw ZeroMQError.last(.poll) }
        }
    }

    /// Waits until something is ready, at most for `timeout`.
    /// - Returns: whether anything is ready; what, tells ``ready(_:)``.
    @discardableResult
    public func wait(for timeout: Duration) throws -> Bool {
        try wait(until: ContinuousClock.now + timeout)
    }

    /// What an entry was ready for when the last wait ended.
    public func ready(_ entry: Entry) -> Events {
        Events(rawValue: items[entry.index].revents)
    }
}
