import Chronicle
import Language

/// „двамата“ without a noun: the two who were last told of together, „X и Y“ or „X … с Y“, not the two named last.
enum Pair {
    /// How many sentences back a pair may have been told of.
    private static let sentencesBackMax = 8

    /// The pair that is meant, latest first; nil where the two named last are the best guess.
    static func meant(at index: Int, in sentence: Range<Int>, _ work: LinkingWork) -> [Int]? {
        guard let number = work.sentences.firstIndex(where: { $0.tokens == sentence }) else { return nil }
        let own = named(in: sentence.lowerBound..<index, work)
        let people = distinct(own)
        // „X каза на Y, че двамата“: both stand right here.
        guard people.count < 2 else { return nil }
        // „X се чу с двамата“: X is not one of them.
        let isGoverned = index > sentence.lowerBound && work.tokens[index - 1].grammar.contains(.preposition)
        for back in 1...sentencesBackMax where number - back >= 0 {
            let earlier = named(in: work.sentences[number - back].tokens, work)
            if let pair = joined(earlier, including: isGoverned ? nil : people.first, work),
                !isGoverned || !pair.contains(where: people.contains)
            {
                return pair
            }
            // „X прие Y. Двамата …“
            if back == 1, people.isEmpty, distinct(earlier).count == 2 { return nil }
        }
        return nil
    }

    /// A person where it is named.
    private struct Named {
        var tokens: Range<Int>
        var actor: Int
    }

    /// The last two of a sentence that „и“ or „с“ joins, with one of them given; a list of three is no pair.
    private static func joined(_ named: [Named], including wanted: Int?, _ work: LinkingWork) -> [Int]? {
        let people = distinct(named)
        for position in named.indices.dropFirst().reversed() {
            let (first, second) = (named[position - 1], named[position])
            guard first.actor != second.actor, wanted.map({ $0 == first.actor || $0 == second.actor }) ?? true
            else { continue }
            let between = span(first.tokens.upperBound, second.tokens.lowerBound)
            let isWith = between.contains { work.words.with.contains(work.tokens[$0].form) }
            let isList = people.count > 2 && !isWith
            let isAnd = between.contains { work.tokens[$0].form == work.words.and }
            if isWith || isAnd && !isList { return [second.actor, first.actor] }
        }
        return nil
    }

    /// The persons of a stretch in order, one entry for a title with its name.
    private static func named(in range: Range<Int>, _ work: LinkingWork) -> [Named] {
        var found: [Named] = []
        func take(_ mention: Mention) {
            guard range.contains(mention.tokens.lowerBound), mention.actors.count == 1,
                work.table.isPerson(mention.actors[0])
            else { return }
            found.append(Named(tokens: mention.tokens, actor: mention.actors[0]))
        }
        for index in work.firstMention(from: range.lowerBound)..<work.firstMention(from: range.upperBound) {
            take(work.mentions[index])
        }
        for mention in work.added.reversed() {
            guard mention.tokens.lowerBound >= range.lowerBound else { break }
            take(mention)
        }
        found.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
        return found
    }

    private static func distinct(_ named: [Named]) -> [Int] {
        var actors: [Int] = []
        for one in named where !actors.contains(one.actor) { actors.append(one.actor) }
        return actors
    }
}
