import Chronicle
import Language

/// What the verb says that a noun is subject or object of.
extension StatusRules {
    /// „се срещнаха“, „ще разговаря“, „може да посети“: what tense and mood say.
    @Sendable static func verb(_ mention: MeetingMention, _ rules: StatusRules) -> StatusEvidence? {
        guard let group = rules.context.group(at: mention.head),
            let told = rules.outlook.of(group, time: mention.time, kind: mention.kind)
        else { return nil }
        let verb = rules.context.clauses.groups[group]
        var evidence = evidence(told, verb.tokens)
        // „Албания и Гърция обсъждат …“: the present of a title is that of no day.
        let isOfTitle = mention.sentence == 0 && rules.context.has(mention.head, rules.context.vocabulary.discuss)
        if isOfTitle, verb.tense == .present, mention.time == nil, told.status != .cancelled {
            evidence.weight = .guess
        }
        return evidence
    }

    /// „… срещата. Тя е отменена“: what the next clause says of it by a pronoun.
    @Sendable static func pronoun(_ mention: MeetingMention, _ rules: StatusRules) -> StatusEvidence? {
        let context = rules.context
        guard let own = context.clauses.clause(of: mention.head) else { return nil }
        let grammar = context.reading(mention.head, in: context.vocabulary.noun)?.grammar ?? []
        for next in (own + 1)..<max(own + 1, min(own + 4, context.clauses.clauses.count)) {
            let clause = context.clauses.clauses[next]
            guard clause.sentence - mention.sentence <= 1 else { break }
            // Another occasion named in between is what the pronoun means.
            if clause.tokens.contains(where: { context.has($0, context.vocabulary.noun) && !context.isHead($0) }) {
                break
            }
            guard let group = clause.groups.first,
                span(
                    clause.tokens.lowerBound,
                    min(clause.tokens.lowerBound + 3, context.clauses.groups[group].tokens.lowerBound)
                )
                .contains(where: { context.vocabulary.words.pronoun(context.form($0), agreesWith: grammar) })
            else { continue }
            let verb = context.clauses.groups[group]
            let isOfOccasion = verb.isPassive && context.has(verb.head, context.vocabulary.cues)
            if context.has(verb.head, context.vocabulary.happenEnd) {
                guard let told = rules.outlook.of(group, time: mention.time, kind: mention.kind) else { continue }
                return evidence(told, verb.tokens)
            }
            if isOfOccasion, let told = rules.cue(group, mention) {
                return told
            }
            if context.phraseClasses[verb.head].intersects(context.vocabulary.phraseStays) {
                return evidence(.scheduled, .asserted, .assertion, verb.tokens)
            }
        }
        return nil
    }

    /// „остава в графика“, „не е под въпрос“
    @Sendable static func stays(_ mention: MeetingMention, _ rules: StatusRules) -> StatusEvidence? {
        let context = rules.context
        for range in context.stretch(of: mention.head) {
            for token in range where context.phraseClasses[token].intersects(context.vocabulary.phraseStays) {
                return evidence(.scheduled, .asserted, .assertion, token..<(token + 1))
            }
            for token in range where context.phraseClasses[token].intersects(context.vocabulary.phraseDoubt) {
                let isNegated = context.groups(around: token).contains { context.clauses.groups[$0].isNegated }
                return evidence(
                    .scheduled, isNegated ? .asserted : .hedged, .assertion, token..<(token + 1))
            }
        }
        return nil
    }

    /// „в момента тече заседание“, „в момента са на вечеря“
    @Sendable static func now(_ mention: MeetingMention, _ rules: StatusRules) -> StatusEvidence? {
        let context = rules.context
        let isNow = context.stretch(of: mention.head).contains { range in
            range.contains { context.phraseClasses[$0].intersects(context.vocabulary.phraseNow) }
        }
        guard isNow,
            let group = context.groups(around: mention.head).min(by: {
                abs(context.clauses.groups[$0].head - mention.head)
                    < abs(context.clauses.groups[$1].head - mention.head)
            })
        else { return nil }
        let verb = context.clauses.groups[group]
        let before = mention.phrase.lowerBound - 1
        let isAt = verb.isCopula && before >= 0 && context.form(before) == context.vocabulary.words.of
        let isGoing = context.has(verb.head, context.vocabulary.happen) && !rules.isAfterPreposition(mention)
        guard !verb.isNegated, isAt || isGoing, verb.tense == .present || verb.tense == .past else { return nil }
        return evidence(.ongoing, .asserted, .assertion, verb.tokens)
    }

    /// „срещата е отложена“, „отмени посещението“, „предложи среща“, „не е отменена“
    @Sendable static func cueVerb(_ mention: MeetingMention, _ rules: StatusRules) -> StatusEvidence? {
        // „се очакваше днес, но бе отложена“: what undoes a plan is the last word on it.
        let told = mention.predicates.lazy.compactMap { rules.cue($0, mention) }.first
        let later = mention.further.lazy.compactMap { rules.cue($0, mention) }.last
        guard let later, later.weight == .assertion, told == nil || later.status.isOff else { return told }
        return later
    }

