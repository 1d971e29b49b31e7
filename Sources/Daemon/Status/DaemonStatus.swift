/// How a running daemon stands, as it tells on the replay socket.
public struct DaemonStatus: Codable, Hashable, Sendable {
    /// `healthy`, or `read-only`: the log takes nothing until a restart.
    public var health: String
    /// Why it is read-only, in a sentence; nil where it is healthy.
    public var reason: String?
    /// Version of the program.
    public var version: String
    /// Seconds since the start.
    public var uptimeSeconds: Double
    /// The log's identifier in hexadecimal.
    public var log: String
    /// The log's last durable sequence.
    public var lastSequence: UInt64
    /// When writes are made durable: `always`, `never` or an interval such as `100ms`.
    public var sync: String
    /// Bytes of the log that wait for the disk.
    public var queuedBytes: Int
    /// What has been done since the start.
    public var counters: DaemonCounters.Counts
    /// Every socket that is open, by its name in the configuration.
    public var sockets: [String: SocketStatus]
    /// Replays under way.
    public var replays: Int
    /// Subscriptions of subscribers to events that are connected.
    public var subscriptions: Int

    /// Whether the log takes records.
    public var isHealthy: Bool { health == Self.healthy }

    static let healthy = "healthy"
    static let readOnly = "read-only"
}

/// What has passed through a socket since the start.
public struct SocketStatus: Codable, Hashable, Sendable {
    /// Messages taken from the socket; of the events socket, subscriptions and their ends.
    public var received: Int
    /// Messages given to the socket.
    public var sent: Int
    /// Messages that wait to be given to it.
    public var queued: Int
    /// Messages that came and for which there was no room.
    public var droppedInbound: Int
    /// Messages that there was no room for on the way out.
    public var refusedOutbound: Int
    /// Messages that the socket did not take, for their receiver was gone.
    public var undeliverable: Int
}
