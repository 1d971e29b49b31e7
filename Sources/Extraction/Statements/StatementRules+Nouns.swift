import Chronicle
import Language

/// Reports without a verb: „според X“, „по думите на X“, „X: …“.
extension StatementRule {
    /// „според X“, „според изявлението на X“, „според съобщението“
    @Sendable static func accordingTo(_ reader: StatementReader, _ token: Int) -> StatementDraft? {
        let context = reader.context
        let words = context.vocabulary
        guard context.has(token, words.according), !reader.isQuoted(token), let sentence = context.sentence(of: token)
        else { return nil }
        let limit = min(context.sentences[sentence].tokens.upperBound, token + 24)
        let cue = token..<(token + 1)
        guard token + 1 < limit, !context.has(token + 1, words.relative) else { return nil }
        if isPronoun(context, token + 1) {
            let actors = context.mention(token + 1)?.actors ?? []
            let speakers =
                actors.isEmpty
                ? reader.lastSpeaker(before: token)
                : actors.map { Source(actor: $0, tokens: (token + 1)..<(token + 2)) }
            return speakers.isEmpty ? nil : StatementDraft(cue: cue, speakers: speakers, contentStart: token + 2)
        }
        let found = reader.finder.scanner.nominals(in: (token + 1)..<limit)
        guard let first = found.first, first.tokens.lowerBound <= token + 4 else { return nil }
        if let paper = first.tokens.first(where: { context.has($0, words.noun) }), first.actors.isEmpty {
            if let owner = owner(reader, paper, limit) {
                return StatementDraft(cue: cue, speakers: owner.speakers, contentStart: owner.end)
            }
            guard context.has(paper, words.paper) else { return nil }
            let speakers = reader.lastSpeaker(before: token)
            return speakers.isEmpty
                ? nil : StatementDraft(cue: cue, speakers: speakers, contentStart: first.tokens.upperBound)
        }
        guard first.isSpeaker || first.isPlural else { return nil }
        return StatementDraft(
            cue: cue, speakers: reader.resolved(joinedNominals(found), before: token),
            contentStart: first.tokens.upperBound)
    }

    /// „по думите на X“, „по думите му“, „по информация на X“
    @Sendable static func byWordsOf(_ reader: StatementReader, _ token: Int) -> StatementDraft? {
        let context = reader.context
        let words = context.vocabulary
        guard context.has(token, words.noun), !reader.isQuoted(token), let sentence = context.sentence(of: token) else {
            return nil
        }
        var before = token - 1
        while before > context.sentences[sentence].tokens.lowerBound, context.isModifier(before) { before -= 1 }
        guard before >= context.sentences[sentence].tokens.lowerBound else { return nil }
        let isClear =
            context.form(before) == words.words.from && before > 0 && words.clear.contains(context.form(before - 1))
        guard context.form(before) == words.by || isClear else { return nil }
        let limit = min(context.sentences[sentence].tokens.upperBound, token + 20)
        guard let owner = owner(reader, token, limit) else { return nil }
        return StatementDraft(cue: token..<(token + 1), speakers: owner.speakers, contentStart: owner.end)
    }

    /// „Радев: Срещата ще се състои“ where a paragraph begins.
    @Sendable static func headlineColon(_ reader: StatementReader, _ token: Int) -> StatementDraft? {
        let context = reader.context
        guard context.form(token) == context.vocabulary.colon, let sentence = context.sentence(of: token) else {
            return nil
        }
        let tokens = context.sentences[sentence].tokens
        guard context.tokens[tokens.lowerBound].opensParagraph, token > tokens.lowerBound,
            token + 2 < tokens.upperBound,
            token - tokens.lowerBound <= 6
        else { return nil }
        let found = reader.finder.scanner.nominals(in: tokens.lowerBound..<token)
        guard found.count == 1, let speaker = found.first, speaker.tokens == tokens.lowerBound..<token,
            !speaker.actors.isEmpty,
            speaker.form != .pronoun
        else { return nil }
        return StatementDraft(
            cue: token..<(token + 1), speakers: reader.resolved(found, before: token), contentStart: token + 1)
    }

    // MARK: Parts

    private static func isPronoun(_ context: StatementContext, _ token: Int) -> Bool {
        context.mention(token)?.form == .pronoun
            || context.has(token, context.vocabulary.personal) && context.mention(token) == nil
    }

    /// Whose words they are: „думите на X“, „думите му“, „неговите думи“.
    private static func owner(_ reader: StatementReader, _ noun: Int, _ limit: Int) -> (speakers: [Source], end: Int)? {
        let context = reader.context
        let next = noun + 1
        guard next < limit else { return nil }
        if context.vocabulary.words.possessives.contains(context.form(next)) {
            let actors = context.mention(next)?.actors ?? []
            let speakers =
                actors.isEmpty
                ? reader.lastSpeaker(before: noun) : actors.map { Source(actor: $0, tokens: next..<(next + 1)) }
            return speakers.isEmpty ? nil : (speakers, next + 1)
        }
        guard context.form(next) == context.vocabulary.words.of || context.form(next) == context.vocabulary.words.from
        else { return nil }
        let found = reader.finder.scanner.nominals(in: (next + 1)..<limit)
        guard let first = found.first, first.tokens.lowerBound <= next + 3, first.isSpeaker || first.isPlural else {
            return nil
        }
        return (reader.resolved(joinedNominals(found), before: noun), first.tokens.upperBound)
    }

    /// The first phrase and those joined to it.
    private static func joinedNominals(_ found: [Nominal]) -> [Nominal] {
        var last = 0
        while last + 1 < found.count, found[last + 1].isJoined { last += 1 }
        return Array(found[...last])
    }
}
