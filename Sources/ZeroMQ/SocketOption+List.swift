// The options of sockets, by the type of their values.

import CZeroMQ

extension SocketOption where Value == Duration? {
    /// How long a closed socket goes on sending what it has queued; nil: for ever. ``Socket/lingerDefault`` unless set.
    public static var linger: Self { Self("LINGER", ZMQ_LINGER, .millisecondsOrNever) }
    /// How long a blocking send waits; nil: for ever.
    public static var sendTimeout: Self { Self("SNDTIMEO", ZMQ_SNDTIMEO, .millisecondsOrNever) }
    /// How long a blocking receive waits; nil: for ever.
    public static var receiveTimeout: Self { Self("RCVTIMEO", ZMQ_RCVTIMEO, .millisecondsOrNever) }
    /// Wait before the first attempt to reconnect; nil: never reconnect.
    public static var reconnectInterval: Self { Self("RECONNECT_IVL", ZMQ_RECONNECT_IVL, .millisecondsOrNever) }
    /// How long the peer may stay silent after a heartbeat; nil: as long as the heartbeat interval.
    public static var heartbeatTimeout: Self { Self("HEARTBEAT_TIMEOUT", ZMQ_HEARTBEAT_TIMEOUT, .millisecondsOrNever) }
}

extension SocketOption where Value == Duration {
    /// The longest wait to reconnect; the wait doubles up to it. Zero: it never grows.
    public static var reconnectIntervalMax: Self { Self("RECONNECT_IVL_MAX", ZMQ_RECONNECT_IVL_MAX, .milliseconds) }
    /// How long a new connection may take to greet and authenticate before it is dropped. Zero: for ever.
    public static var handshakeInterval: Self { Self("HANDSHAKE_IVL", ZMQ_HANDSHAKE_IVL, .milliseconds) }
    /// How often a heartbeat is sent. Zero: never.
    public static var heartbeatInterval: Self { Self("HEARTBEAT_IVL", ZMQ_HEARTBEAT_IVL, .milliseconds) }
    /// After how much silence the peer shall drop this connection, in tenths of a second. Zero: never.
    public static var heartbeatTimeToLive: Self { Self("HEARTBEAT_TTL", ZMQ_HEARTBEAT_TTL, .milliseconds) }
    /// How long an outgoing TCP connection may take. Zero: left to the system.
    public static var connectTimeout: Self { Self("CONNECT_TIMEOUT", ZMQ_CONNECT_TIMEOUT, .milliseconds) }
}

extension SocketOption where Value == Int {
    /// Messages queued for each peer before sending blocks or drops, as the pattern says. Zero: no limit.
    public static var sendHighWaterMark: Self { Self("SNDHWM", ZMQ_SNDHWM, .integer) }
    /// Messages queued from each peer before it is made to wait. Zero: no limit.
    public static var receiveHighWaterMark: Self { Self("RCVHWM", ZMQ_RCVHWM, .integer) }
    /// Connections that the system keeps waiting to be accepted.
    public static var backlog: Self { Self("BACKLOG", ZMQ_BACKLOG, .integer) }
    /// TCP keep-alive: 1 on, 0 off, -1 left to the system.
    public static var tcpKeepalive: Self { Self("TCP_KEEPALIVE", ZMQ_TCP_KEEPALIVE, .integer) }
    /// Seconds of silence before the first TCP keep-alive probe; -1 left to the system.
    public static var tcpKeepaliveIdle: Self { Self("TCP_KEEPALIVE_IDLE", ZMQ_TCP_KEEPALIVE_IDLE, .integer) }
}

extension SocketOption where Value == Int? {
    /// The largest frame that is accepted from a peer, in bytes; nil: no limit.
    ///
    /// libzmq drops a larger frame **and disconnects the peer that sent it**, without telling either side; the peer reconnects and
    /// may send it again. Those who must answer too large messages set the limit above what they want to answer. The limit holds
    /// for a frame, not for a message of many frames.
    public static var maxMessageSize: Self { Self("MAXMSGSIZE", ZMQ_MAXMSGSIZE, .limit) }
}

