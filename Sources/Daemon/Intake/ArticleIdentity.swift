import Chronicle

/// Whether an article is new or known: the one rule.
///
/// - The same id is the same article: with the text of its latest version a duplicate, with another text its next version.
/// - The same text from the same source is the same article, sent again under another id or under none. (Sources that are
///   not given are one source.)
/// - Everything else is another article: two newspapers that carry the same agency text are two witnesses. Where the sender
///   gave no id, the text's hash is the id, and where that is taken by another source's article, the hash with the source.
enum ArticleIdentity {
    /// To be accepted under this id and version.
    case accepted(id: String, version: UInt32)
    /// Known: the article and version that it is.
    case duplicate(of: KnownArticle)

    /// Decides.
    ///
    /// - Parameter article: as it came; its id is empty where the sender gave none.
    /// - Throws: what the look-ups throw.
    init(of article: Article, contentHash: [UInt8], among known: some KnownArticles) throws {
        if !article.id.isEmpty, let latest = try known.latestVersion(id: article.id) {
            self =
                latest.contentHash == contentHash
                ? .duplicate(of: latest) : .accepted(id: article.id, version: latest.version + 1)
            return
        }
        if let first = try known.first(contentHash: contentHash, source: article.source) {
            self = .duplicate(of: first)
            return
        }
        if !article.id.isEmpty {
            self = .accepted(id: article.id, version: 1)
            return
        }
        let id = Article.identifier(contentHash: contentHash)
        if try known.latestVersion(id: id) == nil {
            self = .accepted(id: id, version: 1)
        } else {
            let id = Article.identifier(contentHash: contentHash, source: article.source)
            self = .accepted(id: id, version: (try known.latestVersion(id: id)?.version ?? 0) + 1)
        }
    }
}

/// What can be looked up about articles that came before.
protocol KnownArticles {
    /// The latest version of an article.
    func latestVersion(id: String) throws -> KnownArticle?
    /// The first article of a source with this text.
    func first(contentHash: [UInt8], source: String) throws -> KnownArticle?
}

/// A version of an article that is in the log or on its way there.
struct KnownArticle {
    /// Where its `article.accepted` stands.
    enum Place {
        case inLog(UInt64)
        /// The entry of a batch that may not be durable yet.
        case inBatch(PendingBatch, entry: Int)
    }

    let id: String
    let version: UInt32
    let contentHash: [UInt8]
    let source: String
    let place: Place

    /// The sequence of its `article.accepted`; nil while that is not durable, or where it failed.
    var sequence: UInt64? {
        switch place {
        case .inLog(let sequence): sequence
        case .inBatch(let batch, let entry): batch.firstSequence.map { $0 + UInt64(entry) }
        }
    }
}
