import Synchronization

/// Tells without a look at the disk that an article is not in the index: what comes in is new far more often than not.
///
/// It is kept in memory only and holds two keys an article, of its id and of its content, so it takes 2.5 to 5 bytes an
/// article. Until it has been filled from the index it says „perhaps“ to everything.
final class ArticleFilter: Sendable {
    private struct State {
        var keys = KeyFilter()
        var isFilled = false
    }

    private let state = Mutex(State())

    /// What an article is looked up by.
    enum Key {
        case id(String)
        case content(hash: [UInt8], source: String)

        /// Seeded anew in each process, so that no sender can know which ids collide.
        fileprivate var hashed: UInt64 {
            var hasher = Hasher()
            switch self {
            case .id(let id):
                hasher.combine(0)
                hasher.combine(id)
            case .content(let hash, let source):
                hasher.combine(1)
                hash.withUnsafeBytes { hasher.combine(bytes: $0) }
                hasher.combine(source)
            }
            return UInt64(bitPattern: Int64(hasher.finalize()))
        }
    }

    /// Whether everything that is in the index is in the filter.
    var isFilled: Bool { state.withLock { $0.isFilled } }

    /// Bytes that the filter takes.
    var byteCount: Int { state.withLock { $0.keys.byteCount } }

    /// Whether there may be such an article; false is certain.
    func mayHold(_ key: Key) -> Bool {
        let hashed = key.hashed
        return state.withLock { !$0.isFilled || $0.keys.mayContain(hashed) }
    }

    /// Adds articles.
    func insert(_ articles: some Sequence<ChronicleIndex.ArticleEntry>) {
        let keys = articles.flatMap { article in
            [
                Key.id(article.id).hashed,
                Key.content(hash: article.contentHash, source: article.source).hashed,
            ]
        }
        state.withLock { state in
            for key in keys { state.keys.insert(key) }
        }
    }

    /// Declares that everything is in it.
    func endFilling() { state.withLock { $0.isFilled = true } }
}
