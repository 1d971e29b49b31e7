import ArgumentParser
import EventLog
import Projections

/// `letopis rebuild`: computes the projections again from the log.
struct RebuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Compute the projections again from the log.",
        discussion: """
            They are computed beside those in service and swapped in at once when they are complete; a running daemon and its \
            readers go on meanwhile.

            Example:
              letopis rebuild --data /var/lib/letopis
            """)

    @OptionGroup var data: DataOptions

    func run() async throws {
        try await Failure.reported {
            let log = try SegmentLogView.open(directory: data.logDirectory)
            let engine = ProjectionEngine(store: try ProjectionStore(path: data.projectionPath), log: log)
            let bar = ProgressBar("events")
            let outcome = try await engine.rebuild { bar.update(done: $0.events, of: $0.total) }
            bar.finish(
                done: outcome.events,
                outcome.setAside == 0 ? "" : "; \(outcome.setAside) could not be applied, see `letopis status`")
        }
    }
}
