import EventLog
import ZeroMQ

/// Gathers how the daemon stands, from counts that cost nothing to read.
struct StatusReporter: Sendable {
    let log: SegmentLog
    /// The sync policy as the configuration writes it.
    let sync: String
    let counters: DaemonCounters
    let demand: TopicDemand
    /// The sockets that are open, by their names in the configuration.
    let sockets: [String: SocketChannel]
    private let start = ContinuousClock.now

    init(
        log: SegmentLog, sync: String, counters: DaemonCounters, demand: TopicDemand, sockets: [String: SocketChannel]
    ) {
        self.log = log
        self.sync = sync
        self.counters = counters
        self.demand = demand
        self.sockets = sockets
    }

    /// The status at this moment.
    func current(replays: Int) -> DaemonStatus {
        let uptime = start.duration(to: .now)
        var status = DaemonStatus(
            health: DaemonStatus.healthy, version: Daemon.version,
            uptimeSeconds: (uptime / .milliseconds(1)).rounded() / 1_000,
            log: log.identifier.bytes.hexadecimal, lastSequence: log.lastSequence, sync: sync,
            queuedBytes: log.queuedBytes, counters: counters.current, sockets: sockets.mapValues(SocketStatus.init),
            replays: replays, subscriptions: demand.subscriptionCount)
        if case .readOnly(let reason) = log.health {
            status.health = DaemonStatus.readOnly
            status.reason = reason
        }
        return status
    }
}

extension SocketStatus {
    init(_ channel: SocketChannel) {
        let statistics = channel.statistics
        self.init(
            received: statistics.received, sent: statistics.sent, queued: channel.queuedOutbound,
            droppedInbound: statistics.droppedInbound, refusedOutbound: statistics.refusedOutbound,
            undeliverable: statistics.undeliverable)
    }
}
