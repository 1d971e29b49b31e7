import ArgumentParser
import Chronicle
import Daemon
import EventLog
import Foundation
import Projections

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Tell how the log and what follows it stand, with or without a running daemon.",
        discussion: """
            All numbers are sequences of the log: the last one, that of the last article accepted and of the last one \
            extracted, and how far the daemon's index and the projections are. A daemon that runs is asked how it stands; \
            one that does not answer within a second counts as not running.

            Exits with 0 when everything has caught up and the log of a running daemon takes records, with 1 otherwise.

            EXAMPLE: letopis status --data /var/lib/letopis --json
            """)

    @OptionGroup var data: DataOptions
    @OptionGroup var keys: SecurityOptions

    @Option(help: "Wait at most this many seconds until everything has caught up with the log.")
    var wait: Double = 0

    @Flag(help: "Print one JSON object, as it does in a pipe.")
    var json = false

    func validate() throws {
        if !(0...86_400).contains(wait) { throw ValidationError("--wait takes seconds from 0 to 86400.") }
    }

    func run() async throws {
        let directory = data.directory
        let deadline = ContinuousClock.now.advanced(by: .seconds(wait))
        var status = try await ChronicleStatus(of: directory)
        while !status.isCaughtUp, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(50))
            status = try await ChronicleStatus(of: directory)
        }
        let daemon = try await daemonStatus()
        try print(status, daemon)
        if let daemon, !daemon.isHealthy {
            Terminal.errors.line("letopis: The log is read-only: \(daemon.reason ?? "")")
        }
        if !status.isCaughtUp || daemon?.isHealthy == false { throw ExitCode.failure }
    }

    /// How the daemon of the directory stands; nil where none runs.
    private func daemonStatus() async throws -> DaemonStatus? {
        guard let endpoints = data.directory.readEndpoints() else { return nil }
        let client = try EventClient(
            events: endpoints.events, replay: endpoints.replay,
            security: try keys.security(data, endpoints: endpoints.replay))
        let status = try await client.status()
        await client.close()
        return status
    }

    private func print(_ status: ChronicleStatus, _ daemon: DaemonStatus?) throws {
        if json || !Terminal.output.isInteractive {
            let answer = try daemon.map { try QueryJSON.encode($0) }
            var writer = JSONWriter()
            writer.object { json in
                for line in status.lines { json.member(line.name, line.value) }
                json.name("daemon")
                json.raw(answer ?? Array("null".utf8))
            }
            Terminal.output.line(writer.bytes)
        } else {
            let lines = status.lines + (daemon?.lines ?? [("daemon", "does not run")])
            for line in lines {
                Terminal.output.line(line.name.padding(toLength: 14, withPad: " ", startingAt: 0) + line.value)
            }
        }
    }
}

extension DaemonStatus {
    /// What a person wants to know of it.
    fileprivate var lines: [(name: String, value: String)] {
        let lost = sockets.values.reduce(0) { $0 + $1.droppedInbound + $1.refusedOutbound + $1.undeliverable }
        return [
            ("daemon", "\(version), up \(Int(uptimeSeconds)) s"),
            ("health", reason.map { "\(health): \($0)" } ?? health),
            ("sync", "\(sync), \(queuedBytes) bytes wait for the disk"),
            (
                "articles",
                "\(counters.accepted) accepted, \(counters.duplicates) duplicates, \(counters.rejected) rejected, "
                    + "\(counters.unavailable) not taken"
            ),
            ("events", "\(counters.published) published, \(counters.replayed) replayed"),
            ("clients", "\(subscriptions) subscriptions, \(replays) replays"),
            ("lost", "\(lost) messages on the way in or out"),
        ]
    }
}

/// How the log and what follows it stand.
private struct ChronicleStatus {
    let lines: [(name: String, value: String)]
    let isCaughtUp: Bool

    init(of directory: DataDirectory) async throws {
        let log = try SegmentLogView.open(directory: directory.log.path)
        let statistics = try LogStatistics.gather(directory: directory.log.path)
        let index = try? ChronicleIndex(readingFrom: directory.index)
        let indexed = try? index?.checkpoint()
        let accepted = (try? index?.topicTails())?[EventType.articleAccepted.name] ?? 0
        let extracted = (try? index?.extractedThrough()) ?? 0
        let projected = try? await Library(path: directory.projections.path).status().sequence
        isCaughtUp = indexed == log.lastSequence && projected == log.lastSequence && extracted >= accepted
        lines = [
            ("log", log.identifier.bytes.hexadecimal),
            ("sequence", String(log.lastSequence)),
            ("recorded", statistics.lastTime.map { Instant(microseconds: $0).rfc3339 } ?? ""),
            ("segments", String(statistics.segments.count)),
            ("bytes", String(statistics.bytes)),
            ("accepted", String(accepted)),
            ("extracted", String(extracted)),
            ("indexed", indexed.map(String.init) ?? ""),
            ("projected", projected.map { String($0) } ?? ""),
        ]
    }
}
