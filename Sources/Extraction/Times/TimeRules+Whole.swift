import Language

/// Whole expressions: with the preposition.
extension TimeRule {
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
        if let (first, end) = scan.ordinal(start + 1), isJoint(scan, end, isFrom), let last = plainCore(scan, end + 1),
            case .century = last.phrase
        {
            return TimeMatch(end: last.end, phrase: .range(.century(first), last.phrase))
        }
        if let range = partFirst(scan, start), case .minutes = range.phrase { return range }
        guard let first = core(scan, start + 1), isJoint(scan, first.end, isFrom), let last = core(scan, first.end + 1)
        else { return nil }
        return TimeMatch(end: last.end, phrase: .range(first.phrase, last.phrase))
    }

    private static func isJoint(_ scan: TimeScanner, _ index: Int, _ isFrom: Bool) -> Bool {
        isFrom ? scan.word(index).isPreposition(.to) : scan.isForm(index, TimeScanner.and)
    }

    /// „до края на годината“, „до петък“
    @Sendable static func until(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard scan.word(start).isPreposition(.to), let match = core(scan, start + 1) else { return nil }
        return TimeMatch(end: match.end, phrase: .until(match.phrase))
    }

    /// „от понеделник“, „от 2014 г. насам“; „срещата от вчера“ and „от 3-5 май“ are what they name.
    @Sendable static func since(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard scan.word(start).isPreposition(.from), let match = core(scan, start + 1) else { return nil }
        if scan.isKind(match.end, .since) {
            return TimeMatch(end: match.end + 1, phrase: .since(match.phrase, isOver: true))
        }
        if match.phrase.isClock { return match }
        if case .range = match.phrase { return match }
        return isAttribute(scan, start) ? match : TimeMatch(end: match.end, phrase: .since(match.phrase, isOver: false))
    }

    /// After a noun „от“ tells which one.
    private static func isAttribute(_ scan: TimeScanner, _ start: Int) -> Bool {
        guard scan.limit.contains(start - 1), scan.tokens[start - 1].kind == .word else { return false }
        return !scan.isAny(start - 1, [.verb, .adverb, .particle, .conjunction])
            || scan.isAny(start - 1, [.noun, .name, .adjective])
    }

    // MARK: With a preposition

    /// „насрочена за понеделник“
    @Sendable static func plannedFor(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard scan.word(start).isPreposition(.for), var match = at(scan, start + 1) ?? core(scan, start + 1) else {
            return nil
        }
        match.direction = .future
        return match
    }

    /// „след 26 март“, „преди края на годината“, „преди обяд“; „малко преди 19 часа“ is the hour before, „след днешните
    /// разговори“ that day.
    @Sendable static func bound(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        let isNear = scan.isKind(start, .bound)
        let index = isNear ? start + 1 : start
        let isAfter = scan.word(index).isPreposition(.after)
        guard isAfter || scan.word(index).isPreposition(.before) else { return nil }
        if let part = partFirst(scan, index) { return part }
        guard var match = core(scan, index + 1) else { return nil }
        if isNear, !isAfter, case .clock(let minute, false, let day) = match.phrase {
            match.phrase = .clock(minute: minute - 60, isExact: false, day)
        }
        if isNear || isOfDay(scan, index + 1) { return match }
        return TimeMatch(end: match.end, phrase: isAfter ? .after(match.phrase) : .before(match.phrase))
    }

    /// „днешните“, „вчерашната“
    private static func isOfDay(_ scan: TimeScanner, _ index: Int) -> Bool {
        scan.isKind(index, .day) && scan.isAny(index, .adjective)
    }

    /// „по-рано през седмицата“, „по-рано, в събота“, „по-късно този месец“
    @Sendable static func restOf(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard let more = scan.afterMore(start) else { return nil }
        let isEarlier = scan.isKind(more, .early)
        guard isEarlier || scan.isKind(more, .late) else { return nil }
        let next = scan.isForm(more + 1, TimeScanner.comma) ? more + 2 : more + 1
        guard var match = at(scan, next) ?? core(scan, next) else { return nil }
        match.phrase = .rest(isEarlier: isEarlier, match.phrase)
        match.direction = isEarlier ? .past : nil
        return match
    }

    /// „в четвъртък“, „на 26 март“, „през юни“, „в края на месеца“, „около 10 ч.“, „в рамките на деня“
    @Sendable static func at(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard scan.word(start).isPreposition(.in, .on, .during, .around, .by) || scan.isAbout(start) else { return nil }
        var index = start + 1
        if scan.isAbout(index) { index += 1 }
        if scan.isKind(index, .frame) || scan.isKind(index, .lasting), scan.word(index + 1).isPreposition(.on) {
            index += 2
        }
        return core(scan, index)
    }

    /// „вчера“, „тази седмица“, „26 март“
    @Sendable static func bare(_ scan: TimeScanner, _ start: Int) -> TimeMatch? { core(scan, start) }
}