    /// The verb groups that a noun is subject or object of, nearest first.
    func predicates(of mention: MeetingMention) -> [Int] {
        let groups = context.groups(around: mention.head)
        let isGoverned = isAfterPreposition(mention)
        let nearest =
            groups.count < 2
            ? groups
            : groups.sorted {
                abs(context.clauses.groups[$0].head - mention.head)
                    < abs(context.clauses.groups[$1].head - mention.head)
            }
        return nearest.filter {
            (!isGoverned || takesPreposition(context.clauses.groups[$0], mention)) && !hasInfinitive($0, after: mention)
        }
    }

    /// The verb groups of clauses that go on about it.
    func elliptic(_ mention: MeetingMention) -> [Int] {
        isAfterPreposition(mention) ? [] : ellipsis.groups(after: mention)
    }

    /// „не се очаква срещата да доведе до решение“: the noun is what the infinitive is said of, no object of the verb.
    private func hasInfinitive(_ group: Int, after mention: MeetingMention) -> Bool {
        let verb = context.clauses.groups[group]
        guard verb.head < mention.head, group + 1 < context.clauses.groups.count else { return false }
        let next = context.clauses.groups[group + 1]
        return next.governor == group && next.tokens.lowerBound > mention.head
            && context.clauses.clause(of: next.head) == context.clauses.clause(of: mention.head)
            && !isObject(mention, upTo: next.tokens.lowerBound)
    }

    /// „покани X на среща да обсъдят“: it already has its place in the verb's clause.
    private func isObject(_ mention: MeetingMention, upTo infinitive: Int) -> Bool {
        isAfterPreposition(mention)
            || span(mention.head + 1, infinitive).contains { context.isPunctuation($0) && context.mention($0) == nil }
    }

    func isAfterPreposition(_ mention: MeetingMention) -> Bool {
        let before = mention.phrase.lowerBound - 1
        return before >= 0 && context.sentenceOfToken[before] == context.sentenceOfToken[mention.head]
            && context.isPreposition(before)
    }

    /// „покани на посещение“, „разбраха се за среща“, „отказа се от срещата“: the preposition is the verb's own.
    func takesPreposition(_ verb: VerbGroup, _ mention: MeetingMention) -> Bool {
        let form = context.form(mention.phrase.lowerBound - 1)
        let words = context.vocabulary.words
        let vocabulary = context.vocabulary
        let classes = context.classes(verb.head)
        if form == words.from, classes.intersects(vocabulary.refuse.union(vocabulary.withdraw)) { return true }
        // „за среща не може да става дума“
        let isFirst = context.clauses.clause(of: mention.head).map {
            context.clauses.clauses[$0].tokens.lowerBound + 1 >= mention.phrase.lowerBound
        }
        if verb.head > mention.head, form != words.for || !(isFirst ?? false) { return false }
        if form == words.for {
            return classes.intersects(
                vocabulary.propose.union(vocabulary.possible).union(vocabulary.schedule).union(vocabulary.lack))
        }
        if form == words.of {
            return classes.intersects(vocabulary.propose) || !context.phraseClasses[verb.head].isEmpty
        }
        // „не се стигна до среща“
        if words.to.contains(form) { return classes.intersects(vocabulary.reach) }
        return false
    }

    /// What a verb that governs the occasion, and the words that govern the verb, say of it.
    func cue(_ group: Int, _ mention: MeetingMention) -> StatusEvidence? {
        let verb = context.clauses.groups[group]
        guard !isDescribed(mention, by: verb), let force = force(of: group, over: mention) else { return nil }
        let isPast = verb.tense == .past || verb.tense == .perfect || verb.tense == .renarrated
        var told = outlook.applied(force, of: group, to: .occasion)
        told = outlook.opened(told, by: group, isKnown: mention.reference == .definite)
        // „беше насрочена“: so it was; what came of it stands elsewhere.
        told.isSuperseded =
            told.isSuperseded || force == .plans && verb.isPassive && !verb.isReflexive && verb.tense == .past
        // „такава среща не е договаряна“: not agreed is less than called off.
        if force == .denies, verb.isNegated { told = told.hedged }
        var evidence = Self.evidence(told, verb.tokens)
        if told.certainty == .hedged, evidence.weight == .assertion { evidence.weight = .attribute }
        // „по-рано този месец отложи визитата“: what came of it since stands elsewhere.
        if told.isOff, isPast, isBackground(verb), evidence.weight == .assertion { evidence.weight = .relation }
        return evidence
    }

    /// Whether a clause tells of days before the last one.
    private func isBackground(_ verb: VerbGroup) -> Bool {
        guard let published = context.published else { return false }
        return context.stretch(of: verb.head).contains { range in
            range.contains { token in
                guard context.timeOfToken[token] >= 0, case let time = context.times[Int(context.timeOfToken[token])],
                    time.kind == .point, let start = time.start, !time.tokens.overlaps(verb.tokens)
                else { return false }
                return start.date < published.date - 1 && !isFor(time)
            }
        }
    }

