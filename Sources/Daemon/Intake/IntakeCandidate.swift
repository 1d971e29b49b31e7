import Chronicle
import EventLog
import Language

/// A message that has been read: an article, or the reason why it is none.
enum IntakeCandidate: Sendable {
    case article(CandidateArticle)
    /// Why, for the sender, and what the log keeps of it.
    case rejected(reason: String, LogEntry)

    /// Reads a message: all work on one article that needs no other.
    ///
    /// - Throws: what the encoding of events throws.
    init(_ message: IntakeMessage, detector: LanguageDetector) throws {
        do {
            self = .article(try CandidateArticle(message, detector: detector))
        } catch let error as ArticleError {
            var rejected = ArticleRejected()
            rejected.reason = error.description
            rejected.intake = message.way.rawValue
            rejected.topic = message.topic
            rejected.rawLength = UInt64(message.body.count)
            rejected.raw = message.body.withUnsafeBytes { .init($0.prefix(ArticleLimits.rejectedBytesMax)) }
            let content = EventContent(article: "", .articleRejected(rejected))
            self = .rejected(
                reason: error.description,
                LogEntry(type: EventType.articleRejected.rawValue, payload: try content.logBytes()))
        }
    }
}

/// An article that may be new.
struct CandidateArticle: Sendable {
    /// As it came: id empty where the sender gave none, version 0.
    let accepted: ArticleAccepted
    let contentHash: [UInt8]

    /// The entry for an article that is new, which most are, so that it is encoded outside of what goes one by one.
    private let entryIfNew: LogEntry
    private let idIfNew: String

    init(_ message: IntakeMessage, detector: LanguageDetector) throws {
        let decoded = try ArticleDecoder.decode(message.body)
        var accepted = ArticleAccepted()
        accepted.intake = message.way.rawValue
        accepted.topic = message.topic
        accepted.article = decoded.article
        if decoded.bodyIsHTML {
            accepted.originalBody = decoded.article.body
            accepted.article.body = HTMLReducer.text(of: decoded.article.body)
        }
        if accepted.article.title.isEmpty && accepted.article.body.isEmpty {
            throw ArticleError("the article has no text but its HTML tags: give it a “body” or a “title”")
        }
        if accepted.article.language.isEmpty {
            accepted.article.language = detector.language(of: Text(accepted.article.text))
        }
        contentHash = accepted.article.contentHash
        accepted.contentHash = .init(contentHash)
        self.accepted = accepted
        idIfNew =
            accepted.article.id.isEmpty ? Article.identifier(contentHash: contentHash) : accepted.article.id
        entryIfNew = try Self.entry(accepted, id: idIfNew, version: 1)
    }

    /// What the log gets of it under an id and as a version.
    ///
    /// - Throws: what the encoding of events throws.
    func entry(id: String, version: UInt32) throws -> LogEntry {
        version == 1 && id == idIfNew ? entryIfNew : try Self.entry(accepted, id: id, version: version)
    }

    private static func entry(_ accepted: ArticleAccepted, id: String, version: UInt32) throws -> LogEntry {
        var accepted = accepted
        accepted.article.id = id
        accepted.version = version
        let content = EventContent(article: id, .articleAccepted(accepted))
        return LogEntry(type: EventType.articleAccepted.rawValue, payload: try content.logBytes())
    }
}
