import Chronicle

/// Where a bare „в четвъртък“ is looked for.
enum TimeDirection: Hashable, Sendable {
    case past, future
    /// The nearest.
    case open
}

/// Finds the interval that a phrase means, counted from a local time.
struct TimeResolver: Sendable {
    /// A date without a year that its clause's tense puts further off than this is taken on the other side, when that is near.
    static let daysFarMin = 240
    /// What is near then.
    static let daysNearMax = 60

    /// What „вчера“ counts from; nil where unknown.
    let now: CivilTime?
    /// Where bare weekdays and dates lie.
    let direction: TimeDirection
    /// The day that was spoken of last, for „на следващия ден“.
    let contextDay: CivilDate?

    /// The interval of a phrase; unknown where it depends on what is not known.
    func interval(_ phrase: TimePhrase) -> TimeInterval {
        switch phrase {
        case .date(let day, let month, let year): date(day, month, year)
        case .month(let month, let year): self.month(month, year)
        case .year(let year):
            self.year(year).map { TimeInterval(days: CivilDate.months(year: $0, first: 1, count: 12), .year) }
                ?? TimeInterval(nil, nil, .year)
        case .decade(let first): TimeInterval(days: CivilDate.months(year: first, first: 1, count: 120), .vague)
        case .weekday(let weekday, let week): self.weekday(weekday, week: week)
        case .day(let shift): day { $0 + shift }
        case .contextDay(let shift): contextDay.map { TimeInterval(day: $0 + shift) } ?? .unknown
        case .period(let unit, let shift): period(unit, shift)
        case .season(let season, let year): self.season(season, year)
        case .weekend(let week): weekend(week: week)
        case .share(let share, let whole): self.share(share, of: whole)
        case .nth(let number, let unit, let whole): nth(number, unit, of: whole)
        case .rest(let isEarlier, let whole): rest(isEarlier: isEarlier, of: whole)
        case .hours(let hours, let day): self.hours(hours, of: day)
        case .clock(let minute, let isExact, let day): clock(minute, isExact: isExact, of: day)
        case .offset(let amount, let isPast): offset(amount, isPast: isPast)
        case .stretch(let amount, let isPast): stretch(amount, isPast: isPast)
        case .until(let phrase): until(phrase)
        case .since(let phrase, let isOver): since(phrase, isOver: isOver)
        case .after(let phrase): bounded(phrase) { TimeInterval($0.end, nil, $0.precision) }
        case .before(let phrase): bounded(phrase) { TimeInterval(nil, $0.start, $0.precision) }
        case .range(let first, let last): range(first, last)
        case .vague(let isPast): isPast ? TimeInterval(nil, now, .vague) : TimeInterval(now, nil, .vague)
        case .unknown: .unknown
        }
    }

    // MARK: Days

    private func day(_ date: (CivilDate) -> CivilDate) -> TimeInterval {
        now.map { TimeInterval(day: date($0.date)) } ?? TimeInterval(nil, nil, .day)
    }

    private func year(_ year: TimeYear) -> Int? {
        switch year {
        case .number(let number): number
        case .shift(let shift): now.map { $0.date.components.year + shift }
        }
    }

    private func date(_ day: Int, _ month: Int, _ year: TimeYear?) -> TimeInterval {
        if let year {
            return self.year(year).map { TimeInterval(day: CivilDate(year: $0, month: month, day: day)) }
                ?? TimeInterval(nil, nil, .day)
        }
        guard let today = now?.date else { return TimeInterval(nil, nil, .day) }
        let thisYear = today.components.year
        let candidates = (-1...1).map { CivilDate(year: thisYear + $0, month: month, day: day) }
        return TimeInterval(day: nearest(of: candidates, to: today) { $0.days - today.days })
    }

    /// The candidate on the side that the direction says, unless it is far and one on the other side is near.
    private func nearest<T>(of candidates: [T], to today: CivilDate, distance: (T) -> Int) -> T {
        let closest = candidates.min { abs(distance($0)) < abs(distance($1)) } ?? candidates[0]
        let side = candidates.filter { direction == .past ? distance($0) <= 0 : distance($0) >= 0 }
        guard direction != .open, let found = side.min(by: { abs(distance($0)) < abs(distance($1)) }) else {
            return closest
        }
        let isSlip = abs(distance(found)) > Self.daysFarMin && abs(distance(closest)) < Self.daysNearMax
        return isSlip ? closest : found
    }

    private func weekday(_ weekday: Int, week: Int?) -> TimeInterval {
        day { today in
            switch week {
            case TimeVocabulary.coming?: return today + ((weekday - today.weekday + 6) % 7 + 1)
            case let shift?: return today.monday + (7 * shift + weekday - 1)
            case nil: break
            }
            switch direction {
            case .past: return today - (today.weekday - weekday + 7) % 7
            case .future: return today + (weekday - today.weekday + 7) % 7
            case .open: return today.monday + (weekday - 1)
            }
        }
    }

