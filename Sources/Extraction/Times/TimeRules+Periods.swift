import Language

/// Weeks, months, seasons and parts of them.
extension TimeRule {
    /// „тази седмица“, „миналата година“, „следващия ден“, „идното лято“, „този уикенд“, „по-миналия месец“, „тази сутрин“
    @Sendable static func shifted(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        if scan.isKind(start, .same) { return same(scan, start) }
        if scan.isKind(start, .that) { return dayBeforeYesterday(scan, start) }
        if scan.isKind(start, .last) { return lately(scan, start) }
        let index = scan.afterMore(start) ?? start
        guard var shift = scan.shift(index), !scan.isPlural(index) else { return nil }
        let isComing = shift == TimeVocabulary.coming
        if index > start {
            guard abs(shift) == 1 else { return nil }
            shift *= 2
        }
        // „тази и следващата година“
        if scan.isForm(index + 1, TimeScanner.and), let last = shifted(scan, index + 2),
            case .period(let unit, _) = last.phrase
        {
            return TimeMatch(end: last.end, phrase: .range(.period(unit, shift: shift), last.phrase))
        }
        let turn = TimeYear.turn(isComing ? 1 : shift.signum())
        let word = scan.word(index + 1)
        let end = index + 2
        switch word.kind {
        case .unit:
            guard let unit = word.unit, !unit.isOfClock else { return nil }
            if unit == .day { return dayShifted(shift, end) }
            let phrase = unit == .weekend ? TimePhrase.weekend(week: shift) : .period(unit, shift: shift)
            return TimeMatch(end: end, phrase: phrase)
        case .season: return TimeMatch(end: end, phrase: .season(word.value, year: turn))
        case .month:
            // „миналия октомври“ is the last one; „следващия“ is next year's, „идния“ the first ahead.
            let isByYear = shift >= 0 && !isComing
            return TimeMatch(end: end, phrase: .month(word.value, year: isByYear ? .shift(shift) : turn))
        case .part:
            let day =
                shift == 1 ? TimePhrase.fromSpoken(TimeAmount(1, .day), isPast: false) : .day(isComing ? 1 : shift)
            return TimeMatch(end: end, phrase: .hours(word.hours, day))
        default: return nil
        }
    }

    private static func dayShifted(_ shift: Int, _ end: Int) -> TimeMatch {
        // „този ден“ in a story is the one it tells of.
        if shift == 0 { return TimeMatch(end: end, phrase: .openDay) }
        let isFar = abs(shift) == 2
        return TimeMatch(end: end, phrase: .fromSpoken(TimeAmount(isFar ? 2 : 1, .day), isPast: shift < 0))
    }

    /// „същия ден“, „същата вечер“, „същата година“
    private static func same(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        let word = scan.word(start + 1)
        if word.kind == .part { return TimeMatch(end: start + 2, phrase: .hours(word.hours, .spoken(.day))) }
        guard let unit = word.unit, !unit.isOfClock, !scan.isPlural(start + 1), scan.isDefinite(start) else {
            return nil
        }
        return TimeMatch(end: start + 2, phrase: .spoken(unit))
    }

    /// „онзи ден“, „онази нощ“
    private static func dayBeforeYesterday(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        let word = scan.word(start + 1)
        if word.unit == .day { return TimeMatch(end: start + 2, phrase: .day(-2)) }
        return word.kind == .part ? TimeMatch(end: start + 2, phrase: .hours(word.hours, .day(-2))) : nil
    }

    /// „последната година“ are the twelve months up to now, „последното тримесечие“ is the one before this.
    private static func lately(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard !scan.isPlural(start), let unit = scan.word(start + 1).unit, !scan.isPlural(start + 1) else { return nil }
        switch unit {
        case .second, .minute: return nil
        case .weekend: return TimeMatch(end: start + 2, phrase: .weekend(week: -1))
        case .quarter, .half: return TimeMatch(end: start + 2, phrase: .period(unit, shift: -1))
        case .day where scan.word(start + 2).isPreposition(.on, .from): return nil
        default: return TimeMatch(end: start + 2, phrase: .stretch(TimeAmount(1, unit), isPast: true))
        }
    }

