import Chronicle
import Language

/// What follows the head of an institution's name and belongs to it.
enum Complement {
    /// The end of „на Пакистан“, „за защита на конкуренцията“, „на труда и социалната политика“; nil where nothing of that sort follows.
    static func end(after head: Int, in sentence: Range<Int>, _ work: EntityWork) -> Int? {
        var end = head + 1
        let takesPhrase = work.tokens[head].classes.intersects(work.words.scopeHead)
        while let next = part(at: end, in: sentence, takesPhrase, work) { end = next }
        return end > head + 1 ? end : nil
    }

    private static func part(at index: Int, in sentence: Range<Int>, _ takesPhrase: Bool, _ work: EntityWork) -> Int? {
        guard index + 1 < sentence.upperBound else { return nil }
        let preposition = work.tokens[index].form
        let isOf = preposition == work.words.of
        guard isOf || preposition == work.words.forKey || preposition == work.words.about else { return nil }
        let next = index + 1
        if let name = work.found(at: next), name.tokens.lowerBound == next {
            return name.type == .person ? nil : name.tokens.upperBound
        }
        guard takesPhrase, !work.isCapital(next) else { return nil }
        return coordination(at: next, in: sentence, work)
    }

    /// „външните работи“, „труда, жилищата и социалната политика“.
    private static func coordination(at start: Int, in sentence: Range<Int>, _ work: EntityWork) -> Int? {
        guard var end = nounPhrase(at: start, in: sentence, work) else { return nil }
        var pending = end
        while pending < sentence.upperBound {
            let form = work.tokens[pending].form
            guard form == EntityWork.comma || form == work.words.and,
                let next = nounPhrase(at: pending + 1, in: sentence, work)
            else { break }
            pending = next
            // A comma alone ends a clause; only „и“ shows that the list went on.
            if form == work.words.and { end = next }
        }
        return end
    }

    private static func nounPhrase(at start: Int, in sentence: Range<Int>, _ work: EntityWork) -> Int? {
        var index = start
        while index < sentence.upperBound, index - start < 4, work.isFree(index) {
            let grammar = work.tokens[index].grammar
            let isNoun = grammar.contains(.noun) && !grammar.contains(.adjective)
            let isUnknown = work.tokens[index].kind == .word && grammar.isDisjoint(with: .commonWord)
            // An unknown word is the noun, unless one follows: then it is an adjective.
            let nounFollows =
                index + 1 < sentence.upperBound && work.isFree(index + 1)
                && work.tokens[index + 1].grammar.contains(.noun)
            if isNoun || isUnknown && !nounFollows { return index + 1 }
            guard grammar.contains(.adjective) || isUnknown else { return nil }
            index += 1
        }
        return nil
    }
}
