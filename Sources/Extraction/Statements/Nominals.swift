import Chronicle
import Language

/// A noun phrase of a clause, as one who may speak.
struct Nominal: Sendable {
    /// From its modifiers to the end of its complements.
    var tokens: Range<Int>
    /// Its actors; empty for one without a name.
    var actors: [Int]
    /// A preposition stands before it.
    var isGoverned: Bool
    var isPlural: Bool
    /// A name, description or pronoun.
    var form: Mention.Form?
    /// Its head can speak.
    var isSpeaker: Bool
    /// Joined to the one before it by „и“ or a comma in a list.
    var isJoined = false
    /// One of several that are joined.
    var isInList = false
    /// Its head denotes one person, so that a name may follow: „говорителят“.
    var isTitle = false
    /// Its complement does: „службата на представителя“.
    var endsInTitle = false

    /// The first of several phrases and those joined to it.
    static func joined(_ found: [Nominal]) -> [Nominal] {
        var last = 0
        while last + 1 < found.count, found[last + 1].isJoined { last += 1 }
        return Array(found[...last])
    }
}

/// Reads the noun phrases of a stretch of tokens from left to right.
struct NominalScanner {
    let context: StatementContext

    /// Noun phrases in order; those in direct speech are not looked at.
    func nominals(in range: Range<Int>) -> [Nominal] {
        var result: [Nominal] = []
        var token = range.lowerBound
        var start = token
        var isGoverned = false
        var isJoined = false
        while token < range.upperBound {
            if let quotation = context.quotation(token) {
                token = quotation.tokens.upperBound
                (start, isGoverned, isJoined) = (token, false, false)
                continue
            }
            if context.isTime(token) {
                token += 1
                if context.isModifier(token - 1), isGoverned { continue }
                (start, isGoverned, isJoined) = (token, false, false)
                continue
            }
            if let mention = context.mention(token) {
                if mention.form == .adjective {
                    token = mention.tokens.upperBound
                    continue
                }
                let end = min(max(mention.tokens.upperBound, token + 1), range.upperBound)
                add(mention, start..<end, isGoverned: isGoverned, isJoined: isJoined, to: &result)
                token = end
                (start, isGoverned, isJoined) = (token, false, false)
                continue
            }
            if let grammar = context.nounGrammar(token), !isHead(token) {
                add(noun: token, grammar, from: start, isGoverned: isGoverned, isJoined: isJoined, to: &result)
                token += 1
                (start, isGoverned, isJoined) = (token, false, false)
                continue
            }
            if isCounted(token, in: range) || isUnknownNoun(token, from: start, in: range) {
                result.append(
                    Nominal(
                        tokens: start..<(token + 1), actors: [], isGoverned: isGoverned,
                        isPlural: isPlural(token), form: nil, isSpeaker: true))
                token += 1
                (start, isGoverned, isJoined) = (token, false, false)
                continue
            }
            if context.isPreposition(token) {
                isJoined = false
                // „един от източниците“ is one of them.
                isGoverned = !(isPartitive(token) && token > start)
                token += 1
                if isGoverned { start = token }
                continue
            }
            if context.form(token) == context.vocabulary.words.and, let last = result.last,
                last.tokens.upperBound == token
            {
                isJoined = true
                isGoverned = last.isGoverned
                token += 1
                start = token
                continue
            }
            if let last = result.last, isListComma(token, after: last, in: range) {
                isJoined = true
                isGoverned = last.isGoverned
                token += 1
                start = token
                continue
            }
            if context.isModifier(token) || context.tokens[token].readings.isEmpty && !context.isPunctuation(token)
                || isClitic(token)
            {
                token += 1
                continue
            }
            if context.form(token) == context.vocabulary.openBracket, let last = result.indices.last,
                result[last].tokens.upperBound == token, let end = closingBracket(token, in: range)
            {
                result[last].tokens = result[last].tokens.lowerBound..<(end + 1)
                token = end + 1
                (start, isGoverned, isJoined) = (token, false, false)
                continue
            }
            token += 1
            // „на „Политико““: a mark between does not part them.
            if context.form(token - 1) == context.vocabulary.quote, isGoverned {
                start = token
                continue
            }
            (start, isGoverned, isJoined) = (token, false, false)
        }
        for index in result.indices where result[index].isJoined && index > 0 {
            result[index].isInList = true
            result[index - 1].isInList = true
        }
        return result
    }

    /// The end of „(ХДС)“: what stands in brackets is no phrase of the clause.
    private func closingBracket(_ token: Int, in range: Range<Int>) -> Int? {
        (token..<min(range.upperBound, token + Self.bracketTokensMax)).first {
            context.form($0) == context.vocabulary.closeBracket
        }
    }

    private static let bracketTokensMax = 10

    private func isPlural(_ token: Int) -> Bool {
        if context.tokens[token].kind == .number { return true }
        let grammar = context.tokens[context.tokens[token].readings.isEmpty ? token - 1 : token].grammar
        return grammar.contains(.plural)
    }

