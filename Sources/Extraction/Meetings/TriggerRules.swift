import Chronicle
import Language

/// Finds the words that tell of an occasion, and keeps out those that look alike.
///
/// Each rule answers whether the word is *not* a mention of a meeting, or says nothing; they are asked in order.
struct TriggerRules {
    /// A reason to pass a word over.
    struct Exclusion: NamedRule {
        let name: StaticString
        let examples: [RuleExample]
        let applies: @Sendable (Int, MeetingContext) -> Bool
    }

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

    /// For nouns, in order.
    static let nounExclusions: [Exclusion] = [
        Exclusion(
            name: "noun.is-name",
            examples: ["Радев пристигна за Световния икономически [форум]." => "no meeting"], applies: isName),
        Exclusion(
            name: "noun.medium",
            examples: ["Рубио разговаря с Лавров по [видеовръзка]." => "no meeting"], applies: isMedium),
        Exclusion(
            name: "noun.excluded-attribute",
            examples: ["Двамата се познават от предизборна [среща]." => "no meeting"], applies: hasExcludedAttribute),
        Exclusion(
            name: "noun.on-the-way",
            examples: ["Президентът пристига по [обяд]." => "no meeting"], applies: isFixedPhrase),
        Exclusion(
            name: "noun.habitual",
            examples: ["Подобни [срещи] се подготвят дълго." => "no meeting"], applies: isHabitual),
    ]

