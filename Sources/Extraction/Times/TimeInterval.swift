import Chronicle

/// A half-open interval of local time; either end is nil where unknown.
struct TimeInterval: Hashable, Sendable {
    var start: CivilTime?
    var end: CivilTime?
    var precision: TimeReference.Precision

    /// An interval between two moments.
    init(_ start: CivilTime?, _ end: CivilTime?, _ precision: TimeReference.Precision) {
        self.start = start
        self.end = end
        self.precision = precision
    }

    /// Whole days.
    init(days: Range<CivilDate>, _ precision: TimeReference.Precision) {
        self.init(days.lowerBound.midnight, days.upperBound.midnight, precision)
    }

    /// A single day.
    init(day: CivilDate) { self.init(days: day..<(day + 1), .day) }

    /// Nothing is known.
    static let unknown = TimeInterval(nil, nil, .vague)
}

extension CivilDate {
    /// Its first minute.
    var midnight: CivilTime { CivilTime(date: self, minute: 0) }

    /// The Monday of its week.
    var monday: CivilDate { self - (weekday - 1) }

    /// The same day of another month, or that month's last day where it has fewer.
    func adding(months: Int) -> CivilDate {
        let (year, month, day) = components
        let index = year * 12 + month - 1 + months
        let (newYear, newMonth) = (index.quotient(12), index - index.quotient(12) * 12 + 1)
        return CivilDate(year: newYear, month: newMonth, day: min(day, Self.days(inMonth: newMonth, of: newYear)))
    }

    /// The days of a calendar period that holds this day, or of one some periods later.
    func period(_ unit: TimeUnit, shift: Int = 0) -> Range<CivilDate> {
        let (year, month, _) = components
        switch unit {
        case .second, .minute, .hour, .day: return (self + shift)..<(self + shift + 1)
        case .week: return (monday + 7 * shift)..<(monday + 7 * shift + 7)
        case .weekend: return (monday + 7 * shift + 5)..<(monday + 7 * shift + 7)
        case .month: return Self.months(year: year, first: month + shift, count: 1)
        case .quarter: return Self.months(year: year, first: (month - 1) / 3 * 3 + 1 + 3 * shift, count: 3)
        case .half: return Self.months(year: year, first: (month - 1) / 6 * 6 + 1 + 6 * shift, count: 6)
        case .year: return Self.months(year: year + shift, first: 1, count: 12)
        case .decade: return Self.months(year: (year / 10 + shift) * 10, first: 1, count: 120)
        case .century: return Self.months(year: ((year - 1) / 100 + shift) * 100 + 1, first: 1, count: 1_200)
        }
    }

    /// Some months from a month on; a month outside 1 to 12 is one of another year.
    static func months(year: Int, first: Int, count: Int) -> Range<CivilDate> {
        let start = CivilDate(year: year, month: 1, day: 1).adding(months: first - 1)
        return start..<start.adding(months: count)
    }

    /// The number of days of a month.
    static func days(inMonth month: Int, of year: Int) -> Int {
        let next =
            month == 12 ? CivilDate(year: year + 1, month: 1, day: 1) : CivilDate(year: year, month: month + 1, day: 1)
        return next.days - CivilDate(year: year, month: month, day: 1).days
    }
}

extension Int {
    /// Division that rounds down.
    fileprivate func quotient(_ divisor: Int) -> Int {
        self >= 0 ? self / divisor : -((-self + divisor - 1) / divisor)
    }
}

extension CivilTime {
    /// The time some minutes later.
    func adding(minutes: Int) -> CivilTime {
        let total = minute + minutes
        let days = total >= 0 ? total / 1_440 : -((-total + 1_439) / 1_440)
        return CivilTime(date: date + days, minute: total - days * 1_440)
    }
}

extension TimeUnit {
    /// How exact a time is that is told in this unit.
    var precision: TimeReference.Precision {
        switch self {
        case .second, .minute: .minute
        case .hour: .hour
        case .day, .weekend: .day
        case .week: .week
        case .month: .month
        case .quarter, .half: .quarter
        case .year: .year
        case .decade, .century: .vague
        }
    }
}
