import Chronicle

/// What the article says of one meeting, all its mentions together.
public struct MeetingClaim: Sendable {
    /// One who takes part.
    public struct Participant: Sendable {
        /// Index of ``Document/actors``; nil for parties that have no name („експертите“).
        public var actor: Int?
        /// Where this meeting's words name it; for a party without a name its description.
        public var tokens: Range<Int>
        /// Host, visitor, mediator or plain participant.
        public var role: Chronicle.Participant.Role

        /// A participant.
        public init(actor: Int?, tokens: Range<Int>, role: Chronicle.Participant.Role = .participant) {
            self.actor = actor
            self.tokens = tokens
            self.role = role
        }
    }

    /// A status that the article says was claimed before.
    public struct Earlier: Sendable {
        /// The status then.
        public var status: Meeting.Status
        /// How certain.
        public var certainty: Certainty
        /// Who said so.
        public var source: Source?
        /// When it was said: index of ``Document/times``.
        public var said: Int?
        /// The time then given for the meeting: index of ``Document/times``.
        public var time: Int?
        /// Index of ``Document/sentences``.
        public var sentence: Int
        /// The tokens that say so.
        public var triggers: [Range<Int>]
        /// Names of the rules that fired.
        public var rules: [String]

        /// An earlier claim.
        public init(
            status: Meeting.Status, certainty: Certainty, source: Source?, said: Int?, time: Int?, sentence: Int,
            triggers: [Range<Int>], rules: [String]
        ) {
            self.status = status
            self.certainty = certainty
            self.source = source
            self.said = said
            self.time = time
            self.sentence = sentence
            self.triggers = triggers
            self.rules = rules
        }
    }

    /// Every mention's head word.
    public var triggers: [Range<Int>]
    /// What sort of occasion.
    public var kind: Meeting.Kind
    /// As of the article's writing.
    public var status: Meeting.Status
    /// Asserted or hedged.
    public var certainty: Certainty
    /// Who takes part.
    public var participants: [Participant]
    /// When: index of ``Document/times``.
    public var time: Int?
    /// Where: index of ``Document/mentions``.
    public var place: Int?
    /// What about, in the article's words; empty range where not said.
    public var topic: Range<Int>
    /// How it ended, in the article's words; empty range where not said.
    public var outcome: Range<Int>
    /// Who says so; nil where the article itself does.
    public var source: Source?
    /// The sentence that decides the status: index of ``Document/sentences``.
    public var sentence: Int
    /// What the article says was claimed before, oldest first.
    public var earlier: [Earlier]
    /// Names of the rules that fired, in order.
    public var rules: [String]

    /// A claim with nothing but its triggers, kind and status.
    public init(
        triggers: [Range<Int>], kind: Meeting.Kind, status: Meeting.Status, certainty: Certainty, sentence: Int
    ) {
        self.triggers = triggers
        self.kind = kind
        self.status = status
        self.certainty = certainty
        self.sentence = sentence
        participants = []
        topic = 0..<0
        outcome = 0..<0
        earlier = []
        rules = []
    }
}
