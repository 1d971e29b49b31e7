import Chronicle
import Language

/// Finds who holds which office, as the article has it.
public struct AffiliationStage: Stage {
    /// What `--explain` calls it.
    public static let name = "affiliations"

    private let lexicon: Lexicon
    private let knowledge: KnowledgeBase
    private let vocabulary: AffiliationVocabulary

    /// A stage for a language's words and what is known.
    ///
    /// - Throws: `UnknownLexicalClass` where the pack lacks a class that the rules ask for.
    public init(resources: ExtractionResources) throws {
        lexicon = resources.pack.lexicon
        knowledge = resources.knowledge
        vocabulary = try AffiliationVocabulary(lexicon: lexicon)
    }

    /// Fills ``Document/affiliations``.
    public func run(_ document: inout Document) {
        let reader = OfficePhraseReader(
            document: document, lexicon: lexicon, knowledge: knowledge, vocabulary: vocabulary)
        var collector = AffiliationCollector(reader: reader)
        for (index, sentence) in document.sentences.enumerated()
        where collector.result.count < ExtractionLimits.affiliationsMax {
            for token in sentence.tokens
            where document.tokens[token].classes.intersects(vocabulary.office.union(vocabulary.counterpart)) {
                guard let phrase = reader.phrase(head: token, in: sentence.tokens) else { continue }
                for rule in AffiliationRule.all where rule.isForSeveral == phrase.isPlural {
                    let holdings = rule.holdings(reader, phrase, sentence.tokens)
                    if holdings.isEmpty { continue }
                    for holding in holdings { collector.add(phrase, holding, sentence: index, rule: rule) }
                    break
                }
            }
        }
        let found = collector.result
        document.affiliations = found
        guard document.trace != nil else { return }
        for affiliation in found {
            let note = Self.note(affiliation, document)
            document.trace?.note(stage: Self.name, rule: "\(affiliation.rule)", tokens: affiliation.tokens, note)
        }
    }

    /// "Петър Порошенко: президент former from 2014-06-07 until 2019-05-20"
    private static func note(_ affiliation: Affiliation, _ document: Document) -> String {
        var note = "\(document.actors[affiliation.person].actor.name): \(affiliation.office) \(affiliation.standing)"
        guard let term = affiliation.term else { return note }
        let time = document.times[term.time]
        if term.tellsBeginning, let start = time.start { note += " from \(time.written(start))" }
        if term.tellsEnd, let end = time.end { note += " until \(time.written(end))" }
        return note
    }
}
