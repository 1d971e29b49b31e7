import Chronicle
import Language

/// Finds the words that tell of an occasion, and keeps out those that look alike.
struct TriggerRules {
    let context: MeetingContext

    /// What tells of an occasion.
    static let found = [
        ListedRule(
            name: "trigger.noun",
            examples: [
                "[Срещата] между Румен Радев и Никушор Дан ще е утре." => "meeting definite",
                "Рубио проведе телефонен [разговор] с Лавров." => "call new",
            ]),
        ListedRule(
            name: "trigger.verb",
            examples: ["Радев ще [посети] Анкара." => "visit new", "Вучич [приема] Радев." => "meeting new"]),
        ListedRule(
            name: "trigger.motion",
            examples: ["Румен Радев ще [пристигне] в Анкара в петък." => "visit"]),
    ]

    /// All mentions in order of their heads, with kind and reference but no arguments yet.
    func mentions(trace: inout Trace?) -> [MeetingMention] {
        var found: [MeetingMention] = []
        for (index, sentence) in context.sentences.enumerated() {
            for token in sentence.tokens where context.tokens[token].kind == .word {
                if let mention = mention(at: token, sentence: index, trace: &trace) { found.append(mention) }
            }
        }
        return found
    }

    private func mention(at token: Int, sentence: Int, trace: inout Trace?) -> MeetingMention? {
        let classes = context.tokens[token].classes
        if classes.intersects(context.vocabulary.noun), isNoun(token) {
            if isPassedOver(token, by: Self.nounExclusions, trace: &trace) { return nil }
            let mention = noun(token, sentence: sentence)
            trace?.note(meeting: "trigger.noun", at: token, "\(mention.kind) \(mention.reference)")
            return mention
        }
        guard let group = context.group(at: token), context.clauses.groups[group].head == token else { return nil }
        if !classes.intersects(context.vocabulary.verb) {
            return isMotion(token, group) ? motion(token, group: group, sentence: sentence) : nil
        }
        if isPassedOver(token, by: Self.verbExclusions, trace: &trace) { return nil }
        let mention = verb(token, group: group, sentence: sentence)
        trace?.note(meeting: "trigger.verb", at: token, "\(mention.kind) \(mention.reference)")
        return mention
    }

    private func isPassedOver(_ token: Int, by exclusions: [Exclusion], trace: inout Trace?) -> Bool {
        guard let rule = exclusions.first(where: { $0.applies(token, context) }) else { return false }
        trace?.note(meeting: rule.name, at: token, "no meeting")
        return true
    }

    // MARK: Nouns

    private func isNoun(_ token: Int) -> Bool {
        guard context.reading(token, in: context.vocabulary.noun).map({ $0.grammar.contains(.noun) }) ?? false
        else { return false }
        return !context.isHead(token)
    }

    private func noun(_ token: Int, sentence: Int) -> MeetingMention {
        let vocabulary = context.vocabulary
        var lower = token
        let floor = context.sentences[sentence].tokens.lowerBound
        while lower > floor, context.isModifier(lower - 1) || isClitic(lower - 1, floor) { lower -= 1 }
        let classes = context.reading(token, in: vocabulary.noun)?.classes ?? []
        var mention = MeetingMention(
            head: token, phrase: lower..<(token + 1), kind: vocabulary.kind(of: classes) ?? .meeting, isVerb: false,
            sentence: sentence)
        let phrase = context.phraseClasses[token]
        if let kind = vocabulary.kind(of: phrase) {
            mention.kind = kind
            mention.isKindExplicit = true
        } else if mention.kind != .meeting {
            mention.isKindExplicit = true
        }
        mention.isWeak = classes.intersects(vocabulary.weak)
        if isByPhone(from: token) {
            mention.kind = .call
            mention.isKindExplicit = true
        }
        mention.reference = reference(of: mention)
        for modifier in lower..<token {
            if context.has(modifier, vocabulary.earlier) { mention.isEarlier = true }
            if context.has(modifier, vocabulary.next) { mention.isNext = true }
        }
        if mention.kind == .talks {
            let rounds = context.vocabulary.round
            mention.continues =
                span(token - 3, token).contains { $0 >= floor && context.has($0, rounds) }
                && !context.has(token, rounds)
        }
        mention.isProcess = Self.isProcess(token, context)
        mention.isIdentification = isIdentification(mention)
        mention.continues = mention.continues || isOpening(mention)
        mention.rules.append("trigger.noun")
        return mention
    }

    /// „това беше третото му посещение“, „това ще бъде първата среща на двамата“
    private func isIdentification(_ mention: MeetingMention) -> Bool {
        guard let group = context.groups(around: mention.head).last(where: { context.clauses.groups[$0].isCopula })
        else { return false }
        let verb = context.clauses.groups[group]
        guard verb.tokens.upperBound == mention.phrase.lowerBound, verb.tokens.lowerBound > 0 else { return false }
        return context.form(verb.tokens.lowerBound - 1) == context.vocabulary.words.that
    }

