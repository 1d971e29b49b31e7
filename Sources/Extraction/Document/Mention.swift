import Chronicle

/// A stretch of tokens that stands for an actor or a place.
public struct Mention: Sendable {
    /// In which way it stands for its actor.
    public enum Form: UInt8, Sendable {
        /// „Марко Рубио“, „Рубио“, „НАТО“, „Унгария“
        case name
        /// An adjective that names a country or place: „руският“, „лондонски“
        case adjective
        /// An office or definite description without a name: „британският премиер“, „държавният глава“, „руският му колега“
        case description
        /// „той“, „двамата“
        case pronoun
    }

    /// A range of the document's tokens; never empty.
    public var tokens: Range<Int>
    /// Type of the actor as this mention shows it.
    public var type: ActorType
    /// In which way it stands for its actor.
    public var form: Form
    /// Indexes of ``Document/actors``: one, or several for „двамата президенти“; empty before linking.
    public var actors: [Int]
    /// Name of the rule that found it.
    public var rule: StaticString
    /// Name of the rule by which a name came to its actor; nil where ``rule`` gave that too, or nothing did.
    public var linkedBy: StaticString?
    /// Base form of the words („Европейски съюз“ for „Европейския съюз“); empty where the words are it.
    public var name: String

    /// A mention that is not linked yet.
    public init(
        tokens: Range<Int>, type: ActorType, form: Form, rule: StaticString, name: String = "", actors: [Int] = []
    ) {
        self.tokens = tokens
        self.name = name
        self.type = type
        self.form = form
        self.actors = actors
        self.rule = rule
    }
}
