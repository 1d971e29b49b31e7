import ZeroMQ

/// The sockets of a daemon; the names are also the domains under which their clients ask to be let in.
enum SocketName: String, CaseIterable, Sendable {
    case submit, pull, subscribe, events, replay
}

/// Gives the daemon's sockets their keys as they bind and connect, and counts their connections.
struct SocketGuard: Sendable {
    /// The daemon's keys; nil: its sockets are in the clear.
    let keys: CurveKeyPair?

    private let counters: [SocketName: ConnectionCounter]

    init(keys: CurveKeyPair?) {
        self.keys = keys
        counters = Dictionary(uniqueKeysWithValues: SocketName.allCases.map { ($0, ConnectionCounter()) })
    }

    /// How the connections of a socket have fared.
    func connections(_ name: SocketName) -> ConnectionStatistics {
        counters[name]?.statistics ?? ConnectionStatistics()
    }

    /// What to tell the events of a socket's connections.
    func onEvent(_ name: SocketName) -> (@Sendable (SocketEvent) -> Void)? { counters[name]?.record }

    /// Binds a socket: over TCP with the daemon's keys, where it has some. Over `ipc` whoever may use the file may
    /// connect, and nothing leaves the machine.
    ///
    /// libzmq takes the keys that are set at the time; those of an earlier connection of the socket stay as they were.
    /// To be called after ``connect(_:to:)``: a socket with a domain would ask about feeds in the clear as well.
    @discardableResult
    func bind(_ socket: Socket, to endpoint: String, as name: SocketName) throws -> String {
        if let keys, endpoint.hasPrefix("tcp://") {
            try socket.serveCurve(keys)
            try socket.set(.zapDomain, name.rawValue)
        } else {
            try socket.stayClear()
        }
        return try socket.bind(endpoint)
    }

    /// Connects a socket to a publisher: with the daemon's keys, where the publisher's key is known.
    func connect(_ socket: Socket, to feed: Feed) throws {
        try socket.stayClear()
        if let keys, let serverKey = feed.serverKey { try socket.useCurve(keys, server: serverKey) }
        try socket.connect(feed.endpoint)
    }
}
