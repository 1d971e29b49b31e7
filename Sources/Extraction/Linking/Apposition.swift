import Chronicle
import Language

/// A description beside the name that it describes.
enum Apposition {
    /// The most words between an office and the name after it.
    private static let wordsBetweenMax = 12

    /// „президентът Марков“, „говорителката на министерството Ана Попова“, „Ана Попова, говорителка на министерството“.
    static func person(of description: Description, in sentence: Range<Int>, _ work: LinkingWork) -> Int? {
        after(description, in: sentence, work) ?? before(description, in: sentence, work)
    }

    private static func after(_ description: Description, in sentence: Range<Int>, _ work: LinkingWork) -> Int? {
        var index = description.end
        let limit = min(sentence.upperBound, index + wordsBetweenMax)
        // A noun follows an office only behind a preposition: „министърът на отбраната“; „министърът покани“ has a verb.
        var mayBeNoun = false
        while index < limit {
            if let person = work.person(at: index) {
                if description.isOfPerson, index == description.end { return nil }
                let previous = work.tokens[index - 1].grammar
                let isGoverned = previous.contains(.preposition) || previous.contains(.conjunction)
                return isGoverned && index > description.end ? nil : person
            }
            if let mention = work.mention(at: index) {
                guard work.mentions[mention].type != .person, work.mentions[mention].type != .group else { return nil }
                index = work.mentions[mention].tokens.upperBound
                continue
            }
            let token = work.tokens[index]
            guard canStandBetween(token, work) else { return nil }
            let isNoun = token.grammar.contains(.noun) && !token.grammar.contains(.adjective)
            guard mayBeNoun || !isNoun else { return nil }
            mayBeNoun = !isNoun
            index += 1
        }
        return nil
    }

    private static func canStandBetween(_ token: Token, _ work: LinkingWork) -> Bool {
        guard token.kind == .word, token.shape == .lower, !token.classes.intersects(work.words.title) else {
            return false
        }
        if token.form == work.words.of || token.form == work.words.forKey || token.form == work.words.about {
            return true
        }
        if token.classes.intersects(work.words.personal) { return true }
        if token.grammar.contains(.conjunction) { return token.form == work.words.and }
        if token.grammar.isDisjoint(with: .commonWord) { return true }
        return !token.grammar.isDisjoint(with: [.noun, .adjective]) && token.grammar.isDisjoint(with: .preposition)
    }

    private static func before(_ description: Description, in sentence: Range<Int>, _ work: LinkingWork) -> Int? {
        let mark = description.tokens.lowerBound - 1
        guard mark > sentence.lowerBound, !description.isPlural else { return nil }
        let form = work.tokens[mark].form
        guard form == EntityWork.comma || form == EntityWork.openBracket || form == EntityWork.hyphen,
            let index = work.mention(at: mark - 1), work.mentions[index].type == .person,
            work.mentions[index].form == .name, work.mentions[index].tokens.upperBound == mark
        else { return nil }
        // „…, министърът каза“ goes on with a subject of its own; an apposition ends at a mark or with its complement.
        guard description.end < sentence.upperBound else { return work.mentions[index].actors.first }
        let next = work.tokens[description.end]
        let isVerb = next.grammar.contains(.verb) && next.grammar.isDisjoint(with: [.noun, .adjective])
        return isVerb ? nil : work.mentions[index].actors.first
    }
}
