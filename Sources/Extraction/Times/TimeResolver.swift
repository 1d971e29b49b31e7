import Chronicle

/// Where a bare „в четвъртък“ is looked for.
enum TimeDirection: Hashable, Sendable {
    case past, future
    /// The nearest.
    case open
}

/// Finds the interval that a phrase means, counted from a local time.
struct TimeResolver: Sendable {
    /// A date without a year that its clause's tense puts further off than this is taken on the other side, when that is
    /// near.
    static let daysFarMin = 240
    /// What is near then.
    static let daysNearMax = 60

    /// What „вчера“ counts from; nil where unknown.
    let now: CivilTime?
    /// Where bare weekdays and dates lie.
    let direction: TimeDirection
    /// What was spoken of before, for „на следващия ден“.
    let context: TimeContext

    /// The interval of a phrase; unknown where it depends on what is not known.
    func interval(_ phrase: TimePhrase) -> TimeInterval {
        switch phrase {
        case .date(let day, let month, let year): date(day, month, year)
        case .month(let month, let year): self.month(month, year)
        case .year(let year):
            self.year(year).map { TimeInterval(days: CivilDate.months(year: $0, first: 1, count: 12), .year) }
                ?? TimeInterval(nil, nil, .year)
        case .decade(let number, let century): decade(number, of: century)
        case .century(let number):
            TimeInterval(days: CivilDate.months(year: number * 100 - 99, first: 1, count: 1_200), .vague)
        case .weekday(let weekday, let week): self.weekday(weekday, week: week)
        case .feast(let feast, let year): self.feast(feast, year)
        case .day(let shift): day { $0 + shift }
        case .openDay: day { context.openDay(direction, today: $0) ?? $0 }
        case .moment: moment()
        case .spoken(let unit): spoken(unit)
        case .fromSpoken(let amount, let isPast): fromSpoken(amount, isPast: isPast)
        case .period(let unit, let shift): period(unit, shift)
        case .season(let season, let year): self.season(season, year)
        case .weekend(let week): weekend(week: week)
        case .share(let share, let whole): self.share(share, of: whole)
        case .nth(let number, let unit, let whole): nth(number, unit, of: whole)
        case .nthWeekday(let number, let weekday, let whole): nthWeekday(number, weekday, of: whole)
        case .edge(let amount, let isEnd, let whole): edge(amount, isEnd: isEnd, of: whole)
        case .rest(let isEarlier, let whole): rest(isEarlier: isEarlier, of: whole)
        case .hours(let hours, let day): self.hours(hours, of: day)
        case .clock(let minute, let isExact, let day): clock(minute, isExact: isExact, of: day)
        case .minutes(let minutes, let day): self.minutes(minutes, of: day)
        case .offset(let amount, let isPast): offset(amount, isPast: isPast)
        case .stretch(let amount, let isPast): stretch(amount, isPast: isPast)
        case .until(let phrase): until(phrase)
        case .since(let phrase, let isOver): since(phrase, isOver: isOver)
        case .after(let phrase): after(phrase)
        case .before(let phrase): before(phrase)
        case .range(let first, let last): range(first, last)
        case .vague(let isPast): isPast ? TimeInterval(nil, now, .vague) : TimeInterval(now, nil, .vague)
        case .unknown: .unknown
        }
    }

    // MARK: Days

    private func day(_ date: (CivilDate) -> CivilDate) -> TimeInterval {
        now.map { TimeInterval(day: date($0.date)) } ?? TimeInterval(nil, nil, .day)
    }

    /// „в момента“ is today, at no hour and with no day set for it.
    private func moment() -> TimeInterval {
        guard let now else { return .unknown }
        return TimeInterval(days: now.date..<(now.date + 1), .vague)
    }

    /// The number of a year; nil where it is none or now is not known.
    func year(_ year: TimeYear) -> Int? {
        switch year {
        case .number(let number): number
        case .shift(let shift): now.map { $0.date.components.year + shift }
        case .turn: nil
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
    func nearest<T>(of candidates: [T], to today: CivilDate, distance: (T) -> Int) -> T {
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

    private func feast(_ feast: TimeFeast, _ year: TimeYear?) -> TimeInterval {
        let days = { feast.days(of: $0) }
        if case .number(let number) = year { return TimeInterval(days: days(number), .day) }
        guard let today = now?.date else { return TimeInterval(nil, nil, .day) }
        if case .shift(let shift) = year { return TimeInterval(days: days(today.components.year + shift), .day) }
        return TimeInterval(days: recurring(year, today, days), .day)
    }

    /// The one that is meant of what comes every year: the last, this or the next one where the words say so, else by the
    /// tense.
    func recurring(_ year: TimeYear?, _ today: CivilDate, _ days: (Int) -> Range<CivilDate>) -> Range<CivilDate> {
        let candidates = (-2...2).map { days(today.components.year + $0) }
        switch year {
        case .turn(-1): return candidates.last { $0.upperBound <= today } ?? candidates[0]
        case .turn(1): return candidates.first { $0.lowerBound > today } ?? candidates[4]
        default: break
        }
        return nearest(of: candidates, to: today) {
            $0.contains(today)
                ? 0 : $0.lowerBound > today ? $0.lowerBound.days - today.days : $0.upperBound.days - today.days - 1
        }
    }

    // MARK: Times of the day

    private func hours(_ hours: Range<Int>, of day: TimePhrase) -> TimeInterval {
        guard var date = interval(day).start?.date else { return TimeInterval(nil, nil, .partOfDay) }
        // „през нощта“ in the morning's news is the night that is over.
        if hours.upperBound > 24, day == .day(0) || day == .openDay, direction != .future, let now, date == now.date,
            now.minute < 14 * 60
        {
            date = date - 1
        }
        return minutes(hours.lowerBound * 60..<hours.upperBound * 60, of: date)
    }

    private func minutes(_ minutes: Range<Int>, of day: TimePhrase) -> TimeInterval {
        interval(day).start.map { self.minutes(minutes, of: $0.date) } ?? TimeInterval(nil, nil, .partOfDay)
    }

    private func minutes(_ minutes: Range<Int>, of date: CivilDate) -> TimeInterval {
        let start = date.midnight.adding(minutes: minutes.lowerBound)
        return TimeInterval(start, date.midnight.adding(minutes: minutes.upperBound), .partOfDay)
    }

    private func clock(_ minute: Int, isExact: Bool, of day: TimePhrase) -> TimeInterval {
        let precision: TimeReference.Precision = isExact ? .minute : .hour
        guard let date = interval(day).start?.date else { return TimeInterval(nil, nil, precision) }
        let start = date.midnight.adding(minutes: minute)
        return TimeInterval(start, start.adding(minutes: isExact ? 1 : 60), precision)
    }
}
