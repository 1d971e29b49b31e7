import Chronicle

/// Who says so: an actor of the document, or an unnamed source by its words.
public struct Source: Sendable {
    /// Index of ``Document/actors``; nil for an unnamed source.
    public var actor: Int?
    /// The tokens that name or describe it.
    public var tokens: Range<Int>
    /// Index of the medium in ``Document/actors`` that carries it.
    public var medium: Int?

    /// A source.
    public init(actor: Int?, tokens: Range<Int>, medium: Int? = nil) {
        self.actor = actor
        self.tokens = tokens
        self.medium = medium
    }
}

/// One reported utterance.
public struct Statement: Sendable {
    /// The speech verb or noun.
    public var cue: Range<Int>
    /// Who speaks.
    public var speaker: Source
    /// In quotation marks or not.
    public var mode: StatementReported.Mode
    /// What is said.
    public var content: Range<Int>
    /// To whom: index of ``Document/actors``.
    public var addressee: Int?
    /// Of whom: indexes of ``Document/actors``.
    public var about: [Int]
    /// Index of ``Document/sentences``.
    public var sentence: Int
    /// Name of the rule that found it.
    public var rule: StaticString

    /// A statement.
    public init(
        cue: Range<Int>, speaker: Source, mode: StatementReported.Mode, content: Range<Int>, sentence: Int,
        rule: StaticString, addressee: Int? = nil, about: [Int] = []
    ) {
        self.cue = cue
        self.speaker = speaker
        self.mode = mode
        self.content = content
        self.addressee = addressee
        self.about = about
        self.sentence = sentence
        self.rule = rule
    }
}
