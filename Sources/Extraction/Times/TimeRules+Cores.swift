import Language

/// Expressions without a preposition: „26 март“, „миналата седмица“, „утре следобед“.
extension TimeRule {
    /// What stands at a token, with the time of day that goes with it.
    static func core(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        var index = start
        if scan.isKind(index, .early) || scan.isKind(index, .late) { index += 1 }
        if var match = partFirst(scan, index) ?? plainCore(scan, index) {
            if case .hours = match.phrase { return match }
            addTimeOfDay(scan, &match)
            return match
        }
        return nil
    }

    private static func plainCore(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        for rule in cores { if let match = rule(scan, start) { return match } }
        return nil
    }

    /// In order; the first that matches decides.
    private static let cores: [@Sendable (TimeScanner, Int) -> TimeMatch?] = [
        numericDate, dayPair, date, weekdays, share, nthPeriod, shifted, stretch, month, year, decade, day,
        unitWithArticle,
        season,
    ]

    // MARK: Dates

    /// „20.10.2025“
    @Sendable private static func numericDate(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard let digits = scan.digits(start), digits.separator == 0x2E, digits.groups.count == 3 else { return nil }
        let (day, month, year) = (digits.groups[0], digits.groups[1], digits.groups[2])
        guard (1...31).contains(day), (1...12).contains(month) else { return nil }
        let end = afterYearWord(scan, start + 1)
        return TimeMatch(
            end: end, phrase: .date(day: day, month: month, year: .number(year < 100 ? 2_000 + year : year)))
    }

    /// „18 и 19 октомври“, „3-5 май“
    @Sendable private static func dayPair(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard let (first, end) = scan.dayOfMonth(start) else { return nil }
        guard scan.isForm(end, TimeScanner.and) || scan.isForm(end, TimeScanner.or) || scan.isDash(end) else {
            return nil
        }
        guard let last = date(scan, end + 1), case .date(_, let month, let year) = last.phrase else { return nil }
        return TimeMatch(end: last.end, phrase: .range(.date(day: first, month: month, year: year), last.phrase))
    }

    /// „26 март“, „26-и март 2026 г.“
    @Sendable static func date(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard let (day, end) = scan.dayOfMonth(start), scan.isKind(end, .month) else { return nil }
        let (year, after) = yearAfter(scan, end + 1)
        return TimeMatch(end: after, phrase: .date(day: day, month: scan.words[end].value, year: year))
    }

    /// „2026 г.“, „т.г.“, „миналата година“, „2026“ after a month.
    private static func yearAfter(_ scan: TimeScanner, _ start: Int) -> (TimeYear?, Int) {
        var index = start
        if scan.word(index).isPreposition(.on, .from, .during), scan.isKind(index + 1, .shift) { index += 1 }
        if scan.isKind(index, .year) { return (.shift(scan.words[index].value), index + 1) }
        if scan.isKind(index, .shift), scan.word(index + 1).unit == .year,
            scan.words[index].value < TimeVocabulary.coming
        {
            return (.shift(scan.words[index].value), index + 2)
        }
        guard let digits = scan.digits(index), digits.groups.count == 1, isYear(digits.groups[0]) else {
            return (nil, start)
        }
        return (.number(digits.groups[0]), afterYearWord(scan, index + 1))
    }

    private static func afterYearWord(_ scan: TimeScanner, _ index: Int) -> Int {
        scan.word(index).unit == .year ? index + 1 : index
    }

    private static func isYear(_ number: Int) -> Bool { (1_000...2_199).contains(number) }

    // MARK: Weekdays

    /// „четвъртък“, „миналия четвъртък“, „понеделник и вторник“, „понеделник, 20 октомври“
    @Sendable private static func weekdays(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        var index = start
        var week: Int?
        if scan.isKind(index, .shift), !scan.isPlural(index) {
            week = scan.words[index].value
            index += 1
        }
        guard scan.isKind(index, .weekday), !scan.isPlural(index) else { return nil }
        let weekday = scan.words[index].value
        var end = index + 1
        // The date after a weekday is the same day, and more exact.
        let dated = scan.tokens[index].shape == .none ? nil : dateBeside(scan, end)
        if let dated { return dated }
        // „петък на миналата седмица“
        let of = scan.word(end).isPreposition(.on, .from, .during) ? end + 1 : end
        if week == nil, scan.isKind(of, .shift), scan.word(of + 1).unit == .week {
            week = scan.words[of].value == TimeVocabulary.coming ? 1 : scan.words[of].value
            end = of + 2
        }
        let joint = scan.isForm(end, TimeScanner.and) || scan.isForm(end, TimeScanner.or) || scan.isDash(end)
        let next = scan.word(end + 1).isPreposition(.in) ? end + 2 : end + 1
        if joint, scan.isKind(next, .weekday), !scan.isPlural(next), scan.words[next].value != weekday {
            let last = TimePhrase.weekday(scan.words[next].value, week: nil)
            return TimeMatch(end: next + 1, phrase: .range(.weekday(weekday, week: week), last))
        }
        return TimeMatch(end: end, phrase: .weekday(weekday, week: week))
    }

