import ArgumentParser
import Daemon

/// The command `letopis`.
@main
struct Letopis: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "letopis",
        abstract:
            "A chronicle of what the news reports: who met, called, will or will not meet whom, and who said what.",
        discussion: """
            letopis serve runs the daemon; publish and submit send it articles; subscribe and replay receive events; the \
            others ask what is known. Every command explains itself with --help.
            """,
        version: Daemon.version,
        groupedSubcommands: [
            CommandGroup(name: "Daemon", subcommands: [ServeCommand.self, StatusCommand.self]),
            CommandGroup(name: "Articles in", subcommands: [SubmitCommand.self, PublishCommand.self]),
            CommandGroup(name: "Events out", subcommands: [SubscribeCommand.self, ReplayCommand.self]),
            CommandGroup(name: "Extraction alone", subcommands: [ExtractCommand.self, RulesCommand.self]),
            CommandGroup(
                name: "What is known",
                subcommands: [
                    MeetingsCommand.self, MeetingCommand.self, ActorsCommand.self, ActorCommand.self,
                    GraphCommand.self, StatementsCommand.self, ArticleCommand.self,
                ]),
            CommandGroup(
                name: "Upkeep",
                subcommands: [RebuildCommand.self, LogCommand.self, BenchCommand.self, KeysCommand.self]),
        ])
}
