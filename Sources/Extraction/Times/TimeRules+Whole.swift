import Language

/// Whole expressions: with the preposition, or of how long and how often.
extension TimeRule {
    // MARK: Frequency and length

    /// „всяка седмица“, „всеки понеделник“, „ежедневно“, „в понеделниците“
    @Sendable static func often(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        if scan.isKind(start, .often) { return TimeMatch(end: start + 1, phrase: .unknown, kind: .frequency) }
        let index = scan.word(start).kind == .preposition ? start + 1 : start
        if scan.isKind(index, .each) {
            let next = scan.word(index + 1)
            if next.unit != nil || next.kind == .weekday || next.kind == .part || next.kind == .season
                || next.kind == .month
            {
                return TimeMatch(end: index + 2, phrase: .unknown, kind: .frequency)
            }
            if let (_, end) = scan.amount(index + 1, single: false) {
                return TimeMatch(end: end, phrase: .unknown, kind: .frequency)
            }
            return nil
        }
        guard index > start, scan.isKind(index, .weekday), scan.isPlural(index) else { return nil }
        return TimeMatch(end: index + 1, phrase: .unknown, kind: .frequency)
    }

    /// „почти три часа“, „в продължение на два дни“, „двучасов“
    @Sendable static func lasting(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        if scan.isKind(start, .duration) { return TimeMatch(end: start + 1, phrase: .unknown, kind: .duration) }
        var index = start
        if scan.word(index).isPreposition(.in), scan.isKind(index + 1, .lasting),
            scan.word(index + 2).isPreposition(.on)
        {
            index += 3
        } else if scan.word(index).isPreposition(.for) {
            index += 1
        }
        guard
            let (_, end) = scan.amount(index, single: false)
                ?? (index > start + 1 ? scan.amount(index, single: true) : nil)
        else { return nil }
        return TimeMatch(end: end, phrase: .unknown, kind: .duration)
    }

    // MARK: Distances

    /// „изминаха повече от два месеца, откакто …“
    @Sendable static func elapsed(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard let (amount, end) = scan.amount(start, single: true) else { return nil }
        let next = scan.isPunctuation(end) ? end + 1 : end
        guard scan.isKind(next, .elapsed) else { return nil }
        return TimeMatch(end: end, phrase: .offset(amount, isPast: true))
    }

    /// „преди две седмици“, „преди повече от два месеца“, „преди месец“
    @Sendable static func ago(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        var index = start
        if scan.word(index).isPreposition(.from) { index += 1 }
        guard scan.word(index).isPreposition(.before), let (amount, end) = scan.amount(index + 1, single: true),
            !isMeasured(scan, index)
        else { return nil }
        return TimeMatch(end: end, phrase: .offset(amount, isPast: true))
    }

    /// „след три дни“, „след около месец“
    @Sendable static func inSoMuch(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard scan.word(start).isPreposition(.after), let (amount, end) = scan.amount(start + 1, single: true) else {
            return nil
        }
        // „след две седмици преговори“ is after something.
        if scan.limit.contains(end), scan.tokens[end].grammar.contains(.noun),
            scan.tokens[end].grammar.isDisjoint(with: [.verb, .preposition, .adverb])
        {
            return TimeMatch(end: end, phrase: .unknown)
        }
        return TimeMatch(end: end, phrase: .offset(amount, isPast: false))
    }

    /// „в рамките на две седмици“, „до две седмици“
    @Sendable static func within(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        var index = start
        if scan.word(index).isPreposition(.in), scan.isKind(index + 1, .frame), scan.word(index + 2).isPreposition(.on)
        {
            index += 3
        } else if scan.word(index).isPreposition(.to), !scan.isKind(start - 1, .since) {
            index += 1
        } else {
            return nil
        }
        guard let (amount, end) = scan.amount(index, single: false), amount.unit != .hour || index > start + 1 else {
            return nil
        }
        return TimeMatch(end: end, phrase: .stretch(amount, isPast: false))
    }

    /// „ден преди срещата“, „два дни след изборите“, „три дни по-късно“
    @Sendable static func beforeSomething(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard let (amount, end) = scan.amount(start, single: true) else { return nil }
        if scan.word(end).isPreposition(.before, .after) { return TimeMatch(end: end, phrase: .unknown) }
        guard scan.isForm(end, TimeScanner.by), scan.isDash(end + 1) else { return nil }
        guard scan.isKind(end + 2, .early) || scan.isKind(end + 2, .late) else { return nil }
        let shift = scan.isKind(end + 2, .early) ? -1 : 1
        if amount.unit == .day, let count = amount.count {
            return TimeMatch(end: end + 3, phrase: .contextDay(shift * count))
        }
        return TimeMatch(end: end + 3, phrase: .unknown)
    }

    /// Whether an amount stands before: „два дни преди“.
    private static func isMeasured(_ scan: TimeScanner, _ index: Int) -> Bool { scan.word(index - 1).unit != nil }

