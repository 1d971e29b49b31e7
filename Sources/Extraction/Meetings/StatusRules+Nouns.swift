import Chronicle
import Language

/// What governs a noun, stands beside it, or can be told from its time alone.
extension StatusRules {
    /// „отхвърли идеята за среща“, „прие поканата за среща“: the fate of the idea is that of the occasion.
    @Sendable static func idea(_ mention: MeetingMention, _ rules: StatusRules) -> StatusEvidence? {
        guard let noun = rules.governor(of: mention) else { return nil }
        return rules.fate(of: noun, isKnown: mention.reference == .definite)
    }

    /// What a verb, and the words that govern it, do to the noun that an occasion hangs on.
    private func fate(of noun: Int, isKnown: Bool) -> StatusEvidence? {
        guard let force = outlook.force(noun: noun) else { return nil }
        for group in groups(over: noun) {
            let verb = context.clauses.groups[group]
            guard let fate = outlook.fate(of: group, over: noun) else { continue }
            var told = force.applied(to: .occasion, isPast: false)
            told.isOpen = true
            told = outlook.applied(fate, of: group, to: told)
            return Self.evidence(outlook.opened(told, by: group, isKnown: isKnown), verb.tokens)
        }
        return nil
    }

    /// „отлагането на срещата“, „предложение за среща“, „подготовката за визитата“
    @Sendable static func governingNoun(_ mention: MeetingMention, _ rules: StatusRules) -> StatusEvidence? {
        guard let noun = rules.governor(of: mention), let force = rules.outlook.force(noun: noun),
            rules.fate(of: noun, isKnown: false) == nil
        else { return nil }
        var evidence = evidence(force.applied(to: .occasion, isPast: false), noun..<(noun + 1))
        evidence.weight = force == .plans ? .attribute : .relation
        return evidence
    }

    /// The verb groups that a noun may be subject or object of, nearest first.
    private func groups(over noun: Int) -> [Int] {
        let groups = context.groups(around: noun)
        return groups.sorted {
            abs(context.clauses.groups[$0].head - noun) < abs(context.clauses.groups[$1].head - noun)
        }
    }

    /// The word of a status class that the mention hangs on by „за“, „на“ or „от“, across a name in between.
    func governor(of mention: MeetingMention) -> Int? {
        let words = context.vocabulary.words
        let cues = context.vocabulary.cues.union(context.vocabulary.plan)
        let preposition = mention.phrase.lowerBound - 1
        let floor = context.stretch(of: mention.head).first { $0.contains(mention.head) }?.lowerBound ?? preposition
        guard preposition > floor, context.isPreposition(preposition) else { return nil }
        let form = context.form(preposition)
        let isFar = form == words.for
        guard isFar || form == words.of || form == words.from else { return nil }
        var token = preposition - 1
        let reach = isFar ? 14 : 4
        while token >= floor, preposition - token <= reach {
            if context.isHead(token) { return nil }
            if context.has(token, cues), context.mention(token) == nil {
                if context.tokens[token].grammar.contains(.noun) { return token }
                // „е готов за среща“
                if isFar, token == preposition - 1 { return token }
            }
            if !isFar, !context.isModifier(token), form != words.of { return nil }
            token -= 1
        }
        return nil
    }

    /// „срещата, която трябваше да започне днес“
    @Sendable static func relativeClause(_ mention: MeetingMention, _ rules: StatusRules) -> StatusEvidence? {
        let context = rules.context
        guard let clause = context.clauses.clause(of: mention.head), clause + 1 < context.clauses.clauses.count else {
            return nil
        }
        let relative = context.clauses.clauses[clause + 1]
        guard relative.tie == .relative, relative.sentence == mention.sentence,
            relative.tokens.lowerBound - mention.head <= 16,
            !context.isPreposition(relative.tokens.lowerBound),
            context.canStand(relative.tokens.lowerBound, for: mention.head)
        else { return nil }
        for group in relative.groups.reversed() {
            let verb = context.clauses.groups[group]
            let classes = context.tokens[verb.head].classes
            if classes.intersects(context.vocabulary.happen.union(context.vocabulary.hold)) || verb.isCopula {
                guard var told = rules.outlook.of(group, time: mention.time, kind: mention.kind) else { continue }
                if told.status == .held, classes.intersects(context.vocabulary.begin) { told.status = .ongoing }
                var evidence = evidence(told, verb.tokens)
                if evidence.weight == .assertion { evidence.weight = .relation }
                return evidence
            }
            if let told = rules.cue(group, mention) { return told }
        }
        return nil
    }

