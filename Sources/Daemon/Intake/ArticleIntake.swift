import Chronicle
import EventLog
import Language
import Logging
import Projections

/// Takes articles into the log: reads them, tells new ones from known ones, appends, and says what became of each.
///
/// Batches are taken one after another, so that the order of the log is the order of arrival and an article that comes
/// twice at once is accepted once. What arrives while a batch is being made durable forms the next one: many articles
/// share one sync.
public actor ArticleIntake {
    private let log: any Log
    private let index: ChronicleIndex
    private let detector: LanguageDetector
    private let counters: DaemonCounters
    private let logger: Logger

    /// Articles that are in the log, but perhaps not in the index yet.
    private var recent: [String: ChronicleIndex.ArticleEntry] = [:]
    /// Why articles were last refused: told once, counted each time.
    private var refusal = ""
    /// The end of the queue of batches.
    private var tail: Task<Void, Never>?

    /// The largest batch, in bytes of messages; the events made of them are at most twice as long.
    private static let batchBytesMax = 16 << 20

    /// ``recent`` is thinned out when it holds more than this.
    private static let recentMax = 8_192

    /// An intake before a log whose index has caught up with it.
    public init(
        log: any Log, index: ChronicleIndex, detector: LanguageDetector, counters: DaemonCounters, logger: Logger
    ) {
        self.log = log
        self.index = index
        self.detector = detector
        self.counters = counters
        self.logger = logger
    }

    /// Takes messages into the log.
    ///
    /// - Returns: a receipt for each message, in their order; `accepted` and `rejected` only when that is durable.
    public nonisolated func take(_ messages: [IntakeMessage]) async -> [Receipt] {
        var receipts: [Receipt] = []
        var rest = messages[...]
        while !rest.isEmpty {
            let candidates = rest.prefix(Self.batchLength(rest)).map { IntakeCandidate($0, detector: detector) }
            rest = rest.dropFirst(candidates.count)
            receipts += await enqueue(candidates).value
        }
        return receipts
    }

    /// How many messages form the next batch: as many as stay under ``batchBytesMax``, and at least one.
    private nonisolated static func batchLength(_ messages: ArraySlice<IntakeMessage>) -> Int {
        var bytes = 0
        for (count, message) in messages.enumerated() {
            bytes += message.body.count
            if bytes > batchBytesMax { return max(1, count) }
        }
        return messages.count
    }

    private func enqueue(_ candidates: [IntakeCandidate]) -> Task<[Receipt], Never> {
        let previous = tail
        let task = Task {
            await previous?.value
            return await self.append(candidates)
        }
        tail = Task { _ = await task.value }
        return task
    }

    private func append(_ candidates: [IntakeCandidate]) async -> [Receipt] {
        var batch = IntakeBatch()
        do {
            for candidate in candidates { try batch.add(candidate) { try self.known($0) } }
        } catch {
            return refuse(candidates.count, because: "the index of articles cannot be read: \(error)")
        }
        if batch.entries.isEmpty { return count(batch.receipts(appendedFrom: 0)) }
        do {
            let receipt = try await log.append(batch.entries)
            for (id, entry) in batch.accepted(appendedFrom: receipt.sequences.lowerBound) { recent[id] = entry }
            thinOutRecent()
            return count(batch.receipts(appendedFrom: receipt.sequences.lowerBound))
        } catch {
            return refuse(candidates.count, because: "the log takes nothing at present: \(error)")
        }
    }

    private func known(_ id: String) throws -> ChronicleIndex.ArticleEntry? {
        if let entry = recent[id] { return entry }
        return try index.article(id: id)
    }

    private func thinOutRecent() {
        guard recent.count > Self.recentMax, let checkpoint = try? index.checkpoint() else { return }
        recent = recent.filter { $0.value.sequence > checkpoint }
    }

    private func refuse(_ count: Int, because reason: String) -> [Receipt] {
        if reason != refusal { logger.error("Articles are refused: \(reason)") }
        refusal = reason
        return self.count(
            Array(repeating: Receipt(status: .unavailable, sequence: nil, reason: reason), count: count))
    }

    private func count(_ receipts: [Receipt]) -> [Receipt] {
        counters.update { counts in
            for receipt in receipts {
                switch receipt.status {
                case .accepted: counts.accepted += 1
                case .duplicate: counts.duplicates += 1
                case .rejected: counts.rejected += 1
                case .unavailable: counts.unavailable += 1
                }
            }
        }
        return receipts
    }
}
