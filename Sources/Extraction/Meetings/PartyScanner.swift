import Chronicle
import Language

/// Reads names from left to right: „външния министър Жан-Ноел Баро и полския му колега Радослав Шикорски“ are two parties.
struct PartyScanner {
    let context: MeetingContext
    /// Whether a body without a name counts: „граничните комисии заседават“.
    var acceptsBodies = false

    /// The most tokens that one list of parties may span.
    static let tokensMax = 48

    /// Reads a list of parties from a token on; stops at the first word that cannot belong to it.
    func list(from start: Int, until limit: Int) -> (parties: [Party], end: Int) {
        var parties: [Party] = []
        var end = start
        var next = start
        let limit = min(limit, start + Self.tokensMax)
        while case (var party, let after)? = single(from: next, until: limit) {
            party.hasOwnWith = next > 0 && context.vocabulary.words.with.contains(context.form(next - 1))
            party.isWith = party.hasOwnWith || parties.last?.isWith ?? false
            parties.append(party)
            end = afterBrackets(afterQuote(after, until: limit), until: limit)
            guard let joint = joint(at: end, until: limit, type: party.type) else { break }
            next = joint
        }
        return (parties, end)
    }

    /// „„Булгаргаз“ и …“: past the mark that closes a quoted name.
    private func afterQuote(_ token: Int, until limit: Int) -> Int {
        token < limit && context.isQuotationMark(token) ? token + 1 : token
    }

    /// „Жан-Клод Юнкер (ЕК)“: past what stands in brackets.
    private func afterBrackets(_ token: Int, until limit: Int) -> Int {
        guard token + 2 < limit, context.form(token) == context.vocabulary.words.openBracket else { return token }
        let close = span(token + 1, min(limit, token + Self.bracketTokensMax)).first {
            context.form($0) == context.vocabulary.words.closeBracket
        }
        return close.map { $0 + 1 } ?? token
    }

    /// The most tokens that brackets inside a list may hold.
    private static let bracketTokensMax = 8

    /// A mark that opens or closes a quoted name.
    private func isQuotedName(_ token: Int, until limit: Int) -> Bool {
        guard context.isQuotationMark(token) else { return false }
        return token + 1 < limit && context.mention(token + 1)?.type == .organisation
            || context.mention(token - 1)?.type == .organisation
    }

    /// Where the next party of a list begins: after „и“ or a comma.
    private func joint(at token: Int, until limit: Int, type: ActorType) -> Int? {
        guard token < limit else { return nil }
        let words = context.vocabulary.words
        if context.form(token) == words.and {
            // „с X и с Y“
            if token + 2 < limit, words.with.contains(context.form(token + 1)), type == .person || type == .group {
                return leadsToParty(token + 2, until: limit, within: 7) ? token + 2 : nil
            }
            return token + 1 < limit && leadsToParty(token + 1, until: limit, within: 7) ? token + 1 : nil
        }
        guard context.form(token) == words.comma else { return nil }
        if token + 2 < limit, words.with.contains(context.form(token + 1)), type == .person || type == .group {
            return leadsToParty(token + 2, until: limit, within: 7) ? token + 2 : nil
        }
        // A comma goes on with the list only where a name of the same type follows at once.
        guard token + 1 < limit, leadsToParty(token + 1, until: limit, within: 11) else { return nil }
        guard
            let index = (token + 1..<min(limit, token + 12)).first(where: {
                context.mention($0).map { $0.form != .adjective } ?? false
            }),
            let mention = context.mention(index), mention.type == type || type == .group
        else { return nil }
        return token + 1
    }

    /// Whether modifiers and at most one common noun lead to a mention.
    private func leadsToParty(_ token: Int, until limit: Int, within count: Int) -> Bool {
        for index in token..<min(limit, token + count) {
            if let mention = context.mention(index) {
                if mention.form == .adjective { continue }
                return mention.type != .event && mention.type != .product
            }
            if context.isQuotationMark(index) { continue }
            if context.isHead(index) || context.isPunctuation(index) { return false }
            let grammar = context.tokens[index].grammar
            if context.isPeople(index), grammar.contains(.plural) { return true }
            if context.isPreposition(index), context.form(index) != context.vocabulary.words.of { return false }
        }
        return false
    }

