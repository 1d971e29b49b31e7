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
            if isCounted(token, in: range) {
                result.append(
                    Nominal(
                        tokens: start..<(token + 1), actors: [], isGoverned: isGoverned,
                        isPlural: context.tokens[token].grammar.contains(.plural), form: nil, isSpeaker: true))
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
            if context.isModifier(token) || context.tokens[token].readings.isEmpty && !context.isPunctuation(token)
                || isClitic(token)
            {
                token += 1
                continue
            }
            token += 1
            (start, isGoverned, isJoined) = (token, false, false)
        }
        for index in result.indices where result[index].isJoined && index > 0 {
            result[index].isInList = true
            result[index - 1].isInList = true
        }
        return result
    }

    private func isHead(_ token: Int) -> Bool {
        guard let clause = context.clauses.clause(of: token) else { return false }
        return context.clauses.clauses[clause].groups.contains { context.groups[$0].head == token }
    }

    /// „единият“, „27-те“: a number that stands for somebody.
    private func isCounted(_ token: Int, in range: Range<Int>) -> Bool {
        let grammar = context.tokens[token].grammar
        guard grammar.contains(.definite), context.mention(token) == nil, !grammar.contains(.noun),
            grammar.contains(.numeral) || grammar.isSuperset(of: [.adjective, .plural])
        else { return false }
        return token + 1 >= range.upperBound || context.isPunctuation(token + 1)
            || context.tokens[token + 1].grammar.contains(.verb) && !context.tokens[token + 1].grammar.contains(.noun)
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
        // „за CNN“ is no part of who speaks.
        let isMedium = mention.actors.first.map(context.isMedium) ?? false
        let isCarrier =
            isMedium && context.vocabulary.words.carriers.contains(context.form(max(tokens.lowerBound - 1, 0)))
        if !isCarrier, complete(&result, with: tokens) { return }
        result.append(
            Nominal(
                tokens: tokens, actors: mention.actors, isGoverned: isGoverned,
                isPlural: mention.actors.count > 1 || mention.type == .group, form: mention.form,
                isSpeaker: mention.type != .event && mention.type != .product, isJoined: isJoined,
                isTitle: mention.type == .person))
    }

    private func add(
        noun token: Int, _ grammar: Grammar, from start: Int, isGoverned: Bool, isJoined: Bool,
        to result: inout [Nominal]
    ) {
        let tokens = start..<(token + 1)
        if complete(&result, with: tokens) { return }
        result.append(
            Nominal(
                tokens: tokens, actors: [], isGoverned: isGoverned,
                isPlural: grammar.contains(.plural) && !grammar.contains(.singular), form: nil,
                isSpeaker: context.isSpeaker(token), isJoined: isJoined,
                isTitle: context.has(token, context.vocabulary.person)))
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