    // MARK: Ranges

    /// „от 3 до 5 май“, „от понеделник до сряда“, „между 10 и 12 май“
    @Sendable static func fromTo(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        let isFrom = scan.word(start).isPreposition(.from)
        guard isFrom || scan.word(start).isPreposition(.between) else { return nil }
        if let (first, end) = scan.dayOfMonth(start + 1), isJoint(scan, end, isFrom), let last = date(scan, end + 1),
            case .date(_, let month, let year) = last.phrase
        {
            return TimeMatch(end: last.end, phrase: .range(.date(day: first, month: month, year: year), last.phrase))
        }
        if let first = core(scan, start + 1), isJoint(scan, first.end, isFrom) {
            if let last = core(scan, first.end + 1) {
                return TimeMatch(end: last.end, phrase: .range(first.phrase, last.phrase))
            }
        }
        // „от 10 до 12 ч.“
        if let (hour, end) = scan.number(start + 1), hour < 25, isJoint(scan, end, isFrom),
            let (last, after) = scan.number(end + 1),
            last < 25, hour < last, scan.word(after).unit == .hour
        {
            return TimeMatch(end: after + 1, phrase: .hours(hour..<last, .day(0)))
        }
        return nil
    }

    private static func isJoint(_ scan: TimeScanner, _ index: Int, _ isFrom: Bool) -> Bool {
        isFrom ? scan.word(index).isPreposition(.to) : scan.isForm(index, TimeScanner.and)
    }

    /// „до края на годината“, „до петък“
    @Sendable static func until(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard scan.word(start).isPreposition(.to), let match = core(scan, start + 1) else { return nil }
        return TimeMatch(end: match.end, phrase: .until(match.phrase))
    }

    /// „от понеделник“, „от 2014 г. насам“; „срещата от вчера“ is a point.
    @Sendable static func since(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard scan.word(start).isPreposition(.from), let match = core(scan, start + 1) else { return nil }
        if scan.isKind(match.end, .since) {
            return TimeMatch(end: match.end + 1, phrase: .since(match.phrase, isOver: true))
        }
        if match.phrase.isClock { return match }
        return isAttribute(scan, start) ? match : TimeMatch(end: match.end, phrase: .since(match.phrase, isOver: false))
    }

    /// After a noun „от“ tells which one.
    private static func isAttribute(_ scan: TimeScanner, _ start: Int) -> Bool {
        guard scan.limit.contains(start - 1), scan.tokens[start - 1].kind == .word else { return false }
        let grammar = scan.tokens[start - 1].grammar
        return grammar.isDisjoint(with: [.verb, .adverb, .particle, .conjunction])
            || !grammar.isDisjoint(with: [.noun, .name, .adjective])
    }

    // MARK: With a preposition

    /// „насрочена за понеделник“
    @Sendable static func plannedFor(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard scan.word(start).isPreposition(.for), var match = at(scan, start + 1) ?? core(scan, start + 1) else {
            return nil
        }
        match.isPlanned = true
        return match
    }

    /// „след 26 март“, „преди края на годината“
    @Sendable static func bound(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        let isAfter = scan.word(start).isPreposition(.after)
        guard isAfter || scan.word(start).isPreposition(.before), let match = core(scan, start + 1) else { return nil }
        return TimeMatch(end: match.end, phrase: isAfter ? .after(match.phrase) : .before(match.phrase))
    }

    /// „по-рано през седмицата“, „по-рано днес“, „по-късно този месец“
    @Sendable static func restOf(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard scan.isForm(start, TimeScanner.by), scan.isDash(start + 1) else { return nil }
        let isEarlier = scan.isKind(start + 2, .early)
        guard isEarlier || scan.isKind(start + 2, .late) else { return nil }
        guard let match = at(scan, start + 3) ?? core(scan, start + 3) else { return nil }
        return TimeMatch(end: match.end, phrase: .rest(isEarlier: isEarlier, match.phrase))
    }

    /// „в четвъртък“, „на 26 март“, „през юни“, „в края на месеца“, „около 10 ч.“
    @Sendable static func at(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard scan.word(start).isPreposition(.in, .on, .during, .around, .by) || scan.isAbout(start) else { return nil }
        var index = start + 1
        if scan.isAbout(index) { index += 1 }
        return core(scan, index)
    }

    /// „вчера“, „тази седмица“, „26 март“
    @Sendable static func bare(_ scan: TimeScanner, _ start: Int) -> TimeMatch? { core(scan, start) }

    /// „скоро“, „наскоро“, „неотдавна“
    @Sendable static func soon(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard scan.isKind(start, .vague) else { return nil }
        return TimeMatch(end: start + 1, phrase: .vague(isPast: scan.words[start].value < 0))
    }
}

extension TimePhrase {
    /// Whether it is a time by the clock or of the day.
    fileprivate var isClock: Bool {
        switch self {
        case .clock, .hours: true
        default: false
        }
    }
}
