/// Which rule decided what, for `letopis extract --explain`.
public struct Trace: Sendable {
    /// One decision.
    public struct Entry: Sendable {
        /// The stage that decided.
        public var stage: String
        /// The rule's name.
        public var rule: String
        /// The tokens that it fired on.
        public var tokens: Range<Int>
        /// What it decided, in a few words.
        public var note: String
    }

    /// In the order in which the rules fired.
    public private(set) var entries: [Entry] = []

    /// Notes a decision.
    public mutating func note(stage: String, rule: String, tokens: Range<Int>, _ note: String) {
        entries.append(Entry(stage: stage, rule: rule, tokens: tokens, note: note))
    }
}
