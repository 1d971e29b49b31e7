import Chronicle
import Language

/// Finds who says what a verb reports: before it, after it where it stands inverted, or the one who spoke last.
struct SpeakerFinder {
    let context: StatementContext
    let scanner: NominalScanner

    init(context: StatementContext) {
        self.context = context
        scanner = NominalScanner(context: context)
    }

    /// Most sentences that a speaker who is left out is looked back for.
    static let sentencesBackMax = 3

    /// The speakers of a verb group, in order; empty where none is found.
    func speakers(of group: VerbGroup, in clause: Int) -> [Nominal] {
        let range = context.clauses.clauses[clause].tokens
        if group.isPassive, !group.isReflexive {
            return agent(after: group.tokens.upperBound, until: sentenceEnd(group.head))
        }
        if group.isPlural {
            let found = agent(after: group.tokens.upperBound, until: range.upperBound)
            if !found.isEmpty { return found }
            let before = agent(after: range.lowerBound, until: group.tokens.lowerBound)
            if !before.isEmpty, subject(before: group, in: clause).isEmpty { return before }
        }
        if isInverted(group) {
            let apposed = apposed(before: group, in: clause)
            if !apposed.isEmpty { return apposed }
            let after = subject(after: group, until: sentenceEnd(group.head), isLoose: false)
            if !after.isEmpty { return after }
        }
        let before = subject(before: group, in: clause)
        if !before.isEmpty { return before }
        if context.clauses.clauses[clause].tie == .relative {
            let found = antecedent(of: clause)
            if !found.isEmpty { return found }
        }
        return subject(after: group, until: range.upperBound, isLoose: isInverted(group))
    }

    /// „Дмитрий Песков, говорител на Кремъл, заяви“, „Кремъл, от своя страна, описа“: a name that leads the clause.
    private func apposed(before group: VerbGroup, in clause: Int) -> [Nominal] {
        for part in context.clauses.reach(of: clause) where part <= clause {
            let range = context.clauses.clauses[part].tokens
            let found = scanner.nominals(
                in: context.near(
                    group.head, range.lowerBound..<max(range.lowerBound, min(range.upperBound, group.tokens.lowerBound))
                ))
            guard let first = found.first(where: { !$0.isGoverned }), first.form != nil, first.isSpeaker,
                agrees(first, group),
                first.tokens.upperBound < context.tokens.count,
                context.form(first.tokens.upperBound) == context.vocabulary.comma || part < clause
            else { continue }
            return [first]
        }
        return []
    }

    /// The first who stands free before a token in its sentence: „Фокс посочи и продължи“.
    func leading(before token: Int) -> [Nominal] {
        guard let sentence = context.sentence(of: token) else { return [] }
        let found = scanner.nominals(in: context.near(token, context.sentences[sentence].tokens.lowerBound..<token))
        guard let index = found.firstIndex(where: { !$0.isGoverned && $0.isSpeaker }) else { return [] }
        return joined(found, at: index)
    }

    /// Longest agent of a passive, in tokens.
    static let agentTokensMax = 32

    // MARK: Places

    /// Whether what is said stands before the verb: after a comma, dash or closing mark.
    func isInverted(_ group: VerbGroup) -> Bool {
        let before = group.tokens.lowerBound - 1
        guard before >= 0, let sentence = context.sentence(of: group.head) else { return false }
        let start = context.sentences[sentence].tokens.lowerBound
        if group.tokens.lowerBound == start { return true }
        return context.isPunctuation(before) && context.form(before) != context.vocabulary.colon
    }

    private func sentenceEnd(_ token: Int) -> Int {
        context.sentence(of: token).map { context.near(token, context.sentences[$0].tokens).upperBound } ?? token + 1
    }

