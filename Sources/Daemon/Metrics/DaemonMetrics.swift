import EventLog
import Metrics
import Synchronization
import WebAPI
import ZeroMQ

/// The metrics of a daemon: what its parts count anyway, handed to swift-metrics whenever somebody asks.
final class DaemonMetrics: Sendable {
    /// A number that only grows, and how far its counter is.
    private struct Growing {
        let counter: Counter
        let read: @Sendable () -> Int
        var counted = 0

        mutating func update() {
            let value = read()
            counter.increment(by: value - counted)
            counted = value
        }
    }

    private struct Level {
        let meter: Meter
        let read: @Sendable () -> Double
    }

    private struct State {
        var growing: [Growing] = []
        var levels: [Level] = []
    }

    private let factory: any MetricsFactory
    private let state = Mutex(State())

    init(factory: any MetricsFactory) {
        self.factory = factory
    }

    /// Brings all metrics up to this moment.
    func update() {
        state.withLock { state in
            for index in state.growing.indices { state.growing[index].update() }
            for level in state.levels { level.meter.set(level.read()) }
        }
    }

    private func count(_ name: String, _ labels: [(String, String)] = [], _ read: @escaping @Sendable () -> Int) {
        let counter = Counter(label: name, dimensions: labels, factory: factory)
        state.withLock { $0.growing.append(Growing(counter: counter, read: read)) }
    }

    private func measure(_ name: String, _ labels: [(String, String)] = [], _ read: @escaping @Sendable () -> Double) {
        let meter = Meter(label: name, dimensions: labels, factory: factory)
        state.withLock { $0.levels.append(Level(meter: meter, read: read)) }
    }

    // MARK: What is observed

    func observe(_ counters: DaemonCounters) {
        count("letopis_articles_accepted_total") { counters.current.accepted }
        count("letopis_articles_duplicate_total") { counters.current.duplicates }
        count("letopis_articles_rejected_total") { counters.current.rejected }
        count("letopis_articles_unavailable_total") { counters.current.unavailable }
        count("letopis_articles_extracted_total") { counters.current.extracted }
        count("letopis_events_published_total") { counters.current.published }
        count("letopis_events_replayed_total") { counters.current.replayed }
    }

    func observe(_ log: SegmentLog) {
        measure("letopis_log_last_sequence") { Double(log.lastSequence) }
        measure("letopis_log_first_sequence") { Double(log.firstSequence) }
        measure("letopis_log_waiting_bytes") { Double(log.queuedBytes) }
        measure("letopis_log_healthy") { log.health == .healthy ? 1 : 0 }
    }

    func observe(
        _ intake: IntakeSockets, _ publisher: PublisherSockets, _ replay: ReplaySockets, of guarded: SocketGuard
    ) {
        observe(intake.submit, as: .submit, of: guarded)
        observe(intake.pull, as: .pull, of: guarded)
        observe(intake.subscribe, as: .subscribe, of: guarded)
        observe(publisher.events, as: .events, of: guarded)
        observe(replay.replay, as: .replay, of: guarded)
    }

    private func observe(_ channel: SocketChannel?, as name: SocketName, of guarded: SocketGuard) {
        guard let channel else { return }
        let socket = [("socket", name.rawValue)]
        count("letopis_socket_received_total", socket) { channel.statistics.received }
        count("letopis_socket_sent_total", socket) { channel.statistics.sent }
        count("letopis_socket_dropped_total", socket) { channel.statistics.droppedInbound }
        count("letopis_socket_refused_total", socket) { channel.statistics.refusedOutbound }
        count("letopis_socket_undeliverable_total", socket) { channel.statistics.undeliverable }
        measure("letopis_socket_queued", socket) { Double(channel.queuedOutbound) }

        count("letopis_connections_accepted_total", socket) { guarded.connections(name).accepted }
        count("letopis_connections_made_total", socket) { guarded.connections(name).connected }
        count("letopis_connections_ended_total", socket) { guarded.connections(name).disconnected }
        count("letopis_connections_retried_total", socket) { guarded.connections(name).retries }
        measure("letopis_connections_open", socket) { Double(guarded.connections(name).open) }
        let results: [(String, KeyPath<ConnectionStatistics, Int> & Sendable)] = [
            ("succeeded", \.handshakes), ("broken", \.handshakesBroken), ("faulty", \.handshakesFaulty),
            ("refused", \.handshakesRefused),
        ]
        for (result, path) in results {
            count("letopis_handshakes_total", socket + [("result", result)]) {
                guarded.connections(name)[keyPath: path]
            }
        }
    }

    func observe(_ denials: DenialLog) {
        for name in SocketName.allCases {
            let socket = [("socket", name.rawValue)]
            count("letopis_access_decisions_total", socket + [("decision", "allowed")]) { denials.counts(name).allowed }
            count("letopis_access_decisions_total", socket + [("decision", "denied")]) { denials.counts(name).denied }
        }
    }

    func observeProcess() {
        let start = ProcessFigures.startTime
        measure("process_start_time_seconds") { start }
        measure("process_resident_memory_bytes") { ProcessFigures.residentBytes }
        measure("process_open_fds") { ProcessFigures.openFiles }
        measure("process_max_fds") { ProcessFigures.openFilesMax }
    }

    /// How the web server shows what a registry holds, and tells how long requests take.
    func observation(_ registry: MetricsRegistry) -> WebObservation {
        WebObservation(
            metrics: {
                self.update()
                return (PrometheusText.mediaType, registry.text)
            },
            onAnswer: { path, status, duration in
                Timer(
                    label: "letopis_http_request_duration_seconds",
                    dimensions: [("path", path), ("status", String(status))], factory: self.factory
                ).record(duration: duration)
            })
    }
}
