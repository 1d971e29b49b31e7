import Chronicle
import Language

/// What tense, mood and polarity of a verb group, and the words that govern it, say of the occasion that it tells of.
struct Outlook {
    /// A status as told.
    struct Told {
        var status: Meeting.Status
        var certainty = Certainty.asserted
        /// It was so before: „беше насрочена“.
        var isSuperseded = false
        /// It was to be so, which says that it is not: „трябваше да“, „щеше да“.
        var isLapsed = false
        /// From the negation of its taking place.
        var isImplied = false
        /// An infinitive, or the object of what governs it: whether it comes true is still to be said.
        var isOpen = false

        /// A plan that may be called off or put off: „може да отпадне“.
        var isThreatened = false

        /// A plan that somebody may yet call off.
        static let threatened = Told(status: .scheduled, certainty: .hedged, isThreatened: true)

        /// The occasion itself, of which nothing is said yet.
        static let occasion = Told(status: .proposed, certainty: .hedged, isOpen: true)

        /// The same, less sure.
        var hedged: Told {
            var told = self
            told.certainty = .hedged
            return told
        }

        /// What remains where nothing more governs it.
        var settled: Told { isOff && isOpen ? .threatened : self }

        /// What remains of it where it is only likely.
        var likely: Told { isOff ? .threatened : hedged }

        /// Called off or put off.
        var isOff: Bool { status.isOff }
    }

    let context: MeetingContext

    /// The most words in each other that are looked at.
    static let depthMax = 6

    /// The outlook of a verb that tells of an occasion or of its taking place; nil where it tells nothing.
    ///
    /// - Parameter isKnown: Whether the occasion is one that the article takes for known, so that a condition or a question
    ///   makes it uncertain, no mere proposal.
    func of(_ group: Int, time: Int?, kind: Meeting.Kind, isKnown: Bool = false) -> Told? {
        let verb = context.clauses.groups[group]
        guard let told = alone(verb, group, time: time, kind: kind) else { return nil }
        return outward(told, from: group, isKnown: isKnown)
    }

    // MARK: The verb itself

    private func alone(_ verb: VerbGroup, _ group: Int, time: Int?, kind: Meeting.Kind) -> Told? {
        let isHedged = isHedged(group)
        let certainty: Certainty = isHedged ? .hedged : .asserted
        if verb.isHortative { return Told(status: .proposed) }
        switch verb.tense {
        case .past where isToBe(verb, time: time):
            return Told(status: verb.isNegated ? .cancelled : .scheduled, certainty: certainty)
        case .past, .perfect, .renarrated:
            return Told(status: verb.isNegated ? .cancelled : .held, certainty: verb.isNegated ? certainty : .asserted)
        case .future:
            if verb.isNegated { return negatedFuture(verb, isHedged: isHedged) }
            return Told(status: isDoubtful(group) ? .proposed : .scheduled, certainty: certainty)
        case .futureInPast:
            return Told(
                status: verb.isNegated ? .cancelled : .scheduled, certainty: .hedged, isSuperseded: !verb.isNegated,
                isLapsed: !verb.isNegated)
        case .renarratedFuture:
            return Told(status: verb.isNegated ? .cancelled : .scheduled, certainty: .hedged)
        case .conditional:
            return Told(status: .proposed, certainty: .hedged)
        case .present:
            return present(verb, time: time, kind: kind, certainty: certainty)
        case .subordinate:
            if verb.isNegated { return Told(status: .cancelled, isImplied: true, isOpen: true) }
            var told = Told.occasion
            if isHedged { told.certainty = .hedged }
            return told
        }
    }

    /// „започва утре“: the present of these verbs is also their aorist.
    private func isToBe(_ verb: VerbGroup, time: Int?) -> Bool {
        guard let time, let published = context.published, let start = context.times[time].start,
            context.tokens[verb.head].grammar.isSuperset(of: [.present, .imperfective])
        else { return false }
        return start.date > published.date
    }

    /// „няма да бъде преди средата на май“: it will be, later; without a „преди“ it will not be.
    private func negatedFuture(_ verb: VerbGroup, isHedged: Bool) -> Told {
        let end = context.clauses.clause(of: verb.head).map { context.clauses.clauses[$0].tokens.upperBound }
        let isLater = span(verb.tokens.upperBound, min(end ?? 0, verb.tokens.upperBound + 6)).contains {
            context.form($0) == context.vocabulary.words.before && $0 + 1 < context.timeOfToken.count
                && (context.timeOfToken[$0] >= 0 || context.timeOfToken[$0 + 1] >= 0)
        }
        if isLater { return Told(status: .scheduled, certainty: isHedged ? .hedged : .asserted) }
        return Told(
            status: isHedged ? .scheduled : .cancelled, certainty: isHedged ? .hedged : .asserted, isImplied: true)
    }

