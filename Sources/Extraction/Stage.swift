import Dispatch
import Language
import Synchronization

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
    /// Words and knowledge are read beside each other, as together they are most of what a start takes.
    ///
    /// - Throws: `PackError` where a data file is wrong.
    public static func bundled(_ language: String, own: OwnKnowledge? = nil) throws -> ExtractionResources {
        let basis = try LanguagePack.basis(language)
        let (pack, knowledge) = try Concurrently.both(
            { try LanguagePack.bundled(language, ownWords: own?.words(language) ?? []) },
            { try KnowledgeBase.bundled(for: basis, own: own) })
        return ExtractionResources(pack: pack, knowledge: knowledge, taggerModel: pack.taggerModel)
    }
}

/// Two pieces of work on two processors.
private enum Concurrently {
    /// The results of both; where both fail the first one's error is thrown.
    static func both<First: Sendable, Second: Sendable>(
        _ first: @Sendable () throws -> First, _ second: @Sendable () throws -> Second
    ) throws -> (First, Second) {
        let results = Mutex<(first: Result<First, any Error>?, second: Result<Second, any Error>?)>((nil, nil))
        DispatchQueue.concurrentPerform(iterations: 2) { number in
            if number == 0 {
                let result = Result { try first() }
                results.withLock { $0.first = result }
            } else {
                let result = Result { try second() }
                results.withLock { $0.second = result }
            }
        }
        let done = results.withLock { $0 }
        guard let one = done.first, let other = done.second else { preconditionFailure("both pieces were done") }
        return (try one.get(), try other.get())
    }
}