    /// „, 20 октомври“, „(20 октомври)“, „на 20 октомври“ after a weekday.
    private static func dateBeside(_ scan: TimeScanner, _ end: Int) -> TimeMatch? {
        let isMark = scan.limit.contains(end) && scan.tokens[end].kind == .punctuation
        let isOn = scan.word(end).isPreposition(.on)
        guard let match = date(scan, isMark || isOn ? end + 1 : end) else { return nil }
        return match
    }

    // MARK: Days

    /// „вчера“, „утре“, „снощи“, „вчерашната“
    @Sendable private static func day(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        let word = scan.word(start)
        if word.kind == .day { return TimeMatch(end: start + 1, phrase: .day(word.value)) }
        if word.kind == .daypart { return TimeMatch(end: start + 1, phrase: .hours(word.hours, .day(word.value))) }
        if word.kind == .week { return TimeMatch(end: start + 1, phrase: .period(.week, shift: word.value)) }
        return nil
    }

    // MARK: Periods

    /// „тази седмица“, „миналата година“, „следващия ден“, „идното лято“, „този уикенд“, „миналия октомври“, „тази сутрин“
    @Sendable private static func shifted(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        let isSame = scan.isKind(start, .same)
        guard isSame || scan.isKind(start, .shift) || scan.isKind(start, .last) else { return nil }
        let shift = isSame ? 0 : scan.isKind(start, .last) ? -1 : scan.words[start].value
        let word = scan.word(start + 1)
        let isComing = shift == TimeVocabulary.coming
        let end = start + 2
        switch word.kind {
        case .unit where isSame && word.unit == .day: return TimeMatch(end: end, phrase: .contextDay(0))
        case .unit where isSame || scan.isPlural(start): return nil
        case .unit where scan.isKind(start, .last) && word.unit != .year && word.unit != .month && word.unit != .week:
            return nil
        case .unit:
            guard let unit = word.unit, unit != .second, unit != .minute, unit != .hour else { return nil }
            if unit == .day {
                return shift == 0
                    ? TimeMatch(end: end, phrase: .day(0))
                    : TimeMatch(end: end, phrase: .contextDay(shift < 0 ? -1 : 1))
            }
            if unit == .weekend { return TimeMatch(end: end, phrase: .weekend(week: shift)) }
            return TimeMatch(end: end, phrase: .period(unit, shift: shift))
        case .season where !isSame:
            return TimeMatch(end: end, phrase: .season(word.value, year: .shift(isComing ? 1 : shift)))
        case .month where !isSame:
            return TimeMatch(end: end, phrase: .month(word.value, year: .shift(isComing ? 1 : shift)))
        case .part:
            if isSame || shift == 1 {
                return TimeMatch(end: end, phrase: .hours(word.hours, .contextDay(isSame ? 0 : 1)))
            }
            return TimeMatch(end: end, phrase: .hours(word.hours, .day(isComing ? 1 : shift)))
        default: return nil
        }
    }

    /// „последните две седмици“, „следващите дни“, „близките месеци“
    @Sendable private static func stretch(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard scan.isPlural(start) else { return nil }
        let isPast: Bool
        switch scan.word(start).kind {
        case .last: isPast = true
        case .near: isPast = false
        case .shift where scan.words[start].value != 0: isPast = scan.words[start].value < 0
        case .shift:
            // „тези дни“
            guard scan.word(start + 1).unit == .day else { return nil }
            return TimeMatch(end: start + 2, phrase: .period(.week, shift: 0))
        default: return nil
        }
        guard let (amount, end) = scan.amount(start + 1, single: true), amount.unit != .second else { return nil }
        return TimeMatch(end: end, phrase: .stretch(amount, isPast: isPast))
    }

    /// „октомври 2025 г.“, „месец юни“, „октомври“ after a preposition or a share.
    @Sendable private static func month(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        let index = scan.word(start).unit == .month ? start + 1 : start
        guard scan.isKind(index, .month) else { return nil }
        let (year, end) = yearAfter(scan, index + 1)
        let isIntroduced = index > start || scan.word(start - 1).kind == .preposition
        guard year != nil || isIntroduced else { return nil }
        let first = TimePhrase.month(scan.words[index].value, year: year)
        if scan.isForm(end, TimeScanner.and) || scan.isForm(end, TimeScanner.or), scan.isKind(end + 1, .month),
            year == nil
        {
            let (lastYear, lastEnd) = yearAfter(scan, end + 2)
            let last = TimePhrase.month(scan.words[end + 1].value, year: lastYear)
            let opening = TimePhrase.month(scan.words[index].value, year: lastYear)
            return TimeMatch(end: lastEnd, phrase: .range(opening, last))
        }
        return TimeMatch(end: end, phrase: first)
    }

