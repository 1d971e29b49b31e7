import Chronicle
import Language

/// Finds when, where, what about and how it ended, around one mention of an occasion.
struct SettingRules {
    /// One thing to find around a mention.
    struct Rule: NamedRule {
        let name: StaticString
        let examples: [RuleExample]
        /// Fills it in, and tells where it stands; nil where there is none.
        let fill: @Sendable (inout MeetingMention, SettingRules) -> Range<Int>?
    }

    let context: MeetingContext

    /// In the order in which they are asked.
    static let all: [Rule] = [
        timeRule("setting.time", ["Румен Радев ще посети Анкара [в петък]." => "of the visit"]) { $1.time(of: $0) },
        timeRule("setting.elapsed", ["Изминаха [два месеца], откакто Макрон прие Зеленски." => "of the meeting"]) {
            $1.elapsed($0)
        },
        timeRule(
            "setting.begun",
            ["Рубио и Калас ще участват във форума, който започва [в четвъртък]." => "of the conference"]
        ) { $1.begun($0) },
        timeRule(
            "setting.neighbour",
            [
                "Всичко се решава [в четвъртък], когато Радев и Вучич ще се видят." => "of the meeting",
                "[Вчера] Радев беше в Белград, където разговаря с Вучич." => "of the meeting",
            ]
        ) { $1.neighbour($0) },
        Rule(
            name: "setting.place",
            examples: ["Макрон прие Зеленски в [Париж]." => "of the meeting"], fill: place),
        Rule(
            name: "setting.topic",
            examples: ["Рубио и Лавров проведоха разговори за [бъдещето на Украйна]." => "of the meeting"], fill: topic),
        Rule(
            name: "setting.outcome",
            examples: ["Срещата между Румен Радев и Никушор Дан завърши [без споразумение]." => "of the meeting"],
            fill: outcome),
    ]

    /// How far from its head a time or place may stand, in tokens.
    static let reachMax = 30

    /// Fills time, place, topic and outcome.
    func fill(_ mention: inout MeetingMention, trace: inout Trace?) {
        for rule in Self.all {
            guard let tokens = rule.fill(&mention, self) else { continue }
            trace?.note(
                stage: MeetingStage.name, rule: "\(rule.name)", tokens: tokens, about: mention.head,
                "of the \(mention.kind)")
        }
    }

    // MARK: When

    /// A rule that finds the time, asked where none before it has.
    private static func timeRule(
        _ name: StaticString, _ examples: [RuleExample],
        find: @escaping @Sendable (MeetingMention, SettingRules) -> Int?
    ) -> Rule {
        Rule(name: name, examples: examples) { mention, rules in
            guard mention.time == nil, let time = find(mention, rules) else { return nil }
            mention.time = time
            return rules.context.times[time].tokens
        }
    }

    /// The nearest point in time in the clause: after the head first, then before it.
    private func time(of mention: MeetingMention) -> Int? {
        var best: (index: Int, distance: Int)?
        for range in context.stretch(of: mention.head) {
            var token = range.lowerBound
            while token < range.upperBound {
                let index = Int(context.timeOfToken[token])
                guard index >= 0 else {
                    token += 1
                    continue
                }
                let time = context.times[index]
                defer { token = max(token + 1, time.tokens.upperBound) }
                guard time.kind == .point, time.start != nil || time.end != nil, !isSpan(time) else { continue }
                let isAfter = time.tokens.lowerBound > mention.head
                let gap = isAfter ? time.tokens.lowerBound - mention.head : mention.head - time.tokens.upperBound + 1
                guard gap <= Self.reachMax, !isOther(between: mention.head, and: time.tokens.lowerBound, mention),
                    isAfter || !isOfVerb(before: time.tokens.lowerBound, head: mention.head, mention)
                else { continue }
                let distance = isAfter ? gap : gap * 2
                if best.map({ distance < $0.distance }) ?? true { best = (index, distance) }
            }
        }
        return best?.index
    }

    /// „за първи път от 2019 година насам“, „третото от началото на годината“: how long nothing of the sort was, or over which
    /// span it is counted.
    private func isSpan(_ time: TimeExpression) -> Bool {
        guard context.form(time.tokens.lowerBound) == context.vocabulary.words.from else { return false }
        let next = time.tokens.upperBound
        return time.tokens.contains { context.vocabulary.words.spans.contains(context.form($0)) }
            || next < context.tokens.count && context.vocabulary.words.spans.contains(context.form(next))
    }

