import ArgumentParser
import Projections

/// `letopis graph`: the actor graph, also for other programs.
struct GraphCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph",
        abstract: "Print the actor graph as a table, JSON, GEXF, GraphML or DOT.",
        discussion: """
            Edges: met, called, will_meet, will_call, may_meet, may_call, postponed, cancelled, speaks_about, speaks_to, \
            holds_office, held_office, and, only when asked for, mentioned_together.

            Examples:
              letopis graph --format gexf > graph.gexf
              letopis graph --actor Лавров --edge met --edge called
            """)

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    @Option(help: "json, gexf, graphml or dot.")
    var format: GraphFormat?

    @Option(help: "Only edges of this actor, by name, surname or id.")
    var actor: String?

    @Option(help: "Only edges of this kind. May be repeated.")
    var edge: [EdgeKind] = []

    @Option(help: "Only edges of at least this weight.")
    var weight = 1

    @Option(help: ArgumentHelp("Only what is of this day or later.", valueName: "day"))
    var from = ""

    @Option(help: ArgumentHelp("Only what is of this day or earlier.", valueName: "day"))
    var to = ""

    @Option(help: "Edges at most.")
    var limit = 1_000

    func run() async throws {
        let graph = try await data.ask { library in
            try await library.graph(
                GraphQuery(
                    actor: actor, kinds: edge.isEmpty ? EdgeKind.usual : edge, weightMin: weight, from: from, to: to,
                    limit: limit))
        }
        if graph.edges.isEmpty { Terminal.errors.line("The graph has no edge that fits.") }
        if format == nil && output.isTable {
            guard !graph.edges.isEmpty else { return }
            for line in ActorTables.edges(graph.edges).lines() { Terminal.output.line(line) }
        } else {
            Terminal.output.write(try (format ?? .json).encode(graph))
        }
    }
}

extension GraphFormat: ExpressibleByArgument {}
extension EdgeKind: ExpressibleByArgument {}
