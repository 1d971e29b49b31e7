import Language

/// Reports by a verb: „X заяви, че …“, „„…“, каза X“, „бе отхвърлено от X“.
extension StatementRule {
    /// „предложението бе отхвърлено от X“
    @Sendable static func passive(_ reader: StatementReader, _ token: Int) -> StatementDraft? {
        let words = reader.context.vocabulary
        guard reader.context.has(token, words.verbs), !reader.isQuoted(token), let index = reader.group(at: token)
        else { return nil }
        let group = reader.context.groups[index]
        guard group.isPassive, !group.isReflexive, reader.isReport(index) else { return nil }
        return draft(reader, token, index)
    }

    /// „X заяви“, with whatever content.
    @Sendable static func saying(_ reader: StatementReader, _ token: Int) -> StatementDraft? {
        guard reader.context.has(token, reader.context.vocabulary.speech), let index = verb(reader, token) else {
            return nil
        }
        return draft(reader, token, index)
    }

    /// „X предложи“, „X отхвърли“
    @Sendable static func doing(_ reader: StatementReader, _ token: Int) -> StatementDraft? {
        guard reader.context.has(token, reader.context.vocabulary.act), let index = verb(reader, token) else {
            return nil
        }
        return draft(reader, token, index)
    }

    /// „X отбеляза, че …“, „„…“, отбеляза X“
    @Sendable static func clause(_ reader: StatementReader, _ token: Int) -> StatementDraft? {
        let context = reader.context
        guard context.has(token, context.vocabulary.clause), let index = verb(reader, token),
            reader.finder.isInverted(context.groups[index])
                || hasContent(context, index, context.vocabulary.that)
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

    /// „X отправи призив“
    @Sendable static func deed(_ reader: StatementReader, _ token: Int) -> StatementDraft? {
        let context = reader.context
        guard context.has(token, context.vocabulary.deed), !reader.isQuoted(token),
            let clause = context.clauses.clause(of: token),
            let index = context.clauses.clauses[clause].groups.last(where: {
                context.groups[$0].tokens.upperBound <= token
                    && context.has(context.groups[$0].head, context.vocabulary.light)
            }), reader.isReport(index)
        else { return nil }
        let speakers = reader.speakers(ofGroup: index)
        return speakers.isEmpty
            ? nil : StatementDraft(cue: token..<(token + 1), speakers: speakers, group: index, contentStart: token + 1)
    }

    /// Whether „че“ (or another class), „като“ or a quotation follows in the sentence.
    private static func hasContent(_ context: StatementContext, _ group: Int, _ that: LexicalClasses) -> Bool {
        let start = context.groups[group].tokens.upperBound
        guard let sentence = context.sentence(of: start - 1) else { return false }
        for token in start..<max(start, min(context.sentences[sentence].tokens.upperBound, start + contentDistanceMax))
        {
            if context.form(token) == context.vocabulary.quote || context.form(token) == context.vocabulary.colon {
                return true
            }
            if that.isEmpty ? context.form(token) == context.vocabulary.as : context.has(token, that) { return true }
        }
        return false
    }

    /// How far after its verb „че“ or „като“ may stand.
    private static let contentDistanceMax = 14

    /// „„…“, смята X“, „„…“, продължи той“
    @Sendable static func tagging(_ reader: StatementReader, _ token: Int) -> StatementDraft? {
        let context = reader.context
        guard context.has(token, context.vocabulary.thought), let index = verb(reader, token) else { return nil }
        let group = context.groups[index]
        guard let sentence = context.sentence(of: token), group.tokens.upperBound < context.tokens.count,
            isTagged(context, group, reader) || context.quotationEnding(before: group.tokens.lowerBound) != nil
                || context.quotationBeginning(
                    from: group.tokens.upperBound, until: min(token + 4, context.sentences[sentence].tokens.upperBound))
                    != nil
        else { return nil }
        return draft(reader, token, index)
    }

    /// „Споразумение няма да има, смята Радев“
    private static func isTagged(_ context: StatementContext, _ group: VerbGroup, _ reader: StatementReader) -> Bool {
        guard reader.finder.isInverted(group), let mention = context.mention(group.tokens.upperBound) else {
            return false
        }
        return mention.type == .person && mention.form == .name
    }

    /// „предаде Ройтерс“
    @Sendable static func carried(_ reader: StatementReader, _ token: Int) -> StatementDraft? {
        guard reader.context.has(token, reader.context.vocabulary.carry), let index = verb(reader, token),
            let found = draft(reader, token, index),
            found.speakers.contains(where: { $0.actor.map(reader.context.isMedium) ?? false })
        else { return nil }
        return found
    }

    /// „X беше категоричен, че …“
    @Sendable static func verdict(_ reader: StatementReader, _ token: Int) -> StatementDraft? {
        let context = reader.context
        guard context.has(token, context.vocabulary.verdict), !reader.isQuoted(token),
            let clause = context.clauses.clause(of: token),
            let index = context.clauses.clauses[clause].groups.last(where: {
                let group = context.groups[$0]
                let isBeside = group.tokens.lowerBound == token + 1 || (0..<3).contains(token - group.tokens.upperBound)
                return group.isCopula && isBeside
            }), reader.isReport(index)
        else { return nil }
        return draft(reader, token, index)
    }

    /// „…, посочвайки, че …“
    @Sendable static func gerund(_ reader: StatementReader, _ token: Int) -> StatementDraft? {
        let context = reader.context
        guard context.has(token, context.vocabulary.speech.union(context.vocabulary.act)),
            context.tokens[token].grammar.contains(.gerund),
            !reader.isQuoted(token)
        else { return nil }
        let speakers = reader.omitted(before: token, isPlural: false)
        return speakers.isEmpty
            ? nil : StatementDraft(cue: token..<(token + 1), speakers: speakers, contentStart: token + 1)
    }

    // MARK: Parts

    /// The verb group of a token that tells of something said, outside of direct speech.
    private static func verb(_ reader: StatementReader, _ token: Int) -> Int? {
        let context = reader.context
        guard let index = reader.group(at: token), reader.isReport(index),
            !reader.isQuoted(token) || reader.isTag(index)
        else {
            return nil
        }
        let group = context.groups[index]
        if group.isReflexive, !context.has(token, context.vocabulary.reflexiveVerb) { return nil }
        // „Сочи“ inside a sentence is a name.
        if context.tokens[token].shape != .lower, token > 0, !context.tokens[token].opensParagraph,
            !context.isPunctuation(token - 1), group.tokens.lowerBound == token
        {
            return nil
        }
        return index
    }

    private static func draft(_ reader: StatementReader, _ token: Int, _ group: Int) -> StatementDraft? {
        let speakers = reader.speakers(ofGroup: group)
        return speakers.isEmpty ? nil : StatementDraft(cue: token..<(token + 1), speakers: speakers, group: group)
    }
}
