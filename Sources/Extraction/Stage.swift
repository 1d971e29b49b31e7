import Language

/// A step of extraction: reads what earlier stages wrote into the document and adds its own.
///
/// A stage knows no language: words come from ``ExtractionResources``, looked up when the stage is made.
public protocol Stage: Sendable {
    /// What `--explain` calls it.
    static var name: String { get }

    /// Looks up what the stage needs.
    ///
    /// - Throws: an error that names the file, line or class that is missing.
    init(resources: ExtractionResources) throws

    /// Does the stage's work on one document.
    func run(_ document: inout Document)
}

/// What the stages share: read once, then only looked at.
public struct ExtractionResources: Sendable {
    /// The language's words.
    public let pack: LanguagePack
    /// The world, by the names that the language has for it.
    public let knowledge: KnowledgeBase
    /// The trained tagger's weights; without them names are found by rules alone.
    public let taggerModel: TaggerModel?

    /// Resources for one language.
    public init(pack: LanguagePack, knowledge: KnowledgeBase, taggerModel: TaggerModel?) {
        self.pack = pack
        self.knowledge = knowledge
        self.taggerModel = taggerModel
    }

    /// What comes with the product for a language, and what a reader adds to it.
    ///
    /// - Throws: `PackError` where a data file is wrong.
    public static func bundled(_ language: String, own: OwnKnowledge? = nil) throws -> ExtractionResources {
        let pack = try LanguagePack.bundled(language, ownWords: own?.words(language) ?? [])
        return ExtractionResources(
            pack: pack, knowledge: try KnowledgeBase.bundled(for: pack, own: own), taggerModel: pack.taggerModel)
    }
}
