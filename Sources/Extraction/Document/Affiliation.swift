import Chronicle

/// A person's office as the article reports it.
public struct Affiliation: Sendable {
    /// Index of ``Document/actors``.
    public var person: Int
    /// Base form of the office.
    public var office: String
    /// The tokens of the office.
    public var tokens: Range<Int>
    /// Index of ``Document/actors``.
    public var organisation: Int?
    /// Index of ``Document/actors``.
    public var country: Int?
    /// Current, former, acting, designated.
    public var standing: AffiliationReported.Standing
    /// Index of ``Document/sentences``.
    public var sentence: Int
    /// Name of the rule that found it.
    public var rule: StaticString
    /// When the office was held, as far as the article tells.
    public var term: OfficeTerm?

    /// An affiliation.
    public init(
        person: Int, office: String, tokens: Range<Int>, organisation: Int?, country: Int?,
        standing: AffiliationReported.Standing, sentence: Int, rule: StaticString, term: OfficeTerm? = nil
    ) {
        self.person = person
        self.office = office
        self.tokens = tokens
        self.organisation = organisation
        self.country = country
        self.standing = standing
        self.sentence = sentence
        self.rule = rule
        self.term = term
    }
}

/// When an office was held: what words of time tell of its beginning, its end, or both.
public struct OfficeTerm: Sendable, Equatable {
    /// Index of ``Document/times``.
    public var time: Int
    /// They tell when it began: „от 2019 г.“
    public var tellsBeginning: Bool
    /// They tell when it ended: „до 2019 г.“
    public var tellsEnd: Bool

    /// A term.
    public init(time: Int, tellsBeginning: Bool, tellsEnd: Bool) {
        self.time = time
        self.tellsBeginning = tellsBeginning
        self.tellsEnd = tellsEnd
    }
}
