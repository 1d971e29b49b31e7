import Chronicle

/// A day as it is written: "2025-10-20".
struct Day {
    let date: CivilDate

    init?(_ text: String) {
        guard let time = PublishedTime(text) else { return nil }
        date = time.instant.civilTime().date
    }

    private init(date: CivilDate) { self.date = date }

    var next: Day { Day(date: date + 1) }
    var previous: Day { Day(date: date - 1) }
    var text: String { "\(date)" }
}
