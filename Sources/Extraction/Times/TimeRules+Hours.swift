import Language

/// Parts of the day and the clock, alone and with the day that they belong to.
extension TimeRule {
    /// „вечерта на 5 май“, „сутринта в петък“, „нощта срещу събота“, „18,30 ч. утре“, „от 9 до 11 ч. днес“
    static func partFirst(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        if let match = nightBefore(scan, start) { return match }
        if let part = part(scan, start), isPartAlone(scan, start) {
            let next = scan.word(part.end).isPreposition(.on, .in) ? part.end + 1 : part.end
            if let day = dayOnly(scan, next) { return TimeMatch(end: day.end, phrase: .hours(part.hours, day.phrase)) }
            // „вечерта преди заседанието“
            let isCounted = scan.word(part.end).isPreposition(.before, .after)
            let isOther = isCounted && scan.isAny(part.end + 1, [.noun, .adjective])
            return TimeMatch(end: part.end, phrase: .hours(part.hours, isOther ? .unknown : .openDay))
        }
        if let range = clockRange(scan, start) {
            let day = dayAfter(scan, range.end)
            return TimeMatch(end: day?.end ?? range.end, phrase: .minutes(range.minutes, day?.phrase ?? .openDay))
        }
        guard let clock = clock(scan, start) else { return nil }
        guard let day = dayAfter(scan, clock.end) else {
            return TimeMatch(end: clock.end, phrase: .clock(minute: clock.minute, isExact: clock.isExact, .openDay))
        }
        // „7 часа тази сутрин“
        guard case .hours(let hours, let date) = day.phrase else {
            return TimeMatch(end: day.end, phrase: .clock(minute: clock.minute, isExact: clock.isExact, day.phrase))
        }
        let minute = clock.minute.within(hours)
        return TimeMatch(end: day.end, phrase: .clock(minute: minute, isExact: clock.isExact, date))
    }

    /// Adds „следобед“, „вечерта“, „преди обяд“, „в 10 часа“, „от 18,30 ч.“, „от 9 до 11 ч.“ to a day.
    static func addTimeOfDay(_ scan: TimeScanner, _ match: inout TimeMatch) {
        // „снощи в 23,30 ч.“
        if case .hours(let hours, let day) = match.phrase, day != .openDay, let clock = clockAfter(scan, match.end) {
            match.phrase = .clock(minute: clock.minute.within(hours), isExact: clock.isExact, day)
            match.end = clock.end
            return
        }
        guard match.phrase.isDay else { return }
        let day = match.phrase
        let comma = scan.isForm(match.end, TimeScanner.comma) ? match.end + 1 : match.end
        if let range = clockRange(scan, comma) {
            match.phrase = .minutes(range.minutes, day)
            match.end = range.end
        } else if let clock = clockAfter(scan, match.end) {
            match.phrase = .clock(minute: clock.minute, isExact: clock.isExact, day)
            match.end = clock.end
        } else if let part = partAfter(scan, match.end) {
            match.phrase = .hours(part.hours, day)
            match.end = part.end
            guard let clock = clockAfter(scan, match.end) else { return }
            match.phrase = .clock(minute: clock.minute.within(part.hours), isExact: clock.isExact, day)
            match.end = clock.end
        }
    }

    private static func clockAfter(_ scan: TimeScanner, _ start: Int) -> Clock? {
        guard scan.word(start).isPreposition(.in, .from, .during) || scan.isAbout(start) else { return nil }
        return clock(scan, scan.isAbout(start + 1) ? start + 2 : start + 1)
    }

    private static func dayOnly(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard scan.word(start).kind != .part, let match = core(scan, start), match.phrase.isDay else { return nil }
        return match
    }

