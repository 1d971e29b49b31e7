import Chronicle
import Language

/// Fills in what is said, to whom, of whom, and through which medium.
struct StatementParts {
    let context: StatementContext

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
        let group = draft.group.map { context.groups[$0].tokens } ?? draft.cue
        if let quotation = context.quotationEnding(before: group.lowerBound) { return (quotation.tokens, .direct) }
        let start = draft.contentStart ?? group.upperBound
        if let that = (start..<max(start, sentence.upperBound)).first(where: {
            context.has($0, context.vocabulary.that)
        }) {
            return (trimmed((that + 1)..<sentence.upperBound), .indirect)
        }
        if let quotation = context.quotationBeginning(from: start, until: min(sentence.upperBound, start + 16)) {
            return (quotation.tokens, .direct)
        }
        // „Срещата ще се състои, заяви той“
        let before = sentence.lowerBound..<max(sentence.lowerBound, group.lowerBound)
        if before.count > 4, context.isPunctuation(before.upperBound - 1), draft.group != nil {
            return (trimmed(before), .indirect)
        }
        let after = trimmed(start..<max(start, sentence.upperBound))
        return (after.isEmpty ? trimmed(before) : after, .indirect)
    }

    /// Without punctuation at its ends.
    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var lower = range.lowerBound
        var upper = range.upperBound
        while lower < upper, context.isPunctuation(lower) { lower += 1 }
        while lower < upper, context.isPunctuation(upper - 1) { upper -= 1 }
        return lower..<upper
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

    /// „пред парламента“, „призова Киев и Москва“
    private func addressee(of draft: StatementDraft, in sentence: Range<Int>, speaker: Source) -> Int? {
        guard let group = draft.group else { return nil }
        let start = context.groups[group].tokens.upperBound
        for token in start..<min(sentence.upperBound, start + 10) {
            if context.isPunctuation(token) || context.has(token, context.vocabulary.that) { return nil }
            guard let mention = context.mention(token), mention.form != .adjective, let actor = mention.actors.first,
                actor != speaker.actor, !context.isMedium(actor)
            else { continue }
            let before = mention.tokens.lowerBound - 1
            let isTold =
                context.form(before) == context.vocabulary.before || context.form(before) == context.vocabulary.words.of
            let isObject = before < start || context.isModifier(before)
            return isTold || isObject ? actor : nil
        }
        return nil
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
            for actor in mention.actors where actor != speaker.actor && !result.contains(actor) {
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
