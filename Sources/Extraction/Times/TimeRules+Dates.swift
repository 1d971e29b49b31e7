import Language

/// Dates, weekdays and feasts.
extension TimeRule {
    // MARK: Dates

    /// „20.10.2025“
    @Sendable static func numericDate(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard let digits = scan.digits(start), digits.separator == 0x2E, digits.count == 3 else { return nil }
        let (day, month, year) = (digits.first, digits.second, digits.third)
        guard (1...31).contains(day), (1...12).contains(month) else { return nil }
        let end = afterYearWord(scan, start + 1)
        return TimeMatch(
            end: afterWeekday(scan, end),
            phrase: .date(day: day, month: month, year: .number(year < 100 ? 2_000 + year : year)))
    }

    /// „18 и 19 октомври“, „3-5 май“, „17, 18 и 19 октомври“
    @Sendable static func dayList(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard let (first, next) = scan.dayOfMonth(start) else { return nil }
        var end = next
        while scan.isJoint(end) || scan.isForm(end, TimeScanner.comma) {
            if let last = date(scan, end + 1), case .date(_, let month, let year) = last.phrase {
                return TimeMatch(
                    end: last.end, phrase: .range(.date(day: first, month: month, year: year), last.phrase))
            }
            guard scan.isForm(end, TimeScanner.comma), let day = scan.dayOfMonth(end + 1) else { return nil }
            end = day.end
        }
        return nil
    }

    /// „26 март“, „26-и март 2026 г.“, „26 т.м.“, „5-и следващия месец“
    @Sendable static func date(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard let (day, end) = scan.dayOfMonth(start) else { return nil }
        if scan.isKind(end, .month) {
            let (year, after) = yearAfter(scan, end + 1)
            let phrase = TimePhrase.date(day: day, month: scan.words[end].value, year: year)
            return TimeMatch(end: afterWeekday(scan, after), phrase: phrase)
        }
        if scan.isKind(end, .months) {
            return TimeMatch(end: end + 1, phrase: .nth(day, .day, .period(.month, shift: scan.words[end].value)))
        }
        guard scan.digits(start) != nil, let shift = scan.shift(end), scan.word(end + 1).unit == .month,
            !scan.isPlural(end)
        else { return nil }
        return TimeMatch(end: end + 2, phrase: .nth(day, .day, .period(.month, shift: shift)))
    }

    /// „(понеделник)“, „, понеделник,“ after a date says nothing new.
    static func afterWeekday(_ scan: TimeScanner, _ end: Int) -> Int {
        if scan.isForm(end, TimeScanner.comma), scan.isKind(end + 1, .weekday), !scan.isPlural(end + 1) {
            let isClosed = !scan.limit.contains(end + 2) || scan.isPunctuation(end + 2)
            return isClosed ? end + 2 : end
        }
        guard scan.isForm(end, TimeScanner.opening), scan.isKind(end + 1, .weekday),
            scan.isForm(end + 2, TimeScanner.closing)
        else { return end }
        return end + 3
    }

    /// „, 20 октомври“, „(20 октомври)“, „, на 20 октомври“ after a weekday.
    static func dateBeside(_ scan: TimeScanner, _ end: Int) -> TimeMatch? {
        let isMark = scan.limit.contains(end) && scan.isPunctuation(end)
        let afterMark = isMark ? end + 1 : end
        let start = scan.word(afterMark).isPreposition(.on) ? afterMark + 1 : afterMark
        guard var match = date(scan, start) ?? (isMark ? numericDate(scan, start) : nil) else { return nil }
        if scan.isForm(end, TimeScanner.opening), scan.isForm(match.end, TimeScanner.closing) { match.end += 1 }
        return match
    }

    // MARK: Weekdays

