import Chronicle
import EventLog

/// Messages that go to the log together, and what their senders are answered once it is durable.
struct IntakeBatch: Sendable {
    /// Why the log did not take a batch.
    struct Refusal: Error {
        let reason: String

        init(reason: String) { self.reason = reason }

        init(logError: any Error) { reason = "the log takes nothing at present: \(logError)" }
    }

    private enum Answer {
        /// Appended as the entry of this index.
        case accepted(entry: Int, article: String)
        /// Known.
        case duplicate(of: KnownArticle)
        /// Recorded as refused by the entry of this index.
        case rejected(entry: Int, reason: String)
    }

    /// Tells when the entries are durable.
    let pending = PendingBatch()
    /// What to append.
    private(set) var entries: [LogEntry] = []

    private let count: Int
    private var answers: [Answer] = []

    /// A batch of so many messages, which are to be added.
    init(count: Int) { self.count = count }

    /// Adds a message, and what it brings to the register.
    ///
    /// - Throws: what the look-ups throw and what the encoding of events throws.
    mutating func add(_ candidate: IntakeCandidate, to register: inout ArticleRegister) throws {
        switch candidate {
        case .rejected(let reason, let entry):
            answers.append(.rejected(entry: entries.count, reason: reason))
            entries.append(entry)
        case .article(let article):
            let identity = try ArticleIdentity(
                of: article.accepted.article, contentHash: article.contentHash, among: register)
            switch identity {
            case .duplicate(let known):
                answers.append(.duplicate(of: known))
            case .accepted(let id, let version):
                let entry = try article.entry(id: id, version: version)
                register.recent.insert(
                    id: id, version: version, contentHash: article.contentHash,
                    source: article.accepted.article.source, as: entries.count, of: pending)
                answers.append(.accepted(entry: entries.count, article: id))
                entries.append(entry)
            }
        }
    }

    /// Ends it before the log has seen it.
    func refuse(_ refusal: Refusal) { pending.end(.failure(refusal)) }

    /// Waits until its entries are durable, and the articles that its messages are duplicates of.
    func outcome() async -> PendingBatch.Outcome {
        for case .duplicate(let known) in answers {
            if case .inBatch(let earlier, _) = known.place, earlier !== pending { _ = await earlier.outcome() }
        }
        return answers.count == count && entries.isEmpty ? .success(0) : await pending.outcome()
    }

    /// The answers, in the order of the messages.
    func receipts(_ outcome: PendingBatch.Outcome) -> [Receipt] {
        switch outcome {
        case .success(let first):
            return answers.map { receipt($0, appendedFrom: first) }
        case .failure(let refusal):
            // What is in the log already is there all the same.
            let unavailable = Receipt(status: .unavailable, sequence: nil, reason: refusal.reason)
            return answers.map { duplicateReceipt($0) ?? unavailable }
                + Array(repeating: unavailable, count: count - answers.count)
        }
    }

    private func receipt(_ answer: Answer, appendedFrom first: UInt64) -> Receipt {
        switch answer {
        case .accepted(let entry, let article):
            return Receipt(status: .accepted, sequence: first + UInt64(entry), article: article)
        case .rejected(let entry, let reason):
            return Receipt(status: .rejected, sequence: first + UInt64(entry), reason: reason)
        case .duplicate:
            // Its first copy was on its way to the log and did not get there.
            return duplicateReceipt(answer)
                ?? Receipt(status: .unavailable, sequence: nil, reason: "the log did not take its first copy")
        }
    }

    /// The receipt for what is in the log already; nil for everything else.
    private func duplicateReceipt(_ answer: Answer) -> Receipt? {
        guard case .duplicate(let known) = answer, let sequence = known.sequence else { return nil }
        return Receipt(status: .duplicate, sequence: sequence, article: known.id)
    }
}
