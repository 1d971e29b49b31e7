import Projections

/// The articles that came before: those of the index, and those that it does not have yet.
struct ArticleRegister: KnownArticles {
    let index: ChronicleIndex
    var recent = RecentArticles()

    func latestVersion(id: String) throws -> KnownArticle? {
        if let article = recent.latestVersion(id: id) { return article }
        return try index.latestVersion(id: id).map(KnownArticle.init)
    }

    func first(contentHash: [UInt8], source: String) throws -> KnownArticle? {
        if let entry = try index.first(contentHash: contentHash, source: source) { return KnownArticle(entry) }
        return recent.first(contentHash: contentHash, source: source)
    }
}

extension KnownArticle {
    fileprivate init(_ entry: ChronicleIndex.ArticleEntry) {
        self.init(
            id: entry.id, version: entry.version, contentHash: entry.contentHash, source: entry.source,
            place: .inLog(entry.sequence))
    }
}