    // MARK: Periods

    private func month(_ month: Int, _ year: TimeYear?) -> TimeInterval {
        if let year {
            return self.year(year).map {
                TimeInterval(days: CivilDate.months(year: $0, first: month, count: 1), .month)
            }
                ?? TimeInterval(nil, nil, .month)
        }
        guard let today = now?.date else { return TimeInterval(nil, nil, .month) }
        let (thisYear, thisMonth, _) = today.components
        let candidates = (-1...1).map { ($0 + thisYear) * 12 + month }
        let found = nearest(of: candidates, to: today) { ($0 - thisYear * 12 - thisMonth) * 30 }
        return TimeInterval(days: CivilDate.months(year: (found - month) / 12, first: month, count: 1), .month)
    }

    private func period(_ unit: TimeUnit, _ shift: Int) -> TimeInterval {
        guard let today = now?.date else { return TimeInterval(nil, nil, unit.precision) }
        let shift = shift == TimeVocabulary.coming ? 1 : shift
        return TimeInterval(days: today.period(unit, shift: shift), unit.precision)
    }

    private func season(_ season: Int, _ year: TimeYear?) -> TimeInterval {
        guard let today = now?.date else { return TimeInterval(nil, nil, .quarter) }
        let first = season * 3
        let thisYear = today.components.year
        func days(_ year: Int) -> Range<CivilDate> { CivilDate.months(year: year, first: first, count: 3) }
        if let year { return TimeInterval(days: days(self.year(year) ?? thisYear), .quarter) }
        let found = nearest(of: (-1...1).map { days(thisYear + $0) }, to: today) {
            $0.contains(today)
                ? 0 : $0.lowerBound > today ? $0.lowerBound.days - today.days : $0.upperBound.days - today.days
        }
        return TimeInterval(days: found, .quarter)
    }

    /// On Saturday and Sunday it is the one under way.
    private func weekend(week: Int?) -> TimeInterval {
        guard let today = now?.date else { return TimeInterval(nil, nil, .day) }
        let isOver = direction == .past || (direction == .open && today.weekday < 3)
        let shift = week ?? (isOver && today.weekday < 6 ? -1 : 0)
        return TimeInterval(days: today.period(.weekend, shift: shift == TimeVocabulary.coming ? 0 : shift), .day)
    }

    private func share(_ share: TimeShare, of whole: TimePhrase) -> TimeInterval {
        let whole = interval(whole)
        guard let first = whole.start?.date, let last = whole.end?.date else { return whole }
        let length = last.days - first.days
        let isLong = length > 100
        let third = isLong ? length / 4 : max(length / 3, 1)
        let precision: TimeReference.Precision = isLong ? .quarter : length > 20 ? .week : .day
        switch share {
        case .beginning: return TimeInterval(days: first..<(first + third), precision)
        case .middle: return TimeInterval(days: (first + third)..<(last - third), precision)
        case .end: return TimeInterval(days: (last - third)..<last, precision)
        case .half: return TimeInterval(days: first..<(first + (length + 1) / 2), precision)
        case .secondHalf: return TimeInterval(days: (first + (length + 1) / 2)..<last, precision)
        }
    }

    private func nth(_ number: Int, _ unit: TimeUnit, of whole: TimePhrase) -> TimeInterval {
        guard let first = interval(whole).start?.date else { return TimeInterval(nil, nil, unit.precision) }
        // The first week of a month is its first seven days.
        if unit == .week { return TimeInterval(days: (first + 7 * (number - 1))..<(first + 7 * number), .week) }
        return TimeInterval(days: first.period(unit, shift: number - 1), unit.precision)
    }

    private func rest(isEarlier: Bool, of whole: TimePhrase) -> TimeInterval {
        let whole = interval(whole)
        guard let now, let start = whole.start, let end = whole.end else { return whole }
        let isToday = whole.precision == .day
        let cut = isToday ? now : isEarlier ? (now.date + 1).midnight : now.date.midnight
        guard start < cut, cut < end else { return whole }
        return isEarlier ? TimeInterval(start, cut, whole.precision) : TimeInterval(cut, end, whole.precision)
    }

    // MARK: Times of the day

    private func hours(_ hours: Range<Int>, of day: TimePhrase) -> TimeInterval {
        guard var date = interval(day).start?.date else { return TimeInterval(nil, nil, .partOfDay) }
        // „през нощта“ in the morning's news is the night that is over.
        if hours.upperBound > 24, day == .day(0), direction != .future, let now, now.minute < 14 * 60 {
            date = date - 1
        }
        let start = date.midnight.adding(minutes: hours.lowerBound * 60)
        return TimeInterval(start, date.midnight.adding(minutes: hours.upperBound * 60), .partOfDay)
    }

