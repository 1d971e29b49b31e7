import ArgumentParser
import Projections

/// `letopis statements`: who said what.
struct StatementsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "statements",
        abstract: "List statements, the last published first.",
        discussion: """
            Examples:
              letopis statements --speaker Тръмп --about Путин
              letopis statements --article 8f3c
            """)

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    @Option(help: "Only by this speaker, by name, surname or id.")
    var speaker: String?

    @Option(help: "Only about this actor, by name, surname or id.")
    var about: String?

    @Option(help: "Only in this article, by its id.")
    var article: String?

    @Option(help: "Only with these words.")
    var text = ""

    @Option(help: "Statements at most.")
    var limit = 100

    func run() async throws {
        let statements = try await data.ask { library in
            try await library.statements(
                StatementsQuery(speaker: speaker, about: about, article: article, text: text, limit: limit))
        }
        try output.print(statements, empty: "No statement is known that fits.", ActorTables.statements)
    }
}
