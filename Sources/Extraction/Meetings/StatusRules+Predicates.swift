import Chronicle
import Language

/// What the verb says that a noun is subject or object of.
extension StatusRules {
    /// „се срещнаха“, „ще разговаря“, „може да посети“: what tense and mood say.
    @Sendable static func verb(_ mention: MeetingMention, _ rules: StatusRules) -> StatusEvidence? {
        guard let group = rules.context.group(at: mention.head),
            let told = rules.outlook.of(group, time: mention.time, kind: mention.kind)
        else { return nil }
        return evidence(told, rules.context.clauses.groups[group].tokens)
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
        for group in rules.predicates(of: mention) {
            if let told = rules.cue(group, mention) { return told }
        }
        return nil
    }

    /// The verb groups that a noun is subject or object of, nearest first.
    func predicates(of mention: MeetingMention) -> [Int] {
        let groups = context.groups(around: mention.head)
        let isGoverned = isAfterPreposition(mention)
        return groups.sorted {
            abs(context.clauses.groups[$0].head - mention.head) < abs(context.clauses.groups[$1].head - mention.head)
        }.filter { !isGoverned || takesPreposition(context.clauses.groups[$0], mention) }
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
        let classes = context.tokens[verb.head].classes
        if verb.head > mention.head { return false }
        if form == words.for {
            return classes.intersects(context.vocabulary.propose.union(context.vocabulary.schedule))
        }
        if form == words.of { return classes.intersects(context.vocabulary.propose) }
        if form == words.from { return classes.intersects(context.vocabulary.refuse) }
        return false
    }

    func cue(_ group: Int, _ mention: MeetingMention) -> StatusEvidence? {
        let verb = context.clauses.groups[group]
        let vocabulary = context.vocabulary
        let classes = context.tokens[verb.head].classes
        guard classes.intersects(vocabulary.cues), !isDescribed(mention, by: verb) else { return nil }
        // „разбраха се“, „съгласиха се да“: only what they agree on, not every verb with „се“.
        let isHedged = outlook.isHedged(group)
        let isOpen =
            verb.tense == .conditional || verb.tense == .futureInPast
            || outlook.isUnderModal(group)
                && !(isPurpose(verb) && classes.intersects(vocabulary.schedule))
        let off: Meeting.Status? =
            classes.intersects(vocabulary.postpone)
            ? .postponed : classes.intersects(vocabulary.cancel.union(vocabulary.refuse)) ? .cancelled : nil
        if let off {
            if verb.isNegated {
                return Self.evidence(.scheduled, .asserted, .assertion, verb.tokens)
            }
            if isOpen || isHedged {
                return Self.evidence(.scheduled, .hedged, .attribute, verb.tokens)
            }
            return Self.evidence(off, .asserted, .assertion, verb.tokens)
        }
        if classes.intersects(vocabulary.propose) {
            if verb.isNegated { return Self.evidence(.cancelled, .hedged, .attribute, verb.tokens) }
            return Self.evidence(.proposed, .asserted, .assertion, verb.tokens)
        }
        if verb.isNegated { return Self.evidence(.proposed, .hedged, .attribute, verb.tokens) }
        if isOpen { return Self.evidence(.proposed, .hedged, .attribute, verb.tokens) }
        let wasPlanned = verb.isPassive && verb.tense == .past
        var told = Self.evidence(
            .scheduled, isHedged ? .hedged : .asserted, wasPlanned ? .attribute : .assertion, verb.tokens)
        told.isSuperseded = wasPlanned
        return told
    }

    /// „определи разговора като полезен“: says what it was like, nothing of its being fixed.
    private func isDescribed(_ mention: MeetingMention, by verb: VerbGroup) -> Bool {
        let next = mention.head + 1
        return verb.head < mention.head && next < context.tokens.count
            && context.form(next) == context.vocabulary.words.as
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
        for group in rules.predicates(of: mention) {
            let verb = context.clauses.groups[group]
            let classes = context.tokens[verb.head].classes
            guard classes.intersects(vocabulary.happen.union(vocabulary.hold)), !classes.intersects(vocabulary.cues)
            else {
                continue
            }
            if var told = rules.outlook.of(group, time: mention.time, kind: mention.kind) {
                // „започна“ alone leaves the occasion under way.
                if told.status == .held, classes.intersects(vocabulary.begin) { told.status = .ongoing }
                return evidence(told, verb.tokens)
            }
        }
        return nil
    }

    /// „е на посещение“, „ще бъде на визита“
    @Sendable static func visiting(_ mention: MeetingMention, _ rules: StatusRules) -> StatusEvidence? {
        let context = rules.context
        let before = mention.phrase.lowerBound - 1
        guard mention.kind == .visit, before >= 0, context.form(before) == context.vocabulary.words.of,
            let group = context.groups(around: mention.head).last(where: {
                context.clauses.groups[$0].head < mention.head
            }) ?? context.groups(around: mention.head).first
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
        for group in rules.predicates(of: mention) {
            let verb = context.clauses.groups[group]
            guard verb.isCopula, verb.tense != .present, verb.tense != .subordinate else { continue }
            if let told = rules.outlook.of(group, time: mention.time, kind: mention.kind) {
                return evidence(told, verb.tokens)
            }
        }
        return nil
    }
}