    /// „трябва да се срещнат тази седмица, за да подготвят визитата“: time and place stand beside the verb of another
    /// occasion, and a verb of its own stands between them and this one.
    private func isOfVerb(before setting: Int, head: Int, _ mention: MeetingMention) -> Bool {
        let hasVerbBetween = context.groups(around: head).contains {
            let verb = context.clauses.groups[$0].head
            return verb > setting && verb < head
        }
        guard hasVerbBetween else { return false }
        let start = context.clauses.clause(of: setting).map { context.clauses.clauses[$0].tokens.lowerBound }
        return span(start ?? context.sentenceStart(head), setting).contains {
            context.has($0, context.vocabulary.verb) && context.isHead($0)
        }
    }

    /// „форума, който започва в петък“: the day stands in the relative clause.
    private func begun(_ mention: MeetingMention) -> Int? {
        guard !mention.isVerb, let clause = context.clauses.clause(of: mention.head),
            clause + 1 < context.clauses.clauses.count
        else { return nil }
        let relative = context.clauses.clauses[clause + 1]
        guard relative.tie == .relative, relative.sentence == mention.sentence,
            !context.isPreposition(relative.tokens.lowerBound),
            relative.groups.contains(where: {
                let verb = context.clauses.groups[$0]
                let vocabulary = context.vocabulary
                return verb.isCopula
                    || context.has(verb.head, vocabulary.happen.union(vocabulary.hold).union(vocabulary.schedule))
            }),
            context.canStand(relative.tokens.lowerBound, for: mention.head)
        else { return nil }
        for token in relative.tokens where context.timeOfToken[token] >= 0 {
            let index = Int(context.timeOfToken[token])
            if context.times[index].kind == .point, context.times[index].start != nil { return index }
        }
        return nil
    }

    /// „в четвъртък, когато ще се видят“, „вчера той беше в София, където разговаря с X“: the day stands in the clause before.
    private func neighbour(_ mention: MeetingMention) -> Int? {
        guard let clause = context.clauses.clause(of: mention.head), clause > 0 else { return nil }
        let own = context.clauses.clauses[clause]
        let before = context.clauses.clauses[clause - 1]
        let words = context.vocabulary.words
        let opener = context.form(own.tokens.lowerBound)
        let isOpener = opener == words.when || opener == words.where || opener == words.after
        guard before.sentence == own.sentence, isOpener || own.tie == .relative else { return nil }
        let near = before.tokens.reversed().first { token in
            let index = context.timeOfToken[token]
            guard index >= 0, case let time = context.times[Int(index)] else { return false }
            return time.kind == .point && time.start != nil
        }
        guard let near else { return nil }
        // „на 8 август, когато“: right before it; „вчера … , който“: at the beginning; „вчера … , където“: anywhere.
        let isNear = own.tokens.lowerBound - near <= 3
        let isFirst = Int(context.timeOfToken[near]) == Int(context.timeOfToken[before.tokens.lowerBound])
        let isFitting = opener == words.when ? isNear : isOpener || isFirst
        return isFitting ? Int(context.timeOfToken[near]) : nil
    }

    /// „изминаха два месеца, откакто се срещнаха“: the time stands in the clause before.
    private func elapsed(_ mention: MeetingMention) -> Int? {
        guard let clause = context.clauses.clause(of: mention.head), clause > 0 else { return nil }
        let own = context.clauses.clauses[clause]
        let before = context.clauses.clauses[clause - 1]
        guard context.form(own.tokens.lowerBound) == context.vocabulary.words.since, before.sentence == own.sentence
        else {
            return nil
        }
        for token in before.tokens where context.timeOfToken[token] >= 0 {
            let index = Int(context.timeOfToken[token])
            if context.times[index].kind == .point, context.times[index].end != nil { return index }
        }
        return nil
    }

    /// Another occasion stands between the head and a word, which is then that one's.
    private func isOther(between head: Int, and token: Int, _ mention: MeetingMention) -> Bool {
        let range = head < token ? (head + 1)..<token : token..<head
        return range.contains { other in
            context.has(other, context.vocabulary.noun) && context.reading(other, having: .noun) != nil
                && context.mention(other) == nil && context.timeOfToken[other] < 0
        }
    }

    // MARK: Where

    @Sendable private static func place(_ mention: inout MeetingMention, _ rules: SettingRules) -> Range<Int>? {
        mention.place = rules.place(of: mention)
        return mention.place.map { rules.context.mentions[$0].tokens }
    }

