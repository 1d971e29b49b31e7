import Chronicle
import Language

/// „двамата президенти“, „тримата“: several of those who were named.
enum Together {
    static func find(at index: Int, in sentence: Range<Int>, _ work: LinkingWork) -> Mention? {
        let token = work.tokens[index]
        guard token.grammar.isSuperset(of: [.numeral, .definite]), let count = count(token, work) else { return nil }
        let finder = DescriptionFinder(work: work)
        var next = index + 1
        var description: Description?
        var isOwn = false
        while next < sentence.upperBound, next < index + 4, description == nil {
            description = finder.description(at: next, in: sentence)
            if description == nil {
                if work.tokens[next].classes.intersects(work.words.reflexive) {
                    isOwn = true
                    next += 1
                    continue
                }
                let isModifier = work.owner[next] < 0 && work.tokens[next].grammar.contains(.adjective)
                guard isModifier else { break }
                next += 1
            }
        }
        // „двамата“ alone denotes people; „двете“ does only with their noun.
        guard description != nil || token.grammar.contains(.animate) else { return nil }
        // „двамата си колеги“: not who stands in the sentence already.
        let persons = work.persons(before: isOwn ? sentence.lowerBound : index)
        var chosen = description.map { fitting($0, among: persons, work) } ?? persons
        if count == 2, description == nil, let pair = Pair.meant(at: index, in: sentence, work) { chosen = pair }
        if chosen.count < count { chosen = persons }
        if count == 2, description != nil { chosen = pair(of: chosen, work) }
        guard chosen.count >= count else { return nil }
        return Mention(
            tokens: index..<(description?.tokens.upperBound ?? index + 1), type: .person,
            form: description == nil ? .pronoun : .description, rule: "several-together",
            actors: chosen.prefix(count).reversed())
    }

    /// „президентите“, „министрите“: the two of that office who were named, where there are just two.
    static func two(_ description: Description, _ work: LinkingWork) -> [Int]? {
        let isComplete = description.of == nil && description.end == description.tokens.upperBound
        guard description.isPlural, description.isDefinite, !description.isFormer, isComplete else { return nil }
        if description.end < work.tokens.count, work.tokens[description.end].form == work.words.of { return nil }
        let chosen = fitting(description, among: work.persons(before: description.tokens.lowerBound), work)
        return chosen.count == 2 ? chosen.reversed() : nil
    }

    private static func fitting(_ description: Description, among persons: [Int], _ work: LinkingWork) -> [Int] {
        let kinds = description.kinds(in: nil)
        return persons.filter { DescriptionResolver.fits($0, description, kinds, work) }
    }

    /// Two who hold the same office for different countries, before the two named last.
    private static func pair(of persons: [Int], _ work: LinkingWork) -> [Int] {
        let latest = persons.prefix(pairAmongMax)
        for (position, second) in latest.enumerated() {
            let facts = work.table.facts[second]
            let first = latest.prefix(position).first { other in
                let otherFacts = work.table.facts[other]
                return otherFacts.country != facts.country && otherFacts.kinds.contains(where: facts.kinds.contains)
            }
            if let first { return [first, second] }
        }
        return Array(persons)
    }

    /// Among how many of the persons named last a pair is looked for.
    private static let pairAmongMax = 5

    private static func count(_ token: Token, _ work: LinkingWork) -> Int? {
        for reading in work.lexicon.readings(of: token) {
            let key = work.words.lemmaKeys[Int(reading.lemma.index)]
            if let count = work.words.smallNumbers[key] { return count }
        }
        return nil
    }
}
