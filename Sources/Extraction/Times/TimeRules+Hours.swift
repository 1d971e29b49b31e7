import Language

/// Parts of the day and the clock, alone and with the day that they belong to.
extension TimeRule {
    /// „вечерта на 5 май“, „сутринта в петък“, „18,30 ч. утре“
    static func partFirst(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        if scan.isKind(start, .part), scan.isDefinite(start) || scan.word(start - 1).kind == .preposition {
            let hours = scan.words[start].hours
            let next = scan.word(start + 1).isPreposition(.on, .in) ? start + 2 : start + 1
            if let day = dayOnly(scan, next) { return TimeMatch(end: day.end, phrase: .hours(hours, day.phrase)) }
            return TimeMatch(end: start + 1, phrase: .hours(hours, .day(0)))
        }
        guard let clock = clock(scan, start) else { return nil }
        let next = scan.word(clock.end).isPreposition(.on, .in) ? clock.end + 1 : clock.end
        let isAfterMark = scan.isPunctuation(clock.end) && scan.limit.contains(clock.end + 1)
        if let day = dayOnly(scan, next) ?? (isAfterMark ? dateOnly(scan, clock.end + 1) : nil) {
            return TimeMatch(end: day.end, phrase: .clock(minute: clock.minute, isExact: clock.isExact, day.phrase))
        }
        return TimeMatch(end: clock.end, phrase: .clock(minute: clock.minute, isExact: clock.isExact, .day(0)))
    }

    /// Adds „следобед“, „вечерта“, „в 10 часа“, „от 18,30 ч.“ to a day.
    static func addTimeOfDay(_ scan: TimeScanner, _ match: inout TimeMatch) {
        guard isDay(match.phrase) else { return }
        if let clock = clockAfter(scan, match.end) {
            match.phrase = .clock(minute: clock.minute, isExact: clock.isExact, match.phrase)
            match.end = clock.end
            return
        }
        var index = match.end
        if scan.isKind(index, .early) || scan.isKind(index, .late) { index += 1 }
        if scan.word(index).isPreposition(.on, .around, .by, .in, .during) { index += 1 }
        guard scan.isKind(index, .part) else { return }
        match.phrase = .hours(scan.words[index].hours, match.phrase)
        match.end = index + 1
        if let clock = clockAfter(scan, match.end), case .hours(_, let day) = match.phrase {
            match.phrase = .clock(minute: clock.minute, isExact: clock.isExact, day)
            match.end = clock.end
        }
    }

    private static func clockAfter(_ scan: TimeScanner, _ start: Int) -> Clock? {
        guard scan.word(start).isPreposition(.in, .from, .during) || scan.isAbout(start) else { return nil }
        return clock(scan, start + 1)
    }

    private static func isDay(_ phrase: TimePhrase) -> Bool {
        switch phrase {
        case .date, .weekday, .day, .contextDay: true
        default: false
        }
    }

    private static func dayOnly(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard scan.word(start).kind != .part, let match = core(scan, start), isDay(match.phrase) else { return nil }
        return match
    }

    private static func dateOnly(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        scan.digits(start) == nil ? nil : dayOnly(scan, start)
    }

    /// A time by the clock.
    struct Clock {
        var end: Int
        var minute: Int
        var isExact: Bool
    }

    /// „18,30 ч.“, „10:00“, „10 ч.“, „десет часа“ where a preposition stands before it.
    static func clock(_ scan: TimeScanner, _ start: Int) -> Clock? {
        let isIntroduced =
            scan.word(start - 1).isPreposition(.in, .from, .to, .after, .before) || scan.isAbout(start - 1)
        if let digits = scan.digits(start), digits.groups.count == 2, digits.isShort {
            let (hour, minute) = (digits.groups[0], digits.groups[1])
            guard hour < 25, minute < 60 else { return nil }
            let isMarked = scan.word(start + 1).unit == .hour
            guard isMarked || (digits.separator == 0x3A && isIntroduced) else { return nil }
            return Clock(end: isMarked ? start + 2 : start + 1, minute: hour * 60 + minute, isExact: true)
        }
        guard isIntroduced, let (hour, end) = scan.number(start), hour < 25, scan.word(end).unit == .hour,
            scan.word(start - 1).isPreposition(.in, .from, .to) || scan.tokens[start].kind == .number
        else { return nil }
        if scan.word(start - 1).isPreposition(.after, .before), scan.words[end].unit == .hour, scan.isPlural(end) {
            return nil
        }
        // „10 ч. и 30 мин.“
        if scan.isForm(end + 1, TimeScanner.and), let (minute, after) = scan.number(end + 2), minute < 60,
            scan.word(after).unit == .minute
        {
            return Clock(end: after + 1, minute: hour * 60 + minute, isExact: true)
        }
        return Clock(end: end + 1, minute: hour * 60, isExact: false)
    }
}