    /// „Франция, Германия и Великобритания“: names of a kind, the last behind „и“.
    private func isListComma(_ token: Int, after last: Nominal, in range: Range<Int>) -> Bool {
        guard context.form(token) == context.vocabulary.comma, last.form == .name, last.tokens.upperBound == token,
            token + 1 < range.upperBound, let before = context.mention(token - 1),
            let next = context.mention(token + 1),
            next.form == .name, next.type == before.type, next.tokens.upperBound < range.upperBound
        else { return false }
        let mark = context.form(next.tokens.upperBound)
        return mark == context.vocabulary.words.and || mark == context.vocabulary.comma && last.isJoined
            || mark == context.vocabulary.comma && isListed(next.tokens.upperBound, next.type, in: range)
    }

    /// Whether „, X и“ goes on from a comma.
    private func isListed(_ comma: Int, _ type: ActorType, in range: Range<Int>) -> Bool {
        guard comma + 1 < range.upperBound, let next = context.mention(comma + 1), next.form == .name, next.type == type
        else { return false }
        let end = next.tokens.upperBound
        return end < range.upperBound && context.form(end) == context.vocabulary.words.and
    }

    private func isHead(_ token: Int) -> Bool { context.isVerbHead(token) }

    /// „единият“, „27-те“, „пострадалите“, „турските военни“: what stands for somebody without a noun.
    private func isCounted(_ token: Int, in range: Range<Int>) -> Bool {
        let grammar = context.tokens[token].grammar
        guard context.mention(token) == nil, !grammar.contains(.noun) else { return false }
        let isMany = grammar.contains(.plural) && !grammar.isDisjoint(with: [.adjective, .activeParticiple])
        let isDefinite =
            grammar.contains(.definite)
            || isMany && token > range.lowerBound
                && (context.mention(token - 1)?.form == .adjective
                    || context.isModifier(token - 1) && context.tokens[token - 1].grammar.contains(.definite))
        // „27-те“ is a number, a dash and „те“.
        if context.tokens[token].kind == .number, token + 1 < context.tokens.count {
            return context.form(token + 1) == context.vocabulary.dash && !context.tokens[token + 1].spaceBefore
        }
        guard isDefinite && (isMany || grammar.contains(.numeral)) else { return false }
        return isAtEnd(token, of: range)
    }

    /// Whether no further word of a noun phrase follows.
    private func isAtEnd(_ token: Int, of range: Range<Int>) -> Bool {
        let next = token + 1
        if next >= range.upperBound || isVerb(next) { return true }
        return context.isPunctuation(next) && context.form(next) != context.vocabulary.quote
    }

    /// „високопоставените еврофоби“: a word that nobody knows, after one that goes with a noun.
    private func isUnknownNoun(_ token: Int, from start: Int, in range: Range<Int>) -> Bool {
        token > start && context.tokens[token].kind == .word && context.tokens[token].readings.isEmpty
            && context.tokens[token].shape == .lower && context.mention(token) == nil && context.isModifier(token - 1)
            && (isAtEnd(token, of: range) || context.isPreposition(token + 1))
    }

    private func isVerb(_ token: Int) -> Bool {
        let grammar = context.tokens[token].grammar
        return grammar.contains(.verb) && grammar.isDisjoint(with: [.noun, .adjective])
            || context.isVerbHead(token)
    }

    private func isClitic(_ token: Int) -> Bool {
        context.vocabulary.words.possessives.contains(context.form(token))
            || context.form(token) == context.vocabulary.words.possessiveReflexive
    }

    /// „един от“, „двама от“, „някои от“
    private func isPartitive(_ token: Int) -> Bool {
        token > 0 && context.form(token) == context.vocabulary.words.from
            && !context.tokens[token - 1].grammar.isDisjoint(with: [.numeral, .pronoun])
            && context.mention(token - 1) == nil
    }

    /// „на“, „от“, „за“, „по“ after a noun belong to it.
    private func isComplement(_ token: Int) -> Bool {
        let form = context.form(token)
        let words = context.vocabulary.words
        return form == words.of || form == words.from || form == words.for || form == context.vocabulary.by
            || words.within.contains(form)
    }

    // MARK: Adding

