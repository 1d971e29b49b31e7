import Language

/// Parses the sentences into clauses, for the stages that ask which verb a word belongs to.
public struct ClauseStage: Stage {
    /// What `--explain` calls it.
    public static let name = "clauses"

    /// What `--explain` tells of.
    static let rules = [
        ListedRule(
            name: "verb-group",
            examples: [
                "Двамата [няма да се срещнат] в Киев." => "future negated",
                "Мерц [щеше да посети] София." => "futureInPast",
                "Мерц [щял да посети] София." => "renarratedFuture",
                "Двамата [щели утре да се чуят]." => "renarratedFuture",
                "Премиерът [отказа] да отговори." => "past",
            ])
    ]

    private let parser: VerbGroupParser

    /// A stage for a language.
    public init(resources: ExtractionResources) throws {
        parser = VerbGroupParser(lexicon: resources.pack.lexicon, words: FunctionWords())
    }

    /// Fills the document's clauses.
    public func run(_ document: inout Document) {
        document.clauses = Clauses(tokens: document.tokens, sentences: document.sentences, parser: parser)
        guard document.trace != nil else { return }
        for group in document.clauses.groups {
            let polarity = group.isNegated ? " negated" : ""
            document.trace?.note(
                stage: Self.name, rule: "verb-group", tokens: group.tokens, "\(group.tense)\(polarity)")
        }
    }
}
