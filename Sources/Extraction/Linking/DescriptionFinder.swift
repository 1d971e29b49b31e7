import Chronicle
import Language

/// Finds the description that begins with an office's words at a token.
struct DescriptionFinder {
    /// The most modifiers before an office.
    private static let modifiersMax = 4
    /// The most words of an office.
    private static let phraseWordsMax = 9

    let work: LinkingWork

    /// Whether a description can open with a token: cheap, so that most tokens need no closer look.
    static func mayOpen(_ token: Token, _ work: LinkingWork) -> Bool {
        guard token.kind == .word else { return false }
        if token.classes.intersects(work.words.person) { return true }
        let root = PhraseTrie<KnowledgeBase.OfficePhrase>.root
        if work.knowledge.officePhrases.step(root, token.form) != nil { return true }
        return token.readings.contains { reading in
            let lemma = work.words.lemmaKeys[Int(work.lexicon.readings[reading].lemma.index)]
            return work.knowledge.officePhrases.step(root, lemma) != nil
        }
    }

    /// The description whose office begins here; nil where none does.
    func description(at start: Int, in sentence: Range<Int>) -> Description? {
        guard work.owner[start] < 0, work.tokens[start].kind == .word else { return nil }
        var description: Description
        let office = longest(from: start, PhraseTrie<KnowledgeBase.OfficePhrase>.root, start, sentence.upperBound)
        if let office, office.end > start {
            description = Description(tokens: start..<office.end, head: start, end: office.end)
            work.knowledge.officePhrases.forEach(at: office.node) { description.phrases.append($0) }
            description.phrases.reverse()
            description.name = work.knowledge.baseForms[Int(description.phrases[0].baseForm)]
        } else if denotesPerson(work.tokens[start]) {
            description = Description(tokens: start..<(start + 1), head: start, end: start + 1)
            description.name = work.lexicon.lemma(of: work.tokens[start]) ?? ""
        } else {
            return nil
        }
        keepNamesApart(&description)
        description.head = headNoun(description.tokens)
        addModifiers(&description, in: sentence)
        addComplement(&description, in: sentence)
        addGrammar(&description)
        return description
    }

    /// Whether each noun that the form can be denotes a person: „политика“ is a politician or politics.
    private func denotesPerson(_ token: Token) -> Bool {
        guard token.classes.intersects(work.words.person) else { return false }
        let nouns = work.lexicon.readings(of: token).filter { $0.grammar.contains(.noun) }
        if nouns.isEmpty { return token.grammar.contains(.definite) }
        return nouns.allSatisfy { noun in
            noun.classes.intersects(work.words.person)
                || nouns.contains { $0.lemma == noun.lemma && $0.classes.intersects(work.words.person) }
        }
    }

    // MARK: The office

    /// The longest office, each word by its form or its base form.
    private func longest(
        from index: Int, _ node: PhraseTrie<KnowledgeBase.OfficePhrase>.Node, _ start: Int, _ limit: Int
    ) -> (end: Int, node: PhraseTrie<KnowledgeBase.OfficePhrase>.Node)? {
        var best = work.knowledge.officePhrases.isEnd(node) ? (end: index, node: node) : nil
        guard index < limit, index - start < Self.phraseWordsMax else { return best }
        let token = work.tokens[index]
        func follow(_ key: FormKey) {
            guard let next = work.knowledge.officePhrases.step(node, key),
                let found = longest(from: index + 1, next, start, limit)
            else { return }
            if best == nil || found.end > best!.end { best = found }
        }
        follow(token.form)
        var last: FormKey?
        for reading in work.lexicon.readings(of: token) {
            let key = work.words.lemmaKeys[Int(reading.lemma.index)]
            if key != token.form, key != last { follow(key) }
            last = key
        }
        return best
    }

    /// „председателят на Европейския съвет“: the council is a mention of its own.
    private func keepNamesApart(_ description: inout Description) {
        guard let name = description.tokens.first(where: { work.owner[$0] >= 0 }) else { return }
        if let mention = work.mention(at: name) {
            let actor = work.mentions[mention].actors.first
            description.of = actor.flatMap { work.table.facts[$0].entry }
            description.end = max(description.end, work.mentions[mention].tokens.upperBound)
        }
        var end = name
        while end > description.tokens.lowerBound + 1, work.tokens[end - 1].grammar.contains(.preposition) { end -= 1 }
        description.tokens = description.tokens.lowerBound..<max(end, description.tokens.lowerBound + 1)
    }

    private func headNoun(_ range: Range<Int>) -> Int {
        range.first { work.tokens[$0].classes.intersects(work.words.person) }
            ?? range.first { work.tokens[$0].grammar.contains(.noun) } ?? range.lowerBound
    }

    // MARK: What stands around it