    /// „2018 г.“, „2018“ after a preposition, „догодина“
    @Sendable private static func year(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        if scan.isKind(start, .year) {
            return TimeMatch(end: start + 1, phrase: .year(.shift(scan.words[start].value)))
        }
        guard let digits = scan.digits(start), digits.groups.count == 1, isYear(digits.groups[0]) else { return nil }
        let end = afterYearWord(scan, start + 1)
        let isIntroduced = scan.word(start - 1).isPreposition(.during, .in, .from, .to, .after, .before)
        guard end > start + 1 || (isIntroduced && (1_900...2_199).contains(digits.groups[0]) && isYearBare(scan, start))
        else {
            return nil
        }
        return TimeMatch(end: end, phrase: .year(.number(digits.groups[0])))
    }

    /// „през 2018“ ends its phrase; „от 2000 души“ does not.
    private static func isYearBare(_ scan: TimeScanner, _ index: Int) -> Bool {
        scan.isPunctuation(index + 1) || scan.word(index - 1).isPreposition(.during)
            || !scan.tokens[index + 1].grammar.isDisjoint(with: [.preposition, .conjunction, .verb, .particle])
    }

    /// „90-те години“
    @Sendable private static func decade(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard let digits = scan.digits(start), digits.groups.count == 1, digits.groups[0] % 10 == 0,
            scan.isDash(start + 1),
            scan.word(start + 3).unit == .year, (10...90).contains(digits.groups[0])
        else { return nil }
        return TimeMatch(
            end: start + 4, phrase: .decade(digits.groups[0] > 20 ? 1_900 + digits.groups[0] : 2_000 + digits.groups[0])
        )
    }

    /// „седмицата“, „годината“, „уикенда“ with the article: this one.
    @Sendable private static func unitWithArticle(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard let unit = scan.word(start).unit, scan.isDefinite(start), !scan.isPlural(start) else { return nil }
        let isInside =
            scan.word(start - 1).isPreposition(.during) || scan.isKind(start - 2, .share)
            || (scan.word(start - 1).isPreposition(.to) && unit != .hour)
        switch unit {
        case .weekend: return TimeMatch(end: start + 1, phrase: .weekend(week: nil))
        case .day, .week, .month, .year, .quarter:
            guard isInside else { return nil }
            return TimeMatch(end: start + 1, phrase: unit == .day ? .day(0) : .period(unit, shift: 0))
        default: return nil
        }
    }

    /// „лятото“ after „през“, „лятото на 2026 г.“, „пролетта“
    @Sendable private static func season(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard scan.isKind(start, .season), !scan.isPlural(start) else { return nil }
        let of = scan.word(start + 1).isPreposition(.on) ? start + 2 : start + 1
        let (year, end) = yearAfter(scan, of)
        let isIntroduced = scan.word(start - 1).isPreposition(.during, .from, .to)
        guard year != nil || isIntroduced || (scan.isDefinite(start) && scan.isKind(start - 2, .share)) else {
            return nil
        }
        return TimeMatch(end: year == nil ? start + 1 : end, phrase: .season(scan.words[start].value, year: year))
    }

    /// „края на месеца“, „началото на следващата седмица“, „средата на ноември“, „първата половина на 2026 г.“
    @Sendable private static func share(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        var index = start
        var isSecond = false
        if scan.isKind(index, .ordinal), scan.isKind(index + 1, .share) {
            isSecond = scan.words[index].value == 2
            index += 1
        } else if scan.isKind(index, .early) || scan.isKind(index, .late) {
            index += 1
        }
        guard scan.isKind(index, .share), scan.word(index + 1).isPreposition(.on, .from),
            let whole = plainCore(scan, index + 2), scan.words[index].kind == .share
        else { return nil }
        let share = TimeShare.allCases[scan.words[index].value]
        return TimeMatch(end: whole.end, phrase: .share(share == .half && isSecond ? .secondHalf : share, whole.phrase))
    }

    /// „второто тримесечие на 2026 г.“, „първата седмица на ноември“
    @Sendable private static func nthPeriod(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard scan.isKind(start, .ordinal) || (scan.isKind(start, .last) && !scan.isPlural(start)),
            let unit = scan.word(start + 1).unit, unit != .hour, unit != .minute, unit != .second
        else { return nil }
        if scan.word(start + 2).isPreposition(.on, .from), let whole = plainCore(scan, start + 3) {
            if scan.isKind(start, .last) { return TimeMatch(end: whole.end, phrase: .share(.end, whole.phrase)) }
            return TimeMatch(end: whole.end, phrase: .nth(scan.words[start].value, unit, whole.phrase))
        }
        guard unit == .quarter || unit == .half, scan.isKind(start, .ordinal) else { return nil }
        return TimeMatch(end: start + 2, phrase: .nth(scan.words[start].value, unit, .period(.year, shift: 0)))
    }
}