extension SocketOption where Value == Bool {
    /// ROUTER: sending to an unknown peer fails with `EHOSTUNREACH`, to a slow one with `EAGAIN`; off: both are dropped silently.
    /// Write-only.
    public static var routerMandatory: Self { Self("ROUTER_MANDATORY", ZMQ_ROUTER_MANDATORY, .boolean) }
    /// ROUTER: a peer that comes with the routing id of another takes its place. Write-only.
    public static var routerHandover: Self { Self("ROUTER_HANDOVER", ZMQ_ROUTER_HANDOVER, .boolean) }
    /// XPUB: every subscription is received, not only the first to a topic. Write-only.
    public static var xpubVerbose: Self { Self("XPUB_VERBOSE", ZMQ_XPUB_VERBOSE, .boolean) }
    /// XPUB: every subscription and every end of one is received. Write-only.
    public static var xpubVerboser: Self { Self("XPUB_VERBOSER", ZMQ_XPUB_VERBOSER, .boolean) }
    /// XPUB: a subscription has no effect by itself; what is subscribed to, after it was received, is entered for the connection
    /// that it came from. See ``Inbound/subscriptions(everything:translate:)``. Write-only.
    public static var xpubManual: Self { Self("XPUB_MANUAL", ZMQ_XPUB_MANUAL, .boolean) }
    /// XPUB, PUB: sending fails with `EAGAIN` instead of dropping for a slow subscriber. Write-only.
    public static var xpubNoDrop: Self { Self("XPUB_NODROP", ZMQ_XPUB_NODROP, .boolean) }
    /// REQ: a new request may be sent before the reply to the last has come. Write-only.
    public static var requestRelaxed: Self { Self("REQ_RELAXED", ZMQ_REQ_RELAXED, .boolean) }
    /// REQ: replies are matched to requests by an id. Write-only.
    public static var requestCorrelate: Self { Self("REQ_CORRELATE", ZMQ_REQ_CORRELATE, .boolean) }
    /// Messages are queued only for completed connections.
    public static var immediate: Self { Self("IMMEDIATE", ZMQ_IMMEDIATE, .boolean) }
    /// Only the last message is kept. Off, and to be left off: it breaks messages of several frames.
    public static var conflate: Self { Self("CONFLATE", ZMQ_CONFLATE, .boolean) }
    /// Whether host names may resolve to IPv6 addresses.
    public static var ipv6: Self { Self("IPV6", ZMQ_IPV6, .boolean) }
    /// Whether this side is the CURVE server, which shows its key and checks those of its clients.
    public static var curveServer: Self { Self("CURVE_SERVER", ZMQ_CURVE_SERVER, .boolean) }
    /// Whether the frame received last is followed by another of the same message. Read-only.
    static var receiveMore: Self { Self("RCVMORE", ZMQ_RCVMORE, .boolean) }
}

extension SocketOption where Value == String {
    /// This side's public CURVE key, in Z85.
    public static var curvePublicKey: Self { Self("CURVE_PUBLICKEY", ZMQ_CURVE_PUBLICKEY, .key) }
    /// This side's secret CURVE key, in Z85.
    public static var curveSecretKey: Self { Self("CURVE_SECRETKEY", ZMQ_CURVE_SECRETKEY, .key) }
    /// The public key of the CURVE server to connect to, in Z85.
    public static var curveServerKey: Self { Self("CURVE_SERVERKEY", ZMQ_CURVE_SERVERKEY, .key) }
    /// The domain under which a ZAP handler is asked about new connections; empty, as long as it is not set: it is not asked.
    public static var zapDomain: Self { Self("ZAP_DOMAIN", ZMQ_ZAP_DOMAIN, .text) }
    /// The endpoint bound or connected last, with the port that a wildcard was resolved to. Read-only.
    static var lastEndpoint: Self { Self("LAST_ENDPOINT", ZMQ_LAST_ENDPOINT, .text) }
}

extension SocketOption where Value == [UInt8] {
    /// The name by which a ROUTER at the other end addresses this socket: 1 to 255 bytes, the first not zero.
    public static var routingID: Self { Self("ROUTING_ID", ZMQ_ROUTING_ID, .bytes) }
    static var subscribe: Self { Self("SUBSCRIBE", ZMQ_SUBSCRIBE, .bytes) }
    static var unsubscribe: Self { Self("UNSUBSCRIBE", ZMQ_UNSUBSCRIBE, .bytes) }
}

extension Socket {
    /// Presents these CURVE keys and demands that clients present theirs: for the side that binds.
    public func serveCurve(_ keys: CurveKeyPair) throws {
        try set(.curveServer, true)
        try set(.curveSecretKey, keys.secretKey)
        try set(.curvePublicKey, keys.publicKey)
    }

    /// Binds and connects without keys from now on; connections with keys stay as they are. The ZAP domain stays too, for libzmq cannot
    /// take it back: connect to peers in the clear before it is set.
    public func stayClear() throws {
        try set(.curveServer, false)
    }

    /// Encrypts to the server with this public key, and presents these keys: for the side that connects.
    public func useCurve(_ keys: CurveKeyPair, server publicKey: String) throws {
        try set(.curveServerKey, publicKey)
        try set(.curvePublicKey, keys.publicKey)
        try set(.curveSecretKey, keys.secretKey)
    }
}
