import Chronicle
import EventLog
import Projections

/// Messages that go to the log together: what to append, and what to answer once it is durable.
struct IntakeBatch {
    /// What to append.
    private(set) var entries: [LogEntry] = []

    private enum Outcome {
        /// Appended as the entry of this index.
        case accepted(entry: Int, article: String)
        /// The same as an entry of this batch.
        case duplicateOf(entry: Int, article: String)
        /// In the log already.
        case duplicate(sequence: UInt64, article: String)
        /// Recorded as refused by the entry of this index.
        case rejected(entry: Int, reason: String)
    }

    private var outcomes: [Outcome] = []
    private var versions: [String: (entry: Int, version: UInt32, contentHash: [UInt8])] = [:]

    /// Adds a message.
    ///
    /// - Parameter known: looks an article up that is in the log.
    /// - Throws: what `known` throws and what the encoding of events throws.
    mutating func add(
        _ candidate: IntakeCandidate, known: (String) throws -> ChronicleIndex.ArticleEntry?
    ) throws {
        switch candidate.content {
        case .rejected(let rejected):
            outcomes.append(.rejected(entry: entries.count, reason: rejected.reason))
            try append(EventContent(article: "", .articleRejected(rejected)))
        case .article(let accepted):
            try add(accepted, known: known)
        }
    }

    private mutating func add(
        _ accepted: ArticleAccepted, known: (String) throws -> ChronicleIndex.ArticleEntry?
    ) throws {
        let id = accepted.article.id
        let hash = Array(accepted.contentHash)
        var version: UInt32 = 1
        if let earlier = versions[id] {
            if earlier.contentHash == hash {
                outcomes.append(.duplicateOf(entry: earlier.entry, article: id))
                return
            }
            version = earlier.version + 1
        } else if let earlier = try known(id) {
            if earlier.contentHash == hash {
                outcomes.append(.duplicate(sequence: earlier.sequence, article: id))
                return
            }
            version = earlier.version + 1
        }
        var accepted = accepted
        accepted.version = version
        versions[id] = (entries.count, version, hash)
        outcomes.append(.accepted(entry: entries.count, article: id))
        try append(EventContent(article: id, .articleAccepted(accepted)))
    }

    private mutating func append(_ content: EventContent) throws {
        guard let type = content.type else { preconditionFailure("an event without a payload") }
        entries.append(LogEntry(type: type.rawValue, payload: try content.logBytes()))
    }

    /// The articles that are in the log now.
    func accepted(appendedFrom first: UInt64) -> [(id: String, entry: ChronicleIndex.ArticleEntry)] {
        versions.map { id, latest in
            (
                id,
                ChronicleIndex.ArticleEntry(
                    sequence: first + UInt64(latest.entry), version: latest.version, contentHash: latest.contentHash)
            )
        }
    }

    /// The answers, in the order of the messages.
    func receipts(appendedFrom first: UInt64) -> [Receipt] {
        outcomes.map { outcome in
            switch outcome {
            case .accepted(let entry, let article):
                Receipt(status: .accepted, sequence: first + UInt64(entry), article: article)
            case .duplicateOf(let entry, let article):
                Receipt(status: .duplicate, sequence: first + UInt64(entry), article: article)
            case .duplicate(let sequence, let article):
                Receipt(status: .duplicate, sequence: sequence, article: article)
            case .rejected(let entry, let reason):
                Receipt(status: .rejected, sequence: first + UInt64(entry), reason: reason)
            }
        }
    }
}
