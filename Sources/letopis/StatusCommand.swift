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
            extracted, and how far the daemon's index and the projections are. Exits with 0 when everything has caught up.

            EXAMPLE: letopis status --data /var/lib/letopis --json
            """)

    @OptionGroup var data: DataOptions

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
        print(status)
        if !status.isCaughtUp { throw ExitCode.failure }
    }

    private func print(_ status: ChronicleStatus) {
        if json || !Terminal.output.isInteractive {
            var writer = JSONWriter()
            writer.object { json in
                for line in status.lines { json.member(line.name, line.value) }
            }
            Terminal.output.line(writer.bytes)
        } else {
            for line in status.lines {
                Terminal.output.line(line.name + String(repeating: " ", count: 14 - line.name.count) + line.value)
            }
        }
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