    /// „последните две седмици“, „следващите дни“, „близките месеци“
    @Sendable static func stretch(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
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

    /// „октомври 2025 г.“, „месец юни“, „януари-март 2020“, „октомври“; „май“ only after a preposition.
    @Sendable static func month(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        let index = scan.word(start).unit == .month ? start + 1 : start
        guard scan.isKind(index, .month), !scan.isDefinite(index) else { return nil }
        let (year, end) = yearAfter(scan, index + 1)
        let month = scan.words[index].value
        let isWord = scan.tokens[index].shape == .lower || index == scan.limit.lowerBound
        let isClear = !scan.isAny(index, .particle) || index > start || scan.isKind(start - 1, .preposition)
        guard year != nil || (isWord && isClear) else { return nil }
        // „април и юни“ are two months, „април и май“ one stretch.
        let isStretch = scan.isDash(end) || (scan.isJoint(end) && scan.word(end + 1).value == month % 12 + 1)
        guard isStretch, scan.isKind(end + 1, .month), year == nil else {
            return TimeMatch(end: end, phrase: .month(month, year: year))
        }
        let (lastYear, lastEnd) = yearAfter(scan, end + 2)
        return TimeMatch(
            end: lastEnd,
            phrase: .range(.month(month, year: nil), .month(scan.words[end + 1].value, year: lastYear)))
    }

    /// „целия ден“, „цялата година“, „цялото лято“
    @Sendable static func whole(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard scan.isKind(start, .whole), scan.isDefinite(start), !scan.isPlural(start) else { return nil }
        let word = scan.word(start + 1)
        switch word.kind {
        case .unit:
            guard let unit = word.unit, !unit.isOfClock else { return nil }
            let phrase = unit == .day ? TimePhrase.openDay : .period(unit, shift: 0)
            return TimeMatch(end: start + 2, phrase: phrase)
        case .season: return TimeMatch(end: start + 2, phrase: .season(word.value, year: nil))
        case .month: return TimeMatch(end: start + 2, phrase: .month(word.value, year: nil))
        default: return shifted(scan, start + 1)
        }
    }

    /// „седмицата“, „годината“, „уикенда“ with the article: this one.
    @Sendable static func unitWithArticle(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard let unit = scan.word(start).unit, scan.isDefinite(start), !scan.isPlural(start) else { return nil }
        switch unit {
        case .weekend: return TimeMatch(end: start + 1, phrase: .weekend(week: nil))
        case .day, .week, .month, .year, .quarter, .half, .decade, .century:
            guard isInside(scan, start) else { return nil }
            return TimeMatch(end: start + 1, phrase: unit == .day ? .openDay : .period(unit, shift: 0))
        default: return nil
        }
    }

    /// „през седмицата“, „до годината“, „края на месеца“, „първия месец от годината“
    private static func isInside(_ scan: TimeScanner, _ start: Int) -> Bool {
        if scan.word(start - 1).isPreposition(.during, .to) { return true }
        guard scan.word(start - 1).isPreposition(.on, .from) else { return false }
        return [.share, .unit, .weekday, .frame, .lasting].contains(scan.word(start - 2).kind)
    }

    /// „лятото“, „лятото на 2026 г.“
    @Sendable static func season(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard scan.isKind(start, .season), !scan.isPlural(start) else { return nil }
        let of = scan.word(start + 1).isPreposition(.on, .during) ? start + 2 : start + 1
        let (year, end) = yearAfter(scan, of)
        let before = scan.word(start - 1)
        let isIntroduced = before.isPreposition(.during, .from, .to)
        // „топлината на лятото“ is of any summer, „края на лятото“ of this one.
        let isOne = scan.isDefinite(start) && (!before.isPreposition(.on) || scan.isKind(start - 2, .share))
        guard year != nil || isIntroduced || isOne else { return nil }
        return TimeMatch(
            end: year == nil ? start + 1 : end, phrase: .season(scan.words[start].value, year: year))
    }

    /// „края на месеца“, „началото на следващата седмица“, „средата на ноември“, „първата половина на 2026 г.“
    @Sendable static func share(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        var index = start
        var isSecond = false
        if let (number, end) = scan.ordinal(index), scan.isKind(end, .share) {
            isSecond = number == 2
            index = end
        } else if scan.isKind(index, .early) || scan.isKind(index, .late) {
            index += 1
        }
        guard scan.isKind(index, .share), scan.word(index + 1).isPreposition(.on, .from),
            let whole = plainCore(scan, index + 2)
        else { return nil }
        let share = TimeShare.allCases[scan.words[index].value]
        return TimeMatch(end: whole.end, phrase: .share(share == .half && isSecond ? .secondHalf : share, whole.phrase))
    }

    /// „второто тримесечие на 2026 г.“, „първата седмица на ноември“, „последния ден от месеца“
    @Sendable static func nthPeriod(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        let isLast = scan.isKind(start, .last)
        guard let (number, end) = isLast ? (-1, start + 1) : scan.ordinal(start), !scan.isPlural(start),
            let unit = scan.word(end).unit, !unit.isOfClock, !scan.isPlural(end)
        else { return nil }
        if scan.word(end + 1).isPreposition(.on, .from), let whole = plainCore(scan, end + 2) {
            return TimeMatch(end: whole.end, phrase: .nth(number, unit, whole.phrase))
        }
        let (year, after) = yearAfter(scan, end + 1)
        guard unit == .quarter || unit == .half, !isLast else { return nil }
        let whole = year.map { TimePhrase.year($0) } ?? .period(.year, shift: 0)
        return TimeMatch(end: after, phrase: .nth(number, unit, whole))
    }

    /// „първите три месеца на годината“, „последните дни на май“, „първите шест месеца“
    @Sendable static func edge(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        let isEnd = scan.isKind(start, .last)
        guard isEnd || (scan.isKind(start, .ordinal) && scan.words[start].value == 1), scan.isPlural(start),
            let (amount, end) = scan.amount(start + 1, single: true), !amount.unit.isOfClock
        else { return nil }
        if scan.word(end).isPreposition(.on, .from), let whole = plainCore(scan, end + 1) {
            return TimeMatch(end: whole.end, phrase: .edge(amount, isEnd: isEnd, whole.phrase))
        }
        guard !isEnd, amount.unit == .month, amount.count != nil else { return nil }
        return TimeMatch(end: end, phrase: .edge(amount, isEnd: false, .period(.year, shift: 0)))
    }
}

extension TimeUnit {
    /// Told by a clock, not by a calendar.
    var isOfClock: Bool { self == .second || self == .minute || self == .hour }
}