    private func clock(_ minute: Int, isExact: Bool, of day: TimePhrase) -> TimeInterval {
        let precision: TimeReference.Precision = isExact ? .minute : .hour
        let whole = interval(day)
        guard let date = whole.start?.date else { return TimeInterval(nil, nil, precision) }
        let start = date.midnight.adding(minutes: minute)
        return TimeInterval(start, start.adding(minutes: isExact ? 1 : 60), precision)
    }

    // MARK: Distances

    /// The moment some units away.
    private func moved(_ now: CivilTime, _ count: Int, _ unit: TimeUnit) -> CivilTime {
        switch unit {
        case .second: now
        case .minute: now.adding(minutes: count)
        case .hour: now.adding(minutes: 60 * count)
        case .day: (now.date + count).midnight
        case .weekend, .week: (now.date + 7 * count).midnight
        case .month: now.date.adding(months: count).midnight
        case .quarter: now.date.adding(months: 3 * count).midnight
        case .half: now.date.adding(months: 6 * count).midnight
        case .year: now.date.adding(months: 12 * count).midnight
        case .decade: now.date.adding(months: 120 * count).midnight
        case .century: now.date.adding(months: 1_200 * count).midnight
        }
    }

    /// „няколко“ is two to nine.
    private static let someMax = 9

    private func offset(_ amount: TimeAmount, isPast: Bool) -> TimeInterval {
        guard let now else { return TimeInterval(nil, nil, amount.count == nil ? .vague : amount.unit.precision) }
        let sign = isPast ? -1 : 1
        guard let count = amount.count else {
            let near = moved(now, sign, amount.unit)
            let far = moved(now, sign * Self.someMax, amount.unit)
            return isPast ? TimeInterval(far, near, .vague) : TimeInterval(near, far, .vague)
        }
        let moment = moved(now, sign * count, amount.unit)
        switch (amount.bound, isPast) {
        case (.more, true): return TimeInterval(nil, moment, .vague)
        case (.more, false): return TimeInterval(moment, nil, .vague)
        case (.less, true): return TimeInterval(moment, now, .vague)
        case (.less, false): return TimeInterval(now, moment, .vague)
        default: return around(moment, amount.unit)
        }
    }

    /// The calendar unit that a moment lies in.
    private func around(_ moment: CivilTime, _ unit: TimeUnit) -> TimeInterval {
        switch unit {
        case .second, .minute: TimeInterval(moment, moment.adding(minutes: 1), .minute)
        case .hour: TimeInterval(moment, moment.adding(minutes: 60), .hour)
        default: TimeInterval(days: moment.date.period(unit), unit.precision)
        }
    }

    private func stretch(_ amount: TimeAmount, isPast: Bool) -> TimeInterval {
        guard let now else { return .unknown }
        let count = amount.count ?? Self.someMax
        let precision = amount.count == nil ? .vague : amount.unit.precision
        let far = moved(now, isPast ? -count : count, amount.unit)
        let isFine = amount.unit == .hour || amount.unit == .minute
        let near = isFine ? now : isPast ? (now.date + 1).midnight : now.date.midnight
        return isPast ? TimeInterval(far, near, precision) : TimeInterval(near, far, precision)
    }

    // MARK: Bounds

    private func bounded(_ phrase: TimePhrase, _ cut: (TimeInterval) -> TimeInterval) -> TimeInterval {
        let whole = interval(phrase)
        return whole.start == nil && whole.end == nil ? whole : cut(whole)
    }

    private func until(_ phrase: TimePhrase) -> TimeInterval {
        let whole = TimeResolver(now: now, direction: direction == .past ? .past : .future, contextDay: contextDay)
            .interval(phrase)
        guard let end = whole.end else { return whole }
        guard let now else { return TimeInterval(nil, end, whole.precision) }
        return TimeInterval(now < end ? now.date.midnight : nil, end, whole.precision)
    }

    private func since(_ phrase: TimePhrase, isOver: Bool) -> TimeInterval {
        let whole = interval(phrase)
        guard let start = whole.start else { return whole }
        return TimeInterval(start, isOver ? now.map { ($0.date + 1).midnight } : nil, whole.precision)
    }

    private func range(_ first: TimePhrase, _ last: TimePhrase) -> TimeInterval {
        let from = interval(first)
        guard let start = from.start else { return from }
        let onward = TimeResolver(now: start, direction: .future, contextDay: contextDay)
        let to = onward.interval(last)
        guard let end = to.end, start < end else { return from }
        return TimeInterval(start, end, from.precision)
    }
}
