import Chronicle
import Language

/// Fills in what is said, to whom, of whom, and through which medium.
struct StatementParts {
    let context: StatementContext
    let finder: SpeakerFinder

    /// Most actors that a statement is said to be about.
    static let aboutMax = 12

    /// One statement for each speaker of a draft.
    func statements(_ draft: StatementDraft) -> [Statement] {
        guard let sentence = context.sentence(of: draft.cue.lowerBound) else { return [] }
        let tokens = context.near(draft.cue.lowerBound, context.sentences[sentence].tokens)
        let (content, mode) = content(of: draft, in: tokens)
        let medium = medium(of: draft, in: tokens)
        return draft.speakers.map { speaker in
            var source = speaker
            if source.medium == nil, let medium, medium != source.actor { source.medium = medium }
            return Statement(
                cue: draft.cue, speaker: source, mode: mode, content: content, sentence: sentence, rule: draft.rule,
                addressee: addressee(of: draft, in: tokens, speaker: source),
                about: about(content, draft, speaker: source))
        }
    }

    // MARK: Content

    private func content(of draft: StatementDraft, in sentence: Range<Int>) -> (Range<Int>, StatementReported.Mode) {
        let group = verb(of: draft)
        if let earlier = earlier(than: draft) { return earlier }
        if let quotation = context.quotationEnding(before: group.lowerBound) { return (quotation.tokens, .direct) }
        let start = draft.contentStart ?? max(group.upperBound, draft.cue.upperBound)
        if let that = (start..<max(start, sentence.upperBound)).first(where: {
            context.has($0, context.vocabulary.that)
        }) {
            return (trimmed((that + 1)..<end(of: (that + 1)..<sentence.upperBound, draft)), .indirect)
        }
        if let quotation = context.quotationBeginning(from: start, until: min(sentence.upperBound, start + 16)) {
            return (quotation.tokens, .direct)
        }
        // „Срещата ще се състои, заяви той“
        let before = sentence.lowerBound..<max(sentence.lowerBound, group.lowerBound)
        if isBehind(before, draft) { return (trimmed(before), .indirect) }
        // „Както съобщи X, …“
        let named = draft.speakers.first { $0.tokens.lowerBound == start }?.tokens.upperBound ?? start
        let after = trimmed(named..<end(of: named..<max(named, sentence.upperBound), draft))
        return (after.isEmpty ? trimmed(before) : after, .indirect)
    }

    /// The verb of a report, with the adjective or noun beside it that is its cue.
    private func verb(of draft: StatementDraft) -> Range<Int> {
        guard let group = draft.group.map({ context.groups[$0].tokens }) else { return draft.cue }
        let start = min(group.lowerBound, draft.cue.lowerBound)
        // „„…“ – това заявиха X“
        let isPointing =
            start > 0 && [context.vocabulary.so, context.vocabulary.same].contains(context.form(start - 1))
        return (isPointing ? start - 1 : start)..<group.upperBound
    }

    /// Whether what is said stands before: „Срещата ще се състои, категоричен бе той“.
    private func isInverted(_ draft: StatementDraft) -> Bool {
        let start = verb(of: draft).lowerBound
        if let index = draft.group, context.groups[index].tokens.lowerBound == start {
            return finder.isInverted(context.groups[index])
        }
        return start > 0 && context.isPunctuation(start - 1) && draft.contentStart == nil
    }

    /// Whether the report follows what is said: „Срещата е отменена, съобщи X“, „Предложението бе отхвърлено от X“.
    private func isBehind(_ before: Range<Int>, _ draft: StatementDraft) -> Bool {
        guard let index = draft.group, !before.isEmpty else { return false }
        let group = context.groups[index]
        if group.isPassive, !group.isReflexive { return true }
        guard isInverted(draft) else { return false }
        let isSpeakerBehind = draft.speakers.contains { group.tokens.upperBound <= $0.tokens.lowerBound }
        let isSpeakerAhead = draft.speakers.contains { before.contains($0.tokens.lowerBound) }
        return isSpeakerBehind || !isSpeakerAhead && before.count > 4
    }

    /// „„…“ Това каза X.“: what was said stands in the sentence before.
    private func earlier(than draft: StatementDraft) -> (Range<Int>, StatementReported.Mode)? {
        guard let index = draft.group, let sentence = context.sentence(of: draft.cue.lowerBound), sentence > 0 else {
            return nil
        }
        let start = context.sentences[sentence].tokens.lowerBound
        let isPointing = [context.vocabulary.so, context.vocabulary.same].contains(context.form(start))
        guard isPointing, context.groups[index].tokens.lowerBound == start + 1,
            draft.speakers.contains(where: { $0.tokens.lowerBound > draft.cue.lowerBound })
        else { return nil }
        if let quotation = context.quotationEnding(before: start) { return (quotation.tokens, .direct) }
        return (trimmed(context.sentences[sentence - 1].tokens), .indirect)
    }

