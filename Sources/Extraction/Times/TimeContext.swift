import Chronicle

/// What an article has spoken of so far: „на следващия ден“ and „година по-късно“ count from it.
struct TimeContext: Sendable {
    /// The day that was spoken of last.
    private(set) var day: CivilDate?
    /// The sentence that named it.
    private var daySentence = 0
    /// The time that was spoken of last, of whatever length.
    private(set) var last: TimeInterval?
    /// The sentence that is being read.
    var sentence = 0

    /// How many sentences on a past day stays the one that „вечерта“ is of.
    static let sentencesMax = 1

    /// Takes note of a time that a sentence names.
    mutating func note(_ interval: TimeInterval) {
        guard let start = interval.start, interval.precision != .vague else { return }
        last = interval
        guard interval.precision <= .day else { return }
        day = start.date
        daySentence = sentence
    }

    /// The day of „в 18 ч.“ in a clause that speaks of what was or will be: the one spoken of last, where it lies that way.
    func openDay(_ direction: TimeDirection, today: CivilDate) -> CivilDate? {
        guard let day else { return nil }
        let distance = sentence - daySentence
        switch direction {
        case .future: return day >= today ? day : nil
        case .past: return day <= today && distance <= Self.sentencesMax ? day : nil
        case .open: return distance == 0 ? day : nil
        }
    }
}
