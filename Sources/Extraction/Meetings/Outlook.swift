import Chronicle
import Language

/// What tense, mood and polarity of a verb group, and the verbs that govern it, say of the occasion that it tells of.
struct Outlook {
    /// A status as told.
    struct Told {
        var status: Meeting.Status
        var certainty = Certainty.asserted
        /// It was so before: „трябваше да“, „щеше да“.
        var isSuperseded = false
        /// From the negation of its taking place.
        var isImplied = false
    }

    let context: MeetingContext

    /// The outlook of a verb that tells of an occasion or of its taking place; nil where it tells nothing.
    func of(_ group: Int, time: Int?, kind: Meeting.Kind) -> Told? {
        let verb = context.clauses.groups[group]
        let isHedged = isHedged(group)
        let certainty: Certainty = isHedged ? .hedged : .asserted
        if verb.isHortative { return Told(status: .proposed) }
        switch verb.tense {
        case .past, .perfect, .renarrated:
            return Told(status: verb.isNegated ? .cancelled : .held, certainty: verb.isNegated ? certainty : .asserted)
        case .future:
            if verb.isNegated {
                // „няма да бъде преди средата на май“: it will be, later.
                let next = verb.tokens.upperBound
                if next < context.tokens.count, context.phraseClasses[next].intersects(context.vocabulary.phraseBefore)
                {
                    return Told(status: .scheduled, certainty: certainty)
                }
                return Told(status: isHedged ? .scheduled : .cancelled, certainty: certainty, isImplied: true)
            }
            return Told(status: isDoubtful(group) ? .proposed : .scheduled, certainty: certainty)
        case .futureInPast:
            return Told(
                status: verb.isNegated ? .cancelled : .scheduled, certainty: .hedged, isSuperseded: !verb.isNegated)
        case .conditional:
            return Told(status: .proposed, certainty: .hedged)
        case .present:
            return present(verb, time: time, kind: kind, certainty: certainty)
        case .subordinate:
            return subordinate(group, verb, time: time, kind: kind, certainty: certainty)
        }
    }

    private func present(_ verb: VerbGroup, time: Int?, kind: Meeting.Kind, certainty: Certainty) -> Told? {
        // „са приети“: a result.
        if verb.isPassive, !verb.isReflexive { return Told(status: verb.isNegated ? .cancelled : .held) }
        if verb.isNegated { return Told(status: .cancelled, certainty: certainty) }
        // „разговаря“: the present of these verbs is also their aorist, and what is told is mostly past; a weekday was then
        // counted the wrong way.
        let isTold =
            context.has(verb.head, context.vocabulary.with.union(context.vocabulary.attend)) && !verb.isPlural
            && kind != .session
        if isTold, time.map(isBehind) ?? true { return Told(status: .held) }
        if let time, let published = context.published {
            let expression = context.times[time]
            // „заседава днес“, told in the evening: the present of these verbs is also their aorist.
            let isEvening = published.minute >= Self.eveningMinute
            if kind == .session, !verb.isPlural, !verb.isPassive, isEvening, expression.start?.date == published.date,
                expression.precision == .day
            {
                return Told(status: .held)
            }
            if let start = expression.start, start.date >= published.date, expression.precision != .vague {
                return Told(status: .scheduled, certainty: certainty)
            }
            if let end = expression.end, end.date <= published.date { return Told(status: .held) }
        }
        if kind == .session || kind == .talks || kind == .conference { return Told(status: .ongoing) }
        if context.has(verb.head, context.vocabulary.happenEnd) { return Told(status: .ongoing) }
        return Told(status: .scheduled, certainty: certainty)
    }

    /// From when on what is told of the day lies behind.
    private static let eveningMinute = 20 * 60

    /// Today, before, or a weekday.
    private func isBehind(_ time: Int) -> Bool {
        let expression = context.times[time]
        guard let start = expression.start, let published = context.published else { return true }
        return expression.rule.description == "at" || start.date <= published.date
    }