    /// „18 ч. утре“, „18 ч. на 5 май“, „7 часа тази сутрин“, „18 ч., 5 май“
    private static func dayAfter(_ scan: TimeScanner, _ end: Int) -> TimeMatch? {
        let next = scan.word(end).isPreposition(.on, .in) ? end + 1 : end
        if let day = dayOnly(scan, next) { return day }
        if let part = core(scan, end), case .hours(_, let day) = part.phrase, day != .openDay { return part }
        guard scan.isPunctuation(end), scan.digits(end + 1) != nil else { return nil }
        return dayOnly(scan, end + 1)
    }

    // MARK: Parts of the day

    private static let noon = 11..<14
    private static let midnight = 24..<25

    /// „вечерта“, „преди обяд“, „след полунощ“: its hours and end.
    private static func part(_ scan: TimeScanner, _ start: Int) -> (hours: Range<Int>, end: Int)? {
        if scan.isKind(start, .part) { return (scan.words[start].hours, start + 1) }
        let isAfter = scan.word(start).isPreposition(.after)
        guard isAfter || scan.word(start).isPreposition(.before), scan.isKind(start + 1, .part) else { return nil }
        switch scan.words[start + 1].hours {
        case noon: return (isAfter ? 12..<18 : 9..<12, start + 2)
        case midnight: return (isAfter ? 24..<28 : 22..<24, start + 2)
        default: return nil
        }
    }

    /// „вечерта“ and „на обяд“ are of one day, „следобед“ is an adverb; „сутрин“ alone is of any.
    private static func isPartAlone(_ scan: TimeScanner, _ start: Int) -> Bool {
        scan.isDefinite(start) || scan.isAny(start, .adverb) || scan.isKind(start, .preposition)
            || (scan.isKind(start - 1, .preposition) && !scan.isPlural(start))
    }

    private static func partAfter(_ scan: TimeScanner, _ start: Int) -> (hours: Range<Int>, end: Int)? {
        var index = start
        if scan.isKind(index, .early) || scan.isKind(index, .late) { index += 1 }
        if let part = part(scan, index) { return part }
        guard scan.word(index).isPreposition(.on, .around, .by, .in, .during) else { return nil }
        return part(scan, index + 1)
    }

    /// „нощта срещу събота“, „нощта на 5 срещу 6 май“, „нощта на сряда срещу четвъртък“
    private static func nightBefore(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard scan.isKind(start, .part), scan.isDefinite(start) else { return nil }
        var index = start + 1
        if scan.word(index).isPreposition(.on, .from), !scan.word(index + 1).isPreposition(.against) {
            let first = scan.dayOfMonth(index + 1).flatMap { scan.word($0.end).isPreposition(.against) ? $0.end : nil }
            guard let end = first ?? plainCore(scan, index + 1)?.end else { return nil }
            index = end
        }
        guard scan.word(index).isPreposition(.against), let day = plainCore(scan, index + 1), day.phrase.isDay else {
            return nil
        }
        return TimeMatch(end: day.end, phrase: .hours(-2..<6, day.phrase))
    }

    // MARK: The clock

    /// A time by the clock.
    struct Clock {
        var end: Int
        var minute: Int
        var isExact: Bool
    }

    private static let hourLetter = FormKey("ч")

    private static func isHour(_ scan: TimeScanner, _ index: Int) -> Bool {
        scan.word(index).unit == .hour || scan.isForm(index, hourLetter)
    }

    /// „18,30 ч.“, „10:00“, „10 ч.“, „десет часа“, „девет и половина“, „9 часа вечерта“ where a preposition stands before
    /// it.
    static func clock(_ scan: TimeScanner, _ start: Int) -> Clock? {
        guard var clock = plainClock(scan, start) else { return nil }
        // „9 часа вечерта“, „3 ч. през нощта“
        let next = scan.word(clock.end).isPreposition(.during) ? clock.end + 1 : clock.end
        if scan.isKind(next, .part), scan.isDefinite(next) || scan.isAny(next, .adverb) {
            clock.minute = clock.minute.within(scan.words[next].hours)
            clock.end = next + 1
        }
        return clock
    }

