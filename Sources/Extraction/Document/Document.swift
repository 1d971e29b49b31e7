import Chronicle
import Language

/// An article on its way through the stages: each stage reads what earlier ones wrote and adds its own.
///
/// All positions inside are token indexes; ``Text/codePoints(_:)`` makes the spans that leave.
public struct Document: Sendable {
    /// Title and body as events count their offsets: `title + "\n\n" + body`.
    public let text: Text
    /// The local time that „вчера“ counts from; nil where nothing is known.
    public let published: CivilTime?

    /// By the tokens stage.
    public var tokens: [Token] = []
    /// By the sentences stage; boilerplate (related-article lines, photo credits) belongs to no sentence.
    public var sentences: [Sentence] = []
    /// By the sentences stage, in order.
    public var quotations: [Quotation] = []
    /// By the clauses stage.
    var clauses = Clauses()
    /// By the entities stage, in order of their tokens and not overlapping; the linking stage sets ``Mention/actor``
    /// and adds mentions that are not names: titles, descriptions, pronouns.
    public var mentions: [Mention] = []
    /// By the linking stage.
    public var actors: [DocumentActor] = []
    /// By the times stage, in order.
    public var times: [TimeExpression] = []
    /// By the meetings stage.
    public var meetings: [MeetingClaim] = []
    /// By the statements stage, in order of their cues.
    public var statements: [Statement] = []
    /// By the affiliations stage.
    public var affiliations: [Affiliation] = []
    /// Which rule decided what; kept only when asked for.
    public var trace: Trace?

    /// A document before its first stage.
    public init(text: Text, published: CivilTime?, isTraced: Bool = false) {
        self.text = text
        self.published = published
        trace = isTraced ? Trace() : nil
    }
}