    private func addModifiers(_ description: inout Description, in sentence: Range<Int>) {
        let office = description.tokens.lowerBound
        var start = office
        while start > sentence.lowerBound, office - start < Self.modifiersMax {
            let previous = start - 1
            let token = work.tokens[previous]
            if let index = work.mention(at: previous) {
                guard work.mentions[index].form == .adjective else { break }
                let entry = work.mentions[index].actors.first.flatMap { work.table.facts[$0].entry }
                description.of = description.of ?? entry
                description.country = entry.flatMap { work.knowledge[$0].country }
            } else {
                let isClitic = token.classes.intersects(work.words.personal.union(work.words.reflexive))
                guard token.kind == .word, token.grammar.contains(.adjective) || isClitic else { break }
                if token.classes.intersects(work.words.former) { description.isFormer = true }
            }
            start = previous
        }
        while start < office, work.owner[start] < 0, !work.tokens[start].grammar.contains(.adjective) { start += 1 }
        description.tokens = start..<description.tokens.upperBound
    }

    private func addComplement(_ description: inout Description, in sentence: Range<Int>) {
        var next = description.end
        if next < sentence.upperBound, work.tokens[next].classes.intersects(work.words.personal) { next += 1 }
        description.isOfPerson = isOfPerson(next, in: sentence) || endsWithTitle(description, in: sentence)
        guard !work.tokens[description.head].classes.intersects(work.words.guest),
            next + 1 < sentence.upperBound, work.tokens[next].form == work.words.of,
            let index = work.mention(at: next + 1), work.mentions[index].form == .name,
            work.mentions[index].type != .person, work.mentions[index].tokens.lowerBound == next + 1
        else { return }
        description.end = work.mentions[index].tokens.upperBound
        guard let entry = work.mentions[index].actors.first.flatMap({ work.table.facts[$0].entry }) else { return }
        // „финландския си гост на Храдчани“: the adjective says whose, the complement only where.
        if description.country == nil {
            description.of = entry
            description.country = work.knowledge[entry].country
        }
    }

    /// „на Путин“, „на руския президент Путин“
    private func isOfPerson(_ preposition: Int, in sentence: Range<Int>) -> Bool {
        guard preposition + 1 < sentence.upperBound, work.tokens[preposition].form == work.words.of else {
            return false
        }
        for index in preposition + 1..<min(sentence.upperBound, preposition + 2 + Self.modifiersMax) {
            if let mention = work.mention(at: index).map({ work.mentions[$0] }) {
                if mention.type == .person, mention.form == .name { return true }
                guard mention.form == .adjective else { return false }
            } else {
                let token = work.tokens[index]
                guard token.grammar.contains(.adjective) || token.classes.intersects(work.words.person) else {
                    return false
                }
            }
        }
        return false
    }

    /// „говорителя на президента Радев“: the last word is the office of the one named next, not the whole.
    private func endsWithTitle(_ description: Description, in sentence: Range<Int>) -> Bool {
        let last = description.end - 1
        guard last > description.head, description.tokens.upperBound == description.end,
            description.end < sentence.upperBound, work.tokens[last].classes.intersects(work.words.person),
            description.tokens.contains(where: { work.tokens[$0].form == work.words.of }),
            let index = work.mention(at: description.end), work.mentions[index].form == .name,
            let actor = work.mentions[index].actors.first, work.table.isPerson(actor)
        else { return false }
        let kinds = work.table.facts[actor].kinds
        return work.lexicon.readings(of: work.tokens[last]).contains { reading in
            let noun = work.words.lemmaKeys[Int(reading.lemma.index)]
            return kinds.contains { work.knowledge.isNamed($0, by: noun) }
        }
    }

    private func addGrammar(_ description: inout Description) {
        let head = work.tokens[description.head]
        description.isPlural = head.grammar.contains(.plural) && !head.grammar.contains(.singular)
        for index in description.tokens {
            let token = work.tokens[index]
            if token.grammar.contains(.definite) { description.isDefinite = true }
            if token.classes.intersects(work.words.reflexive.union(work.words.personal)) {
                description.isDefinite = true
            }
        }
        // „британската премиер“ and „президентката“ say feminine; „премиерът“ may be a woman.
        let opening = work.tokens[description.tokens.lowerBound].grammar
        if head.grammar.contains(.feminine), !head.grammar.contains(.masculine) { description.gender = .feminine }
        if opening.contains(.adjective), opening.contains(.feminine), !opening.contains(.masculine) {
            description.gender = .feminine
        }
        if let index = work.mention(at: description.tokens.lowerBound), work.mentions[index].form == .adjective,
            description.tokens.count > 1, isFeminineAdjective(description.tokens.lowerBound)
        {
            description.gender = .feminine
        }
        if let mention = work.mention(at: description.tokens.lowerBound), work.mentions[mention].form == .adjective,
            isDefiniteAdjective(description.tokens.lowerBound)
        {
            description.isDefinite = true
        }
    }

    private func ends(_ index: Int, _ endings: [String]) -> Bool {
        let word = work.text.utf8[work.tokens[index].bytes]
        return endings.contains { word.suffix($0.utf8.count).elementsEqual($0.utf8) }
    }

    private func isFeminineAdjective(_ index: Int) -> Bool { ends(index, ["ската", "ска"]) }

    private func isDefiniteAdjective(_ index: Int) -> Bool { ends(index, ["ия", "ият", "ата", "ото", "ите"]) }
}
