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

    /// An affiliation.
    public init(
        person: Int, office: String, tokens: Range<Int>, organisation: Int?, country: Int?,
        standing: AffiliationReported.Standing, sentence: Int, rule: StaticString
    ) {
        self.person = person
        self.office = office
        self.tokens = tokens
        self.organisation = organisation
        self.country = country
        self.standing = standing
        self.sentence = sentence
        self.rule = rule
    }
}
