import ArgumentParser
import Projections

/// `letopis actor`: one actor with its neighbours.
struct ActorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "actor",
        abstract: "Show one actor with its offices and its neighbours in the graph.",
        discussion: """
            Example:
              letopis actor "Марко Рубио"
            """)

    @Argument(help: "The actor's name, surname or id.")
    var name: String

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let record = try await data.ask { try await $0.actor(name) }
        try output.print(record) { ActorTables.detail(record) }
    }
}
