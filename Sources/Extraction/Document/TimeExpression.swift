import Chronicle

/// A point or period in time, as words and resolved.
public struct TimeExpression: Sendable {
    /// What sort of words it is.
    public enum Kind: UInt8, Sendable {
        /// „в четвъртък“, „на 26 март“
        case point
        /// „почти три часа“: how long
        case duration
        /// „всяка седмица“: how often
        case frequency
    }

    /// A range of the document's tokens, with the preposition.
    public var tokens: Range<Int>
    /// What sort of words it is.
    public var kind: Kind
    /// Half-open interval in local time; either end is nil where unknown.
    public var start: CivilTime?
    /// End of the interval, exclusive.
    public var end: CivilTime?
    /// How exact it is.
    public var precision: TimeReference.Precision
    /// Name of the rule that resolved it.
    public var rule: StaticString

    /// A time expression.
    public init(
        tokens: Range<Int>, kind: Kind, start: CivilTime?, end: CivilTime?, precision: TimeReference.Precision,
        rule: StaticString
    ) {
        self.tokens = tokens
        self.kind = kind
        self.start = start
        self.end = end
        self.precision = precision
        self.rule = rule
    }
}