    private static func plainClock(_ scan: TimeScanner, _ start: Int) -> Clock? {
        let before = scan.word(start - 1)
        let isIntroduced = before.isPreposition(.in, .from, .to, .after, .before) || scan.isAbout(start - 1)
        if let digits = scan.digits(start), digits.count == 2, digits.isShort {
            let (hour, minute) = (digits.first, digits.second)
            guard hour < 25, minute < 60 else { return nil }
            let isMarked = isHour(scan, start + 1)
            guard isMarked || (digits.separator == 0x3A && isIntroduced) else { return nil }
            return Clock(end: isMarked ? start + 2 : start + 1, minute: hour * 60 + minute, isExact: true)
        }
        guard isIntroduced || before.isPreposition(.for), let (hour, end) = scan.number(start), hour < 25 else {
            return nil
        }
        // „девет и половина“, „10 и 30 часа“
        if before.isPreposition(.in) || scan.isAbout(start - 1), scan.isForm(end, TimeScanner.and),
            let (minute, after) = minutes(scan, end + 1)
        {
            return Clock(end: after, minute: hour * 60 + minute, isExact: true)
        }
        guard isHour(scan, end), before.isPreposition(.in, .from, .to) || scan.tokens[start].kind == .number else {
            return nil
        }
        // „за 10 часа“ is how long, „след 10 часа“ after how long.
        if before.isPreposition(.after, .before, .for), scan.isPlural(end) { return nil }
        // „10 ч. и 30 мин.“
        if scan.isForm(end + 1, TimeScanner.and), let (minute, after) = scan.number(end + 2), minute < 60,
            scan.word(after).unit == .minute
        {
            return Clock(end: after + 1, minute: hour * 60 + minute, isExact: true)
        }
        return Clock(end: end + 1, minute: hour * 60, isExact: false)
    }

    /// After „9 и“: „половина“, „30 часа“.
    private static func minutes(_ scan: TimeScanner, _ index: Int) -> (value: Int, end: Int)? {
        if let (minute, end) = scan.number(index), minute < 60, isHour(scan, end) { return (minute, end + 1) }
        return scan.isHalf(index) ? (30, index + 1) : nil
    }

    /// „от 9 до 11 ч.“, „от 10,30 ч. до 12 ч.“, „между 9 и 11 часа“, „9-11 ч.“
    private static func clockRange(_ scan: TimeScanner, _ start: Int) -> (minutes: Range<Int>, end: Int)? {
        let isFrom = scan.word(start).isPreposition(.from)
        let isBetween = scan.word(start).isPreposition(.between)
        guard let first = clockNumber(scan, isFrom || isBetween ? start + 1 : start) else { return nil }
        let isJoint =
            isFrom
            ? scan.word(first.end).isPreposition(.to)
            : isBetween ? scan.isForm(first.end, TimeScanner.and) : scan.isDash(first.end)
        guard isJoint, let last = clockNumber(scan, first.end + 1), last.isMarked, first.minute < last.minute else {
            return nil
        }
        return (first.minute..<last.minute, last.end)
    }

    /// „9“, „10,30 ч.“, „10:30“ in a range; marked where it can be nothing but a time.
    private static func clockNumber(_ scan: TimeScanner, _ start: Int) -> (minute: Int, end: Int, isMarked: Bool)? {
        guard let digits = scan.digits(start), digits.count <= 2 else { return nil }
        let minute = digits.second
        guard digits.first < 25, minute < 60, digits.count == 1 || digits.isShort else { return nil }
        let isMarked = isHour(scan, start + 1)
        return (digits.first * 60 + minute, isMarked ? start + 2 : start + 1, isMarked || digits.separator == 0x3A)
    }
}

extension Int {
    /// Minutes of a twelve-hour clock in the part of the day that is named with it: 9 hours in the evening are 21.
    fileprivate func within(_ hours: Range<Int>) -> Int {
        let later = self + 720
        return self < hours.lowerBound * 60 && hours.contains(later / 60) && later < 1_440 ? later : self
    }
}
