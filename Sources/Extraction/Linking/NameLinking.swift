import Chronicle
import Language

/// Gives every name and adjective its actor.
enum NameLinking {
    static func apply(_ work: inout LinkingWork) {
        let home = work.homeCountry()
        for index in work.mentions.indices {
            switch work.mentions[index].type {
            case .person: PersonLinking.linkFullName(index, &work)
            default: linkOther(index, home, &work)
            }
        }
        for index in work.mentions.indices where work.mentions[index].actors.isEmpty {
            PersonLinking.linkShortName(index, &work)
        }
    }

    // MARK: Places, organisations, the rest

    private static func linkOther(_ index: Int, _ home: Int32?, _ work: inout LinkingWork) {
        let mention = work.mentions[index]
        let actor: Int
        let rule: StaticString
        if let entry = entry(of: mention, work) {
            (actor, rule) = (work.table.actor(entry: entry), "in-knowledge")
        } else if let entry = entryWithoutArticle(of: mention, work) {
            (actor, rule) = (work.table.actor(entry: entry), "without-article")
        } else if mention.tokens.count == 1,
            let known = work.table.ofAbbreviation[work.tokens[mention.tokens.lowerBound].form]
        {
            (actor, rule) = (known, "introduced-abbreviation")
        } else {
            let name = nameProper(index, work)
            let institution =
                mention.type == .organisation ? Institution(mention, name: name, home: home, work) : nil
            actor = work.table.actor(mention.type, name: name, identity: institution?.identity(work.knowledge))
            rule = institution == nil ? "other-name" : "institution"
            if mention.type == .organisation {
                work.table.noteCountry(actor, institution?.country ?? country(within: mention, work))
            }
        }
        work.link(index, to: actor, by: rule)
        guard mention.tokens.count > 1, let abbreviation = AbbreviationInBrackets.form(of: mention.tokens, work.tokens)
        else { return }
        work.table.ofAbbreviation[abbreviation] = actor
    }

    /// The base form without an abbreviation in brackets or a legal form at its end: „Acme Energy GmbH“ is „Acme Energy“.
    private static func nameProper(_ index: Int, _ work: LinkingWork) -> String {
        let name = baseName(index, work)
        let mention = work.mentions[index]
        guard mention.type == .organisation, mention.tokens.count > 1 else { return name }
        if name.hasSuffix(")"), let open = name.lastIndex(of: "("), open > name.startIndex {
            return name[..<open].split(separator: " ").joined(separator: " ")
        }
        let last = work.tokens[mention.tokens.upperBound - 1]
        guard last.spaceBefore, last.classes.intersects(work.words.legalForm), let end = name.lastIndex(of: " ")
        else { return name }
        return String(name[..<end])
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

    static func baseName(_ index: Int, _ work: LinkingWork) -> String {
        let mention = work.mentions[index]
        return mention.name.isEmpty ? work.string(mention.tokens) : mention.name
    }
}
