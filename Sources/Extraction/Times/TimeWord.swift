/// What a token says of time: a kind and its value.
struct TimeWord: Hashable, Sendable {
    /// What sort of word it is.
    enum Kind: String, Sendable {
        case none, digits, weekday, month, unit, season, part, day, daypart, year, week, shift, last, same, near, each
        case number, some, ordinal, bound, preposition, vague, since, elapsed, early, late, frame, lasting, share, often
        case duration
    }

    /// The value of a preposition.
    enum Preposition: String, CaseIterable, Sendable {
        case `in`, on, during, from, to, `for`, around, by, before, after, between
    }

    /// What sort of word it is.
    var kind: Kind
    /// Its value: of a unit, preposition, bound or share the index of the case.
    var value: Int
    /// The hours of a part of the day.
    var hours: Range<Int>

    /// A word that says nothing of time.
    static let none = TimeWord(kind: .none, value: 0, hours: 0..<0)

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
}

/// How a number is bounded: „почти три“, „повече от три“, „под три“.
enum TimeBound: String, CaseIterable, Sendable {
    case exact, about, more, less
}

/// Which part of a period: „в края на месеца“.
enum TimeShare: String, CaseIterable, Sendable {
    case beginning, middle, end, half, secondHalf
}