    private func add(
        _ mention: Mention, _ tokens: Range<Int>, isGoverned: Bool, isJoined: Bool, to result: inout [Nominal]
    ) {
        let isName = mention.form == .name
        if let last = result.indices.last, extends(result[last], mention, tokens) {
            let isQuoted = context.form(tokens.lowerBound - 1) == context.vocabulary.quote
            let end = min(tokens.upperBound + (isQuoted ? 1 : 0), context.tokens.count)
            result[last].tokens = result[last].tokens.lowerBound..<end
            return
        }
        // „на министъра на отбраната Иван Иванов“: a name after a title is the same person.
        if isName, mention.type == .person, let title = title(before: tokens.lowerBound, result),
            !isGoverned || title == result.count - 1
        {
            let known = result[title]
            if known.actors.isEmpty || known.actors == mention.actors || known.form == .description {
                result[title].tokens = known.tokens.lowerBound..<tokens.upperBound
                result[title].actors = mention.actors
                result[title].form = .name
                result[title].isPlural = false
                result.removeSubrange((title + 1)...)
                return
            }
        }
        // „лидерите на Франция и Германия“: the second name belongs to the complement.
        if isJoined, isName, let last = result.indices.last, result[last].isPlural, result[last].form != .name,
            let before = context.mention(result[last].tokens.upperBound - 1), before.form == .name,
            before.type == mention.type, mention.type != .person
        {
            result[last].tokens = result[last].tokens.lowerBound..<tokens.upperBound
            return
        }
        if let last = result.indices.last, isNamed(result[last], mention, tokens) {
            result[last].tokens = result[last].tokens.lowerBound..<tokens.upperBound
            result[last].actors = mention.actors
            result[last].form = .name
            return
        }
        // „за CNN“ is no part of who speaks.
        let isMedium = mention.actors.first.map(context.isMedium) ?? false
        let isCarrier =
            isMedium && context.vocabulary.words.carriers.contains(context.form(max(tokens.lowerBound - 1, 0)))
        if !isCarrier, complete(&result, with: tokens) {
            result[result.count - 1].endsInTitle = mention.type == .person && mention.form == .description
            return
        }
        result.append(
            Nominal(
                tokens: tokens, actors: mention.actors, isGoverned: isGoverned,
                isPlural: mention.actors.count > 1 || mention.type == .group, form: mention.form,
                isSpeaker: mention.type.canSpeak || tokens.contains { context.has($0, context.vocabulary.body) },
                isJoined: isJoined,
                isTitle: mention.type == .person))
    }

    private func add(
        noun token: Int, _ grammar: Grammar, from start: Int, isGoverned: Bool, isJoined: Bool,
        to result: inout [Nominal]
    ) {
        let tokens = start..<(token + 1)
        if complete(&result, with: tokens) {
            result[result.count - 1].endsInTitle = context.has(token, context.vocabulary.person)
            return
        }
        if let last = result.indices.last, isApposed(token, grammar, to: result[last]) {
            result[last].tokens = result[last].tokens.lowerBound..<tokens.upperBound
            return
        }
        // „от бизнес училището“: two nouns side by side are one phrase.
        if let last = result.last, last.isGoverned, last.form == nil, last.tokens.count == 1,
            last.tokens.upperBound == tokens.lowerBound,
            context.tokens[last.tokens.lowerBound].grammar.isDisjoint(with: [.definite, .plural])
        {
            result[result.count - 1].tokens = last.tokens.lowerBound..<tokens.upperBound
            result[result.count - 1].isSpeaker = context.isSpeaker(token)
            return
        }
        result.append(
            Nominal(
                tokens: tokens, actors: [], isGoverned: isGoverned,
                isPlural: grammar.contains(.plural) && !grammar.contains(.singular), form: nil,
                isSpeaker: context.isSpeaker(token), isJoined: isJoined,
                isTitle: context.has(token, context.vocabulary.person)))
    }

    /// „депутатът лейбърист“: a second noun for the same person.
    private func isApposed(_ token: Int, _ grammar: Grammar, to last: Nominal) -> Bool {
        last.isTitle && last.form != .name && last.form != .pronoun && last.tokens.upperBound == token
            && context.isSpeaker(token) && grammar.isDisjoint(with: .definite)
    }

    /// „вестник Таймс“, „агенция Ройтерс“: a name behind a noun that says what it is.
    private func isNamed(_ last: Nominal, _ mention: Mention, _ tokens: Range<Int>) -> Bool {
        mention.form == .name && mention.type == .organisation && last.form == nil && last.isSpeaker && !last.isTitle
            && !last.isPlural && last.tokens.upperBound == tokens.lowerBound
    }

    /// „службата на представителя | Иван Иванов“, „от училището | „Парцел““: a name that belongs to the complement.
    private func extends(_ last: Nominal, _ mention: Mention, _ tokens: Range<Int>) -> Bool {
        guard mention.form == .name, last.form != .name, last.form != .pronoun else { return false }
        if mention.type == .person {
            return last.endsInTitle && !last.isTitle && last.tokens.upperBound == tokens.lowerBound
        }
        return tokens.lowerBound > 0 && last.tokens.upperBound == tokens.lowerBound - 1
            && context.form(tokens.lowerBound - 1) == context.vocabulary.quote
    }

    /// Adds „на отбраната“ to the phrase that it completes.
    private func complete(_ result: inout [Nominal], with tokens: Range<Int>) -> Bool {
        guard let last = result.last, last.form != .name || last.isSpeaker, tokens.lowerBound > last.tokens.upperBound
        else { return false }
        let preposition = tokens.lowerBound - 1
        guard last.tokens.upperBound == preposition, context.isPreposition(preposition), isComplement(preposition),
            last.form != .pronoun, last.form != .name
        else { return false }
        result[result.count - 1].tokens = last.tokens.lowerBound..<tokens.upperBound
        return true
    }

    /// The title that a name right after it belongs to.
    private func title(before token: Int, _ result: [Nominal]) -> Int? {
        guard let last = result.indices.last, result[last].tokens.upperBound == token, result[last].form != .name,
            result[last].form != .pronoun, result[last].isTitle, !result[last].isPlural
        else { return nil }
        return last
    }
}
