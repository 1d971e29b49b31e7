import ArgumentParser
import Daemon
import Logging

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run the daemon until it is told to stop.",
        discussion: """
            Without any option it keeps its data under ./letopis-data and binds loopback addresses. Options come, in this \
            order, from flags, from environment variables (LETOPIS_SUBMIT_ENDPOINT for submit.endpoint), and from a YAML \
            file; deploy/letopis.yaml lists them all with their defaults. SIGTERM and Ctrl-C stop it in order.

            EXAMPLE: letopis serve --data /var/lib/letopis --config /etc/letopis.yaml
            """)

    @Option(help: "A YAML file with options.")
    var config: String?

    @Option(name: .long, help: "The folder of the log and of all that is derived from it. (default: ./letopis-data)")
    var data: String?

    @Option(help: "Where senders that want a receipt connect (ROUTER). (default: tcp://127.0.0.1:7701)")
    var submit: String?

    @Option(help: "Where pipelines push articles (PULL). (default: tcp://127.0.0.1:7702)")
    var pull: String?

    @Option(help: "Where subscribers to events connect (XPUB). (default: tcp://127.0.0.1:7703)")
    var events: String?

    @Option(help: "Where clients ask for history (ROUTER). (default: tcp://127.0.0.1:7704)")
    var replay: String?

    @Option(help: "Where publishers of articles connect (SUB). (default: nowhere)")
    var subscribe: String?

    @Option(
        help:
            "A publisher of articles to connect to, and after a space its public key where it has one; may be repeated."
    )
    var feed: [String] = []

    @Option(help: "Address and port of the HTTP server; empty for none. (default: 127.0.0.1:7780)")
    var http: String?

    @Option(help: "The file with the daemon's secret key, see letopis keys: TCP sockets are encrypted. (default: none)")
    var keyFile: String?

    @Option(help: "The file that lists the public keys of clients; read again when it changes. (default: any key)")
    var clientsFile: String?

    @Option(help: "When the log is synced: always, never, or an interval such as 100ms. (default: always)")
    var sync: String?

    @Option(help: "The age beyond which events are not kept, such as 90d or 36h. (default: all are kept)")
    var retentionAge: String?

    @Option(help: "The size of the log beyond which the oldest are not kept, such as 50GiB. (default: all are kept)")
    var retentionSize: String?

    @Flag(help: "Take articles in and publish them, and leave their extraction to a later start.")
    var noExtraction = false

    @Option(help: "Extraction workers; 0 for one each processor. (default: 0)")
    var workers: String?

    @Option(help: "A folder with own people, names, offices and titles, besides the product's. (default: none)")
    var knowledge: String?

    func run() async throws {
        var flags: [String: String] = [:]
        flags["data.directory"] = data
        flags["submit.endpoint"] = submit
        flags["pull.endpoint"] = pull
        flags["events.endpoint"] = events
        flags["replay.endpoint"] = replay
        flags["subscribe.endpoint"] = subscribe
        flags["subscribe.feeds"] = feed.isEmpty ? nil : feed.joined(separator: ",")
        flags["http.address"] = http
        flags["security.key-file"] = keyFile
        flags["security.clients-file"] = clientsFile
        flags["log.sync"] = sync
        flags["log.retention-age"] = retentionAge
        flags["log.retention-size"] = retentionSize
        flags["extraction.enabled"] = noExtraction ? "false" : nil
        flags["extraction.workers"] = workers
        flags["extraction.knowledge"] = knowledge
        let configuration = try await ConfigurationLoader.load(flags: flags, file: config)

        var logger = Logger(label: "letopis") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = Logger.Level(rawValue: configuration.loggingLevel) ?? .info
        let metrics = MetricsRegistry()
        metrics.bootstrap()
        let daemon = try await Daemon.start(configuration: configuration, logger: logger, metrics: metrics)
        try await daemon.run()
    }
}
