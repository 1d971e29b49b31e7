import Chronicle

/// Times counted from now or from what was spoken of, and bounds.
extension TimeResolver {
    /// The moment some units away.
    func moved(_ now: CivilTime, _ count: Int, _ unit: TimeUnit) -> CivilTime {
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

    func offset(_ amount: TimeAmount, isPast: Bool) -> TimeInterval {
        guard let now else { return TimeInterval(nil, nil, amount.count == nil ? .vague : amount.unit.precision) }
        let sign = isPast ? -1 : 1
        guard let count = amount.count else { return some(amount.unit, from: now, sign) }
        let moment = moved(now, sign * count, amount.unit)
        if let most = amount.countMax {
            let far = around(moved(now, sign * most, amount.unit), amount.unit)
            let near = around(moment, amount.unit)
            return isPast
                ? TimeInterval(far.start, near.end, near.precision) : TimeInterval(near.start, far.end, near.precision)
        }
        switch (amount.bound, isPast) {
        case (.more, true): return TimeInterval(nil, moment, .vague)
        case (.more, false): return TimeInterval(moment, nil, .vague)
        case (.less, true): return TimeInterval(moment, now, .vague)
        case (.less, false): return TimeInterval(now, moment, .vague)
        default: return around(moment, amount.unit)
        }
    }

    private func some(_ unit: TimeUnit, from time: CivilTime, _ sign: Int) -> TimeInterval {
        let near = moved(time, sign, unit)
        let far = moved(time, sign * Self.someMax, unit)
        return sign < 0 ? TimeInterval(far, near, .vague) : TimeInterval(near, far, .vague)
    }

    /// The calendar unit that a moment lies in; decades and centuries are counted from a year and from a decade.
    private func around(_ moment: CivilTime, _ unit: TimeUnit) -> TimeInterval {
        switch unit {
        case .second, .minute: TimeInterval(moment, moment.adding(minutes: 1), .minute)
        case .hour: TimeInterval(moment, moment.adding(minutes: 60), .hour)
        case .decade: around(moment, .year)
        case .century: TimeInterval(days: moment.date.period(.decade), .vague)
        default: TimeInterval(days: moment.date.period(unit), unit.precision)
        }
    }

    func stretch(_ amount: TimeAmount, isPast: Bool) -> TimeInterval {
        guard let now else { return .unknown }
        let count = amount.countMax ?? amount.count ?? Self.someMax
        let precision = amount.count == nil ? .vague : amount.unit.precision
        let far = moved(now, isPast ? -count : count, amount.unit)
        let isFine = amount.unit == .hour || amount.unit == .minute
        let near = isFine ? now : isPast ? (now.date + 1).midnight : now.date.midnight
        return isPast ? TimeInterval(far, near, precision) : TimeInterval(near, far, precision)
    }

    // MARK: What was spoken of

    func spoken(_ unit: TimeUnit) -> TimeInterval {
        guard let start = base(unit) else { return .unknown }
        return TimeInterval(days: start.period(unit), unit.precision)
    }

    /// A week after a day is a day; months and years after one are told no more exactly than that.
    func fromSpoken(_ amount: TimeAmount, isPast: Bool) -> TimeInterval {
        guard !amount.unit.isOfClock, let start = base(amount.unit)?.midnight else { return .unknown }
        let sign = isPast ? -1 : 1
        guard let count = amount.count else { return some(amount.unit, from: start, sign) }
        let moment = moved(start, sign * count, amount.unit)
        return amount.unit == .week ? TimeInterval(day: moment.date) : around(moment, amount.unit)
    }

    /// „след три дни го пуснаха“ counts from what was spoken of; „до две седмици“ in the past is a length, so unknown.
    func told(_ phrase: TimePhrase) -> TimeInterval {
        if case .offset(let amount, let isPast) = phrase { return fromSpoken(amount, isPast: isPast) }
        return .unknown
    }

    /// What was spoken of last as exactly as the unit needs it.
    private func base(_ unit: TimeUnit) -> CivilDate? {
        let precision = unit.precision
        if precision <= .week { return context.day }
        guard let last = context.last, last.precision <= precision || precision == .vague else { return context.day }
        return last.start?.date
    }

    // MARK: Bounds

    func after(_ phrase: TimePhrase) -> TimeInterval {
        let whole = interval(phrase)
        if phrase.isClock, let start = turningPoint(phrase) ?? whole.end {
            return TimeInterval(start, whole.start.map { ($0.date + 1).midnight }, .partOfDay)
        }
        if whole.end == nil { return whole }
        return TimeInterval(turningPoint(phrase) ?? whole.end, nil, whole.precision)
    }

    func before(_ phrase: TimePhrase) -> TimeInterval {
        let whole = interval(phrase)
        if phrase.isClock, let start = whole.start { return TimeInterval(start.date.midnight, start, .partOfDay) }
        if whole.start == nil { return whole }
        return TimeInterval(nil, turningPoint(phrase) ?? whole.start, whole.precision)
    }

    /// „преди края на годината“, „до средата на месеца“, „до 15 ч.“: what bounds a time stands for one moment.
    private func turningPoint(_ phrase: TimePhrase) -> CivilTime? {
        if case .clock = phrase { return interval(phrase).start }
        guard case .share(let share, let whole) = phrase else { return nil }
        let period = interval(whole)
        guard let start = period.start, let end = period.end, start.date < end.date else { return nil }
        switch share {
        case .beginning: return start
        case .middle, .half: return (start.date..<end.date).middle.midnight
        case .end, .secondHalf: return end
        }
    }

    func until(_ phrase: TimePhrase) -> TimeInterval {
        let ahead = TimeResolver(now: now, direction: direction == .past ? .past : .future, context: context)
        let whole = ahead.interval(phrase)
        guard let end = ahead.turningPoint(phrase) ?? whole.end else { return whole }
        guard let now else { return TimeInterval(nil, end, whole.precision) }
        return TimeInterval(now < end ? now.date.midnight : nil, end, whole.precision)
    }

    func since(_ phrase: TimePhrase, isOver: Bool) -> TimeInterval {
        let whole = interval(phrase)
        guard let start = whole.start else { return whole }
        return TimeInterval(start, isOver ? now.map { ($0.date + 1).midnight } : nil, whole.precision)
    }

    /// „от януари до май 2026 г.“: the year at the end is the beginning's too, or the one after it.
    func range(_ first: TimePhrase, _ last: TimePhrase) -> TimeInterval {
        var from = interval(first)
        let lastYear = last.year.flatMap { year($0) }
        if first.year == nil, let lastYear {
            from = interval(first.of(.number(lastYear)))
            if let start = from.start, let end = interval(last).end, !(start < end) {
                from = interval(first.of(.number(lastYear - 1)))
            }
        }
        guard let start = from.start else { return from }
        let onward = TimeResolver(now: start, direction: .future, context: context)
        let to = lastYear == nil ? onward.interval(last) : interval(last)
        guard let end = to.end, start < end else { return from }
        return TimeInterval(start, end, from.precision)
    }
}
