import Chronicle
import Language

/// Gives titles, descriptions and pronouns their actors, in the order of the text.
enum DescriptionLinking {
    static func apply(_ work: inout LinkingWork) {
        for sentence in work.sentences.indices {
            let tokens = work.sentences[sentence].tokens
            var index = tokens.lowerBound
            while index < tokens.upperBound {
                index = link(at: index, sentence: sentence, &work)
            }
        }
    }

    /// Links what begins at a token and tells where to look on.
    private static func link(at index: Int, sentence: Int, _ work: inout LinkingWork) -> Int {
        let tokens = work.sentences[sentence].tokens
        guard work.owner[index] < 0 else {
            Inhabitant.link(at: index, &work)
            return index + 1
        }
        if let pair = Together.find(at: index, in: tokens, work) {
            work.added.append(pair)
            return pair.tokens.upperBound
        }
        if DescriptionFinder.mayOpen(work.tokens[index], work),
            let description = DescriptionFinder(work: work).description(at: index, in: tokens)
        {
            link(description, in: tokens, &work)
            return description.tokens.upperBound
        }
        if let pronoun = PronounLinking.find(at: index, sentence: sentence, work) { work.added.append(pronoun) }
        return index + 1
    }

    private static func link(_ description: Description, in sentence: Range<Int>, _ work: inout LinkingWork) {
        if let named = Apposition.person(of: description, in: sentence, work) {
            note(description, of: named, &work)
            guard !description.isPlural else { return }
            return add(description, [named], "title-of-name", &work)
        }
        if let two = Together.two(description, work) { return add(description, two, "two-of-an-office", &work) }
        if let holders = DescriptionResolver.holders(description, in: sentence, &work) {
            return add(description, holders, "office-of-each", &work)
        }
        guard !description.isPlural, !description.isFormer, description.isDefinite else { return }
        let classes = work.tokens[description.head].classes
        if classes.intersects(work.words.counterpart) {
            if let actor = Counterpart.resolve(description, &work) { add(description, [actor], "counterpart", &work) }
        } else if classes.intersects(work.words.host.union(work.words.guest)) {
            let isHost = classes.intersects(work.words.host)
            if let actor = HostAndGuest.resolve(description, isHost: isHost, work) {
                add(description, [actor], "host-or-guest", &work)
            }
        } else if !description.isOfPerson, let actor = DescriptionResolver.resolve(description, &work) {
            add(description, [actor], "description", &work)
        }
    }

    private static func add(
        _ description: Description, _ actors: [Int], _ rule: StaticString, _ work: inout LinkingWork
    ) {
        work.added.append(
            Mention(
                tokens: description.tokens, type: .person, form: .description, rule: rule, name: description.name,
                actors: actors))
    }

    /// What the article says of a named person by the words beside the name.
    private static func note(_ description: Description, of actor: Int, _ work: inout LinkingWork) {
        var kinds = description.isFormer ? [] : description.kinds(in: description.country)
        var country = description.country
        if work.tokens[description.head].classes.intersects(work.words.counterpart),
            let other = work.persons(before: description.tokens.lowerBound).first(where: { $0 != actor })
        {
            // A colleague holds the same office, for another country.
            kinds = work.table.facts[other].kinds
            for noun in work.table.facts[other].nouns where !work.table.facts[actor].nouns.contains(noun) {
                work.table.facts[actor].nouns.append(noun)
            }
            if country == work.table.facts[other].country { country = nil }
        }
        let isOffice =
            !description.phrases.isEmpty || work.tokens[description.head].classes.intersects(work.words.title)
        work.table.note(
            actor, role: isOffice && !description.isFormer ? description.name : "", kinds: kinds,
            noun: work.lexicon.readings(of: work.tokens[description.head]).first
                .map { work.words.lemmaKeys[Int($0.lemma.index)] },
            country: country, grammar: description.gender)
    }
}
