import ArgumentParser
import EventLog
import Foundation

extension LogCommand {
    struct RepairCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "repair",
            abstract: "Say what is damaged in the log and, with --yes, go on with what can be read.",
            discussion: """
                Without --yes nothing is changed: the damage is named, and what would be done; the exit code is 1 when \
                there is something to repair. A backup is better than a repair: restore the files named, if you can.

                With --yes, and the daemon stopped, the files concerned are copied to a folder “damaged-…” in the log's \
                directory. Every record that can be read is kept; the others become placeholders that keep their \
                sequences, so that readers see what is lost.

                EXAMPLE: letopis log repair --data /var/lib/letopis
                EXAMPLE: letopis log repair --data /var/lib/letopis --yes
                """)

        @OptionGroup var data: DataOptions

        @Flag(help: "Repair it.")
        var yes = false

        func run() async throws {
            try await Failure.reported {
                let bar = ProgressBar("bytes")
                let progress = { (state: LogVerification.Progress) in
                    bar.update(done: UInt64(state.bytes), of: UInt64(state.bytesTotal))
                }
                let repair =
                    yes
                    ? try LogRepair.run(directory: data.logDirectory, progress: progress)
                    : try LogRepair.examine(directory: data.logDirectory, progress: progress)
                Terminal.errors.endProgress()
                for step in repair.steps { describe(step) }
                if repair.steps.isEmpty {
                    Terminal.output.line("There is nothing to repair.")
                } else if let copies = repair.copies {
                    Terminal.output.line(
                        "Repaired \(repair.steps.count) files; \(repair.lostRecords) records are lost. "
                            + "The files as they were are in \(copies).")
                } else {
                    Terminal.output.line(
                        "\(repair.steps.count) files would be repaired; \(repair.lostRecords) records would be lost. "
                            + "Nothing was changed. Restore the files from a backup, or run this again with --yes.")
                    throw ExitCode.failure
                }
            }
        }

        private func describe(_ step: LogRepair.Step) {
            for damage in step.damages { Terminal.output.line("\(damage)") }
        }
    }
}
