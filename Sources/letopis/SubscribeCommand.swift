import ArgumentParser
import Daemon

struct SubscribeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "subscribe",
        abstract: "Print events as they are published, one CloudEvents JSON object a line.",
        discussion: """
            Each event comes once and in order; what a slow reader loses is fetched from history. With --from history comes \
            first and joins live events without gap or duplicate. With --latest the current state of every meeting comes \
            first, as letopis.latest.meeting, and then what is reported of meetings after it. Ctrl-C ends it.

            EXAMPLE: letopis subscribe --from 1 --topic meeting --topic statement
            """)

    @OptionGroup var data: DataOptions
    @OptionGroup var keys: SecurityOptions

    @Option(help: "The first sequence wanted; without it, what is published from now on.")
    var from: UInt64?

    @Flag(help: "First the current state of every meeting, then what is reported of meetings from there on.")
    var latest = false

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
        if latest, from != nil || !topic.isEmpty {
            throw ValidationError("--latest is about all meetings as they stand: it goes without --from and --topic.")
        }
        if let count, count < 1 { throw ValidationError("--count takes a number from 1.") }
    }

    func run() async throws {
        let endpoints = data.endpoints
        let (live, history) = (events ?? endpoints.events, replay ?? endpoints.replay)
        let client = try EventClient(
            events: live, replay: history, security: try keys.security(data, endpoints: live, history))
        var left = count ?? Int.max
        func print(_ event: PublishedEvent) throws {
            Terminal.output.line(event.body)
            left -= 1
            if left == 0 { throw EnoughEvents() }
        }
        do {
            if latest {
                let sequence = try await client.latestMeetings(onState: print)
                try await client.subscribe(from: sequence + 1, topics: ["meeting."], onEvent: print)
            } else {
                try await client.subscribe(from: from, topics: topic, onEvent: print)
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
