import ArgumentParser
import Daemon
import EventLog
import Projections

extension LogCommand {
    struct RedactCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "redact",
            abstract: "Take the text of an article out of the log, for good.",
            discussion: """
                Appends an article.redacted event that tells by whom and why, and then removes the article's words from \
                every record before it: title, body, sentences, quotations. Sequences stay, the digest that `letopis log \
                verify` prints stays, and every other record stays provable. The projections are brought up to date and \
                cleaned as well. Backups and what subscribers have received are not reached.

                The daemon must be stopped. After an interruption run it again. Exits with 1 when something of the \
                article could not be removed.

                EXAMPLE: letopis log redact dw-71234 --author "legal desk" --reason "court order 12/2026"
                """)

        @Argument(help: "The id of the article.")
        var article: String

        @Option(help: "Who redacts it; kept in the log.")
        var author: String

        @Option(help: "Why; kept in the log.")
        var reason: String

        @OptionGroup var data: DataOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            if author.isEmpty || reason.isEmpty { throw ValidationError("Give an author and a reason.") }
        }

        func run() async throws {
            let report = try await Failure.reported {
                // Opening creates what is not there; a mistyped directory is to be told instead.
                _ = try SegmentLogView.open(directory: data.logDirectory)
                let log = try SegmentLog.open(directory: data.logDirectory)
                do {
                    let report = try await redact(log)
                    await log.close()
                    return report
                } catch {
                    await log.close()
                    throw error
                }
            }
            try output.print(report) {
                [
                    "article    \(report.article)", "event      \(report.sequence)", "redacted   \(report.redacted)",
                    "before     \(report.before)",
                ]
            }
            guard report.refused.isEmpty else {
                let sequences = report.refused.map(String.init).joined(separator: ", ")
                Terminal.errors.line("letopis: too small to be redacted and left as they are: records \(sequences)")
                throw ExitCode.failure
            }
        }

        private func redact(_ log: SegmentLog) async throws -> ArticleRedaction.Report {
            let report = try await ArticleRedaction.run(article: article, author: author, reason: reason, log: log) {
                Terminal.errors.progress("looked at \($0) records")
            }
            Terminal.errors.endProgress()
            let store = try ProjectionStore(path: data.projectionPath)
            _ = try await ProjectionEngine(store: store, log: log).catchUp()
            try store.eraseDeleted()
            return report
        }
    }
}
