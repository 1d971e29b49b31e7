import ArgumentParser
import Projections

/// `letopis meeting`: one meeting with its history.
struct MeetingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "meeting",
        abstract: "Show one meeting with everything that was said of it.",
        discussion: """
            The history lists every claim in the order in which they were said, with the sentence, the article and the \
            source; “decides” marks the claim that gives the status, “recalled” what an article says had been said before.

            Examples:
              letopis meeting m-12
              letopis meeting m-12 --as-of 2025-10-20
            """)

    @Argument(help: "The meeting's id, as `letopis meetings` shows it.")
    var id: String

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var moment: AsOfOptions

    func run() async throws {
        let record = try await data.ask { try await $0.meeting(id, asOf: try moment.moment()) }
        try output.print(record) { MeetingTables.history(record) }
    }
}
