/// What a token says of time: a kind and its value.
struct TimeWord: Hashable, Sendable {
    /// What sort of word it is.
    enum Kind: String, Sendable {
        case none, digits, weekday, month, unit, season, part, day, daypart, year, week, months, shift, last, same, near
        case each, number, some, half, whole, ordinal, bound, preposition, vague, since, elapsed, early, late, frame
        case lasting, share, often, once, times, duration, length, age, feast, holy, church, holiday, fresh, other
        case that, moment, then, time
    }

    /// The value of a preposition.
    enum Preposition: String, CaseIterable, Sendable {
        case `in`, on, during, from, to, `for`, around, by, before, after, between, against
    }

    /// What sort of word it is.
    var kind: Kind
    /// Its value: of a unit, preposition, bound or share the index of the case.
    var value: Int
    /// The hours of a part of the day.
    var hours: Range<Int>
    /// The feast of a feast's name.
    var feast: TimeFeast?

    /// A word of a kind.
    init(kind: Kind, value: Int = 0, hours: Range<Int> = 0..<0) {
        self.kind = kind
        self.value = value
        self.hours = hours
    }

    /// A word that says nothing of time.
    static let none = TimeWord(kind: .none)

    /// Whether it is this preposition.
    func isPreposition(_ prepositions: Preposition...) -> Bool {
        kind == .preposition && prepositions.contains(Preposition.allCases[value])
    }

    /// The unit of a unit word.
    var unit: TimeUnit? { kind == .unit ? TimeUnit.allCases[value] : nil }
}

/// A unit of time.
enum TimeUnit: String, CaseIterable, Sendable {
    case second, minute, hour, day, weekend, week, month, quarter, half, year, decade, century

    /// How many of a smaller unit it has, in which its half is counted; nil where nobody halves it.
    var parts: (count: Int, of: TimeUnit)? {
        switch self {
        case .minute: (60, .second)
        case .hour: (60, .minute)
        case .day: (24, .hour)
        case .week: (7, .day)
        case .month: (30, .day)
        case .year: (12, .month)
        case .decade: (10, .year)
        case .century: (100, .year)
        case .second, .weekend, .quarter, .half: nil
        }
    }
}

/// How a number is bounded: „почти три“, „повече от три“, „под три“.
enum TimeBound: String, CaseIterable, Sendable {
    case exact, about, more, less
}

/// Which part of a period: „в края на месеца“.
enum TimeShare: String, CaseIterable, Sendable {
    case beginning, middle, end, half, secondHalf
}
