import Language

/// Times counted from now and from other times.
extension TimeRule {
    /// „изминаха повече от два месеца, откакто …“
    @Sendable static func elapsed(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard let (amount, end) = scan.amount(start, single: true) else { return nil }
        let next = scan.isPunctuation(end) ? end + 1 : end
        guard scan.isKind(next, .elapsed) else { return nil }
        return TimeMatch(end: end, phrase: .offset(amount, isPast: true))
    }

    /// „преди две седмици“, „преди повече от два месеца“, „отпреди месец“
    @Sendable static func ago(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        var index = start
        if scan.word(index).isPreposition(.from) { index += 1 }
        guard scan.word(index).isPreposition(.before), let (amount, end) = scan.amount(index + 1, single: true),
            !isMeasured(scan, index), !isClock(scan, end)
        else { return nil }
        return TimeMatch(end: end, phrase: .offset(amount, isPast: true))
    }

    /// „след три дни“, „след около месец“
    @Sendable static func inSoMuch(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard scan.word(start).isPreposition(.after), let (amount, end) = scan.amount(start + 1, single: true),
            !isClock(scan, end)
        else { return nil }
        // „след две седмици преговори“ is after something that lasted so long.
        if scan.isAny(end, .noun), !scan.isAny(end, [.verb, .preposition, .adverb]) {
            return TimeMatch(end: end, phrase: .unknown, kind: .duration)
        }
        return TimeMatch(end: end, phrase: .offset(amount, isPast: false), isAhead: true)
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
        return TimeMatch(end: end, phrase: .stretch(amount, isPast: false), isAhead: true)
    }

    /// „ден преди срещата“, „два дни след изборите“, „три дни по-късно“, „седмица преди това“
    @Sendable static func beforeSomething(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard let (amount, end) = scan.amount(start, single: true) else { return nil }
        if scan.word(end).isPreposition(.before, .after) {
            guard scan.isForm(end + 1, this) else { return TimeMatch(end: end, phrase: .unknown) }
            let isPast = scan.word(end).isPreposition(.before)
            return TimeMatch(end: end + 2, phrase: .fromSpoken(amount, isPast: isPast))
        }
        guard let more = scan.afterMore(end), scan.isKind(more, .early) || scan.isKind(more, .late) else { return nil }
        return TimeMatch(end: more + 1, phrase: .fromSpoken(amount, isPast: scan.isKind(more, .early)))
    }

    private static let this = FormKey("това")

    /// „преди 18 ч.“ is a time by the clock, „преди два часа“ is not.
    private static func isClock(_ scan: TimeScanner, _ end: Int) -> Bool {
        scan.word(end - 1).unit == .hour && !scan.isAny(end - 1, .noun)
    }

    /// Whether an amount stands before: „два дни преди“.
    private static func isMeasured(_ scan: TimeScanner, _ index: Int) -> Bool { scan.word(index - 1).unit != nil }

    /// „скоро“, „наскоро“, „в последно време“, „преди време“
    @Sendable static func soon(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        if scan.isKind(start, .vague) {
            return TimeMatch(end: start + 1, phrase: .vague(isPast: scan.words[start].value < 0))
        }
        let first = scan.word(start)
        if first.isPreposition(.before, .after), scan.isKind(start + 1, .time), !scan.isDefinite(start + 1) {
            return TimeMatch(end: start + 2, phrase: .vague(isPast: first.isPreposition(.before)))
        }
        guard first.isPreposition(.in), scan.isKind(start + 1, .last), scan.isKind(start + 2, .time) else { return nil }
        return TimeMatch(end: start + 3, phrase: .vague(isPast: true))
    }

    /// „в момента“, „към този момент“, „по това време“
    @Sendable static func meanwhile(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        let first = scan.word(start)
        let isPointed = scan.isAny(start + 1, .pronoun) && !scan.isPlural(start + 1)
        let index = isPointed ? start + 2 : start + 1
        if first.isPreposition(.in, .around), scan.isKind(index, .moment), isPointed != scan.isDefinite(index) {
            return TimeMatch(end: index + 1, phrase: .moment)
        }
        guard first.isPreposition(.by), isPointed, scan.isKind(index, .time), !scan.isDefinite(index) else {
            return nil
        }
        return TimeMatch(end: index + 1, phrase: .unknown)
    }

    /// „Тогава те се видяха“: the day that was spoken of last, where a sentence opens with it.
    @Sendable static func then(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard scan.isKind(start, .then), start == scan.limit.lowerBound else { return nil }
        return TimeMatch(end: start + 1, phrase: .spoken(.day), isOnlyResolved: true)
    }
}
