import Chronicle

/// A feast, on the same day every year or counted from Easter Sunday.
enum TimeFeast: Hashable, Sendable {
    case fixed(month: Int, day: Int, days: Int)
    case easter(TimeEaster, offset: Int, days: Int)

    /// Its days in a year.
    func days(of year: Int) -> Range<CivilDate> {
        switch self {
        case .fixed(let month, let day, let days):
            let first = CivilDate(year: year, month: month, day: day)
            return first..<(first + days)
        case .easter(let easter, let offset, let days):
            let first = easter.sunday(of: year) + offset
            return first..<(first + days)
        }
    }
}

/// Whose Easter it is.
enum TimeEaster: Hashable, Sendable {
    case orthodox, western

    /// Easter Sunday of a year from 1900 to 2099, by the Gregorian calendar (Meeus, “Astronomical Algorithms”, chapter 8).
    func sunday(of year: Int) -> CivilDate {
        switch self {
        case .orthodox:
            let moon = (19 * (year % 19) + 15) % 30
            let day = moon + (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7 + 114
            // The Julian calendar is 13 days behind.
            return CivilDate(year: year, month: day / 31, day: day % 31 + 1) + 13
        case .western:
            let (a, b, c) = (year % 19, year / 100, year % 100)
            let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30
            let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7
            let m = (a + 11 * h + 22 * l) / 451
            let day = h + l - 7 * m + 114
            return CivilDate(year: year, month: day / 31, day: day % 31 + 1)
        }
    }
}
