import Chronicle
import Language

/// Institutions that nobody listed, by their head noun: „Националният съвет за …“, „Министерството на …“, „чешкия парламент“.
enum OrganisationRule {
    /// The most adjectives before a head.
    private static let adjectivesMax = 4

    static func apply(_ work: inout EntityWork) {
        for sentence in work.sentences {
            for head in sentence.tokens
            where work.tokens[head].classes.intersects(work.words.organisationHead) && work.isFree(head) {
                take(head, in: sentence.tokens, &work)
            }
        }
    }

    private static func take(_ head: Int, in sentence: Range<Int>, _ work: inout EntityWork) {
        let start = firstAdjective(before: head, in: sentence, work)
        let complement = Complement.end(after: head, in: sentence, work)
        let capital = (start...head).first { work.isCapital($0) }
        if let capital, !work.opens[capital], !work.shouts[capital] {
            // A capital head without anything to say which („Комисията“) names what was named before.
            guard capital < head || complement != nil else { return }
            // „Върховния съд“ alone is that of a country which stands elsewhere.
            let isUnspecific = work.tokens[head].classes.intersects(work.words.specificHead)
            if isUnspecific, complement == nil, !work.knowledge.isAdjective(work.tokens[capital].form) { return }
            return add(capital, head, complement, in: sentence, &work)
        }
        let country = (start..<head).first { work.knowledge.isAdjective(work.tokens[$0].form) }
        let classes = work.tokens[head].classes
        if let country, classes.intersects(work.words.parliament), country == head - 1 {
            let range = country..<(head + 1)
            return work.add(range, .organisation, "parliament-of-country", name: BaseForm.of(range, work))
        }
        if let country, classes.intersects(work.words.bodyHead) {
            let range = country..<(head + 1)
            return work.add(
                range, .organisation, "body-of-country", form: .description, name: BaseForm.of(range, work))
        }
        if let capital, let complement, capital == start,
            classes.intersects(work.words.scopeHead) || !work.isFree(complement - 1)
        {
            add(capital, head, complement, in: sentence, &work)
        }
    }

    private static func firstAdjective(before head: Int, in sentence: Range<Int>, _ work: EntityWork) -> Int {
        var start = head
        while start > sentence.lowerBound, head - start < adjectivesMax, work.isFree(start - 1),
            work.isAdjective(start - 1)
        {
            start -= 1
        }
        return start
    }

    private static func add(
        _ start: Int, _ head: Int, _ complement: Int?, in sentence: Range<Int>, _ work: inout EntityWork
    ) {
        var range = start..<(complement ?? head + 1)
        for index in range where !work.isFree(index) { work.remove(at: index) }
        if let end = AbbreviationInBrackets.end(after: range, in: sentence, work) { range = start..<end }
        work.add(range, .organisation, "organisation-by-head", name: BaseForm.of(range, work))
    }
}
