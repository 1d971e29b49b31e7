import ArgumentParser
import Chronicle
import Projections

/// `letopis meetings`: the board.
struct MeetingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "meetings",
        abstract: "List meetings with their status and the sentence that says so.",
        discussion: """
            The last reported come first. A question mark after the status means that it is hedged; “contested” that claims \
            of two days contradict each other: both are shown.

            Examples:
              letopis meetings --status postponed --status cancelled
              letopis meetings --actor Рубио --actor Лавров --as-of 2025-10-20
            """)

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var moment: AsOfOptions

    @Option(
        help: "Only this status: proposed, scheduled, ongoing, held, postponed, cancelled. May be repeated.",
        transform: named(Meeting.Status.self))
    var status: [Meeting.Status] = []

    @Option(
        help: "Only this kind: meeting, call, summit, session, talks, visit, conference. May be repeated.",
        transform: named(Meeting.Kind.self))
    var kind: [Meeting.Kind] = []

    @Option(help: "Only with this actor, by name, surname or id. May be repeated: all of them take part.")
    var actor: [String] = []

    @Option(help: "Only at this place, by a part of its name or its id.")
    var place = ""

    @Option(help: ArgumentHelp("Only on this day or later.", valueName: "day"))
    var from = ""

    @Option(help: ArgumentHelp("Only on this day or earlier.", valueName: "day"))
    var to = ""

    @Option(help: "Only where a sentence that tells of the meeting has these words.")
    var text = ""

    @Flag(help: "Only those whose recent claims contradict each other.")
    var contested = false

    @Option(help: "Meetings at most.")
    var limit = 100

    func run() async throws {
        let meetings = try await data.ask { library in
            try await library.meetings(
                MeetingsQuery(
                    statuses: status, kinds: kind, actors: actor, place: place, from: from, to: to, text: text,
                    isContested: contested, asOf: try moment.moment(), limit: limit))
        }
        try output.print(meetings, empty: "No meeting is known that fits.", MeetingTables.board)
    }
}