    /// „след срещата“
    @Sendable static func after(_ mention: MeetingMention, _ rules: StatusRules) -> StatusEvidence? {
        rules.phrase(before: mention, rules.context.vocabulary.phraseAfter).map { rules.related($0, mention) }
    }

    /// „преди визитата“
    @Sendable static func before(_ mention: MeetingMention, _ rules: StatusRules) -> StatusEvidence? {
        rules.phrase(before: mention, rules.context.vocabulary.phraseBefore).map {
            evidence(.scheduled, .asserted, .attribute, $0)
        }
    }

    /// „по време на разговора“
    @Sendable static func during(_ mention: MeetingMention, _ rules: StatusRules) -> StatusEvidence? {
        guard let phrase = rules.phrase(before: mention, rules.context.vocabulary.phraseDuring) else { return nil }
        let told = rules.related(phrase, mention)
        // „каза по време на посещението си“: while it is told, it goes on.
        if mention.kind == .visit, told.status == .held, !rules.isOver(mention) {
            return evidence(.ongoing, .asserted, .relation, phrase)
        }
        return told
    }

    /// A phrase of some class right before a mention.
    private func phrase(before mention: MeetingMention, _ classes: LexicalClasses) -> Range<Int>? {
        guard let phrase = context.phrase(before: mention.phrase.lowerBound), phrase.classes.intersects(classes) else {
            return nil
        }
        // „след провалената среща“: what came before did not take place.
        let off = context.vocabulary.postpone.union(context.vocabulary.cancel)
        let isOff = mention.phrase.dropLast().contains { context.has($0, off) && context.mention($0) == nil }
        return isOff ? nil : phrase.tokens
    }

    /// Behind or ahead, as what the clause tells.
    private func related(_ phrase: Range<Int>, _ mention: MeetingMention) -> StatusEvidence {
        isMainClausePast(mention) && !isAhead(mention)
            ? Self.evidence(.held, .asserted, .relation, phrase)
            : Self.evidence(.scheduled, .asserted, .attribute, phrase)
    }

    /// „приключи без среща“
    @Sendable static func without(_ mention: MeetingMention, _ rules: StatusRules) -> StatusEvidence? {
        let before = mention.phrase.lowerBound - 1
        guard before >= 0, rules.context.form(before) == rules.context.vocabulary.words.withoutNoun else { return nil }
        return evidence(.cancelled, .hedged, .attribute, before..<mention.phrase.upperBound)
    }

    /// Whether its own time, or that of what is told of it, ended before the day of publication.
    private func isOver(_ mention: MeetingMention) -> Bool {
        guard let published = context.published else { return false }
        return context.stretch(of: mention.head).contains { range in
            range.contains { token in
                guard context.timeOfToken[token] >= 0 else { return false }
                let time = context.times[Int(context.timeOfToken[token])]
                return time.kind == .point && time.end.map { $0.date < published.date } ?? false
            }
        }
    }

    /// Whether its own time lies after the day of publication.
    func isAhead(_ mention: MeetingMention) -> Bool {
        guard let time = mention.time, let published = context.published, let start = context.times[time].start else {
            return false
        }
        return start.date > published.date
    }

    /// Whether what the clause tells lies in the past; clauses without a verb count as past.
    func isMainClausePast(_ mention: MeetingMention) -> Bool {
        let nearest = context.groups(around: mention.head).min { a, b in
            abs(context.clauses.groups[a].head - mention.head) < abs(context.clauses.groups[b].head - mention.head)
        }
        guard let nearest, let told = outlook.of(nearest, time: nil, kind: .meeting) else { return true }
        return told.status == .held || told.status == .ongoing || context.clauses.groups[nearest].tense == .present
    }