    /// „четвъртък“, „миналия четвъртък“, „понеделник и вторник“, „понеделник, 20 октомври“
    @Sendable static func weekdays(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        var index = start
        var week = scan.isPlural(index) ? nil : scan.shift(index)
        if week != nil { index += 1 }
        guard scan.isKind(index, .weekday), !scan.isPlural(index) else { return nil }
        let weekday = scan.words[index].value
        var end = index + 1
        // The date after a weekday is the same day, and more exact.
        let dated = scan.tokens[index].shape == .none ? nil : dateBeside(scan, end)
        if let dated { return dated }
        // „петък на миналата седмица“
        let of = scan.word(end).isPreposition(.on, .from, .during) ? end + 1 : end
        if week == nil, let shift = scan.shift(of), scan.word(of + 1).unit == .week {
            week = shift == TimeVocabulary.coming ? 1 : shift
            end = of + 2
        }
        let next = scan.word(end + 1).isPreposition(.in) ? end + 2 : end + 1
        // „в сряда и неделя“ are two days, „в сряда и четвъртък“ one stretch.
        let isStretch = scan.isDash(end) || (scan.isJoint(end) && scan.word(next).value == weekday % 7 + 1)
        if isStretch, scan.isKind(next, .weekday), !scan.isPlural(next), scan.words[next].value != weekday {
            let last = TimePhrase.weekday(scan.words[next].value, week: nil)
            return TimeMatch(end: next + 1, phrase: .range(.weekday(weekday, week: week), last))
        }
        return TimeMatch(end: end, phrase: .weekday(weekday, week: week))
    }

    /// „първата неделя на ноември“, „последния петък от месеца“
    @Sendable static func nthWeekday(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard let (number, end) = scan.isKind(start, .last) ? (-1, start + 1) : scan.ordinal(start),
            scan.isKind(end, .weekday), !scan.isPlural(end), scan.word(end + 1).isPreposition(.on, .from, .during),
            let whole = plainCore(scan, end + 2), (-1...5).contains(number)
        else { return nil }
        return TimeMatch(
            end: whole.end, phrase: .nthWeekday(number, weekday: scan.words[end].value, whole.phrase))
    }

    // MARK: Feasts

    /// „Коледа“, „миналия Великден“, „Велики петък“, „Нова година“, „великденските празници“, „православната Коледа“
    @Sendable static func feast(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        var index = start
        var turn: Int?
        if let shift = scan.isPlural(index) ? nil : scan.shift(index) {
            turn = shift.signum()
            index += 1
        }
        var church: Int?
        if scan.isKind(index, .church) {
            church = scan.words[index].value
            index += 1
        }
        guard let (feast, end) = feastName(scan, index) else { return nil }
        let (year, after) = turn.map { (.turn($0), end) } ?? yearAfter(scan, end)
        return TimeMatch(end: after, phrase: .feast(church.map { feast.of(church: $0) } ?? feast, year: year))
    }

    private static func feastName(_ scan: TimeScanner, _ index: Int) -> (TimeFeast, Int)? {
        let word = scan.word(index)
        switch word.kind {
        case .holy where scan.isKind(index + 1, .weekday):
            let offset = word.value + scan.words[index + 1].value
            return (.easter(.orthodox, offset: offset, days: 1), index + 2)
        case .holy where scan.word(index + 1).unit == .week && scan.isDefinite(index):
            return (.easter(.orthodox, offset: word.value + 1, days: 7), index + 2)
        case .fresh where scan.word(index + 1).unit == .year && !scan.isDefinite(index) && !scan.isPlural(index):
            let isName = scan.tokens[index].shape == .capitalised || scan.isKind(index - 1, .preposition)
            return isName ? (.fixed(month: 1, day: 1, days: 1), index + 2) : nil
        case .feast:
            guard let feast = word.feast else { return nil }
            // „коледните празници“
            guard scan.isAny(index, .adjective) else { return (feast, index + 1) }
            return scan.isKind(index + 1, .holiday) ? (feast, index + 2) : nil
        default: return nil
        }
    }
}

extension TimeFeast {
    /// The same feast of another church: 1 of the western one, 0 of the eastern ones, whose Christmas abroad is on
    /// 7 January.
    fileprivate func of(church: Int) -> TimeFeast {
        switch self {
        case .easter(_, let offset, let days): .easter(church == 1 ? .western : .orthodox, offset: offset, days: days)
        case .fixed(12, 25, let days) where church == 0: .fixed(month: 1, day: 7, days: days)
        case .fixed: self
        }
    }
}
