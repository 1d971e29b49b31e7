import Chronicle
import Language

/// Gives every name and adjective its actor.
enum NameLinking {
    static func apply(_ work: inout LinkingWork) {
        for index in work.mentions.indices {
            switch work.mentions[index].type {
            case .person: if nameWords(index, work).count > 1 { linkFullName(index, &work) }
            default: linkOther(index, &work)
            }
        }
        for index in work.mentions.indices where work.mentions[index].actors.isEmpty { linkShortName(index, &work) }
    }

    /// The tokens of a name that are words.
    private static func nameWords(_ index: Int, _ work: LinkingWork) -> [Int] {
        work.mentions[index].tokens.filter { work.tokens[$0].kind == .word }
    }

    // MARK: People

    private static func linkFullName(_ index: Int, _ work: inout LinkingWork) {
        let words = nameWords(index, work).map { work.tokens[$0].form }
        var entry: Int32?
        work.senses(work.mentions[index].tokens) { sense in
            if sense.kind == .name, work.knowledge[sense.entry].type == .person { entry = sense.entry }
            // „фон дер Лайен“ is a surname of several words.
            if entry == nil, sense.kind == .surname { entry = sense.entry }
        }
        let actor: Int
        if let entry {
            actor = work.table.actor(entry: entry)
        } else if let same = spelledAlike(words, work) {
            actor = same
        } else if let entry = knownByAnotherSpelling(index, work) {
            actor = work.table.actor(entry: entry)
        } else {
            actor = work.table.actor(.person, name: baseName(index, work))
        }
        work.table.note(actor, name: words)
        let first = work.tokens[work.mentions[index].tokens.lowerBound]
        work.table.noteGender(actor, gender(ofGiven: first, work))
        work.mentions[index].actors = [actor]
    }

    /// A person of the article with all the words of this name: „Реджеп Ердоган“ for „Реджеп Тайип Ердоган“.
    private static func spelledAlike(_ words: [FormKey], _ work: LinkingWork) -> Int? {
        guard let surname = words.last else { return nil }
        return work.table.persons(surname: surname).first { actor in
            words.allSatisfy { work.table.facts[actor].words.contains($0) }
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

    private static func linkShortName(_ index: Int, _ work: inout LinkingWork) {
        let mention = work.mentions[index]
        guard let last = mention.tokens.last(where: { work.tokens[$0].kind == .word }) else { return }
        let form = work.tokens[last].form
        let actor =
            fullName(with: form, near: index, work) ?? knownPerson(index, work).map { work.table.actor(entry: $0) }
            ?? work.table.actor(mention.type, name: baseName(index, work))
        if work.table.isPerson(actor) { work.table.note(actor, name: [form]) }
        work.mentions[index].actors = [actor]
    }

    /// The person whose full name has this word: the last one named before, else the first after.
    private static func fullName(with form: FormKey, near index: Int, _ work: LinkingWork) -> Int? {
        func actor(_ other: Int) -> Int? {
            guard let actor = work.mentions[other].actors.first, work.table.isPerson(actor),
                work.table.facts[actor].words.count > 1, work.table.facts[actor].words.contains(form)
            else { return nil }
            return actor
        }
        let back = max(0, index - LinkingWork.mentionsBackMax)
        for other in (back..<index).reversed() { if let found = actor(other) { return found } }
        let ahead = min(work.mentions.count, index + 1 + LinkingWork.mentionsBackMax)
        for other in index..<ahead { if let found = actor(other) { return found } }
        return work.table.persons(surname: form).first
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

    // MARK: Places, organisations, the rest

    private static func linkOther(_ index: Int, _ work: inout LinkingWork) {
        let mention = work.mentions[index]
        let actor: Int
        if let entry = entry(of: mention, work) ?? entryWithoutArticle(of: mention, work) {
            actor = work.table.actor(entry: entry)
        } else if mention.tokens.count == 1,
            let known = work.table.ofAbbreviation[work.tokens[mention.tokens.lowerBound].form]
        {
            actor = known
        } else {
            actor = work.table.actor(mention.type, name: nameWithoutBrackets(index, work))
            if mention.type == .organisation { work.table.noteCountry(actor, country(within: mention, work)) }
        }
        work.mentions[index].actors = [actor]
        guard mention.tokens.count > 1, let abbreviation = abbreviation(of: mention, work) else { return }
        work.table.ofAbbreviation[abbreviation] = actor
    }

    /// „Световната здравна организация (СЗО)“: the abbreviation in brackets, inside the name or right behind it.
    private static func abbreviation(of mention: Mention, _ work: LinkingWork) -> FormKey? {
        let last = mention.tokens.upperBound - 1
        let isInside = work.tokens[last].form == EntityWork.closeBracket
        let open = isInside ? last - 2 : mention.tokens.upperBound
        guard open > mention.tokens.lowerBound, open + 2 < work.tokens.count,
            work.tokens[open].form == EntityWork.openBracket, work.tokens[open + 2].form == EntityWork.closeBracket
        else { return nil }
        let shape = work.tokens[open + 1].shape
        return shape == .upper || shape == .mixed ? work.tokens[open + 1].form : nil
    }

    /// The base form without an abbreviation in brackets at its end.
    private static func nameWithoutBrackets(_ index: Int, _ work: LinkingWork) -> String {
        let name = baseName(index, work)
        guard name.hasSuffix(")"), let open = name.lastIndex(of: "("), open > name.startIndex else { return name }
        return String(name[..<open]).split(separator: " ").joined(separator: " ")
    }

    /// „сръбското правителство“, „Върховният съд на Пакистан“: the country that a name holds.
    private static func country(within mention: Mention, _ work: LinkingWork) -> Int32? {
        for index in mention.tokens {
            let form = work.tokens[index].form
            if let entry = work.knowledge.entry(ofAdjective: form) { return work.knowledge[entry].country }
            var country: Int32?
            work.senses(index..<index + 1) { sense in
                let entry = work.knowledge[sense.entry]
                if sense.kind == .name, entry.type == .country || entry.type == .place { country = entry.country }
            }
            if let country { return country }
        }
        return nil
    }

    private static func entry(of mention: Mention, _ work: LinkingWork) -> Int32? {
        var range = mention.tokens
        if let bracket = range.first(where: { work.tokens[$0].form == EntityWork.openBracket }),
            bracket > range.lowerBound
        {
            range = range.lowerBound..<bracket
        }
        var best: Int32?
        work.senses(range) { sense in
            let entry = work.knowledge[sense.entry]
            let fits: Bool
            switch mention.form {
            case .adjective: fits = sense.kind == .adjective
            case .name where mention.type == .group:
                fits = sense.kind == .inhabitant || sense.kind == .inhabitants
            default: fits = sense.kind == .name && entry.mentionType == mention.type
            }
            if fits { best = sense.entry }
        }
        return best
    }

    /// „The Guardian“ where „Guardian“ is known.
    private static func entryWithoutArticle(of mention: Mention, _ work: LinkingWork) -> Int32? {
        guard mention.tokens.count > 1, work.tokens[mention.tokens.lowerBound].form == work.words.the else {
            return nil
        }
        var name = mention
        name.tokens = mention.tokens.dropFirst()
        return entry(of: name, work)
    }

    private static func baseName(_ index: Int, _ work: LinkingWork) -> String {
        let mention = work.mentions[index]
        return mention.name.isEmpty ? work.string(mention.tokens) : mention.name
    }
}
