import Language

/// Reports by a verb: „X заяви, че …“, „„…“, каза X“, „бе отхвърлено от X“.
extension StatementRule {
    /// „предложението бе отхвърлено от X“
    @Sendable static func passive(_ reader: StatementReader, _ token: Int) -> StatementDraft? {
        let words = reader.context.vocabulary
        guard reader.context.has(token, words.verbs), !reader.isQuoted(token), let index = reader.group(at: token)
        else { return nil }
        let group = reader.context.groups[index]
        guard group.isPassive, !group.isReflexive, !reader.context.has(token, words.onlyReflexive),
            reader.isReport(index)
        else { return nil }
        return draft(reader, token, index)
    }

    /// „X заяви“, with whatever content.
    @Sendable static func saying(_ reader: StatementReader, _ token: Int) -> StatementDraft? {
        let context = reader.context
        let narrower = context.vocabulary.clause.union(context.vocabulary.carry)
        guard context.has(token, context.vocabulary.speech), !context.has(token, narrower),
            let index = verb(reader, token)
        else { return nil }
        return draft(reader, token, index)
    }

    /// „X предложи“, „X отхвърли“
    @Sendable static func doing(_ reader: StatementReader, _ token: Int) -> StatementDraft? {
        guard reader.context.has(token, reader.context.vocabulary.act), !reader.isEmbedded(token),
            let index = verb(reader, token)
        else { return nil }
        return draft(reader, token, index)
    }

    /// „X отказа да коментира“
    @Sendable static func refusing(_ reader: StatementReader, _ token: Int) -> StatementDraft? {
        let context = reader.context
        guard context.has(token, context.vocabulary.refusal), let index = verb(reader, token),
            index + 1 < context.clauses.groups.count, context.groups[index + 1].governor == index,
            context.has(context.groups[index + 1].head, context.vocabulary.speech.union(context.vocabulary.act))
        else { return nil }
        return draft(reader, token, index)
    }

    /// „X отбеляза, че …“, „„…“, отбеляза X“
    @Sendable static func clause(_ reader: StatementReader, _ token: Int) -> StatementDraft? {
        let context = reader.context
        guard context.has(token, context.vocabulary.clause.union(context.vocabulary.denied)),
            let index = verb(reader, token), !context.groups[index].isNegated || !reader.isEmbedded(token),
            reader.finder.isTagWithSpeaker(context.groups[index])
                || hasContent(context, index, context.vocabulary.opening)
        else { return nil }
        return draft(reader, token, index)
    }

    /// „X определи срещата като …“, „X нарече това „…““
    @Sendable static func characterising(_ reader: StatementReader, _ token: Int) -> StatementDraft? {
        let context = reader.context
        guard context.has(token, context.vocabulary.characterising), let index = verb(reader, token),
            hasContent(context, index, []) || reader.isTag(index)
        else { return nil }
        return draft(reader, token, index)
    }

    /// Whether „че“ (or another class), „като“ or a quotation follows in the sentence.
    private static func hasContent(_ context: StatementContext, _ group: Int, _ that: LexicalClasses) -> Bool {
        let start = context.groups[group].tokens.upperBound
        guard let sentence = context.sentence(of: start - 1) else { return false }
        for token in start..<max(start, min(context.sentences[sentence].tokens.upperBound, start + contentDistanceMax))
        {
            if context.form(token) == context.vocabulary.colon { return true }
            if context.form(token) == context.vocabulary.quote,
                that.isEmpty || (token + 1 < context.tokens.count && context.quotation(token + 1) != nil)
            {
                return true
            }
            if that.isEmpty {
                if context.form(token) == context.vocabulary.as || context.form(token) == context.vocabulary.how {
                    return true
                }
            } else if context.has(token, that) {
                return true
            }
            // What another verb governs is not what this one says.
            if context.isVerbHead(token) { return false }
        }
        return false
    }

    /// „X даде ясно да се разбере, че …“
    @Sendable static func letting(_ reader: StatementReader, _ token: Int) -> StatementDraft? {
        let context = reader.context
        guard context.has(token, context.vocabulary.light), let index = verb(reader, token),
            index + 1 < context.clauses.groups.count, context.groups[index + 1].governor == index,
            context.groups[index + 1].isReflexive,
            context.has(context.groups[index + 1].head, context.vocabulary.understood)
        else { return nil }
        return draft(reader, token, index)
    }

    /// How far after its verb „че“ or „като“ may stand.
    private static let contentDistanceMax = 14

    /// „„…“, смята X“, „„…“, продължи той“
    @Sendable static func tagging(_ reader: StatementReader, _ token: Int) -> StatementDraft? {
        let context = reader.context
        guard context.has(token, context.vocabulary.thought), let index = verb(reader, token) else { return nil }
        let group = context.groups[index]
        guard let sentence = context.sentence(of: token), group.tokens.upperBound < context.tokens.count,
            context.form(group.tokens.upperBound) != context.vocabulary.words.da
        else { return nil }
        // „посочи X и продължи, че …“
        let next = group.tokens.upperBound + (context.form(group.tokens.upperBound) == context.vocabulary.comma ? 1 : 0)
        let goesOn =
            context.has(token, context.vocabulary.lead) && next < context.tokens.count
            && context.has(next, context.vocabulary.that)
        guard
            goesOn || isTagged(context, group, reader)
                || context.quotationEnding(before: group.tokens.lowerBound) != nil
                || context.quotationBeginning(
                    from: group.tokens.upperBound, until: min(token + 4, context.sentences[sentence].tokens.upperBound))
                    != nil
        else { return nil }
        return draft(reader, token, index)
    }

