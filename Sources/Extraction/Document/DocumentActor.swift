import Chronicle
import Language

/// An actor or place of one article.
public struct DocumentActor: Sendable {
    /// Id, name in base form and type, as they leave the house.
    public var actor: Actor
    /// The office that it is known by here, in base form: „държавен секретар“; empty where none is.
    public var role: String
    /// Country of the actor by id, where known: a country's own id for itself and its capital, government, officials.
    public var country: String
    /// For persons: masculine, feminine or empty; `plural` for groups.
    public var grammar: Grammar
    /// Indexes of ``Document/mentions``.
    public var mentions: [Int]

    /// An actor with its mentions.
    public init(actor: Actor, role: String = "", country: String = "", grammar: Grammar = [], mentions: [Int] = []) {
        self.actor = actor
        self.role = role
        self.country = country
        self.grammar = grammar
        self.mentions = mentions
    }
}
