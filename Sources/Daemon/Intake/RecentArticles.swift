/// Articles that were taken in and that the index may not have yet: what it has and these are all that are known.
struct RecentArticles {
    private struct Content: Hashable {
        let hash: [UInt8]
        let source: String
    }

    /// What one batch has brought.
    private struct Bundle {
        let batch: PendingBatch
        var lastEntry = 0
        var articles: [(id: String, content: Content)] = []
    }

    private var latest: [String: KnownArticle] = [:]
    private var first: [Content: KnownArticle] = [:]
    /// In the order of the log.
    private var bundles: [Bundle] = []
    /// How many there are.
    private(set) var count = 0

    func latestVersion(id: String) -> KnownArticle? { latest[id] }

    func first(contentHash: [UInt8], source: String) -> KnownArticle? {
        first[Content(hash: contentHash, source: source)]
    }

    /// Adds an article as the entry of a batch; batches come in the order of the log.
    mutating func insert(
        id: String, version: UInt32, contentHash: [UInt8], source: String, as entry: Int, of batch: PendingBatch
    ) {
        let content = Content(hash: contentHash, source: source)
        let article = KnownArticle(
            id: id, version: version, contentHash: contentHash, source: source, place: .inBatch(batch, entry: entry))
        latest[id] = article
        if first[content] == nil { first[content] = article }
        if bundles.last?.batch !== batch { bundles.append(Bundle(batch: batch)) }
        bundles[bundles.count - 1].articles.append((id, content))
        bundles[bundles.count - 1].lastEntry = entry
        count += 1
    }

    /// Forgets the batches that the index has now.
    ///
    /// - Parameter checkpoint: the sequence through which it has the log.
    mutating func forget(through checkpoint: UInt64) {
        let indexed = bundles.prefix { bundle in
            guard let first = bundle.batch.firstSequence else { return false }
            return first + UInt64(bundle.lastEntry) <= checkpoint
        }
        for bundle in indexed { forget(bundle) }
        bundles.removeFirst(indexed.count)
    }

    /// Forgets a batch that did not get into the log.
    mutating func forget(_ batch: PendingBatch) {
        for bundle in bundles where bundle.batch === batch { forget(bundle) }
        bundles.removeAll { $0.batch === batch }
    }

    private mutating func forget(_ bundle: Bundle) {
        for (id, content) in bundle.articles {
            if let article = latest[id], article.isEntry(of: bundle.batch) { latest[id] = nil }
            if let article = first[content], article.isEntry(of: bundle.batch) { first[content] = nil }
        }
        count -= bundle.articles.count
    }
}

extension KnownArticle {
    fileprivate func isEntry(of batch: PendingBatch) -> Bool {
        if case .inBatch(let own, _) = place { own === batch } else { false }
    }
}