    /// „Вашингтон отмени преговорите с Техеран“: a capital that no preposition of place governs is its state.
    private func stands(_ mention: Mention, forStateFrom start: Int) -> Bool {
        guard mention.type == .place, mention.form == .name, let actor = mention.actors.first,
            !context.actors[actor].country.isEmpty
        else { return false }
        let words = context.vocabulary.words
        guard start > 0, context.isPreposition(start - 1) || words.with.contains(context.form(start - 1)) else {
            return true
        }
        return words.with.contains(context.form(start - 1)) || context.form(start - 1) == words.between
    }

    /// Reads one party: modifiers and title, then a name; or a common noun for people.
    private func single(from start: Int, until limit: Int) -> (Party, Int)? {
        let words = context.vocabulary.words
        var token = start
        var unnamed: Range<Int>?
        var phraseStart: Int?
        var isPlural = false
        var hasThing = false
        var party: Party?
        var end = start
        while token < limit {
            // „„Газпром експорт““: a quoted name.
            if party == nil, context.isQuotationMark(token), token + 1 < limit, context.mention(token + 1) != nil {
                token += 1
                continue
            }
            if let mention = context.mention(token) {
                if mention.form == .adjective {
                    if party?.form == .name { break }
                    phraseStart = phraseStart ?? token
                    token = mention.tokens.upperBound
                    continue
                }
                guard mention.type != .event, mention.type != .product else { break }
                // „заедно с депутати бившият министър …“: one of an office is none of many.
                if unnamed != nil, isPlural, party == nil, mention.form == .description { break }
                // „преди откриването Радев“: a name is not in apposition to a thing.
                if hasThing, party == nil, unnamed == nil, mention.type == .person { break }
                if let known = party {
                    // Apposition: a name outdoes the description before it.
                    guard known.form != .name, known.form != .pronoun, mention.form == .name,
                        mention.type == .person || known.type == mention.type
                    else { break }
                    let actors = mention.actors.isEmpty ? known.actors : mention.actors
                    party = Party(actors: actors, tokens: mention.tokens, form: .name, type: mention.type)
                } else {
                    party = Party(
                        actors: mention.actors, tokens: mention.tokens, form: mention.form,
                        type: stands(mention, forStateFrom: start) ? .country : mention.type)
                    party?.isPlural = mention.actors.count > 1 || mention.type == .group
                }
                token = mention.tokens.upperBound
                end = token
                continue
            }
            if let known = party {
                // „президентът на Русия Владимир Путин“, „министъра на финансите X“: the complement of a description.
                if known.form == .description, context.isPreposition(token),
                    context.form(token) == words.of || context.form(token) == words.from
                        || context.form(token) == words.for || context.form(token) == words.by
                {
                    let (named, after) = complement(from: token + 1, until: limit, describing: known.actors)
                    if let named, known.actors.isEmpty || named.0.actors == known.actors { return named }
                    if context.form(token) == words.of || context.form(token) == words.from { end = after }
                    break
                }
                // „колегата му“, „премиера си“: only a possessive may stand before the name.
                if words.possessives.contains(context.form(token)) || context.form(token) == words.possessiveReflexive,
                    party?.form != .name
                {
                    token += 1
                    end = token
                    continue
                }
                break
            }
            if context.isHead(token) || context.isPunctuation(token) { break }
            if context.phraseClasses[token].intersects(context.vocabulary.phraseHost) { break }
            let form = context.form(token)
            let grammar = context.tokens[token].grammar
            if grammar.contains(.noun), context.timeOfToken[token] < 0, !context.has(token, context.vocabulary.noun) {
                if context.isPeople(token) || acceptsBodies && context.has(token, context.vocabulary.body) {
                    unnamed = (unnamed?.lowerBound ?? token)..<(token + 1)
                    isPlural = isPlural || grammar.contains(.plural) && !grammar.contains(.singular)
                    end = token + 1
                } else if !context.has(token, context.vocabulary.title) {
                    if unnamed == nil, token > start + 3 { break }
                    hasThing = true
                }
                token += 1
                continue
            }
            if context.isModifier(token) || words.possessives.contains(form) || form == words.possessiveReflexive
                || context.tokens[token].shape == .capitalised || isUnknown(token)
            {
                if context.timeOfToken[token] >= 0 { break }
                phraseStart = phraseStart ?? token
                token += 1
                continue
            }
            // „министъра на отбраната на Канада …“: the preposition belongs to the title.
            if unnamed != nil, context.isPreposition(token), form == words.of || form == words.from {
                let (named, after) = complement(from: token + 1, until: limit, ofMany: isPlural)
                if let named { return named }
                end = after
            }
            break
        }
        if let party { return (party, end) }
        guard let unnamed else { return nil }
        var group = Party(actors: [], tokens: unnamed, form: nil, type: .group)
        group.isPlural = isPlural
        group.phrase = min(phraseStart ?? unnamed.lowerBound, unnamed.lowerBound)..<max(end, unnamed.upperBound)
        return (group, end)
    }

