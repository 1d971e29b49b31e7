import Chronicle
import Testing

@Suite("Times")
struct TimeTests {
    @Test(
        "published times in the forms that publishers use",
        arguments: [
            ("2025-10-21", "2025-10-21T00:00:00.000000Z", 0),
            ("2025-10-21T10:00", "2025-10-21T10:00:00.000000Z", 0),
            ("2025-10-21 10:00:05", "2025-10-21T10:00:05.000000Z", 0),
            ("2025-10-21T10:00:05.25Z", "2025-10-21T10:00:05.250000Z", 0),
            ("2025-10-21T01:00:00+0300", "2025-10-20T22:00:00.000000Z", 180),
            ("2025-10-21T22:30:00-05:30", "2025-10-22T04:00:00.000000Z", -330),
            ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.500000Z", 0),
        ])
    func published(string: String, utc: String, offset: Int) throws {
        let time = try #require(PublishedTime(string))
        #expect(time.instant.rfc3339 == utc)
        #expect(time.offsetMinutes == offset)
        #expect(Instant(time.instant.timestamp) == time.instant)
    }

    @Test(
        "what is no time is refused",
        arguments: [
            "", "2025", "2025-13-01", "2025-02-29", "2025-10-21T", "2025-10-21T25:00", "2025-10-21T10:00+03:00 x",
            "21.10.2025", "99999-01-01",
        ])
    func refused(string: String) { #expect(PublishedTime(string) == nil) }

    @Test("days count without a gap through leap years and centuries")
    func days() {
        var date = CivilDate(year: 1899, month: 12, day: 31)
        for days in date.days..<CivilDate(year: 2101, month: 1, day: 1).days {
            let (year, month, day) = CivilDate(days: days).components
            #expect(CivilDate(year: year, month: month, day: day).days == days)
            date = CivilDate(days: days)
        }
        #expect(CivilDate(year: 2025, month: 10, day: 16).weekday == 4)
        #expect(CivilDate(year: 2000, month: 2, day: 29).description == "2000-02-29")
    }
}
