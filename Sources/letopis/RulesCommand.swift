import ArgumentParser
import Extraction

/// `letopis rules`: what the names stand for that `--explain` and events give.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "List the rules by which articles are read, each with an example.",
        discussion: """
            extract --explain and the evidence of every event name the rules that decided. An example is a sentence with \
            brackets around the words that its rule fires on; what --explain then notes of them stands behind the arrow. \
            Examples are read as of \(RuleExample.published).

            Examples:
              letopis rules --stage times
              letopis rules status.governing-noun
            """)

    @Argument(help: "Only the rule of this name, with all its examples.")
    var name: String?

    @Option(help: "Only the rules of this stage: \(Self.stages.joined(separator: ", ")).")
    var stage: String?

    @OptionGroup var output: OutputOptions

    /// The stages that have rules, in their order.
    private static let stages = RuleBook.entries.reduce(into: [String]()) { stages, entry in
        if stages.last != entry.stage { stages.append(entry.stage) }
    }

    func validate() throws {
        if let stage, !Self.stages.contains(stage) {
            throw ValidationError("“\(stage)” is no stage; there are: \(Self.stages.joined(separator: ", ")).")
        }
        if let name, chosen.isEmpty {
            let place = stage.map { " of the stage \($0)" } ?? ""
            throw ValidationError("No rule\(place) is called “\(name)”; letopis rules lists them all.")
        }
    }

    func run() throws {
        let isDetailed = name != nil
        try output.print(chosen.map(RuleRecord.init), empty: "") { RuleTables.list($0, isDetailed: isDetailed) }
    }

    private var chosen: [RuleBook.Entry] {
        RuleBook.entries.filter { (name == nil || $0.name == name) && (stage == nil || $0.stage == stage) }
    }
}

/// A rule as JSON.
struct RuleRecord: Encodable {
    struct Example: Encodable {
        var text: String
        var note: String
    }

    var stage: String
    var rule: String
    var examples: [Example]

    init(_ entry: RuleBook.Entry) {
        stage = entry.stage
        rule = entry.name
        examples = entry.examples.map { Example(text: $0.text, note: $0.result) }
    }
}
