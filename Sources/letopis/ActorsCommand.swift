import ArgumentParser
import Chronicle
import Projections

/// `letopis actors`: who appears in the chronicle.
struct ActorsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "actors",
        abstract: "List actors, those of most articles first.",
        discussion: """
            Examples:
              letopis actors --type person
              letopis actors --text рубио
            """)

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    @Option(help: "Only names with this part.")
    var text = ""

    @Option(
        help: "Only this type: person, organisation, country, place, group, event, product. May be repeated.",
        transform: named(ActorType.self))
    var type: [ActorType] = []

    @Option(help: "Actors at most.")
    var limit = 100

    func run() async throws {
        let actors = try await data.ask { try await $0.actors(ActorsQuery(text: text, types: type, limit: limit)) }
        try output.print(actors, empty: "No actor is known that fits.", ActorTables.list)
    }
}
