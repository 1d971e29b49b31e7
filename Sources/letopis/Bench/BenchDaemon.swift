import Chronicle
import Daemon
import Foundation
import Logging

/// A whole daemon in this process, spoken to over TCP.
struct BenchDaemon {
    private let daemon: Daemon
    private let running: Task<Void, any Error>

    /// Starts a daemon with a new log.
    init(folder: URL, name: String, extracts: Bool) async throws {
        var configuration = DaemonConfiguration()
        configuration.dataDirectory = folder.appendingPathComponent(name).path
        configuration.endpoints.submit = "tcp://127.0.0.1:*"
        configuration.endpoints.pull = ""
        configuration.endpoints.events = "tcp://127.0.0.1:*"
        configuration.endpoints.replay = "tcp://127.0.0.1:*"
        configuration.http = ""
        configuration.extracts = extracts
        var logger = Logger(label: "letopis.bench") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .error
        let daemon = try await Daemon.start(configuration: configuration, logger: logger)
        self.daemon = daemon
        running = Task { try await daemon.run() }
    }

    var endpoints: DaemonConfiguration.Endpoints { daemon.endpoints }
    var counts: DaemonCounters.Counts { daemon.counters.current }

    func stop() async throws {
        Terminal.errors.progress("stopping the daemon")
        await daemon.stop()
        try await running.value
    }

    /// An article with a text of its own.
    static func message(id: String, body: String, language: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { json in
            json.member("id", id)
            json.member("body", body)
            json.member("language", language)
            json.member("published", "2025-10-21T10:00:00+03:00")
        }
        return writer.bytes
    }
}