    /// „насрочена за 12 декември“: the day of the occasion.
    private func isFor(_ time: TimeExpression) -> Bool {
        context.form(time.tokens.lowerBound) == context.vocabulary.words.for
    }

    /// The force of a verb over the occasion that is its subject or object.
    private func force(of group: Int, over mention: MeetingMention) -> Force? {
        let verb = context.clauses.groups[group]
        let vocabulary = context.vocabulary
        let classes = context.classes(verb.head)
        // „отказа се от срещата“ gives it up, „отказа среща“ does not want it.
        if classes.intersects(vocabulary.withdraw), verb.isReflexive {
            return verb.isNegated ? .keeps : .cancels
        }
        // „обсъжда се среща“, „обсъдиха възможна среща“
        if classes.intersects(vocabulary.discuss), mention.reference != .definite, verb.head < mention.head {
            return verb.isNegated ? .denies : .wishes
        }
        if classes.intersects(vocabulary.lack), !verb.isCopula, verb.head < mention.head { return .denies }
        return outlook.force(of: group)
    }

    /// „определи разговора като полезен“: says what it was like, nothing of its being fixed.
    private func isDescribed(_ mention: MeetingMention, by verb: VerbGroup) -> Bool {
        let next = verb.head < mention.head ? mention.head + 1 : verb.tokens.upperBound
        return next < context.tokens.count && context.form(next) == context.vocabulary.words.as
    }

    /// „за да подготвят срещата“: what is prepared is planned.
    private func isPurpose(_ verb: VerbGroup) -> Bool {
        verb.tense == .subordinate && verb.tokens.lowerBound > 0
            && context.form(verb.tokens.lowerBound - 1) == context.vocabulary.words.for
    }

    /// „срещата ще се състои“, „проведоха разговор“, „форумът завърши“
    @Sendable static func happens(_ mention: MeetingMention, _ rules: StatusRules) -> StatusEvidence? {
        let context = rules.context
        let vocabulary = context.vocabulary
        for group in mention.predicates + mention.further {
            let verb = context.clauses.groups[group]
            let classes = context.tokens[verb.head].classes
            guard classes.intersects(vocabulary.happen.union(vocabulary.hold)), !classes.intersects(vocabulary.cues),
                verb.isReflexive || !classes.intersects(vocabulary.reflexiveOnly)
            else {
                continue
            }
            let isKnown = mention.reference == .definite
            if var told = rules.outlook.of(group, time: mention.time, kind: mention.kind, isKnown: isKnown) {
                // „започна“ alone leaves the occasion under way.
                if told.status == .held, classes.intersects(vocabulary.begin.union(vocabulary.going)) {
                    told.status = .ongoing
                }
                return evidence(told, verb.tokens)
            }
        }
        return nil
    }

    /// „ще бъде домакин на среща“
    @Sendable static func hosted(_ mention: MeetingMention, _ rules: StatusRules) -> StatusEvidence? {
        let context = rules.context
        guard let phrase = context.phrase(before: mention.phrase.lowerBound),
            phrase.classes.intersects(context.vocabulary.phraseHost),
            let group = context.groups(around: phrase.tokens.lowerBound).last(where: {
                context.clauses.groups[$0].head < phrase.tokens.lowerBound
            }),
            let told = rules.outlook.of(group, time: mention.time, kind: mention.kind)
        else { return nil }
        return evidence(told, context.clauses.groups[group].tokens)
    }

    /// „е на посещение“, „ще бъде на визита“
    @Sendable static func visiting(_ mention: MeetingMention, _ rules: StatusRules) -> StatusEvidence? {
        let context = rules.context
        let before = mention.phrase.lowerBound - 1
        guard mention.kind == .visit, before >= 0, context.form(before) == context.vocabulary.words.of,
            let group = context.groups(around: mention.head).last(where: {
                context.clauses.groups[$0].head < mention.head
            })
        else { return nil }
        let verb = context.clauses.groups[group]
        let isTravel = context.has(verb.head, context.vocabulary.travel)
        guard verb.isCopula || isTravel else { return nil }
        if verb.isCopula, verb.tense == .present {
            return evidence(.ongoing, .asserted, .assertion, verb.tokens)
        }
        if isTravel, verb.tense == .past || verb.tense == .perfect {
            return evidence(.ongoing, .asserted, .assertion, verb.tokens)
        }
        guard let told = rules.outlook.of(group, time: mention.time, kind: mention.kind) else { return nil }
        return evidence(told, verb.tokens)
    }

    /// „срещата беше делова“, „срещата ще бъде в двореца“, „ще има разговор“
    @Sendable static func copula(_ mention: MeetingMention, _ rules: StatusRules) -> StatusEvidence? {
        let context = rules.context
        guard !rules.isAfterPreposition(mention) else { return nil }
        for group in mention.predicates {
            let verb = context.clauses.groups[group]
            guard verb.isCopula, verb.tense != .present, verb.tense != .subordinate else { continue }
            if let told = rules.outlook.of(group, time: mention.time, kind: mention.kind) {
                return evidence(told, verb.tokens)
            }
        }
        return nil
    }
}
