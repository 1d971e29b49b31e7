import Chronicle
import Language

/// Gives the names of people their actors.
enum PersonLinking {
    /// Links a name of several words; one of a single word is left for ``linkShortName(_:_:)``.
    static func linkFullName(_ index: Int, _ work: inout LinkingWork) {
        let name = PersonName(work.mentions[index], work)
        guard name.words.count > 1 else { return }
        var entry: Int32?
        work.senses(work.mentions[index].tokens) { sense in
            if sense.kind == .name, work.knowledge[sense.entry].type == .person { entry = sense.entry }
            // „фон дер Лайен“ is a surname of several words.
            if entry == nil, sense.kind == .surname { entry = sense.entry }
        }
        let actor: Int
        let rule: StaticString
        if let entry {
            (actor, rule) = (work.table.actor(entry: entry), "in-knowledge")
        } else if let same = spelledAlike(name, work) {
            (actor, rule) = (same, "same-person")
            work.table.noteName(same, NameLinking.baseName(index, work))
        } else if let entry = knownByAnotherSpelling(index, work) {
            (actor, rule) = (work.table.actor(entry: entry), "another-spelling")
        } else {
            (actor, rule) = (work.table.actor(.person, name: NameLinking.baseName(index, work)), "new-person")
        }
        work.table.note(actor, name: name.words)
        if let generation = name.generation { work.table.facts[actor].generation = generation }
        let first = work.tokens[work.mentions[index].tokens.lowerBound]
        work.table.noteGender(actor, gender(ofGiven: first, work))
        work.link(index, to: actor, by: rule)
    }

    /// A person of the article whose name has all the words of this one, or the other way round: „Реджеп Ердоган“ and
    /// „Реджеп Тайип Ердоган“.
    private static func spelledAlike(_ name: PersonName, _ work: LinkingWork) -> Int? {
        guard let surname = name.words.last else { return nil }
        return work.table.persons(surname: surname).first { actor in
            let facts = work.table.facts[actor]
            guard facts.generation == name.generation else { return false }
            return name.words.allSatisfy(facts.words.contains)
                || facts.words.first == name.words.first && facts.words.allSatisfy(name.words.contains)
        }
    }

    /// „Антониу Коща“ under another spelling of the first name: a known surname whose holder's first name is spelled alike.
    private static func knownByAnotherSpelling(_ index: Int, _ work: LinkingWork) -> Int32? {
        let tokens = work.mentions[index].tokens
        let given = work.text[work.tokens[tokens.lowerBound].bytes]
        var entry: Int32?
        var isUnique = true
        work.senses(tokens.upperBound - 1..<tokens.upperBound) { sense in
            let known = work.knowledge[sense.entry]
            guard known.type == .person, sense.kind == .surname || sense.kind == .name else { return }
            let first = known.name.split(separator: " ").first.map(String.init) ?? ""
            guard Spelling.isAlike(given, first) else { return }
            if let date = work.date, work.knowledge.offices(of: sense.entry, on: date).isEmpty { return }
            if let other = entry, other != sense.entry { isUnique = false }
            entry = sense.entry
        }
        return isUnique ? entry : nil
    }

    private static func gender(ofGiven token: Token, _ work: LinkingWork) -> Grammar {
        var gender: Grammar = []
        if token.classes.intersects(work.words.givenMasculine) { gender.insert(.masculine) }
        if token.classes.intersects(work.words.givenFeminine) { gender.insert(.feminine) }
        return gender
    }

    /// Links a name of one word: to who bears it in the article, else to who is known by it, else to somebody of that name.
    static func linkShortName(_ index: Int, _ work: inout LinkingWork) {
        let name = PersonName(work.mentions[index], work)
        guard let form = name.words.last else { return }
        if let addressed = name.addressed { work.mentions[index].name = addressed }
        let actor: Int
        let rule: StaticString
        if let bearer = bearer(of: name, near: index, work) {
            (actor, rule) = (bearer, "short-name")
        } else if let entry = knownPerson(index, work) {
            (actor, rule) = (work.table.actor(entry: entry), "known-surname")
        } else {
            let name = NameLinking.baseName(index, work)
            (actor, rule) = (work.table.actor(work.mentions[index].type, name: name), "new-person")
        }
        if work.table.isPerson(actor) { work.table.note(actor, name: [form]) }
        work.link(index, to: actor, by: rule)
    }

    /// The person whose full name has this word: the last one named before, else the first after; of namesakes whom the title
    /// before the name or „-старши“ behind it can mean.
    private static func bearer(of name: PersonName, near index: Int, _ work: LinkingWork) -> Int? {
        guard let form = name.words.last else { return nil }
        var bearers: [Int] = []
        func consider(_ other: Int) {
            guard let actor = work.mentions[other].actors.first, work.table.isPerson(actor), !bearers.contains(actor)
            else { return }
            let facts = work.table.facts[actor]
            guard facts.words.count > 1, facts.words.contains(form), !name.isOther(than: facts.generation) else {
                return
            }
            bearers.append(actor)
        }
        for other in (max(0, index - LinkingWork.mentionsBackMax)..<index).reversed() { consider(other) }
        for other in index..<min(work.mentions.count, index + 1 + LinkingWork.mentionsBackMax) { consider(other) }
        let agreeing = bearers.filter { work.table.agrees($0, name.gender) }
        return agreeing.first { work.table.facts[$0].generation == name.generation } ?? agreeing.first ?? bearers.first
            ?? work.table.persons(surname: form).first { !name.isOther(than: work.table.facts[$0].generation) }
    }

    /// The one known person of this surname whom the article can mean: in office on its day, or of a country in it.
    private static func knownPerson(_ index: Int, _ work: LinkingWork) -> Int32? {
        var candidates: [Int32] = []
        work.senses(work.mentions[index].tokens) { sense in
            guard sense.kind == .surname || sense.kind == .name, work.knowledge[sense.entry].type == .person,
                !candidates.contains(sense.entry)
            else { return }
            candidates.append(sense.entry)
        }
        guard !candidates.isEmpty else { return nil }
        if let date = work.date {
            let inOffice = candidates.filter { !work.knowledge.offices(of: $0, on: date).isEmpty }
            if inOffice.count == 1 { return inOffice[0] }
            if inOffice.count > 1 { candidates = inOffice }
        }
        let national = candidates.filter { entry in
            work.knowledge[entry].country.map { work.table.known(entry: $0) != nil } ?? false
        }
        if national.count == 1 { return national[0] }
        return candidates.count == 1 && work.date == nil ? candidates[0] : nil
    }
}