    private func subordinate(_ group: Int, _ verb: VerbGroup, time: Int?, kind: Meeting.Kind, certainty: Certainty)
        -> Told?
    {
        let vocabulary = context.vocabulary
        guard let governor = verb.governor else {
            if let noun = nounBefore(verb) {
                if noun.intersects(vocabulary.refuse) { return Told(status: .cancelled) }
                if noun.intersects(vocabulary.schedule) { return Told(status: .scheduled) }
            }
            return Told(status: .proposed, certainty: certainty)
        }
        let outer = context.clauses.groups[governor]
        // „преди в четвъртък да се проведе среща“
        if span(outer.tokens.upperBound, verb.tokens.lowerBound).contains(where: {
            context.form($0) == context.vocabulary.words.before
        }) {
            return Told(status: .scheduled, certainty: certainty)
        }
        let classes = context.tokens[outer.head].classes
        if let noun = nounBefore(verb) {
            if noun.intersects(vocabulary.refuse) { return Told(status: .cancelled) }
            if noun.intersects(vocabulary.propose) { return Told(status: .proposed) }
        }
        if classes.intersects(vocabulary.refuse.union(vocabulary.cancel)) {
            return Told(status: outer.isNegated ? .scheduled : .cancelled)
        }
        if classes.intersects(vocabulary.postpone) { return Told(status: outer.isNegated ? .scheduled : .postponed) }
        if classes.intersects(vocabulary.propose) {
            return outer.isNegated
                ? Told(status: .cancelled, certainty: .hedged) : Told(status: .proposed, certainty: certainty)
        }
        if classes.intersects(vocabulary.can) {
            if outer.isNegated { return Told(status: .cancelled, certainty: .hedged) }
            return Told(status: .proposed, certainty: .hedged)
        }
        if classes.intersects(vocabulary.manage) { return Told(status: outer.isNegated ? .cancelled : .held) }
        if classes.intersects(vocabulary.must) {
            let isPast = outer.tense == .past || outer.tense == .renarrated
            return Told(status: .scheduled, certainty: certainty, isSuperseded: isPast)
        }
        if classes.intersects(vocabulary.schedule) {
            if outer.isNegated { return Told(status: .proposed, certainty: .hedged) }
            return Told(status: .scheduled, certainty: classes.intersects(vocabulary.expect) ? .hedged : certainty)
        }
        if outer.isCopula || outer.isPassive {
            if hasNear(outer, vocabulary.propose) { return Told(status: .proposed, certainty: certainty) }
            if hasNear(outer, vocabulary.schedule) { return Told(status: .scheduled, certainty: certainty) }
        }
        if classes.intersects(vocabulary.happen) { return of(governor, time: time, kind: kind) }
        if classes.intersects(vocabulary.travel) { return Told(status: .scheduled, certainty: certainty) }
        if outer.tense == .subordinate {
            return subordinate(governor, outer, time: time, kind: kind, certainty: certainty)
        }
        // „препоръча срещата да се състои“: as sure as the governing verb, never surer.
        switch outer.tense {
        case .future:
            return Told(status: outer.isNegated && !isHedged(governor) ? .cancelled : .scheduled, certainty: .hedged)
        default: return Told(status: .proposed, certainty: .hedged)
        }
    }

    /// „поканата да посети“, „отказа да се срещне“ as a noun: classes of the noun right before „да“.
    private func nounBefore(_ verb: VerbGroup) -> LexicalClasses? {
        let floor = context.sentenceStart(verb.head)
        for token in stride(from: verb.tokens.lowerBound - 1, to: max(floor - 1, verb.tokens.lowerBound - 5), by: -1) {
            if context.isHead(token) || context.isPunctuation(token) { return nil }
            if context.tokens[token].grammar.contains(.noun), context.has(token, context.vocabulary.cues) {
                return context.tokens[token].classes
            }
        }
        return nil
    }

    private func hasNear(_ verb: VerbGroup, _ classes: LexicalClasses) -> Bool {
        let upper = min(verb.tokens.upperBound + 4, context.tokens.count)
        return (max(0, verb.tokens.lowerBound - 2)..<upper).contains { context.has($0, classes) }
    }

    // MARK: Certainty

    /// „вероятно“, „може би“ in the clause.
    func isHedged(_ group: Int) -> Bool {
        guard let clause = context.clauses.clause(of: context.clauses.groups[group].head) else { return false }
        return context.clauses.clauses[clause].tokens.contains {
            context.has($0, context.vocabulary.hedge) || context.phraseClasses[$0].intersects(context.vocabulary.hedge)
        }
    }

    /// „може би ще“: nothing is agreed; „вероятно ще“ is.
    private func isDoubtful(_ group: Int) -> Bool {
        guard let clause = context.clauses.clause(of: context.clauses.groups[group].head) else { return false }
        return context.clauses.clauses[clause].tokens.contains {
            context.phraseClasses[$0].intersects(context.vocabulary.doubt)
        }
    }

    /// „може да бъде отложена“, „трябва да бъде отложена“, „иска да отложи“
    func isUnderModal(_ group: Int) -> Bool {
        let verb = context.clauses.groups[group]
        guard verb.tense == .subordinate else { return false }
        guard let governor = verb.governor else { return true }
        let classes = context.tokens[context.clauses.groups[governor].head].classes
        if classes.intersects(context.vocabulary.manage) { return false }
        return true
    }
}
