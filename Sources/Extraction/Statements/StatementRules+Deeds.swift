import Language

/// Reports by a noun for what is said: „отправи призив“, „с изявлението си, че“, „се казва в доклада“.
extension StatementRule {
    /// „X отправи призив“
    @Sendable static func deed(_ reader: StatementReader, _ token: Int) -> StatementDraft? {
        let context = reader.context
        guard context.has(token, context.vocabulary.deed), !reader.isQuoted(token),
            let clause = context.clauses.clause(of: token),
            let index = context.clauses.clauses[clause].groups.last(where: {
                context.groups[$0].tokens.upperBound <= token
                    && context.has(context.groups[$0].head, context.vocabulary.light)
            }), reader.isReport(index), !reader.isEmbedded(token), isObject(context, token)
        else { return nil }
        let speakers = reader.speakers(ofGroup: index)
        return speakers.isEmpty
            ? nil : StatementDraft(cue: token..<(token + 1), speakers: speakers, group: index, contentStart: token + 1)
    }

    /// Behind no preposition but „с“: „даде повод за обвинения“ says nothing.
    private static func isObject(_ context: StatementContext, _ noun: Int) -> Bool {
        var before = noun - 1
        while before > 0, context.isModifier(before) { before -= 1 }
        return before < 0 || !context.isPreposition(before)
            || context.vocabulary.words.with.contains(context.form(before))
    }

    /// „с изявлението си, че …“, „твърдението на X, че …“, „нейното изявление, че …“
    @Sendable static func deedWithClause(_ reader: StatementReader, _ token: Int) -> StatementDraft? {
        let context = reader.context
        let words = context.vocabulary
        guard context.has(token, words.deed), !reader.isQuoted(token), let sentence = context.sentence(of: token),
            !isReportedAlready(reader, token)
        else { return nil }
        let limit = context.sentences[sentence].tokens.upperBound
        var next = token + 1
        var speakers: [Source] = []
        if next < limit, context.form(next) == words.words.possessiveReflexive {
            next += 1
            speakers = reader.omitted(before: token, isPlural: false)
        } else if let owner = reader.owner(ofText: token, until: min(limit, token + ownerTokensMax)) {
            (speakers, next) = (owner.speakers, owner.end)
        } else {
            speakers = reader.owner(amongModifiersOf: token) ?? []
        }
        if next < limit, context.form(next) == words.comma { next += 1 }
        if next < limit, speakers.isEmpty, isBy(context, token), isAim(context, next) {
            speakers = reader.omitted(before: token, isPlural: false)
        } else {
            guard next < limit, context.has(next, words.that) else { return nil }
        }
        guard !speakers.isEmpty else { return nil }
        return StatementDraft(cue: token..<(token + 1), speakers: speakers, contentStart: next)
    }

    /// „с директен апел“
    private static func isBy(_ context: StatementContext, _ noun: Int) -> Bool {
        var before = noun - 1
        while before > 0, context.isModifier(before) { before -= 1 }
        return before >= 0 && context.vocabulary.words.with.contains(context.form(before))
    }

    /// „към“, „за“, „да“, „че“: to whom or for what.
    private static func isAim(_ context: StatementContext, _ token: Int) -> Bool {
        let words = context.vocabulary
        let form = context.form(token)
        return words.words.to.contains(form) || form == words.words.for || form == words.words.da
            || context.has(token, words.that)
    }

    /// How far from a noun the end of its owner may stand.
    private static let ownerTokensMax = 14

    /// „каза в изявлението си, че“: the verb is the cue.
    private static func isReportedAlready(_ reader: StatementReader, _ token: Int) -> Bool {
        guard let last = reader.drafts.last, let clause = reader.context.clauses.clause(of: token) else { return false }
        return reader.context.clauses.clauses[clause].tokens.contains(last.cue.lowerBound)
    }

    /// „в доклада се казва, че …“, „…, се посочва в изявление на X“
    @Sendable static func text(_ reader: StatementReader, _ token: Int) -> StatementDraft? {
        let context = reader.context
        let words = context.vocabulary
        guard context.has(token, words.speech.union(words.clause)), let index = reader.group(at: token),
            !reader.isQuoted(token) || reader.isTag(index), reader.isReport(index),
            context.groups[index].isReflexive || isWritten(reader, index), let sentence = context.sentence(of: token)
        else { return nil }
        let tokens = context.near(token, context.sentences[sentence].tokens)
        let group = context.groups[index].tokens
        let after = group.upperBound..<min(tokens.upperBound, group.upperBound + textDistanceMax)
        let before = max(tokens.lowerBound, group.lowerBound - 2 * textDistanceMax)..<group.lowerBound
        guard
            let speakers = author(reader, in: after, isNearest: \.first)
                ?? author(reader, in: before, isNearest: \.last)
        else { return nil }
        return StatementDraft(cue: token..<(token + 1), speakers: speakers, group: index)
    }

    /// „…, пише в писмото“ without anybody who writes
    private static func isWritten(_ reader: StatementReader, _ index: Int) -> Bool {
        let context = reader.context
        let group = context.groups[index]
        return context.form(group.head) == context.vocabulary.writes && reader.finder.isInverted(group)
            && group.tokens.upperBound < context.tokens.count
            && context.vocabulary.words.within.contains(context.form(group.tokens.upperBound))
            && !reader.finder.isTagWithSpeaker(group, withQuotation: false)
    }

    /// How far from „се казва“ its text may stand.
    private static let textDistanceMax = 12

    /// Who wrote the text that a stretch names behind „в“ or „от“; the text itself where nobody is known.
    private static func author(
        _ reader: StatementReader, in range: Range<Int>, isNearest: KeyPath<[Nominal], Nominal?>
    ) -> [Source]? {
        let context = reader.context
        let words = context.vocabulary
        let texts = reader.finder.scanner.nominals(in: range).filter { nominal in
            nominal.isGoverned && nominal.tokens.contains { context.has($0, words.noun) }
        }
        guard let text = texts[keyPath: isNearest] else { return nil }
        let found = reader.resolved([text], before: range.upperBound)
        let isNamed = found.contains { $0.actor != nil }
        let isKnown = text.tokens.contains { context.tokens[$0].grammar.contains(.definite) }
        guard !isNamed, isKnown else { return found }
        let last = reader.lastSpeaker(before: range.lowerBound)
        return last.isEmpty ? found : last
    }
}
