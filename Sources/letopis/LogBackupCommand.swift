import ArgumentParser
import Chronicle
import EventLog
import Foundation

extension LogCommand {
    struct BackupCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "backup",
            abstract: "Copy what is committed of the log to another directory; the daemon may be running.",
            discussion: """
                The first backup copies everything, later ones only what is new. What is copied is checked, and a damaged \
                segment never takes the place of a good copy. Everything is on the disk when the command ends.

                To restore, stop the daemon, move its log directory away, copy the backup to the place of it, and start the \
                daemon: everything else is built from the log.

                EXAMPLE: letopis log backup /mnt/backup/letopis --data /var/lib/letopis
                """)

        @Argument(help: "The directory of the backup; created when it does not exist.")
        var directory: String

        @OptionGroup var data: DataOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            try await Failure.reported {
                let clock = ContinuousClock()
                let start = clock.now
                let bar = ProgressBar("bytes")
                let backup = try LogBackup.run(from: resolved(data.logDirectory), to: resolved(directory)) { progress in
                    bar.update(done: UInt64(progress.bytes), of: UInt64(progress.bytesTotal))
                }
                Terminal.errors.endProgress()
                let seconds = max(start.duration(to: clock.now).inSeconds, 1e-6)
                try output.print(Answer(backup, rate: Int(Double(backup.copiedBytes) / seconds))) {
                    [
                        "copied     \(backup.copiedBytes) bytes",
                        "skipped    \(backup.skippedBytes) bytes",
                        "sequences  \(backup.firstSequence)–\(backup.lastSequence)",
                        "rate       \(Int(Double(backup.copiedBytes) / seconds)) bytes/s",
                        "digest     \(backup.digestText)",
                    ]
                }
            }
        }

        /// The same directory under the same name, whatever links lead to it.
        private func resolved(_ path: String) -> String {
            URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        }

        private struct Answer: Encodable {
            var log: String
            var copiedBytes: Int
            var skippedBytes: Int
            var firstSequence: UInt64
            var lastSequence: UInt64
            var bytesPerSecond: Int
            var digest: String

            init(_ backup: LogBackup, rate: Int) {
                log = backup.identifier.bytes.hexadecimal
                copiedBytes = backup.copiedBytes
                skippedBytes = backup.skippedBytes
                firstSequence = backup.firstSequence
                lastSequence = backup.lastSequence
                bytesPerSecond = rate
                digest = backup.digestText
            }
        }
    }
}
