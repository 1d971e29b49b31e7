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
            let found = impersonal(group, in: clause)
            if !found.isEmpty { return found }
        }
        if isInverted(group) {
            let apposed = apposition(before: group) ?? apposed(before: group, in: clause)
            if !apposed.isEmpty { return apposed }
            let after = subject(after: group, until: sentenceEnd(group.head), isLoose: false)
            if !after.isEmpty { return after }
        }
        if context.clauses.clauses[clause].tie == .relative, isResumed(group, in: clause) {
            let found = antecedent(of: clause)
            if !found.isEmpty { return found }
        }
        let before = subject(before: group, in: clause)
        if !before.isEmpty { return before }
        if context.clauses.clauses[clause].tie == .relative {
            let found = antecedent(of: clause)
            if !found.isEmpty { return found }
        }
        if hasUnknownSubject(group, in: clause) { return [] }
        let after = subject(after: group, until: range.upperBound, isLoose: isInverted(group))
        return after.isEmpty && hasObjectBefore(group) ? following(group.head) : after
    }

    /// „Той обвини опозицията“ where nobody knows who he is: at least not whom he accused.
    private func hasUnknownSubject(_ group: VerbGroup, in clause: Int) -> Bool {
        let start = context.near(group.head, context.clauses.clauses[clause].tokens).lowerBound
        return (start..<max(start, group.tokens.lowerBound)).contains { token in
            context.vocabulary.subjects.contains(context.form(token))
                && (context.mention(token)?.actors ?? []).isEmpty
        }
    }

    /// „Това заяви пред журналисти, …“: who speaks follows, even behind a comma.
    private func hasObjectBefore(_ group: VerbGroup) -> Bool {
        let before = group.tokens.lowerBound - 1
        guard before >= 0 else { return false }
        return [context.vocabulary.so, context.vocabulary.same].contains(context.form(before))
    }

    /// „Съобщиха от Кремъл“, „от Кремъл вчера заявиха“: a plural without a subject.
    private func impersonal(_ group: VerbGroup, in clause: Int) -> [Nominal] {
        let range = context.clauses.clauses[clause].tokens
        guard subject(before: group, in: clause).isEmpty else { return [] }
        let end = group.tokens.upperBound
        if let from = (end..<max(end, range.upperBound)).first(where: isAgentMark),
            scanner.nominals(in: end..<from).allSatisfy(\.isGoverned)
        {
            let found = agent(after: from, until: range.upperBound)
            if !found.isEmpty { return found }
        }
        return agent(after: range.lowerBound, until: group.tokens.lowerBound)
    }

    /// Who leads what follows an opening gerund: „Подчертавайки това, Мерц добави“.
    func following(_ token: Int) -> [Nominal] {
        guard let sentence = context.sentence(of: token) else { return [] }
        let range = context.near(token, context.sentences[sentence].tokens)
        let rest = token..<max(token, range.upperBound)
        guard let comma = rest.first(where: { context.form($0) == context.vocabulary.comma }) else { return [] }
        let found = scanner.nominals(in: comma..<range.upperBound)
        guard let index = found.firstIndex(where: { !$0.isGoverned && $0.isSpeaker }) else { return [] }
        return joined(found, at: index)
    }

    /// „Рубио, който трябваше да дойде, отговори“: the verb belongs to what stands before the relative clause.
    private func isResumed(_ group: VerbGroup, in clause: Int) -> Bool {
        let before = group.tokens.lowerBound - 1
        return before > context.clauses.clauses[clause].tokens.lowerBound
            && context.form(before) == context.vocabulary.comma
    }

    /// „Съпругата му, Ана Попова, коментира“: a name set between commas behind who it names.
    private func apposition(before group: VerbGroup) -> [Nominal]? {
        let end = group.tokens.lowerBound - 1
        guard end > 1, context.form(end) == context.vocabulary.comma, let name = context.mention(end - 1),
            name.form == .name, name.type == .person, name.tokens.upperBound == end, name.tokens.lowerBound > 1,
            context.form(name.tokens.lowerBound - 1) == context.vocabulary.comma,
            let sentence = context.sentence(of: group.head)
        else { return nil }
        let start = context.sentences[sentence].tokens.lowerBound
        let found = scanner.nominals(in: context.near(group.head, start..<(name.tokens.lowerBound - 1)))
        guard let last = found.last, last.isTitle, !last.isGoverned, last.form != .name,
            last.tokens.upperBound == name.tokens.lowerBound - 1
        else { return nil }
        return scanner.nominals(in: name.tokens)
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
                agrees(first, group), !hasMainVerb(between: first.tokens.upperBound, and: group.tokens.lowerBound),
                first.tokens.upperBound < context.tokens.count,
                context.form(first.tokens.upperBound) == context.vocabulary.comma || part < clause
            else { continue }
            return [first]
        }
        return []
    }

    /// Whether a clause of its own stands between: then that is what is said.
    private func hasMainVerb(between start: Int, and end: Int) -> Bool {
        (start..<max(start, end)).contains { token in
            guard let index = context.group(at: token), context.groups[index].governor == nil,
                let clause = context.clauses.clause(of: token)
            else { return false }
            return context.clauses.clauses[clause].tie == .main
        }
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
        // „27-те настояват“: no dash.
        if before > 0, context.tokens[before - 1].kind == .number, context.form(before) == context.vocabulary.dash {
            return false
        }
        let start = context.sentences[sentence].tokens.lowerBound
        if group.tokens.lowerBound == start { return true }
        return context.isPunctuation(before) && context.form(before) != context.vocabulary.colon
    }

    /// „…, отбеляза X“: what is said stands before the verb and who says it right after.
    func isTagWithSpeaker(_ group: VerbGroup, withQuotation: Bool = true) -> Bool {
        guard isInverted(group) else { return false }
        if withQuotation, context.quotationEnding(before: group.tokens.lowerBound) != nil { return true }
        return subject(after: group, until: sentenceEnd(group.head), isLoose: true).contains { found in
            found.isSpeaker || found.tokens.contains { context.has($0, context.vocabulary.noun) }
        }
    }

    /// „цитира Ройтерс американски дипломат“: the last of two who stand free behind the verb.
    func object(of group: VerbGroup) -> [Nominal] {
        let start = group.tokens.upperBound
        let rest = start..<max(start, sentenceEnd(group.head))
        let limit = rest.first(where: context.isPunctuation) ?? rest.upperBound
        let found = scanner.nominals(in: start..<limit).filter { !$0.isGoverned && $0.isSpeaker }
        return found.last.map { [$0] } ?? []
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
                ?? found.lastIndex {
                    !$0.isGoverned && agrees($0, group) && $0.form == nil && isDefinite($0)
                        && !context.has(group.head, context.vocabulary.act)
                }
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

    /// „състезанието разкри пропуски“: right before the verb stands what cannot speak.
    func hasMuteSubject(_ group: VerbGroup, in clause: Int) -> Bool {
        let range = context.clauses.clauses[clause].tokens
        let end = group.tokens.lowerBound
        guard range.lowerBound < end,
            let last = scanner.nominals(in: context.near(group.head, range.lowerBound..<end)).last
        else { return false }
        return !last.isGoverned && !last.isSpeaker && last.tokens.upperBound == end && agrees(last, group)
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
        if nominal.isPlural == group.isPlural || group.isPlural && nominal.isInList { return true }
        switch nominal.form {
        case .pronoun: return true
        // „САЩ заявиха“, but not „Тръмп заявиха“.
        case .name: return !group.isPlural || !nominal.isTitle
        case .description, .adjective, nil: return false
        }
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
        if let name = apposed(to: found[index], until: limit) { return [name] }
        return joined(found, at: index)
    }

    /// „заяви съпругът ѝ, Иван Иванов.“: the name behind the comma.
    private func apposed(to nominal: Nominal, until limit: Int) -> Nominal? {
        let name = nominal.tokens.upperBound + 1
        guard nominal.isTitle, nominal.actors.isEmpty, name < limit, context.form(name - 1) == context.vocabulary.comma,
            let mention = context.mention(name), mention.form == .name, mention.type == .person,
            mention.tokens.upperBound >= limit || context.isPunctuation(mention.tokens.upperBound)
        else { return nil }
        return scanner.nominals(in: mention.tokens).first
    }

    /// „от X“ after a passive or an impersonal plural.
    private func agent(after token: Int, until limit: Int) -> [Nominal] {
        guard token < limit else { return [] }
        for index in token..<limit where isAgentMark(index) {
            let found = scanner.nominals(in: (index + 1)..<min(limit, index + Self.agentTokensMax))
            guard let first = found.first, first.tokens.lowerBound <= index + 4, first.isSpeaker || index == token
            else { continue }
            return joined(found, at: 0)
        }
        return []
    }

    private func isAgentMark(_ token: Int) -> Bool {
        context.form(token) == context.vocabulary.words.from && !context.isTime(token)
    }

    /// What „който“ stands for.
    private func antecedent(of clause: Int) -> [Nominal] {
        let start = context.clauses.clauses[clause].tokens.lowerBound
        return context.isPreposition(start) ? [] : antecedent(before: start)
    }

    /// What a relative pronoun stands for that comes, with its preposition, at a token.
    func antecedent(before start: Int) -> [Nominal] {
        guard let sentence = context.sentence(of: start) else { return [] }
        let found = scanner.nominals(in: context.near(start, context.sentences[sentence].tokens.lowerBound..<start))
        guard let last = found.last, last.tokens.upperBound >= start - 1 else { return [] }
        return joined(found, at: found.count - 1)
    }

    /// Whether a relative pronoun can stand for a phrase: „посоката на екипа, според която“ is not the team.
    func agrees(_ nominal: Nominal, withRelative token: Int) -> Bool {
        guard nominal.form == nil || nominal.form == .description else { return true }
        let wanted = context.tokens[token].grammar
        if wanted.contains(.plural) { return nominal.isPlural || nominal.isInList }
        guard let head = nominal.tokens.first(where: { context.nounGrammar($0) != nil }),
            let own = context.nounGrammar(head)?.intersection(.gender)
        else { return true }
        return own.isEmpty || !wanted.isDisjoint(with: own)
    }
}
