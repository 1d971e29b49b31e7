import Chronicle
import EventLog
import Extraction
import Foundation
import Language
import Logging
import Projections
import ServiceLifecycle
import WebAPI
import ZeroMQ

/// The whole daemon: articles in, events out, and everything that follows the log.
///
/// ``start(configuration:logger:)`` opens the log and binds every socket, so that what is wrong is known before anything
/// is promised; ``run()`` serves until the process is told to stop.
public final class Daemon: Sendable {
    /// Where the sockets are bound, ports resolved.
    public let endpoints: DaemonConfiguration.Endpoints
    /// What has been done since the start.
    public let counters: DaemonCounters

    /// The version of the program.
    public static let version = "1.0.0"

    private let directory: DataDirectory
    private let logger: Logger
    private let context: Context
    private let log: SegmentLog
    private let access: AccessService?
    private let group: ServiceGroup

    /// After a request to stop, what has not stopped by itself is cancelled.
    private static let shutdownPeriod: Duration = .seconds(4)

    private init(
        directory: DataDirectory, endpoints: DaemonConfiguration.Endpoints, counters: DaemonCounters, logger: Logger,
        context: Context, log: SegmentLog, access: AccessService?, group: ServiceGroup
    ) {
        self.directory = directory
        self.endpoints = endpoints
        self.counters = counters
        self.logger = logger
        self.context = context
        self.log = log
        self.access = access
        self.group = group
    }

    /// Opens the log, brings the index up to it and binds the sockets.
    ///
    /// - Parameters:
    ///   - configuration: what can be set.
    ///   - logger: where the daemon tells what happens.
    ///   - metrics: where it counts; `/metrics` shows them.
    /// - Throws: `LogError`, `ZeroMQError`, ``ConfigurationError``, or what SQLite says; nothing is left open.
    public static func start(
        configuration: DaemonConfiguration, logger: Logger, metrics: MetricsRegistry = MetricsRegistry()
    ) async throws -> Daemon {
        try configuration.validate()
        let extractor = try configuration.makeExtractor(logger: logger)
        let directory = DataDirectory(configuration.dataDirectory)
        try directory.create()
        let log = try SegmentLog.open(
            directory: directory.log.path, options: LogOptions(sync: try configuration.syncPolicy()))
        // Without room for it the daemon serves all the same, and says so when it would write.
        try? directory.reserveEndpoints()
        if log.openReport.hasChangedFiles { logger.notice("\(log.openReport)") }
        do {
            return try await start(
                configuration, directory: directory, log: log, extractor: extractor, logger: logger, metrics: metrics)
        } catch {
            await log.close()
            directory.discardReservedEndpoints()
            throw error
        }
    }