    /// For verbs, in order.
    static let verbExclusions: [Exclusion] = [
        Exclusion(
            name: "verb.light-object",
            examples: ["Планът на Рюте [срещна] съпротива в Будапеща." => "no meeting"], applies: hasLightObject),
        Exclusion(
            name: "verb.no-reflexive",
            examples: ["Радев [видя] Мерц на екрана." => "no meeting"], applies: lacksReflexive),
        Exclusion(
            name: "verb.never",
            examples: ["Макрон никога не е [гостувал] на Вучич." => "no meeting"], applies: isNever),
        Exclusion(
            name: "verb.sport",
            examples: ["Отборите на Радев и Вучич ще се [срещнат] в първия мач." => "no meeting"], applies: isSport),
        Exclusion(
            name: "verb.habitual",
            examples: ["Радев и Дан се [виждат] всяка година." => "no meeting"], applies: isEveryNow),
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

    // MARK: Exclusions

    /// „Световен икономически форум“: a name of its own.
    @Sendable private static func isName(_ token: Int, _ context: MeetingContext) -> Bool {
        context.mention(token).map { $0.form == .name && $0.tokens.count > 1 } ?? false
    }

    @Sendable private static func isMedium(_ token: Int, _ context: MeetingContext) -> Bool {
        context.phraseClasses[token].intersects(context.vocabulary.phraseCall)
    }

    @Sendable private static func hasExcludedAttribute(_ token: Int, _ context: MeetingContext) -> Bool {
        var before = token - 1
        while before >= 0, context.isModifier(before) {
            if context.has(before, context.vocabulary.excluded) { return true }
            before -= 1
        }
        return false
    }

    /// „на среща на …“ in a manner of speaking has no place in the lexicon; „обяд“ as a time of day has: „по обяд“.
    @Sendable private static func isFixedPhrase(_ token: Int, _ context: MeetingContext) -> Bool {
        guard token > 0 else { return false }
        let before = context.form(token - 1)
        let isTime = context.timeOfToken[token] >= 0 && !hasParty(after: token, context)
        return isTime
            || (before == FormKey("по") || before == FormKey("до") || before == FormKey("преди"))
                && context.form(token) == FormKey("обяд")
    }

    /// „обядът на X“, „обяд с X“ is no time of day.
    private static func hasParty(after token: Int, _ context: MeetingContext) -> Bool {
        let words = context.vocabulary.words
        var next = token + 1
        // „обядът му с X“
        if next < context.tokens.count, words.possessives.contains(context.form(next)) { next += 1 }
        guard next < context.tokens.count else { return false }
        return context.form(next) == words.of || words.with.contains(context.form(next))
    }

    /// Plurals without an article, number or party: „срещите с избиратели“ are habitual.
    @Sendable private static func isHabitual(_ token: Int, _ context: MeetingContext) -> Bool {
        if context.timeOfToken[token] >= 0 {
            return context.times[Int(context.timeOfToken[token])].kind == .frequency
        }
        // „подобни срещи се подготвят дълго“
        return token > 0 && context.tokens[token].grammar.contains(.plural)
            && context.vocabulary.words.kindred.contains(context.form(token - 1))
    }

    /// „преговорите за Брекзит“: a process, unless a round, a place or a day is meant.
    @Sendable private static func isProcess(_ token: Int, _ context: MeetingContext) -> Bool {
        guard context.has(token, context.vocabulary.noun),
            let reading = context.reading(token, in: context.vocabulary.noun),
            context.vocabulary.kind(of: reading.classes) == .talks
        else { return false }
        if reading.classes.intersects(context.vocabulary.round) { return !isRound(token, context) }
        // „домакин на преговори“
        if let phrase = context.phrase(before: token), phrase.classes.intersects(context.vocabulary.phraseHost) {
            return false
        }
        // „проведе консултации“
        let isConducted = context.groups(around: token).contains {
            let verb = context.clauses.groups[$0]
            return verb.head < token
                && context.has(verb.head, context.vocabulary.hold.intersection(context.vocabulary.happen))
                && context.tokens[verb.head].grammar.contains(.perfective)
        }
        if isConducted { return false }
        // A round before it, or a day, a city or a country besides, makes it one occasion.
        for before in max(0, token - 6)..<token where context.has(before, context.vocabulary.round) { return false }
        for range in context.stretch(of: token) {
            for other in range {
                let time = context.timeOfToken[other]
                if time >= 0, context.times[Int(time)].kind == .point, Self.isDay(context.times[Int(time)]) {
                    return false
                }
                if let mention = context.mention(other), mention.type == .place, other > 0,
                    context.vocabulary.words.within.contains(context.form(other - 1))
                {
                    return false
                }
            }
        }
        let after = context.stretch(of: token).last?.upperBound ?? token + 1
        let (parties, _) = ArgumentRules(context: context).partners(after: token, until: after)
        return !parties.contains { $0.type == .person || $0.type == .group }
    }

    /// „кръг преговори“, „петият кръг между X и Y“, „нов кръг с X“
    private static func isRound(_ token: Int, _ context: MeetingContext) -> Bool {
        if context.tokens[token].grammar.contains(.definite) { return true }
        let isOfTalks = (token + 1..<min(token + 5, context.tokens.count)).contains {
            context.reading($0, in: context.vocabulary.noun).map {
                context.vocabulary.kind(of: $0.classes) == .talks
            } ?? false
        }
        if isOfTalks { return true }
        let isCounted = token > 0 && context.isModifier(token - 1)
        let end = context.stretch(of: token).last?.upperBound ?? token + 1
        return isCounted && !ArgumentRules(context: context).partners(after: token, until: end).parties.isEmpty
    }

    private static func isDay(_ time: TimeExpression) -> Bool {
        switch time.precision {
        case .minute, .hour, .partOfDay, .day: true
        default: false
        }
    }

    /// „среща съпротива“, „срещна конкуренция“
    @Sendable private static func hasLightObject(_ token: Int, _ context: MeetingContext) -> Bool {
        let end = context.sentenceEnd(token)
        for next in span(token + 1, min(end, token + 5)) {
            if context.isPreposition(next) { return false }
            if context.has(next, context.vocabulary.lightObject) { return true }
        }
        return false
    }

    /// „срещна“ and „видя“ tell of a meeting only with „се“.
    @Sendable private static func lacksReflexive(_ token: Int, _ context: MeetingContext) -> Bool {
        guard let reading = context.reading(token, in: context.vocabulary.mutual), let group = context.group(at: token)
        else { return false }
        // „ще събере двамата“: the subject is host.
        return !context.clauses.groups[group].isReflexive && !reading.classes.intersects(context.vocabulary.gather)
    }

    /// „досега не е гостувал“: there was no occasion.
    @Sendable private static func isNever(_ token: Int, _ context: MeetingContext) -> Bool {
        guard let group = context.group(at: token) else { return false }
        let verb = context.clauses.groups[group]
        return verb.isNegated && (verb.tense == .perfect || verb.tense == .renarrated)
    }

    /// „да се виждат веднъж месечно“
    @Sendable private static func isEveryNow(_ token: Int, _ context: MeetingContext) -> Bool {
        guard let clause = context.clauses.clause(of: token) else { return false }
        return span(token + 1, context.clauses.clauses[clause].tokens.upperBound).contains { other in
            let time = context.timeOfToken[other]
            return time >= 0 && context.times[Int(time)].kind == .frequency
        }
    }

    /// „ще се срещнат в първия мач“
    @Sendable private static func isSport(_ token: Int, _ context: MeetingContext) -> Bool {
        span(context.sentenceStart(token), context.sentenceEnd(token)).contains {
            context.has($0, context.vocabulary.sport)
        }
    }
}
