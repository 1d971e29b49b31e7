import Chronicle

/// Months, seasons, decades, and parts of periods.
extension TimeResolver {
    func month(_ month: Int, _ year: TimeYear?) -> TimeInterval {
        let days = { CivilDate.months(year: $0, first: month, count: 1) }
        switch year {
        case .number(let number): return TimeInterval(days: days(number), .month)
        case .shift(let shift):
            return now.map { TimeInterval(days: days($0.date.components.year + shift), .month) }
                ?? TimeInterval(nil, nil, .month)
        default: break
        }
        guard let today = now?.date else { return TimeInterval(nil, nil, .month) }
        if year != nil { return TimeInterval(days: recurring(year, today, days), .month) }
        let (thisYear, thisMonth, _) = today.components
        let candidates = (-1...1).map { ($0 + thisYear) * 12 + month }
        let found = nearest(of: candidates, to: today) { ($0 - thisYear * 12 - thisMonth) * 30 }
        return TimeInterval(days: days((found - month) / 12), .month)
    }

    func period(_ unit: TimeUnit, _ shift: Int) -> TimeInterval {
        guard let today = now?.date else { return TimeInterval(nil, nil, unit.precision) }
        let shift = shift == TimeVocabulary.coming ? 1 : shift
        return TimeInterval(days: today.period(unit, shift: shift), unit.precision)
    }

    func season(_ season: Int, _ year: TimeYear?) -> TimeInterval {
        let days = { CivilDate.months(year: $0, first: season * 3, count: 3) }
        if case .number(let number) = year { return TimeInterval(days: days(number), .quarter) }
        guard let today = now?.date else { return TimeInterval(nil, nil, .quarter) }
        if case .shift(let shift) = year { return TimeInterval(days: days(today.components.year + shift), .quarter) }
        return TimeInterval(days: recurring(year, today, days), .quarter)
    }

    /// On Saturday and Sunday it is the one under way.
    func weekend(week: Int?) -> TimeInterval {
        guard let today = now?.date else { return TimeInterval(nil, nil, .day) }
        let isOver = direction == .past || (direction == .open && today.weekday < 3)
        let shift = week ?? (isOver && today.weekday < 6 ? -1 : 0)
        return TimeInterval(days: today.period(.weekend, shift: shift == TimeVocabulary.coming ? 0 : shift), .day)
    }

    /// „20-те години“ are those of the century that is named, or the last ones that have begun.
    func decade(_ number: Int, of century: TimePhrase?) -> TimeInterval {
        var first = number
        if number < 100 {
            let age = century.flatMap { interval($0).start?.date.components.year }.map { $0 - 1 }
            let thisYear = now?.date.components.year ?? 2_000
            let thisCentury = thisYear / 100 * 100
            first += age ?? (thisCentury + number <= thisYear ? thisCentury : thisCentury - 100)
        }
        return TimeInterval(days: CivilDate.months(year: first, first: 1, count: 120), .vague)
    }

    // MARK: Parts

    func share(_ share: TimeShare, of whole: TimePhrase) -> TimeInterval {
        let whole = interval(whole)
        guard let first = whole.start?.date, let last = whole.end?.date, first + 1 < last else { return whole }
        let days = first..<last
        let length = days.length
        let precision: TimeReference.Precision =
            length > 1_000 ? .year : length > 100 ? .quarter : length > 20 ? .week : .day
        let (early, late) = days.thirds
        switch share {
        case .beginning: return TimeInterval(days: first..<early, precision)
        case .middle: return TimeInterval(days: early < late ? early..<late : days, precision)
        case .end: return TimeInterval(days: late..<last, precision)
        case .half: return TimeInterval(days: first..<days.middle, precision)
        case .secondHalf: return TimeInterval(days: days.middle..<last, precision)
        }
    }

    func nth(_ number: Int, _ unit: TimeUnit, of whole: TimePhrase) -> TimeInterval {
        let whole = interval(whole)
        guard let first = whole.start?.date, let last = whole.end?.date else {
            return TimeInterval(nil, nil, unit.precision)
        }
        // The first week of a month is its first seven days.
        let days =
            switch (unit, number) {
            case (.week, -1): (last - 7)..<last
            case (.week, _): (first + 7 * (number - 1))..<(first + 7 * number)
            case (_, -1): (last - 1).period(unit)
            default: first.period(unit, shift: number - 1)
            }
        return TimeInterval(days: days, unit.precision)
    }

    func nthWeekday(_ number: Int, _ weekday: Int, of whole: TimePhrase) -> TimeInterval {
        let whole = interval(whole)
        guard let first = whole.start?.date, let last = whole.end?.date else { return TimeInterval(nil, nil, .day) }
        if number < 0 { return TimeInterval(day: last - 1 - ((last - 1).weekday - weekday + 7) % 7) }
        return TimeInterval(day: first + ((weekday - first.weekday + 7) % 7 + 7 * (number - 1)))
    }

    func edge(_ amount: TimeAmount, isEnd: Bool, of phrase: TimePhrase) -> TimeInterval {
        guard let count = amount.count else { return share(isEnd ? .end : .beginning, of: phrase) }
        let whole = interval(phrase)
        guard let start = whole.start, let end = whole.end else { return whole }
        return isEnd
            ? TimeInterval(moved(end, -count, amount.unit), end, amount.unit.precision)
            : TimeInterval(start, moved(start, count, amount.unit), amount.unit.precision)
    }

    func rest(isEarlier: Bool, of whole: TimePhrase) -> TimeInterval {
        let whole = interval(whole)
        guard let now, let start = whole.start, let end = whole.end else { return whole }
        let isToday = whole.precision == .day
        let cut = isToday ? now : isEarlier ? (now.date + 1).midnight : now.date.midnight
        guard start < cut, cut < end else { return whole }
        return isEarlier ? TimeInterval(start, cut, whole.precision) : TimeInterval(cut, end, whole.precision)
    }
}

extension Range<CivilDate> {
    var length: Int { upperBound.days - lowerBound.days }

    /// How many whole months it is; nil where it does not begin and end with one.
    private var months: Int? {
        let (from, to) = (lowerBound.components, upperBound.components)
        return from.day == 1 && to.day == 1 ? (to.year - from.year) * 12 + to.month - from.month : nil
    }

    /// Where its beginning ends and its end begins: after ten and twenty days of a month, after a third of a longer period.
    var thirds: (early: CivilDate, late: CivilDate) {
        switch months {
        case 1?: return (lowerBound + 10, lowerBound + 20)
        case let months? where months >= 3:
            let third = months > 12 ? months / 36 * 12 : months / 3
            return (lowerBound.adding(months: third), upperBound.adding(months: -third))
        default:
            let early = lowerBound + Swift.max(length / 3, 1)
            return (early, Swift.max(lowerBound + 2 * length / 3, early))
        }
    }

    /// Half way: after fifteen days of a month.
    var middle: CivilDate {
        switch months {
        case 1?: lowerBound + 15
        case let months? where months % 2 == 0: lowerBound.adding(months: months / 2)
        default: lowerBound + (length + 1) / 2
        }
    }
}
