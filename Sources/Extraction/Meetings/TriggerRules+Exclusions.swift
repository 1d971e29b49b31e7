import Chronicle
import Language

/// What keeps words out that look like mentions of a meeting and are none.
///
/// Each rule answers whether the word is *not* a mention of a meeting, or says nothing; they are asked in order.
extension TriggerRules {
    /// A reason to pass a word over.
    struct Exclusion: NamedRule {
        let name: StaticString
        let examples: [RuleExample]
        let applies: @Sendable (Int, MeetingContext) -> Bool
    }

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
    // MARK: What they ask

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

    /// „по обяд“: a time of day.
    @Sendable private static func isFixedPhrase(_ token: Int, _ context: MeetingContext) -> Bool {
        guard token > 0 else { return false }
        let words = context.vocabulary.words
        let isTime = context.timeOfToken[token] >= 0 && !hasParty(after: token, context)
        return isTime || context.form(token) == words.noon && words.beforeNoon.contains(context.form(token - 1))
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

    /// „на всяка среща“, „подобни срещи“: no one occasion.
    @Sendable private static func isHabitual(_ token: Int, _ context: MeetingContext) -> Bool {
        if context.timeOfToken[token] >= 0 {
            return context.times[Int(context.timeOfToken[token])].kind == .frequency
        }
        // „подобни срещи се подготвят дълго“
        return token > 0 && context.tokens[token].grammar.contains(.plural)
            && context.vocabulary.words.kindred.contains(context.form(token - 1))
    }

    /// „преговорите за Брекзит“: a process, unless a round, a place or a day is meant.
    static func isProcess(_ token: Int, _ context: MeetingContext) -> Bool {
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
