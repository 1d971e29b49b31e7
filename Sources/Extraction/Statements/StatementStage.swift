import Language

/// Finds who says what.
public struct StatementStage: Stage {
    /// What `--explain` calls it.
    public static let name = "statements"

    private let resources: ExtractionResources
    private let vocabulary: StatementVocabulary

    /// A stage for a language.
    ///
    /// - Throws: `UnknownLexicalClass` where the pack lacks a class that the rules ask for.
    public init(resources: ExtractionResources) throws {
        self.resources = resources
        vocabulary = try StatementVocabulary(lexicon: resources.pack.lexicon)
    }

    /// Fills ``Document/statements``.
    public func run(_ document: inout Document) {
        var reader = StatementReader(
            context: StatementContext(document, resources: resources, vocabulary: vocabulary))
        document.statements = reader.read(trace: &document.trace)
        guard document.trace != nil else { return }
        for statement in document.statements {
            let speaker =
                statement.speaker.actor.map { document.actors[$0].actor.name }
                ?? document.words(statement.speaker.tokens)
            let note = "\(speaker): \(document.words(statement.content))"
            document.trace?.note(stage: Self.name, rule: "\(statement.rule)", tokens: statement.cue, note)
        }
    }
}
