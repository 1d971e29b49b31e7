import ArgumentParser
import Daemon

struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Print a part of the history, one CloudEvents JSON object a line.",
        discussion: """
            EXAMPLE: letopis replay --from 100 --to 200 --topic meeting
            """)

    @OptionGroup var data: DataOptions
    @OptionGroup var keys: SecurityOptions

    @Option(help: "The first sequence.")
    var from: UInt64 = 1

    @Option(help: "The last sequence. (default: the tip of the log)")
    var to: UInt64?

    @Option(help: "The beginning of the topics wanted, such as meeting; may be repeated. (default: all)")
    var topic: [String] = []

    @Option(help: "The replay socket, instead of the one in the data directory.")
    var endpoint: String?

    func validate() throws {
        if from == 0 { throw ValidationError("Sequences start at 1.") }
        if let to, to < from { throw ValidationError("--to must not be below --from.") }
        if topic.count > ReplayRequest.topicsMax {
            throw ValidationError("At most \(ReplayRequest.topicsMax) topics can be asked for.")
        }
    }

    func run() async throws {
        let endpoints = data.endpoints
        let target = endpoint ?? endpoints.replay
        let client = try EventClient(
            events: endpoints.events, replay: target, security: try keys.security(data, endpoints: target))
        do {
            try await client.replay(ReplayRequest.Range(from: from, to: to, topics: topic)) {
                Terminal.output.line($0.body)
            }
        } catch {
            await client.close()
            throw error
        }
        await client.close()
    }
}