    private func present(_ verb: VerbGroup, time: Int?, kind: Meeting.Kind, certainty: Certainty) -> Told? {
        // „са приети“: a result.
        if verb.isPassive, !verb.isReflexive { return Told(status: verb.isNegated ? .cancelled : .held) }
        if verb.isNegated { return Told(status: .cancelled, certainty: certainty) }
        if isNow(verb) || isStillToEnd(verb) || context.has(verb.head, context.vocabulary.continuing) {
            return Told(status: .ongoing)
        }
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

    /// „приключва утре“: what is still to end goes on.
    private func isStillToEnd(_ verb: VerbGroup) -> Bool {
        guard context.has(verb.head, context.vocabulary.ending), !verb.isNegated, let published = context.published,
            let clause = context.clauses.clause(of: verb.head)
        else { return false }
        return context.clauses.clauses[clause].tokens.contains { token in
            guard context.timeOfToken[token] >= 0 else { return false }
            return context.times[Int(context.timeOfToken[token])].start.map { $0.date >= published.date } ?? false
        }
    }

    /// „в момента разговаря“, „разговарят вече два часа“
    private func isNow(_ verb: VerbGroup) -> Bool {
        context.stretch(of: verb.head).contains { range in
            range.contains { token in
                if context.phraseClasses[token].intersects(context.vocabulary.phraseNow) { return true }
                let time = context.timeOfToken[token]
                return verb.isPlural && time >= 0 && token > verb.head && context.times[Int(time)].kind == .duration
            }
        }
    }

    /// From when on what is told of the day lies behind.
    private static let eveningMinute = 20 * 60

    /// Today, before, or a weekday.
    private func isBehind(_ time: Int) -> Bool {
        let expression = context.times[time]
        guard let start = expression.start, let published = context.published else { return true }
        return expression.rule.description == "at" || start.date <= published.date
    }

    // MARK: What governs it

    /// What the words around a verb group make of what it tells, from the inside out.
    func outward(_ told: Told, from group: Int, isKnown: Bool, depth: Int = 0) -> Told {
        let verb = context.clauses.groups[group]
        guard depth < Self.depthMax else { return told }
        if verb.tense == .subordinate { return infinitive(told, verb, isKnown: isKnown, depth: depth) }
        var told = told
        guard let clause = context.clauses.clause(of: verb.head) else { return told }
        switch opening(of: clause) {
        case .condition:
            if !told.isOff { told = isKnown ? told.hedged : Told(status: .proposed, certainty: .hedged) }
        case .question:
            let isAhead = told.status == .scheduled || told.status == .proposed
            told =
                isAhead && !isKnown
                ? Told(status: .proposed, certainty: .hedged) : Force.doubts.applied(to: told, isPast: false)
        case .content(let matrix):
            let outer = context.clauses.groups[matrix]
            if let force = force(ofContent: matrix) { told = force.applied(to: told, isPast: isPast(outer)) }
            return outward(told, from: matrix, isKnown: isKnown, depth: depth + 1)
        case .none:
            // „ще се срещнат, ако …“ is no plan yet; one with a day is.
            if told.status == .scheduled, verb.tense == .future, isConditional(clause) {
                told = isKnown || hasDay(clause) ? told.hedged : Told(status: .proposed, certainty: .hedged)
            }
        }
        return told
    }

    /// What „да“ hangs on: a noun right before it, then the verb before that.
    private func infinitive(_ inner: Told, _ verb: VerbGroup, isKnown: Bool, depth: Int) -> Told {
        var told = inner
        let words = context.vocabulary.words
        let opener = verb.tokens.lowerBound > 0 ? context.form(verb.tokens.lowerBound - 1) : context.form(verb.head)
        if words.without.contains(opener) { return Force.denies.applied(to: told, isPast: false) }
        let noun = nounBefore(verb)
        if let noun, let force = force(noun: noun) {
            told = force.applied(to: told, isPast: false)
            told.isOpen = true
        }
        guard let governor = verb.governor else { return told.isOff ? told.settled : told }
        let outer = context.clauses.groups[governor]
        // „преди в четвъртък да се проведе среща“
        if span(outer.tokens.upperBound, verb.tokens.lowerBound).contains(where: { context.form($0) == words.before }) {
            return Told(status: .scheduled)
        }
        let isPurpose = opener == words.for
        if isPurpose, context.has(outer.head, context.vocabulary.verb.union(context.vocabulary.happen)),
            let told = of(governor, time: nil, kind: .meeting)
        {
            // „се срещнаха, за да обсъдят“: what the one is for happens with it.
            return told
        }
        if context.has(outer.head, context.vocabulary.travel) || isPurpose {
            var planned = Force.plans.applied(to: told, isPast: isPast(outer))
            planned.isOpen = outer.tense == .subordinate
            return outward(planned, from: governor, isKnown: isKnown, depth: depth + 1)
        }
        let force = noun.map { fate(of: governor, over: $0) } ?? force(of: governor, overInfinitive: true)
        if let force {
            told = applied(force, of: governor, to: told)
        } else if noun == nil, told.isOpen {
            if context.has(outer.head, context.vocabulary.happen) {
                return of(governor, time: nil, kind: .meeting) ?? told
            }
            told = outer.tense == .subordinate ? told : unknown(told, under: outer, isHedged: isHedged(governor))
        }
        return opened(told, by: governor, isKnown: isKnown, depth: depth)
    }

    /// Goes on from a verb that said what it says: what is itself an infinitive or conditional stays open.
    func opened(_ told: Told, by group: Int, isKnown: Bool, depth: Int = 0) -> Told {
        let verb = context.clauses.groups[group]
        var told = told
        switch verb.tense {
        case .subordinate:
            told.isOpen = true
        case .conditional, .futureInPast:
            return Force.allows.applied(to: told, isPast: false)
        default: break
        }
        let outer = outward(told, from: group, isKnown: isKnown, depth: depth + 1)
        return outer.settled
    }

    /// „препоръча срещата да се състои“ by a verb of no force: as sure as its tense, never surer.
    private func unknown(_ told: Told, under outer: VerbGroup, isHedged: Bool) -> Told {
        if told.isOff { return .threatened }
        if outer.tense == .future {
            return Told(status: outer.isNegated && !isHedged ? .cancelled : .scheduled, certainty: .hedged)
        }
        return Told(status: .proposed, certainty: .hedged)
    }

    /// What a verb group with some force makes of what it governs; what „не“ or „няма“ alone denies may still be put off.
    func applied(_ force: Force, of group: Int, to inner: Told) -> Told {
        let verb = context.clauses.groups[group]
        var told = force.applied(to: inner, isPast: isPast(verb))
        let isDenied = verb.isNegated || context.has(verb.head, context.vocabulary.lack)
        if told.status == .cancelled, isDenied { told.isImplied = true }
        return isHedged(group) ? told.likely : told
    }

    private func isPast(_ verb: VerbGroup) -> Bool {
        verb.tense == .past || verb.tense == .perfect || verb.tense == .renarrated
    }

    // MARK: Clauses

    /// „поканата да посети“, „отказа да се срещне“ as a noun: the noun right before „да“.
    private func nounBefore(_ verb: VerbGroup) -> Int? {
        let floor = context.sentenceStart(verb.head)
        for token in stride(from: verb.tokens.lowerBound - 1, to: max(floor - 1, verb.tokens.lowerBound - 6), by: -1) {
            if context.isHead(token) || context.isPunctuation(token) { return nil }
            if context.tokens[token].grammar.contains(.noun), context.mention(token) == nil,
                context.has(token, context.vocabulary.cues)
            {
                return token
            }
        }
        return nil
    }

    /// How a clause is tied to what governs it.
    private enum Opening {
        /// „ако“, „при условие че“
        case condition
        /// „дали“
        case question
        /// „че“ under a verb group.
        case content(Int)
        /// Nothing that touches what it tells.
        case none
    }

    private func opening(of clause: Int) -> Opening {
        let own = context.clauses.clauses[clause]
        let words = context.vocabulary.words
        let opener = context.form(own.tokens.lowerBound)
        if words.conditions.contains(opener) { return .condition }
        if opener == words.whether { return .question }
        guard own.tie == .subordinate, opener == words.complement, clause > 0 else { return .none }
        let earlier = context.clauses.clauses[clause - 1]
        if own.tokens.lowerBound > 0, context.form(own.tokens.lowerBound - 1) == words.condition { return .condition }
        guard earlier.sentence == own.sentence, let matrix = earlier.groups.last else { return .none }
        return .content(matrix)
    }

    /// Whether a clause names the day.
    private func hasDay(_ clause: Int) -> Bool {
        context.clauses.clauses[clause].tokens.contains { token in
            let time = context.timeOfToken[token]
            guard time >= 0 else { return false }
            return context.times[Int(time)].kind == .point && context.times[Int(time)].precision <= .day
        }
    }

    /// Whether a clause of the same sentence says under which condition.
    private func isConditional(_ clause: Int) -> Bool {
        let own = context.clauses.clauses[clause]
        for other in [clause - 1, clause + 1] where context.clauses.clauses.indices.contains(other) {
            let near = context.clauses.clauses[other]
            guard near.sentence == own.sentence, near.tie == .subordinate else { continue }
            guard context.vocabulary.words.conditions.contains(context.form(near.tokens.lowerBound)) else { continue }
            // „ако всичко мине по план“ is no condition.
            return !near.tokens.contains { context.phraseClasses[$0].intersects(context.vocabulary.phraseAsPlanned) }
        }
        return false
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
}

extension Meeting.Status {
    /// Called off or put off.
    var isOff: Bool { self == .cancelled || self == .postponed }
}