    /// „в Будапеща“, „край Иджеван“: the nearest place in the clause that a preposition of place governs.
    private func place(of mention: MeetingMention) -> Int? {
        let words = context.vocabulary.words
        var best: (index: Int, distance: Int)?
        for range in context.stretch(of: mention.head) {
            for token in range {
                guard let named = context.mention(token), named.tokens.lowerBound == token, token > range.lowerBound,
                    named.type == .place || named.type == .country || named.type == .organisation
                else { continue }
                guard named.form != .adjective else { continue }
                let preposition = preposition(of: token, from: range.lowerBound)
                let before = context.form(preposition)
                let isPlaced = words.within.contains(before) || words.whereabouts.contains(before)
                let isVisited =
                    mention.kind == .visit && mention.isVerb && token > mention.head && token - mention.head <= 4
                    && named.form == .name
                guard isPlaced && !isAttribute(preposition, of: mention) || isVisited,
                    named.type != .organisation || isPlaced
                else { continue }
                let isAfter = token > mention.head
                let gap = isAfter ? token - mention.head : mention.head - token
                guard gap <= Self.reachMax, !isOther(between: mention.head, and: token, mention),
                    isAfter || !isOfVerb(before: token, head: mention.head, mention)
                else { continue }
                let distance = (isAfter ? gap : gap * 3) + (named.type == .organisation ? Self.reachMax : 0)
                if best.map({ distance < $0.distance }) ?? true {
                    best = (Int(context.mentionOfToken[token]), distance)
                }
            }
        }
        return best?.index
    }

    /// „в южнокорейския град Пусан“: what stands before a place's name, its adjectives and the noun that it is the name of.
    private func preposition(of place: Int, from floor: Int) -> Int {
        var token = place - 1
        if token > floor, context.mention(token) == nil, context.timeOfToken[token] < 0, !context.isHead(token),
            context.reading(token, having: [.noun, .singular]) != nil, !context.isPreposition(token),
            !context.has(token, context.vocabulary.noun)
        {
            token -= 1
        }
        while token > floor, place - token < 5, context.isModifier(token) { token -= 1 }
        return token
    }

    /// „конфликта в Украйна“: the preposition belongs to another noun.
    private func isAttribute(_ preposition: Int, of mention: MeetingMention) -> Bool {
        let before = preposition - 1
        guard before > mention.phrase.lowerBound || before < mention.phrase.lowerBound - 1, before >= 0 else {
            return false
        }
        guard before != mention.head, context.timeOfToken[before] < 0, context.mention(before) == nil,
            !context.phraseClasses[before].intersects(context.vocabulary.skipped)
        else { return false }
        return context.tokens[before].grammar.contains(.noun) && !context.isHead(before)
            && !context.has(before, context.vocabulary.noun)
    }

    // MARK: What about, and how it ended

    @Sendable private static func topic(_ mention: inout MeetingMention, _ rules: SettingRules) -> Range<Int>? {
        mention.topic = rules.topic(of: mention)
        return mention.topic.isEmpty ? nil : mention.topic
    }

    @Sendable private static func outcome(_ mention: inout MeetingMention, _ rules: SettingRules) -> Range<Int>? {
        mention.outcome = rules.outcome(of: mention)
        return mention.outcome.isEmpty ? nil : mention.outcome
    }

    /// „за …“, „по темата …“ after the head, to the end of the clause.
    private func topic(of mention: MeetingMention) -> Range<Int> {
        guard let clause = context.stretch(of: mention.head).first(where: { $0.contains(mention.head) }) else {
            return 0..<0
        }
        for token in span(mention.head + 1, clause.upperBound) {
            // „се отлага за …“: the verb's own „за“ says until when.
            if context.isPunctuation(token) || context.has(token, context.vocabulary.postpone) { break }
            guard context.form(token) == context.vocabulary.words.for, context.timeOfToken[token] < 0,
                context.mention(token) == nil,
                context.phraseClasses[token].isEmpty
            else { continue }
            var end = token + 1
            while end < clause.upperBound, !context.isPunctuation(end), !context.isHead(end),
                context.timeOfToken[end] < 0
            {
                end += 1
            }
            if end > token + 1, context.mention(token + 1)?.type != .place { return (token + 1)..<end }
        }
        return 0..<0
    }

    /// „приключи без споразумение“: what follows the verb that ends it.
    private func outcome(of mention: MeetingMention) -> Range<Int> {
        for group in context.groups(around: mention.head) {
            let verb = context.clauses.groups[group]
            guard context.has(verb.head, context.vocabulary.happenEnd),
                let clause = context.clauses.clause(of: verb.head)
            else { continue }
            let end = context.clauses.clauses[clause].tokens.upperBound
            var start = verb.tokens.upperBound
            while start < end, context.timeOfToken[start] >= 0 { start += 1 }
            guard start < end, context.vocabulary.words.outcomes.contains(context.form(start)) else { continue }
            var stop = start + 1
            while stop < end, !context.isPunctuation(stop) { stop += 1 }
            return start..<stop
        }
        return 0..<0
    }
}
