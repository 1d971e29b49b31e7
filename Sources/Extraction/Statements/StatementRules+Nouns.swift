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
        guard token + 1 < limit else { return nil }
        if context.has(token + 1, words.relative) { return accordingToWhom(reader, token) }
        if isPronoun(context, token + 1) {
            let speakers = reader.speakers(ofPronoun: token + 1)
            return speakers.isEmpty ? nil : StatementDraft(cue: cue, speakers: speakers, contentStart: token + 2)
        }
        let found = reader.finder.scanner.nominals(in: (token + 1)..<limit)
        guard let first = found.first, first.tokens.lowerBound <= token + 4 else { return nil }
        if let paper = first.tokens.first(where: { context.has($0, words.noun) }), first.actors.isEmpty {
            if let owner = reader.owner(ofText: paper, until: limit) {
                return StatementDraft(cue: cue, speakers: owner.speakers, contentStart: owner.end)
            }
            if let speakers = reader.owner(amongModifiersOf: paper) {
                return StatementDraft(cue: cue, speakers: speakers, contentStart: paper + 1)
            }
            guard context.has(paper, words.paper) else { return nil }
            let isKnown = context.tokens[paper].grammar.contains(.definite)
            let last = isKnown ? reader.lastSpeaker(before: token) : []
            let speakers = last.isEmpty ? [Source(actor: nil, tokens: first.tokens)] : last
            return StatementDraft(cue: cue, speakers: speakers, contentStart: first.tokens.upperBound)
        }
        guard first.isSpeaker || first.isPlural && first.form != nil else { return nil }
        return StatementDraft(
            cue: cue, speakers: reader.resolved(Nominal.joined(found), before: token),
            contentStart: first.tokens.upperBound)
    }

    /// „Макрон, според когото …“
    private static func accordingToWhom(_ reader: StatementReader, _ token: Int) -> StatementDraft? {
        let found = reader.finder.antecedent(before: token)
        guard let last = found.last, reader.finder.agrees(last, withRelative: token + 1) else { return nil }
        // „разпространи съобщение, според което …“
        let isText = last.tokens.contains { reader.context.has($0, reader.context.vocabulary.paper) }
        guard isText || last.isSpeaker else { return nil }
        var speakers = reader.resolved(found, before: token)
        if isText, speakers.allSatisfy({ $0.actor == nil }) {
            let writer = reader.omitted(before: token, isPlural: false)
            if !writer.isEmpty { speakers = writer }
        }
        return speakers.isEmpty
            ? nil : StatementDraft(cue: token..<(token + 1), speakers: speakers, contentStart: token + 2)
    }

    /// „по думите на X“, „по думите му“, „по негово мнение“, „по информация на X“, „цитира думите на X“
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
        let start = max(context.sentences[sentence].tokens.lowerBound, token - quotedDistanceMax)
        let isQuoted = (start..<token).contains { context.has($0, words.carry) && context.group(at: $0) != nil }
        let copula = isPredicate(reader, before) ? reader.group(at: before) : nil
        guard context.form(before) == words.by || isClear || isQuoted || copula != nil else { return nil }
        let cue = token..<(token + 1)
        let limit = min(context.sentences[sentence].tokens.upperBound, token + 20)
        if let owner = reader.owner(ofText: token, until: limit) {
            return StatementDraft(cue: cue, speakers: owner.speakers, group: copula, contentStart: owner.end)
        }
        return reader.owner(amongModifiersOf: token).map {
            StatementDraft(cue: cue, speakers: $0, contentStart: token + 1)
        }
    }

    /// „„…“, бяха думите на X“
    private static func isPredicate(_ reader: StatementReader, _ before: Int) -> Bool {
        guard let index = reader.group(at: before), reader.context.groups[index].isCopula else { return false }
        return reader.context.quotationEnding(before: reader.context.groups[index].tokens.lowerBound) != nil
    }

    /// How far before „думите“ the verb that quotes them may stand.
    private static let quotedDistanceMax = 4

    /// „Радев: Срещата ще се състои“, „Радев пред БНР: …“ where a paragraph begins.
    @Sendable static func headlineColon(_ reader: StatementReader, _ token: Int) -> StatementDraft? {
        let context = reader.context
        guard context.form(token) == context.vocabulary.colon, let sentence = context.sentence(of: token) else {
            return nil
        }
        let tokens = context.sentences[sentence].tokens
        guard context.tokens[tokens.lowerBound].opensParagraph, token > tokens.lowerBound,
            token + 2 < tokens.upperBound,
            token - tokens.lowerBound <= headlineSpeakerTokensMax
        else { return nil }
        let found = reader.finder.scanner.nominals(in: tokens.lowerBound..<token)
        guard let speaker = found.first, speaker.tokens.lowerBound == tokens.lowerBound, !speaker.actors.isEmpty,
            speaker.isSpeaker, speaker.form != .pronoun,
            found.dropFirst().allSatisfy({ $0.isGoverned || $0.isJoined }),
            // „Радев пред БНР: …“, „Консулът за блокираните: …“
            speaker.tokens.upperBound == token || context.isPreposition(speaker.tokens.upperBound)
                || found.count > 1 && found[1].isJoined,
            !(tokens.lowerBound..<token).contains(where: context.isVerbHead)
        else { return nil }
        return StatementDraft(
            cue: token..<(token + 1), speakers: reader.resolved(Nominal.joined(found), before: token),
            contentStart: token + 1)
    }

    /// Longest speaker before a colon.
    private static let headlineSpeakerTokensMax = 10

    // MARK: Parts

    private static func isPronoun(_ context: StatementContext, _ token: Int) -> Bool {
        context.mention(token)?.form == .pronoun
            || context.has(token, context.vocabulary.personal) && context.mention(token) == nil
    }
}
