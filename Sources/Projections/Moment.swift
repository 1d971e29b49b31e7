import Chronicle

/// Times as the projections keep them: microseconds since 1970-01-01 UTC for when something was said or recorded,
/// minutes since 1970-01-01 of the local calendar for when a meeting is.
enum Moment {
    static let microsecondsPerMinute: Int64 = 60_000_000
    static let microsecondsPerHour: Int64 = 60 * microsecondsPerMinute
    static let minutesPerDay = 1_440

    /// RFC 3339 to the second, with the offset that the time was given in.
    static func text(microseconds: Int64, offsetMinutes: Int) -> String {
        let civil = Instant(microseconds: microseconds).civilTime(offsetMinutes: offsetMinutes)
        let second = ((microseconds / 1_000_000) % 60 + 60) % 60
        let zone: String =
            if offsetMinutes == 0 {
                "Z"
            } else {
                (offsetMinutes < 0 ? "-" : "+") + two(abs(offsetMinutes) / 60) + ":" + two(abs(offsetMinutes) % 60)
            }
        return "\(civil):\(two(Int(second)))\(zone)"
    }

    /// The local minute of an instant.
    static func localMinute(microseconds: Int64, offsetMinutes: Int) -> Int {
        let civil = Instant(microseconds: microseconds).civilTime(offsetMinutes: offsetMinutes)
        return civil.date.days * minutesPerDay + civil.minute
    }

    /// The local minute of "2025-10-20" or "2025-10-20T18:30"; nil for anything else.
    static func minute(civil text: String) -> Int? {
        guard let time = PublishedTime(text) else { return nil }
        return localMinute(microseconds: time.instant.microseconds, offsetMinutes: 0)
    }

    private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
}