    /// „ще пътува за среща“, „пристигна за разговори“
    @Sendable static func errand(_ mention: MeetingMention, _ rules: StatusRules) -> StatusEvidence? {
        let context = rules.context
        guard rules.preposition(of: mention) == context.vocabulary.words.for,
            let (verb, told) = rules.verb(of: mention), context.has(verb.head, context.vocabulary.travel)
        else { return nil }
        // „няма да пътува за срещата на върха“: it takes place without him.
        let isOfMany = mention.kind == .summit || mention.kind == .conference || mention.kind == .session
        let isAhead = told.status == .held || told.status == .cancelled && isOfMany
        var evidence = evidence(isAhead ? .scheduled : told.status, told.certainty, .relation, verb.tokens)
        evidence.isSuperseded = told.isSuperseded
        evidence.isLapsed = told.isLapsed
        return evidence
    }

    /// „участва в заседание“, „каза на срещата“
    @Sendable static func atIt(_ mention: MeetingMention, _ rules: StatusRules) -> StatusEvidence? {
        guard rules.isInside(mention), rules.governor(of: mention) == nil, !rules.isRelated(mention),
            let (verb, told) = rules.verb(of: mention),
            !ArgumentRules(context: rules.context).staysAway(verb),
            told.status == .held || told.status == .scheduled || told.status == .ongoing
        else { return nil }
        return evidence(told.status, told.certainty, .relation, verb.tokens)
    }

    /// „няма да участва в срещата“: it takes place without him.
    @Sendable static func withoutHim(_ mention: MeetingMention, _ rules: StatusRules) -> StatusEvidence? {
        guard rules.isInside(mention), let (verb, _) = rules.verb(of: mention),
            ArgumentRules(context: rules.context).staysAway(verb)
        else { return nil }
        // „няма да дойде на срещата с X“: without him there is none.
        if mention.parties.count == 2, ArgumentRules(context: rules.context).hasPartner(mention) {
            return evidence(.cancelled, .asserted, .relation, verb.tokens)
        }
        let isPast = verb.tense == .past || verb.tense == .perfect || verb.tense == .renarrated
        let isHeld = isPast && !rules.isAhead(mention)
        return evidence(isHeld ? .held : .scheduled, .asserted, .relation, verb.tokens)
    }

    /// „по време на“, „след края на“: no mere „на“.
    private func isRelated(_ mention: MeetingMention) -> Bool {
        let vocabulary = context.vocabulary
        let relations = vocabulary.phraseDuring.union(vocabulary.phraseAfter).union(vocabulary.phraseBefore)
        return phrase(before: mention, relations) != nil
    }

    /// „на срещата“, „в разговора“
    private func isInside(_ mention: MeetingMention) -> Bool {
        let words = context.vocabulary.words
        guard let form = preposition(of: mention) else { return false }
        return form == words.of || words.within.contains(form)
    }

    /// The preposition right before a mention.
    private func preposition(of mention: MeetingMention) -> FormKey? {
        let before = mention.phrase.lowerBound - 1
        return before >= 0 && context.isPreposition(before) ? context.form(before) : nil
    }

    /// The verb that a mention hangs on, and how what it tells stands.
    private func verb(of mention: MeetingMention) -> (verb: VerbGroup, told: Outlook.Told)? {
        let groups = context.groups(around: mention.head)
        guard let group = groups.last(where: { context.clauses.groups[$0].head < mention.head }) ?? groups.first,
            let told = outlook.of(group, time: mention.time, kind: mention.kind)
        else { return nil }
        return (context.clauses.groups[group], told)
    }

    // MARK: Attributes

    /// „среща, насрочена за 9 декември“
    @Sendable static func participleAfter(_ mention: MeetingMention, _ rules: StatusRules) -> StatusEvidence? {
        let context = rules.context
        let end = context.stretch(of: mention.head).first { $0.contains(mention.head) }?.upperBound ?? mention.head
        for token in span(mention.head + 1, min(end, mention.head + 20)) {
            if context.has(token, context.vocabulary.noun) { return nil }
            let isRemaining = context.has(token - 1, context.vocabulary.remain)
            guard context.isPunctuation(token - 1) || token == mention.head + 1 || isRemaining, !context.isHead(token)
            else {
                continue
            }
            if let told = rules.attributeEvidence(token) { return told }
        }
        return nil
    }