    private static func start(
        _ configuration: DaemonConfiguration, directory: DataDirectory, log: SegmentLog, extractor: Extractor?,
        logger: Logger, metrics: MetricsRegistry
    ) async throws -> Daemon {
        let index = try ChronicleIndex(url: directory.index, log: log)
        let readiness = IndexReadiness(index: index, log: log)
        IndexService.prepare(index, log: log, readiness: readiness, logger: logger)
        let store = try ProjectionStore(path: directory.projections.path)

        let context = try Context()
        // Who may connect is decided before anybody can.
        let keys = try configuration.keyFile.isEmpty ? nil : KeyFile.read(configuration.keyFile)
        if keys == nil, !configuration.publicEndpoints.isEmpty {
            logger.warning("Sockets that others can reach are in the clear, as security.allow-public-addresses says")
        }
        let access: AccessService? =
            keys == nil
            ? nil
            : try await AccessService(
                context: context, file: configuration.clientsFile, localKey: directory.makeClientKeys().publicKey,
                logger: logger)
        let guarded = SocketGuard(keys: keys)
        let sockets = (
            intake: try await IntakeSockets(context: context, configuration: configuration, guarded: guarded),
            publisher: try await PublisherSockets(context: context, configuration: configuration, guarded: guarded),
            replay: try await ReplaySockets(context: context, configuration: configuration, guarded: guarded)
        )
        let counters = DaemonCounters()
        let encoder = EventEncoder(log: log.identifier.bytes)
        let published = ProgressMark()
        let intake = ArticleIntake(
            log: log, index: index, isReady: { readiness.isReady }, detector: try LanguageDetector.bundled(),
            counters: counters, logger: logger)
        let channels: [String: SocketChannel?] = [
            "submit": sockets.intake.submit, "pull": sockets.intake.pull, "subscribe": sockets.intake.subscribe,
            "events": sockets.publisher.events, "replay": sockets.replay.replay,
        ]
        let reporter = StatusReporter(
            log: log, sync: configuration.sync, counters: counters, demand: sockets.publisher.demand,
            sockets: channels.compactMapValues(\.self))
        // In the order of the way of an article, last room first: what follows the log is there before articles come,
        // and on the way down intake stops first.
        var services: [any Service] = [
            IndexService(log: log, index: index, readiness: readiness, intake: intake, logger: logger)
                .on(ServiceThread(name: "index", urgency: .low)),
            ProjectorService(engine: ProjectionEngine(store: store, log: log), counters: counters, logger: logger)
                .on(ServiceThread(name: "projections", urgency: .low)),
        ]
        if let access { services.append(access) }
        let figures = DaemonMetrics(factory: metrics)
        figures.observe(counters)
        figures.observe(log)
        figures.observe(sockets.intake, sockets.publisher, sockets.replay, of: guarded)
        if let access { figures.observe(access.denials) }
        figures.observeProcess()
        if let (host, port) = try configuration.httpAddress() {
            services.append(
                WebServer(
                    library: Library(store), host: host, port: port, lastSequence: { log.lastSequence },
                    observation: figures.observation(metrics), logger: logger
                ) { port in logger.notice("Serving HTTP", metadata: ["address": "\(host):\(port)"]) })
        }
        services += [
            PublisherService(
                log: log, sockets: sockets.publisher, encoder: encoder, readiness: readiness, published: published,
                counters: counters, logger: logger),
            LatestService(store: store, sockets: sockets.publisher, encoder: encoder, logger: logger),
            ReplayService(
                log: log, sockets: sockets.replay, encoder: encoder, reporter: reporter, counters: counters,
                logger: logger),
        ]
        if let extractor {
            services.append(
                ExtractionService(
                    log: log, extractor: extractor, readiness: readiness, workers: configuration.workerCount,
                    counters: counters, logger: logger))
        }
        if let policy = try configuration.retentionPolicy() {
            services.append(
                RetentionService(
                    log: log, policy: policy,
                    readThrough: {
                        try await min(index.needlessThrough(), published.sequence, store.checkpoint())
                    }, logger: logger))
        }
        let intakeThread = ServiceThread(name: "articles", urgency: .normal)
        services.append(
            IntakeService(
                intake: intake, sockets: sockets.intake, counters: counters, logger: logger, executor: intakeThread
            ).on(intakeThread))
        var group = ServiceGroupConfiguration(
            services: services.map { .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup) },
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        group.maximumGracefulShutdownDuration = shutdownPeriod

        var endpoints = configuration.endpoints
        endpoints.submit = sockets.intake.submit?.endpoint ?? ""
        endpoints.pull = sockets.intake.pull?.endpoint ?? ""
        endpoints.subscribe = sockets.intake.subscribeEndpoint ?? ""
        endpoints.events = sockets.publisher.events.endpoint ?? ""
        endpoints.replay = sockets.replay.replay.endpoint ?? ""
        endpoints.serverKey = keys?.publicKey
        do {
            try directory.writeEndpoints(endpoints)
        } catch {
            logger.error("Commands beside the daemon will not find it by its data directory: \(error)")
        }
        return Daemon(
            directory: directory, endpoints: endpoints, counters: counters, logger: logger, context: context, log: log,
            access: access, group: ServiceGroup(configuration: group))
    }

    /// Asks ``run()`` to stop in order, as SIGTERM does.
    public func stop() async { await group.triggerGracefulShutdown() }

    /// Serves until SIGTERM or SIGINT, or until a service fails; then stops in order and closes the log.
    ///
    /// - Throws: what a service failed with.
    public func run() async throws {
        logger.notice(
            "Serving",
            metadata: [
                "submit": "\(endpoints.submit)", "pull": "\(endpoints.pull)", "events": "\(endpoints.events)",
                "replay": "\(endpoints.replay)", "sequence": "\(log.lastSequence)",
            ])
        let result: Result<Void, any Error>
        do {
            try await group.run()
            result = .success(())
        } catch {
            result = .failure(error)
        }
        await log.close()
        await access?.close()
        context.close()
        try? FileManager.default.removeItem(at: directory.endpoints)
        logger.notice("Stopped", metadata: ["sequence": "\(log.lastSequence)"])
        try result.get()
    }
}
