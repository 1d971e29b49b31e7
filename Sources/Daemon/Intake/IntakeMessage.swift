import Chronicle
import Language
import ZeroMQ

/// A message on its way in.
public struct IntakeMessage: Sendable {
    /// The way it came.
    public enum Way: String, Sendable {
        case submit, pull, subscribe, http
    }

    /// The article as JSON.
    public var body: Frame
    /// The topic frame before it; empty where there was none.
    public var topic: String
    /// The way it came.
    public var way: Way

    /// A message.
    public init(body: Frame, topic: String, way: Way) {
        self.body = body
        self.topic = topic
        self.way = way
    }
}

/// A message that has been read: an article, or the reason why it is none.
struct IntakeCandidate: Sendable {
    enum Content: Sendable {
        case article(ArticleAccepted)
        case rejected(ArticleRejected)
    }

    let content: Content

    /// Reads a message: all work on one article that needs no other.
    init(_ message: IntakeMessage, detector: LanguageDetector) {
        do {
            content = .article(try Self.read(message, detector: detector))
        } catch {
            var rejected = ArticleRejected()
            rejected.reason = error.description
            rejected.intake = message.way.rawValue
            rejected.topic = message.topic
            rejected.rawLength = UInt64(message.body.count)
            rejected.raw = message.body.withUnsafeBytes { .init($0.prefix(ArticleLimits.rejectedBytesMax)) }
            content = .rejected(rejected)
        }
    }

    private static func read(
        _ message: IntakeMessage, detector: LanguageDetector
    ) throws(ArticleError) -> ArticleAccepted {
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
        let hash = accepted.article.contentHash
        accepted.contentHash = .init(hash)
        if accepted.article.id.isEmpty { accepted.article.id = Article.identifier(contentHash: hash) }
        return accepted
    }
}