    /// „Споразумение няма да има, смята Радев“, „…, смятат наблюдатели“
    private static func isTagged(_ context: StatementContext, _ group: VerbGroup, _ reader: StatementReader) -> Bool {
        !context.has(group.head, context.vocabulary.lead) && reader.finder.isTagWithSpeaker(group)
    }

    /// „предаде Ройтерс“
    @Sendable static func carried(_ reader: StatementReader, _ token: Int) -> StatementDraft? {
        guard reader.context.has(token, reader.context.vocabulary.carry), let index = verb(reader, token),
            var found = draft(reader, token, index), found.speakers.contains(where: reader.isMedium)
        else { return nil }
        let quoted = reader.finder.object(of: reader.context.groups[index])
        let speakers = reader.resolved(quoted, before: token).filter { !reader.isMedium($0) }
        if !speakers.isEmpty { found.speakers = speakers }
        return found
    }

    /// „X беше категоричен, че …“, „…, категоричен е X“
    @Sendable static func verdict(_ reader: StatementReader, _ token: Int) -> StatementDraft? {
        let context = reader.context
        let words = context.vocabulary
        guard context.has(token, words.verdict.union(words.thought)), !reader.isQuoted(token),
            context.tokens[token].grammar.contains(.adjective), let clause = context.clauses.clause(of: token)
        else { return nil }
        if let headline = verdictWithoutVerb(reader, token) { return headline }
        guard
            let index = context.clauses.clauses[clause].groups.last(where: {
                let group = context.groups[$0]
                let isBeside = group.tokens.lowerBound == token + 1 || (0..<3).contains(token - group.tokens.upperBound)
                return group.head == token || group.isCopula && isBeside
            }), reader.isReport(index)
        else { return nil }
        let group = context.groups[index].tokens
        let start = min(token, group.lowerBound)
        let end = max(token + 1, group.upperBound)
        // „Сделката е добра, убеден е Мерц“
        let isTag =
            start > 0 && context.isPunctuation(start - 1) && end < context.tokens.count
            && context.mention(end)?.type == .person
        guard context.has(token, words.verdict) || isTag || context.quotationEnding(before: start) != nil else {
            return nil
        }
        return draft(reader, token, index)
    }

    /// „…, категоричен Мерц“ in a headline
    private static func verdictWithoutVerb(_ reader: StatementReader, _ token: Int) -> StatementDraft? {
        let context = reader.context
        guard token > 0, token + 1 < context.tokens.count, context.isPunctuation(token - 1),
            let mention = context.mention(token + 1), mention.form == .name, mention.type == .person
        else { return nil }
        let speakers = mention.actors.map { Source(actor: $0, tokens: mention.tokens) }
        return speakers.isEmpty ? nil : StatementDraft(cue: token..<(token + 1), speakers: speakers)
    }

    /// „…, посочвайки, че …“
    @Sendable static func gerund(_ reader: StatementReader, _ token: Int) -> StatementDraft? {
        let context = reader.context
        let words = context.vocabulary
        guard context.tokens[token].grammar.contains(.gerund), context.has(token, words.verbs),
            !context.has(token, words.carry.union(words.thought)), !reader.isQuoted(token),
            let sentence = context.sentence(of: token),
            !context.has(token, words.clause)
                || token + 2 < context.tokens.count
                    && (context.has(token + 1, words.that) || context.has(token + 2, words.that))
        else { return nil }
        let opens = context.sentences[sentence].tokens.lowerBound == token
        let following = opens ? reader.resolved(reader.finder.following(token), before: token) : []
        let speakers = following.isEmpty ? reader.omitted(before: token, isPlural: false) : following
        return speakers.isEmpty
            ? nil : StatementDraft(cue: token..<(token + 1), speakers: speakers, contentStart: token + 1)
    }

    // MARK: Parts

    /// The verb group of a token that tells of something said, outside of direct speech.
    private static func verb(_ reader: StatementReader, _ token: Int) -> Int? {
        let context = reader.context
        let words = context.vocabulary
        guard let index = reader.group(at: token), reader.isReport(index),
            !reader.isQuoted(token) || reader.isTag(index)
        else {
            return nil
        }
        let group = context.groups[index]
        guard group.isReflexive ? isReflexiveReport(context, group) : !context.has(token, words.onlyReflexive) else {
            return nil
        }
        // „Сочи“ inside a sentence is a name.
        if context.tokens[token].shape != .lower, token > 0, !context.tokens[token].opensParagraph,
            !context.isPunctuation(token - 1), group.tokens.lowerBound == token
        {
            return nil
        }
        return index
    }

    /// „се закани“, „се обяви против“; „се съобщава“ has no subject.
    private static func isReflexiveReport(_ context: StatementContext, _ group: VerbGroup) -> Bool {
        let words = context.vocabulary
        if context.has(group.head, words.reflexiveVerb.union(words.onlyReflexive)) { return true }
        let next = group.tokens.upperBound
        guard context.has(group.head, words.stance), next < context.tokens.count else { return false }
        return [words.against, words.opposing, words.words.for].contains(context.form(next))
            || words.words.within.contains(context.form(next))
    }

    private static func draft(_ reader: StatementReader, _ token: Int, _ group: Int) -> StatementDraft? {
        let speakers = reader.speakers(ofGroup: group)
        return speakers.isEmpty ? nil : StatementDraft(cue: token..<(token + 1), speakers: speakers, group: group)
    }
}
