/// A day of the proleptic Gregorian calendar, as the number of days since 1970-01-01.
public struct CivilDate: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01; negative before it.
    public var days: Int

    /// A day by its number.
    public init(days: Int) { self.days = days }

    /// A day by year, month (1 to 12) and day (1 to 31); days beyond the month's end run into the next.
    ///
    /// The algorithm is `days_from_civil` of Howard Hinnant's “chrono-Compatible Low-Level Date Algorithms”.
    public init(year: Int, month: Int, day: Int) {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        days = era * 146_097 + dayOfEra - 719_468
    }

    /// Year, month (1 to 12) and day of the month (`civil_from_days` of the same source).
    public var components: (year: Int, month: Int, day: Int) {
        let z = days + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let mp = (5 * dayOfYear + 2) / 153
        let month = mp < 10 ? mp + 3 : mp - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * mp + 2) / 5 + 1)
    }

    /// Day of the week, 1 for Monday to 7 for Sunday.
    public var weekday: Int { ((days + 3) % 7 + 7) % 7 + 1 }

    /// Earlier first.
    public static func < (a: CivilDate, b: CivilDate) -> Bool { a.days < b.days }
    /// The day some days later.
    public static func + (date: CivilDate, days: Int) -> CivilDate { CivilDate(days: date.days + days) }
    /// The day some days earlier.
    public static func - (date: CivilDate, days: Int) -> CivilDate { CivilDate(days: date.days - days) }
}

/// A local date and time of day to the minute: when an article was published, where its readers are.
public struct CivilTime: Hashable, Comparable, Sendable {
    /// The day.
    public var date: CivilDate
    /// Minutes since midnight, 0 to 1,439.
    public var minute: Int

    /// A local time.
    public init(date: CivilDate, minute: Int) {
        self.date = date
        self.minute = minute
    }

    /// Earlier first.
    public static func < (a: CivilTime, b: CivilTime) -> Bool {
        (a.date.days, a.minute) < (b.date.days, b.minute)
    }
}
