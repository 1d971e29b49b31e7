import ArgumentParser
import Daemon

struct SubscribeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "subscribe",
        abstract: "Print events as they are published, one CloudEvents JSON object a line.",
        discussion: """
            Each event comes once and in order; what a slow reader loses is fetched from history. With --from history comes \
            first and joins live events without gap or duplicate. Ctrl-C ends it.

            EXAMPLE: letopis subscribe --from 1 --topic meeting --topic statement
            """)

    @OptionGroup var data: DataOptions

    @Option(help: "The first sequence wanted; without it, what is published from now on.")
    var from: UInt64?

    @Option(
        help:
            "The beginning of the topics wanted, such as meeting or meeting.postponed; may be repeated. (default: all)")
    var topic: [String] = []

    @Option(help: "End after this many events.")
    var count: Int?

    @Option(help: "The events socket, instead of the one in the data directory.")
    var events: String?

    @Option(help: "The replay socket, instead of the one in the data directory.")
    var replay: String?

    func validate() throws {
        if from == 0 { throw ValidationError("Sequences start at 1.") }
        if let count, count < 1 { throw ValidationError("--count takes a number from 1.") }
    }

    func run() async throws {
        let endpoints = data.endpoints
        let client = try EventClient(events: events ?? endpoints.events, replay: replay ?? endpoints.replay)
        var left = count ?? Int.max
        do {
            try await client.subscribe(from: from, topics: topic) { event in
                Terminal.output.line(event.body)
                left -= 1
                if left == 0 { throw EnoughEvents() }
            }
        } catch is EnoughEvents {
            await client.close()
        } catch {
            await client.close()
            throw error
        }
    }

    private struct EnoughEvents: Error {}
}