    private func subject(before group: VerbGroup, in clause: Int) -> [Nominal] {
        for part in context.clauses.reach(of: clause).reversed() where part <= clause {
            let range = context.clauses.clauses[part].tokens
            let end = min(range.upperBound, group.tokens.lowerBound)
            guard range.lowerBound < end else { continue }
            let found = scanner.nominals(in: context.near(group.head, range.lowerBound..<end))
            let index =
                found.lastIndex { !$0.isGoverned && $0.isSpeaker && agrees($0, group) }
                ?? found.lastIndex { !$0.isGoverned && agrees($0, group) && $0.form == nil && isDefinite($0) }
            guard let index else { continue }
            // „Дмитрий Песков, говорител на Кремъл, заяви“: the name outdoes the apposition.
            if found[index].form == nil,
                let name = found[..<index].last(where: { !$0.isGoverned && $0.form == .name && $0.isSpeaker }),
                context.form(name.tokens.upperBound) == context.vocabulary.comma, !group.isPlural
            {
                return [name]
            }
            return described(joined(found, at: index), before: group)
        }
        return []
    }

    /// „Източник, запознат с въпроса, заяви“: who has no name is described up to the comma before the verb.
    private func described(_ nominals: [Nominal], before group: VerbGroup) -> [Nominal] {
        guard nominals.count == 1, let only = nominals.first, only.actors.isEmpty else { return nominals }
        let verb = group.tokens.lowerBound
        let end = context.form(verb - 1) == context.vocabulary.comma ? verb - 1 : verb - 2
        guard end > only.tokens.upperBound, end - only.tokens.upperBound < Self.descriptionTokensMax,
            context.form(end) == context.vocabulary.comma,
            context.form(only.tokens.upperBound) == context.vocabulary.comma
        else { return nominals }
        var longer = only
        longer.tokens = only.tokens.lowerBound..<end
        return [longer]
    }

    /// Longest description of a source without a name, after its first noun.
    private static let descriptionTokensMax = 16

    private func isDefinite(_ nominal: Nominal) -> Bool {
        nominal.isPlural || nominal.tokens.contains { context.tokens[$0].grammar.contains(.definite) }
    }

    private func agrees(_ nominal: Nominal, _ group: VerbGroup) -> Bool {
        nominal.isPlural == group.isPlural || nominal.form == .name || nominal.form == .pronoun
            || (group.isPlural && nominal.isInList)
    }

    /// The nominal and those that it is joined to.
    private func joined(_ nominals: [Nominal], at index: Int) -> [Nominal] {
        var first = index
        while first > 0, nominals[first].isJoined { first -= 1 }
        var last = index
        while last + 1 < nominals.count, nominals[last + 1].isJoined { last += 1 }
        return Array(nominals[first...last])
    }

    private func subject(after group: VerbGroup, until limit: Int, isLoose: Bool) -> [Nominal] {
        var end = group.tokens.upperBound
        while end < limit {
            if context.isPunctuation(end),
                context.form(end) != context.vocabulary.quote
                    || context.quotation(end + 1 < limit ? end + 1 : end) != nil
            {
                break
            }
            if context.has(end, context.vocabulary.that) || context.form(end) == context.vocabulary.words.da { break }
            end += 1
        }
        let found = scanner.nominals(in: group.tokens.upperBound..<max(end, group.tokens.upperBound))
        guard
            let index = found.firstIndex(where: { !$0.isGoverned && $0.isSpeaker && agrees($0, group) })
                ?? found.firstIndex(where: { !$0.isGoverned && agrees($0, group) && isLoose })
        else { return [] }
        return joined(found, at: index)
    }

    /// „от X“ after a passive or an impersonal plural.
    private func agent(after token: Int, until limit: Int) -> [Nominal] {
        guard token < limit else { return [] }
        for index in token..<limit where context.form(index) == context.vocabulary.words.from && !context.isTime(index)
        {
            let found = scanner.nominals(in: (index + 1)..<min(limit, index + Self.agentTokensMax))
            guard let first = found.first, first.tokens.lowerBound <= index + 4, first.isSpeaker || index == token
            else { continue }
            return joined(found, at: 0)
        }
        return []
    }

    /// What „който“ stands for.
    private func antecedent(of clause: Int) -> [Nominal] {
        let start = context.clauses.clauses[clause].tokens.lowerBound
        guard let sentence = context.sentence(of: start), !context.isPreposition(start) else { return [] }
        let found = scanner.nominals(in: context.near(start, context.sentences[sentence].tokens.lowerBound..<start))
        guard let last = found.last, last.tokens.upperBound >= start - 1 else { return [] }
        return joined(found, at: found.count - 1)
    }
}
