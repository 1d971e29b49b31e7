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
        /// The word whose occasion it decided on, where that is another than the ones that it fired on.
        public var about: Int?

        /// Something was kept from being reported.
        public var isRefusal: Bool { Self.refusals.contains { note.hasPrefix($0) } }

        /// How notes of what is passed over begin.
        private static let refusals = ["no meeting", "no statement"]
    }

    /// In the order in which the rules fired.
    public private(set) var entries: [Entry] = []

    /// Notes a decision.
    public mutating func note(stage: String, rule: String, tokens: Range<Int>, about: Int? = nil, _ note: String) {
        entries.append(Entry(stage: stage, rule: rule, tokens: tokens, note: note, about: about))
    }
}
