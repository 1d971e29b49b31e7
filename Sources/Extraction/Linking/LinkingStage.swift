import Chronicle
import Language

/// Puts the mentions of one actor together and adds those that are not names: titles, descriptions, pronouns.
///
/// Names are linked first, so that a title can look ahead; then descriptions and pronouns in the order of the text.
public struct LinkingStage: Stage {
    /// What `--explain` calls it.
    public static let name = "linking"

    private let knowledge: KnowledgeBase
    private let lexicon: Lexicon
    private let words: LinkingVocabulary

    /// A stage for a language's words and what is known.
    ///
    /// - Throws: `UnknownLexicalClass` where the pack lacks a class that the rules ask for.
    public init(resources: ExtractionResources) throws {
        knowledge = resources.knowledge
        lexicon = resources.pack.lexicon
        words = try LinkingVocabulary(lexicon: lexicon, knowledge: knowledge)
    }

    /// Sets ``Mention/actors``, fills ``Document/actors``.
    public func run(_ document: inout Document) {
        var work = LinkingWork(document: document, knowledge: knowledge, lexicon: lexicon, words: words)
        NameLinking.apply(&work)
        DescriptionLinking.apply(&work)
        document.mentions = merged(work)
        work.table.collect(document.mentions)
        document.actors = work.table.actors
        guard document.trace != nil else { return }
        for mention in document.mentions {
            let actors = mention.actors.map { document.actors[$0].actor.id }.joined(separator: ", ")
            document.trace?.note(
                stage: Self.name, rule: "\(mention.linkedBy ?? mention.rule)", tokens: mention.tokens,
                "\(mention.type) \(mention.name.isEmpty ? work.string(mention.tokens) : mention.name) is "
                    + (actors.isEmpty ? "nobody known" : actors))
        }
    }

    /// Names and descriptions in order; an adjective inside a description is part of that.
    private func merged(_ work: LinkingWork) -> [Mention] {
        var result: [Mention] = []
        result.reserveCapacity(work.mentions.count + work.added.count)
        let added = work.added.sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
        var next = 0
        for mention in work.mentions {
            while next < added.count, added[next].tokens.lowerBound <= mention.tokens.lowerBound {
                result.append(added[next])
                next += 1
            }
            if let last = result.last, last.tokens.upperBound > mention.tokens.lowerBound { continue }
            if next < added.count, mention.tokens.upperBound > added[next].tokens.lowerBound { continue }
            result.append(mention)
        }
        result.append(contentsOf: added[next...])
        return result
    }
}