    /// A word that the lexicon does not know may be a title or an adjective.
    private func isUnknown(_ token: Int) -> Bool {
        context.tokens[token].kind == .word && context.tokens[token].readings.isEmpty
    }

    /// Whose adviser, spokesman or wife somebody is.
    private enum Owner {
        /// Nothing but a title and attributes has been read: a name would be his.
        case sought
        /// „съветникът на Путин“
        case named
        /// „министърът на отбраната“: a field, a body or a country.
        case none
    }

    /// What follows a title: „… на отбраната на Канада Джон Смит“ leads to a name; „… на Литва, Латвия и Естония“ ends
    /// with the last of its countries, „… на Путин“ with whose adviser it is.
    ///
    /// - Parameters:
    ///   - isMany: Whether the title is plural, so that what „и“ adds is still whose they are.
    ///   - actors: Whom the title is known to describe.
    private func complement(
        from start: Int, until limit: Int, ofMany isMany: Bool = false, describing actors: [Int] = []
    ) -> (named: (Party, Int)?, end: Int) {
        let words = context.vocabulary.words
        var end = start
        var isDoubtful = false
        var owner = Owner.sought
        var token = start
        while token < min(limit, start + 16) {
            if let mention = context.mention(token) {
                let isDescribed = !actors.isEmpty && mention.actors == actors
                if mention.type == .person, mention.form == .name, owner != .sought || isDescribed {
                    let party = Party(actors: mention.actors, tokens: mention.tokens, form: .name, type: .person)
                    return ((party, mention.tokens.upperBound), mention.tokens.upperBound)
                }
                if mention.type == .person, mention.form == .name { owner = .named }
                let isBody = mention.tokens.contains { context.has($0, context.vocabulary.collective) }
                if isBody || mention.type != .person && mention.form != .adjective { owner = .none }
                token = mention.tokens.upperBound
                end = token
                continue
            }
            // „съветниците на X и Y“
            if owner == .named {
                guard isMany, context.form(token) == words.and, token + 1 < limit,
                    let next = context.mention(token + 1), next.type == .person, next.form == .name
                else { break }
                token = next.tokens.upperBound
                end = token
                continue
            }
            let past = afterBrackets(token, until: limit)
            if past > token {
                token = past
                continue
            }
            // „лидер на партия „Пробив““
            if isQuotedName(token, until: limit) {
                token += 1
                end = token
                continue
            }
            let form = context.form(token)
            let isJoint = form == words.and || form == words.comma
            // „главния преговарящ на ЕС, Мишел Барние“
            if form == words.comma, token > start, token + 1 < limit, let next = context.mention(token + 1),
                next.type == .person, next.form == .name
            {
                token += 1
                continue
            }
            if isJoint {
                guard token > start, token + 1 < limit else { break }
                // „на труда и социалната политика“
                let isField = form == words.and && context.isModifier(token + 1) && context.mention(token + 1) == nil
                guard isField || context.mention(token + 1).map({ $0.type != .person }) ?? false else { break }
                token += 1
                continue
            }
            let isPeople = context.isPeople(token) && !context.has(token, context.vocabulary.collective)
            if context.isHead(token) || context.isPunctuation(token) || isPeople && owner == .none { break }
            if !isPeople, !context.isModifier(token), context.tokens[token].grammar.contains(.noun) { owner = .none }
            if context.isPreposition(token) {
                // „по Брекзит“, „за икономиката“ belong to the title only where a name ends it.
                isDoubtful = isDoubtful || form != words.of && form != words.from
                guard !isDoubtful || form == words.for || form == words.by || form == words.of else { break }
            } else if !isDoubtful {
                end = token + 1
            }
            token += 1
        }
        return (nil, end)
    }
}
