import ArgumentParser
import Daemon

struct SubmitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit",
        abstract: "Send articles and wait for their receipts.",
        discussion: """
            Prints a line for each article: what became of it, the sequence of the event that records it, and its id. Exits \
            with 0 only when every article is in the log.

            EXAMPLE: letopis submit deploy/samples/*.json
            """)

    @OptionGroup var articles: ArticleFiles
    @OptionGroup var data: DataOptions
    @OptionGroup var keys: SecurityOptions

    @Option(help: "The daemon's submit socket, instead of the one in its data directory.")
    var endpoint: String?

    @Flag(help: "Print each receipt as a JSON line, as it does in a pipe.")
    var json = false

    func run() async throws {
        let messages = try articles.messages()
        let target = endpoint ?? data.endpoints.submit
        let client = try await ArticleClient(
            .submit, endpoint: target, security: try keys.security(data, endpoints: target))
        let printsJSON = json || !Terminal.output.isInteractive
        var failures = 0
        do {
            try await client.submit(messages.map(\.message)) { index, receipt in
                if receipt.status == .rejected || receipt.status == .unavailable { failures += 1 }
                Terminal.output.line(
                    printsJSON ? String(decoding: receipt.json, as: UTF8.self) : line(receipt, messages[index].origin))
            }
        } catch {
            await client.close(within: .zero)
            throw error
        }
        await client.close()
        if failures > 0 { throw ExitCode.failure }
    }

    private func line(_ receipt: Receipt, _ origin: String) -> String {
        let sequence = receipt.sequence.map { "#\($0)" } ?? "–"
        return "\(receipt.status.rawValue)  \(sequence)  \(receipt.article.isEmpty ? origin : receipt.article)"
            + (receipt.reason.isEmpty ? "" : "  \(receipt.reason)")
    }
}
