import ArgumentParser
import Chronicle
import Daemon
import EventLog
import Foundation
import Projections

struct LogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Look after the log itself: verify it, count it, print it, redact it, back it up, repair it.",
        subcommands: [
            VerifyCommand.self, StatCommand.self, DumpCommand.self, RedactCommand.self, BackupCommand.self,
            RepairCommand.self,
        ])

    struct VerifyCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: "Check every record, every batch and the chain of hashes.",
            discussion: """
                Prints one digest for the whole chronicle: kept elsewhere, it proves later that nothing before it was \
                altered. Redacted records, and records that were lost before a repair, are counted: their place in the \
                chain is proven. Exits with 1 when anything is damaged, naming file, offset and sequences. The daemon may be \
                running.

                EXAMPLE: letopis log verify --data /var/lib/letopis
                """)

        @OptionGroup var data: DataOptions

        @Option(help: "Verify through this sequence only, to compare with a digest taken then.")
        var to: UInt64?

        func run() throws {
            let clock = ContinuousClock()
            let start = clock.now
            let verification = try LogVerification.run(directory: data.logDirectory, upTo: to) { progress in
                let percent = progress.bytesTotal == 0 ? 100 : progress.bytes * 100 / progress.bytesTotal
                Terminal.errors.progress("verified \(percent) % · \(progress.records) records")
            }
            Terminal.errors.endProgress()
            let seconds = max(start.duration(to: clock.now).inSeconds, 1e-6)
            for damage in verification.damages { Terminal.errors.line("\(damage)") }
            Terminal.output.line("segments   \(verification.segments)")
            Terminal.output.line("batches    \(verification.batches)")
            Terminal.output.line("records    \(verification.records)")
            Terminal.output.line("redacted   \(verification.redactedRecords)")
            Terminal.output.line("lost       \(verification.lostRecords)")
            Terminal.output.line("begins     \(verification.firstSequence)")
            Terminal.output.line("sequence   \(verification.lastSequence)")
            Terminal.output.line("rate       \(Int(Double(verification.records) / seconds)) records/s")
            Terminal.output.line("digest     \(verification.digestText ?? "none: the log is damaged")")
            if !verification.isIntact { throw ExitCode.failure }
        }
    }

    struct StatCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "stat",
            abstract: "Count what the log holds, segment by segment.",
            discussion: "EXAMPLE: letopis log stat --data /var/lib/letopis")

        @OptionGroup var data: DataOptions

        func run() throws {
            let statistics = try LogStatistics.gather(directory: data.logDirectory)
            Terminal.output.line("log        \(statistics.identifier.bytes.hexadecimal)")
            Terminal.output.line("begins     \(statistics.firstSequence)")
            Terminal.output.line("records    \(statistics.records)")
            Terminal.output.line("redacted   \(statistics.redactedRecords)")
            Terminal.output.line("batches    \(statistics.batches)")
            Terminal.output.line("bytes      \(statistics.bytes)")
            Terminal.output.line("index      \(statistics.indexBytes) bytes")
            for segment in statistics.segments {
                let sequences = segment.sequences.map { "\($0.lowerBound)–\($0.upperBound)" } ?? "empty"
                let first = segment.firstTime.map { Instant(microseconds: $0).rfc3339 } ?? ""
                Terminal.output.line(
                    "segment    \(segment.number)  \(sequences)  \(segment.bytes) bytes  \(first)"
                        + (segment.isSealed ? "  sealed" : "")
                        + (segment.redactedRecords > 0 ? "  \(segment.redactedRecords) redacted" : "")
                        + (segment.isRepaired ? "  repaired" : ""))
            }
        }
    }

    struct DumpCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "dump",
            abstract: "Print events straight from the log, one CloudEvents JSON object a line.",
            discussion: """
                Needs no daemon; a running one does not mind.

                EXAMPLE: letopis log dump --from 10 --to 20 --type meeting.reported
                EXAMPLE: letopis log dump --since 2025-10-21T00:00:00Z --until 2025-10-22T00:00:00Z
                """)

        @OptionGroup var data: DataOptions

        @Option(help: "The first sequence.")
        var from: UInt64?

        @Option(help: "The last sequence. (default: the tip of the log)")
        var to: UInt64?

        @Option(help: "What was recorded from this time on: 2025-10-21T10:00:00Z.")
        var since: String?

        @Option(help: "What was recorded before this time: 2025-10-22T00:00:00Z.")
        var until: String?

        @Option(help: "The type of event, such as meeting.reported; may be repeated. (default: all)")
        var type: [String] = []

        func validate() throws {
            for name in type where EventType(name: name) == nil {
                let known = EventType.allCases.map(\.name).joined(separator: ", ")
                throw ValidationError("There is no type “\(name)”; the types are \(known).")
            }
            for time in [since, until].compactMap(\.self) where PublishedTime(time) == nil {
                throw ValidationError("“\(time)” is no time; write ISO 8601 such as 2025-10-21T10:00:00Z.")
            }
            if from == 0 { throw ValidationError("Sequences start at 1.") }
            if since != nil && from != nil { throw ValidationError("Give --from or --since, not both.") }
        }

        func run() throws {
            let log = try SegmentLogView.open(directory: data.logDirectory)
            let reader =
                try since.flatMap(PublishedTime.init).map { try log.makeReader(fromTime: $0.instant.microseconds) }
                ?? log.makeReader(from: from ?? log.firstSequence)
            // Times never decrease: the first record at the time is the first that is not wanted.
            let beyond = try until.flatMap(PublishedTime.init).map {
                try log.makeReader(fromTime: $0.instant.microseconds).position
            }
            let end = min(to ?? .max, log.lastSequence, beyond.map { $0 - 1 } ?? .max)
            let types = Set(type.compactMap { EventType(name: $0)?.rawValue })
            while reader.position <= end {
                let wanted = Int(min(256, end - reader.position + 1))
                let count = try reader.read(recordsMax: wanted) { record in
                    guard types.isEmpty || types.contains(record.type) else { return }
                    guard let event = try Event(record) else {
                        return Terminal.errors.line("Nothing is left of the event with sequence \(record.sequence).")
                    }
                    Terminal.output.line(try event.cloudEvent(log: log.identifier.bytes))
                }
                if count == 0 { return }
            }
        }
    }
}
