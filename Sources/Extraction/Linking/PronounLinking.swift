import Chronicle
import Language

/// „той“ and „тя“, where a rule is sound: the first person of this sentence before it, else the one that the sentence before
/// is about, of the same gender.
enum PronounLinking {
    /// How many sentences a pronoun looks back over.
    private static let sentencesBackMax = 4

    static func find(at index: Int, sentence: Int, _ work: LinkingWork) -> Mention? {
        let token = work.tokens[index]
        guard token.classes.intersects(work.words.personal), work.words.fullPronouns.contains(token.form) else {
            return nil
        }
        let gender = token.grammar.intersection([.masculine, .feminine])
        let own = work.sentences[sentence].tokens
        var stretches = [own.lowerBound..<index]
        var back = 1
        while back <= sentencesBackMax, sentence - back >= 0 {
            let previous = work.sentences[sentence - back]
            guard work.sentences[sentence].paragraph - previous.paragraph <= 1 else { break }
            stretches.append(previous.tokens)
            back += 1
        }
        // „… ще разговаря с X. Той …“: a sentence that leaves its subject out goes on about that of the one before.
        let antecedent =
            stretches.lazy.compactMap { first(in: $0, gender, mayBeGoverned: false, work) }.first
            ?? stretches.lazy.compactMap { first(in: $0, gender, mayBeGoverned: true, work) }.first
        guard let antecedent else { return nil }
        return Mention(
            tokens: index..<(index + 1), type: .person, form: .pronoun, rule: "pronoun-of-subject", actors: [antecedent]
        )
    }

    /// The first person mentioned in a stretch who agrees in gender.
    private static func first(
        in range: Range<Int>, _ gender: Grammar, mayBeGoverned: Bool, _ work: LinkingWork
    ) -> Int? {
        var best: (position: Int, actor: Int)?
        func consider(_ mention: Mention) {
            guard range.contains(mention.tokens.lowerBound), mention.actors.count == 1,
                work.table.isPerson(mention.actors[0]), work.table.agrees(mention.actors[0], gender),
                mayBeGoverned || !isGoverned(mention, from: range.lowerBound, work)
            else { return }
            if best == nil || mention.tokens.lowerBound < best!.position {
                best = (mention.tokens.lowerBound, mention.actors[0])
            }
        }
        var index = work.firstMention(from: range.lowerBound)
        while index < work.mentions.count, work.mentions[index].tokens.lowerBound < range.upperBound {
            consider(work.mentions[index])
            index += 1
        }
        for mention in work.added.reversed() {
            guard mention.tokens.lowerBound >= range.lowerBound else { break }
            consider(mention)
        }
        return best?.actor
    }

    /// „с X“, „с премиера X“
    private static func isGoverned(_ mention: Mention, from floor: Int, _ work: LinkingWork) -> Bool {
        var token = mention.tokens.lowerBound - 1
        let limit = max(floor, token - wordsOfTitleMax)
        while token > limit, work.tokens[token].kind == .word,
            work.tokens[token].grammar.isDisjoint(with: .preposition),
            work.tokens[token].grammar.isDisjoint(with: .verb) || work.tokens[token].grammar.contains(.noun)
        {
            token -= 1
        }
        return token >= floor && work.words.governing.contains(work.tokens[token].form)
    }

    /// The most words of a title between a preposition and the name.
    private static let wordsOfTitleMax = 4
}