    /// „срещата започна с работен обяд“: the meal is part of what it opens or ends.
    private func isOpening(_ mention: MeetingMention) -> Bool {
        guard context.has(mention.head, context.vocabulary.meal), mention.phrase.lowerBound > 0,
            context.vocabulary.words.with.contains(context.form(mention.phrase.lowerBound - 1))
        else { return false }
        return context.groups(around: mention.head).contains { group in
            let verb = context.clauses.groups[group]
            let isBound = context.has(verb.head, context.vocabulary.begin.union(context.vocabulary.happenEnd))
            return isBound && verb.tokens.upperBound == mention.phrase.lowerBound - 1
        }
    }

    /// „последната си среща“: a possessive between modifiers.
    private func isClitic(_ token: Int, _ floor: Int) -> Bool {
        let words = context.vocabulary.words
        guard words.possessives.contains(context.form(token)) || context.form(token) == words.possessiveReflexive else {
            return false
        }
        return token > floor && context.isModifier(token - 1) && context.tokens[token - 1].grammar.contains(.definite)
    }

    /// Definite by its own article or that of its first modifier, or by a demonstrative.
    private func reference(of mention: MeetingMention) -> MeetingMention.Reference {
        let words = context.vocabulary.words
        var isDefinite = context.tokens[mention.head].grammar.contains(.definite)
        for token in mention.phrase.dropLast() {
            let form = context.form(token)
            if words.kindred.contains(form) { return .kindred }
            if words.another.contains(form) || context.has(token, context.vocabulary.again) { return .another }
            if words.demonstratives.contains(form) { isDefinite = true }
            if context.tokens[token].grammar.contains(.definite) { isDefinite = true }
        }
        let before = mention.phrase.lowerBound - 1
        if before >= 0, words.another.contains(context.form(before)) { return .another }
        return isDefinite ? .definite : .new
    }

    /// „по телефона“ right after the word or its parties.
    private func isByPhone(from token: Int) -> Bool {
        let end = context.stretch(of: token).last?.upperBound ?? token + 1
        for next in span(token + 1, min(end, token + 9)) {
            if context.phraseClasses[next].intersects(context.vocabulary.phraseCall) { return true }
            if context.has(next, context.vocabulary.noun) { return false }
        }
        for before in stride(from: token - 1, to: max(token - 4, -1), by: -1) {
            if context.phraseClasses[before].intersects(context.vocabulary.phraseCall) { return true }
        }
        return false
    }

    // MARK: Verbs

    /// „ще пристигне в София“, „ще бъде в София при X“
    private func isMotion(_ token: Int, _ group: Int) -> Bool {
        let verb = context.clauses.groups[group]
        guard verb.isCopula || context.has(token, context.vocabulary.travel),
            let clause = context.clauses.clause(of: token)
        else { return false }
        let isAtHome = !context.clauses.clauses[clause].tokens.contains { other in
            if verb.isCopula { return context.form(other) == context.vocabulary.words.at }
            return context.mention(other).map { $0.type == .place || $0.type == .country } ?? false
        }
        return !isAtHome
    }

    private func motion(_ token: Int, group: Int, sentence: Int) -> MeetingMention {
        var mention = MeetingMention(
            head: token, phrase: context.clauses.groups[group].tokens, kind: .visit, isVerb: true, sentence: sentence)
        mention.isMotion = true
        mention.rules.append("trigger.motion")
        return mention
    }

    private func verb(_ token: Int, group: Int, sentence: Int) -> MeetingMention {
        let vocabulary = context.vocabulary
        let classes = context.reading(token, in: vocabulary.verb)?.classes ?? []
        var mention = MeetingMention(
            head: token, phrase: context.clauses.groups[group].tokens, kind: vocabulary.kind(of: classes) ?? .meeting,
            isVerb: true, sentence: sentence)
        if mention.kind == .call || isByPhone(from: token) {
            mention.kind = .call
            mention.isKindExplicit = true
        } else if mention.kind == .session {
            mention.isKindExplicit = true
        }
        mention.isWeak = classes.intersects(vocabulary.weak)
        if let clause = context.clauses.clause(of: token) {
            for other in context.clauses.clauses[clause].tokens {
                if context.phraseClasses[other].intersects(vocabulary.earlier) { mention.isEarlier = true }
                if context.has(other, vocabulary.again), context.tokens[other].grammar.contains(.adverb),
                    abs(other - token) < 6
                {
                    mention.reference = .another
                }
            }
        }
        mention.rules.append("trigger.verb")
        return mention
    }
}
