import Chronicle
import Language

/// Finds the names of an article by knowledge, context and word form.
///
/// The rules run in the order of ``EntityStep/proposals``; each takes tokens that no earlier one took. What they find are
/// proposals, over which the trained tagger decides, where the language has one. What stands leaves as
/// ``Document/mentions``: names, and adjectives of countries.
public struct EntityStage: Stage {
    /// What `--explain` calls it.
    public static let name = "entities"

    private let knowledge: KnowledgeBase
    private let lexicon: Lexicon
    private let words: NameVocabulary
    private let tagger: Tagger?

    /// A stage for a language's words and the names known in it.
    ///
    /// - Throws: `UnknownLexicalClass` where the pack lacks a class that the rules ask for.
    public init(resources: ExtractionResources) throws {
        knowledge = resources.knowledge
        lexicon = resources.pack.lexicon
        words = try NameVocabulary(lexicon: lexicon)
        tagger = resources.taggerModel.map { Tagger(model: $0, lexicon: resources.pack.lexicon) }
    }

    /// Fills ``Document/mentions``.
    public func run(_ document: inout Document) {
        var work = proposals(document)
        let proposed = document.trace == nil ? [] : work.found
        var decision: TaggerDecision?
        if let tagger {
            let made = TaggerDecision(tagger, work, isExplained: document.trace != nil)
            TaggedNames.apply(made.spans, &work)
            decision = made
        }
        let found = work.found.filter { isName($0.tokens, document) }.sorted {
            $0.tokens.lowerBound < $1.tokens.lowerBound
        }
        document.mentions = found.map {
            Mention(tokens: $0.tokens, type: $0.type, form: $0.form, rule: $0.rule, name: $0.name)
        }
        guard document.trace != nil else { return }
        for name in found {
            let explanation = explanation(of: name, decision, work)
            document.trace?.note(stage: Self.name, rule: "\(name.rule)", tokens: name.tokens, explanation)
            guard let rule = work.extendedBy[name.tokens] else { continue }
            document.trace?.note(stage: Self.name, rule: "\(rule)", tokens: name.tokens, "all of \(explanation)")
        }
        for name in proposed where !name.tokens.isEmpty && !found.contains(where: { $0.isLike(name) }) {
            document.trace?.note(
                stage: Self.name, rule: "\(name.rule)", tokens: name.tokens,
                "not \(explanation(of: name, decision, work))")
        }
    }

    /// Type, base form, and who is for it: knowledge, a rule, the model.
    private func explanation(of found: EntityWork.Found, _ decision: TaggerDecision?, _ work: EntityWork) -> String {
        var parts = ["\(found.type) \(found.name.isEmpty ? work.string(found.tokens) : found.name)"]
        if let entry = found.entry { parts.append("knowledge has it as \(knowledge[entry].id)") }
        if let decision, found.form == .name {
            parts.append(decision.opinion(of: found.tokens, EntityType(found.type)))
        }
        return parts.joined(separator: "; ")
    }

    /// What the rules find by themselves.
    func proposals(_ document: Document) -> EntityWork {
        var work = EntityWork(document: document, knowledge: knowledge, lexicon: lexicon, words: words)
        for step in EntityStep.proposals { step.apply(&work) }
        return work
    }

    private func isName(_ range: Range<Int>, _ document: Document) -> Bool {
        guard let last = range.last else { return false }
        let bytes = document.tokens[last].bytes.upperBound - document.tokens[range.lowerBound].bytes.lowerBound
        return bytes <= ExtractionLimits.nameBytesMax
    }
}
