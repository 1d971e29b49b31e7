import Chronicle
import Language

/// Reads articles: the stages in their order, for each language that there is a pack for.
///
/// Pure and deterministic once made: the same article gives the same events, on any thread.
///
/// ```swift
/// let extractor = try Extractor.bundled()
/// let extraction = extractor.extract(article)
/// ```
public struct Extractor: Sendable {
    /// The version of the product's rules and data; changes whenever the output of an extractor without own knowledge may.
    public static let version = "letopis-1.2"

    /// Stands in every event that this extractor makes: ``version``, and behind a plus sign what identifies a reader's own
    /// knowledge, since with other knowledge the same article reports other things.
    public let version: String
    /// What is inconsistent since a reader's own knowledge was added, a sentence each: see ``KnowledgeBase/check()``.
    public let knowledgeWarnings: [String]

    private let pipelines: [String: Pipeline]
    private let detector: LanguageDetector

    /// An extractor for the languages of some resources.
    ///
    /// - Parameter own: What the resources have from a reader's own folder.
    /// - Throws: an error that names what a stage misses.
    public init(resources: [ExtractionResources], detector: LanguageDetector, own: OwnKnowledge? = nil) throws {
        self.detector = detector
        version = own.map { "\(Self.version)+\($0.fingerprint)" } ?? Self.version
        knowledgeWarnings = own == nil ? [] : resources.flatMap { $0.knowledge.check() }
        var pipelines: [String: Pipeline] = [:]
        for resource in resources { pipelines[resource.pack.code] = try Pipeline(resources: resource) }
        self.pipelines = pipelines
    }

    /// The extractor with all language packs that come with the product, and what a reader adds to them.
    ///
    /// - Throws: an error that names file and line where a data file is wrong.
    public static func bundled(own: OwnKnowledge? = nil) throws -> Extractor {
        try Extractor(
            resources: LanguagePack.bundledCodes.map { try ExtractionResources.bundled($0, own: own) },
            detector: LanguageDetector.bundled(), own: own)
    }

    /// Reads an article.
    ///
    /// - Parameters:
    ///   - article: Its body is text; HTML is reduced before.
    ///   - sequence: Of the event that accepted it.
    ///   - explain: Whether to keep which rule decided what.
    public func extract(_ article: Article, sequence: UInt64 = 0, explain: Bool = false) -> Extraction {
        var document = TextStage.document(article, explain: explain)
        let language = language(of: article, document.text)
        let pipeline = pipelines[language]
        pipeline?.run(&document)
        let events = EventStage(
            article: article, sequence: sequence, extractor: version, language: pipeline == nil ? "" : language,
            document: document
        ).events()
        return Extraction(article: article, language: language, document: document, events: events)
    }

    /// Reads an article only as far as its linked entities: for who asks whom and what it names, not what they did.
    ///
    /// ``Document/mentions`` and ``Document/actors`` are those of ``extract(_:sequence:explain:)``; clauses, times and
    /// what is made of them stay empty.
    ///
    /// - Parameters:
    ///   - article: Its body is text; HTML is reduced before.
    ///   - explain: Whether to keep which rule decided what.
    public func entities(in article: Article, explain: Bool = false) -> Document {
        var document = TextStage.document(article, explain: explain)
        pipelines[language(of: article, document.text)]?.runEntities(&document)
        return document
    }

    /// The language as sent, without its region, or as detected.
    private func language(of article: Article, _ text: Text) -> String {
        if article.language.isEmpty { return detector.language(of: text) }
        return article.language.lowercased().split { $0 == "-" || $0 == "_" }.first.map(String.init) ?? ""
    }
}

/// The stages of one language in their order.
struct Pipeline: Sendable {
    /// All stages in the order in which they run.
    static let stages: [any Stage.Type] = [
        TokenStage.self,
        SentenceStage.self,
        ClauseStage.self,
        EntityStage.self,
        TimeStage.self,
        LinkingStage.self,
        MeetingStage.self,
        StatementStage.self,
        AffiliationStage.self,
    ]

    /// The stages that linked entities depend on, in the order of ``stages``.
    static let entityStages: [any Stage.Type] = [
        TokenStage.self,
        SentenceStage.self,
        EntityStage.self,
        LinkingStage.self,
    ]

    private let stages: [any Stage]
    private let entityStages: [any Stage]

    init(resources: ExtractionResources) throws {
        stages = try Self.stages.map { try $0.init(resources: resources) }
        entityStages = stages.filter { stage in Self.entityStages.contains { $0 == type(of: stage) } }
    }

    func run(_ document: inout Document) {
        for stage in stages { stage.run(&document) }
    }

    func runEntities(_ document: inout Document) {
        for stage in entityStages { stage.run(&document) }
    }
}

/// What was read out of an article.
public struct Extraction: Sendable {
    /// The article as it was read.
    public let article: Article
    /// ISO 639-1 code as sent or detected; empty where unknown.
    public let language: String
    /// What the stages found, with the trace where asked for.
    public let document: Document
    /// The batch of events, closed by `article.extracted`.
    public let events: [EventContent]
}