    /// Where what is said ends: before „…, предаде Ройтерс“, „…, и добави“, „като посочи, че …, X отказа“.
    private func end(of range: Range<Int>, _ draft: StatementDraft) -> Int {
        let comma = context.vocabulary.comma
        for token in range.dropFirst(2) {
            if context.form(token - 1) == comma, draft.speakers.contains(where: { $0.tokens.lowerBound == token }) {
                return token - 1
            }
            guard context.has(token, context.vocabulary.verbs), let index = context.group(at: token) else { continue }
            let start = context.groups[index].tokens.lowerBound
            guard start > range.lowerBound + 1 else { continue }
            if finder.isTagWithSpeaker(context.groups[index], withQuotation: false) { return start - 1 }
            // „X обвини Y, а Z отхвърли това“
            if let clause = context.clauses.clause(of: token).map({ context.clauses.clauses[$0] }), clause.tie == .main,
                clause.tokens.lowerBound > range.lowerBound,
                context.vocabulary.words.contrasts.contains(context.form(clause.tokens.lowerBound))
            {
                return clause.tokens.lowerBound
            }
            let joint = context.form(start - 1)
            let isJoined = joint == context.vocabulary.words.and || context.vocabulary.words.contrasts.contains(joint)
            if isJoined, context.form(start - 2) == comma {
                return start - 2
            }
        }
        return range.upperBound
    }

    /// Without punctuation at its ends.
    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var lower = range.lowerBound
        var upper = range.upperBound
        while lower < upper, context.isPunctuation(lower) { lower += 1 }
        while lower < upper, context.isPunctuation(upper - 1),
            context.form(upper - 1) != context.vocabulary.closeBracket, !closesQuotation(upper - 1, from: lower)
        {
            upper -= 1
        }
        return lower..<upper
    }

    /// Whether a mark belongs to one that stands in the same stretch: „нарече това „грешка““.
    private func closesQuotation(_ token: Int, from lower: Int) -> Bool {
        context.form(token) == context.vocabulary.quote
            && (lower...token).count { context.form($0) == context.vocabulary.quote }.isMultiple(of: 2)
    }

    // MARK: Actors

    /// „пред CNN“, „за CNN“, „в Truth Social“, „цитиран от Ройтерс“, „предаде Ройтерс“
    private func medium(of draft: StatementDraft, in sentence: Range<Int>) -> Int? {
        for token in sentence {
            guard let mention = context.mention(token), mention.tokens.lowerBound == token, mention.form == .name,
                let actor = mention.actors.first, context.isMedium(actor)
            else { continue }
            return actor
        }
        return nil
    }

    /// „пред парламента“, „предупреждение към Москва“, „призова Киев и Москва“
    private func addressee(of draft: StatementDraft, in sentence: Range<Int>, speaker: Source) -> Int? {
        guard let group = draft.group else { return nil }
        let start = context.groups[group].tokens.upperBound
        for token in start..<min(sentence.upperBound, start + 10) {
            if context.isPunctuation(token) || context.has(token, context.vocabulary.that) { return nil }
            guard let mention = context.mention(token), mention.form != .adjective, let actor = mention.actors.first,
                actor != speaker.actor, !context.isMedium(actor), mention.type.canSpeak,
                !draft.speakers.contains(where: { $0.tokens.contains(token) })
            else { continue }
            let before = mention.tokens.lowerBound - 1
            let isTold =
                context.form(before) == context.vocabulary.before
                || context.vocabulary.words.to.contains(context.form(before))
                || context.form(before) == context.vocabulary.words.of && !hasOwner(before)
            let isObject = before < start || context.isModifier(before)
            return isTold || isObject ? actor : nil
        }
        return nil
    }

    /// „организаторите на X“: „на“ tells whose they are, not who is told.
    private func hasOwner(_ preposition: Int) -> Bool {
        preposition > 0 && context.tokens[preposition - 1].grammar.isSuperset(of: [.noun, .definite])
    }

    /// A town right after the verb, „призова Киев и Москва“, stands for its country's government.
    private func isCapital(_ mention: Mention, _ token: Int, after draft: StatementDraft) -> Bool {
        guard let group = draft.group, mention.type == .place else { return false }
        let distance = token - context.groups[group].tokens.upperBound
        return distance >= 0 && distance < Self.objectDistanceMax && !context.isPreposition(token - 1)
    }

    /// How far after its verb an object may stand.
    private static let objectDistanceMax = 5

    /// The actors named in what is said.
    private func about(_ content: Range<Int>, _ draft: StatementDraft, speaker: Source) -> [Int] {
        var result: [Int] = []
        // „призова Киев и Москва да „…““: they stand before what is said.
        let first = draft.group.map { context.groups[$0].tokens.upperBound } ?? content.lowerBound
        let isAhead = first <= content.lowerBound && content.lowerBound - first < 12
        for token in (isAhead ? first : content.lowerBound)..<content.upperBound {
            guard let mention = context.mention(token), mention.tokens.lowerBound == token, mention.form != .adjective
            else { continue }
            for actor in mention.actors
            where actor != speaker.actor && actor != speaker.medium && !result.contains(actor) {
                let type = context.actors[actor].actor.type
                guard
                    type == .person || type == .organisation || type == .country
                        || isCapital(mention, token, after: draft)
                else { continue }
                result.append(actor)
                if result.count == Self.aboutMax { return result }
            }
        }
        return result
    }
}