    /// „очакваната среща“, „отложената визита“, „евентуална среща“
    @Sendable static func attribute(_ mention: MeetingMention, _ rules: StatusRules) -> StatusEvidence? {
        mention.phrase.dropLast().reversed().lazy.compactMap(rules.attributeEvidence).first
    }

    /// „последната им среща“
    @Sendable static func earlier(_ mention: MeetingMention, _ rules: StatusRules) -> StatusEvidence? {
        guard mention.isEarlier, attribute(mention, rules) == nil else { return nil }
        return evidence(.held, .asserted, .attribute, mention.phrase)
    }

    /// „следващата среща“
    @Sendable static func next(_ mention: MeetingMention, _ rules: StatusRules) -> StatusEvidence? {
        guard mention.isNext, !mention.isEarlier, attribute(mention, rules) == nil else { return nil }
        return evidence(.scheduled, .asserted, .guess, mention.phrase)
    }

    /// „такава среща“
    @Sendable static func kindred(_ mention: MeetingMention, _ rules: StatusRules) -> StatusEvidence? {
        guard mention.reference == .kindred, !mention.isEarlier, !mention.isNext, attribute(mention, rules) == nil
        else { return nil }
        return evidence(.proposed, .hedged, .guess, mention.phrase)
    }

    func attributeEvidence(_ token: Int) -> StatusEvidence? {
        let vocabulary = context.vocabulary
        let classes = context.tokens[token].classes
        let grammar = context.tokens[token].grammar
        guard grammar.contains(.adjective) || grammar.contains(.passiveParticiple) else { return nil }
        let range = token..<(token + 1)
        if classes.intersects(vocabulary.postpone) {
            return Self.evidence(.postponed, .asserted, .attribute, range)
        }
        if classes.intersects(vocabulary.cancel.union(vocabulary.refuse)) {
            return Self.evidence(.cancelled, .asserted, .attribute, range)
        }
        if classes.intersects(vocabulary.propose.union(vocabulary.possible)) {
            return Self.evidence(.proposed, .hedged, .attribute, range)
        }
        // „проведените преговори“
        if classes.intersects(vocabulary.happen), grammar.contains(.passiveParticiple) {
            return Self.evidence(.held, .asserted, .attribute, range)
        }
        if classes.intersects(vocabulary.schedule) {
            let isExpected = classes.intersects(vocabulary.expect)
            return Self.evidence(.scheduled, isExpected ? .hedged : .asserted, .attribute, range)
        }
        return nil
    }

    /// The time alone: what lies ahead is scheduled, what lies behind is held.
    @Sendable static func time(_ mention: MeetingMention, _ rules: StatusRules) -> StatusEvidence? {
        let context = rules.context
        guard let index = mention.time, let published = context.published else { return nil }
        let time = context.times[index]
        if let end = time.end, end.date <= published.date {
            return evidence(.held, .asserted, .guess, time.tokens)
        }
        if let start = time.start, start.date > published.date {
            return evidence(.scheduled, .asserted, .guess, time.tokens)
        }
        return nil
    }

    /// The tense of the clause alone.
    @Sendable static func clauseTense(_ mention: MeetingMention, _ rules: StatusRules) -> StatusEvidence? {
        let groups = rules.context.groups(around: mention.head).map { rules.context.clauses.groups[$0] }
        guard let verb = groups.min(by: { abs($0.head - mention.head) < abs($1.head - mention.head) }) else {
            return nil
        }
        // „замина за срещата“, „подготви се за разговора“: it lies ahead of what is told.
        let before = mention.phrase.lowerBound - 1
        if before >= 0, rules.context.form(before) == rules.context.vocabulary.words.for || rules.isAhead(mention) {
            return evidence(.scheduled, .asserted, .guess, verb.tokens)
        }
        switch verb.tense {
        case .past, .perfect, .renarrated: return evidence(.held, .asserted, .guess, verb.tokens)
        case .future, .present: return evidence(.scheduled, .asserted, .guess, verb.tokens)
        default: return nil
        }
    }
}
