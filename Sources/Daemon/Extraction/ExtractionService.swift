import Chronicle
import EventLog
import Extraction
import Logging
import Projections
import ServiceLifecycle

/// Reads accepted articles from the log, extracts them on several workers, and appends what they report.
///
/// The batches are appended in the order of the articles, whatever the number of workers; so the last article that was
/// extracted tells how far extraction has come, and a restart goes on behind it.
struct ExtractionService: DaemonService {
    let log: any Log
    let extractor: Extractor
    /// Tells which articles were extracted before the start.
    let readiness: IndexReadiness
    let workers: Int
    let counters: DaemonCounters
    let logger: Logger

    /// Articles under way at a time, from being read to being durable: enough that workers go on during a sync.
    private static let articlesMax = 256
    /// Finished extractions are appended together until their events have this many bytes, or there are this many.
    private static let appendLimit = (bytes: 4 << 20, records: 16_384)

    /// What a task of the service has done.
    private enum Step {
        case extracted(ordinal: Int, ExtractedArticle)
        case appended(articles: Int)
    }

    func run() async throws {
        if let start = await cancelWhenGracefulShutdown({ await readiness.snapshot() }) {
            try await extract(after: start.extractedThrough)
        }
        logger.info("Extraction has stopped")
    }

    private func extract(after sequence: UInt64) async throws {
        var source = try AcceptedArticles(log: log, after: sequence)
        var finished = ReorderBuffer<ExtractedArticle>()
        var (started, extracting, durable) = (0, 0, 0)
        var isAppending = false
        try await withThrowingTaskGroup(of: Step.self) { group in
            while true {
                while extracting < workers, started - durable < Self.articlesMax, !Task.isShuttingDownGracefully,
                    let article = await untilItSucceeds({ try source.next() }) ?? nil
                {
                    let ordinal = started
                    started += 1
                    extracting += 1
                    group.addTask { .extracted(ordinal: ordinal, try ExtractedArticle(of: article, by: extractor)) }
                }
                // One append at a time: what is finished meanwhile forms the next one and shares its sync.
                if !isAppending, let batch = ExtractedBatch(takingFrom: &finished, limit: Self.appendLimit) {
                    isAppending = true
                    group.addTask {
                        try await append(batch)
                        return .appended(articles: batch.articles)
                    }
                }
                switch try await group.next() {
                case .extracted(let ordinal, let article):
                    extracting -= 1
                    finished.insert(article, at: ordinal)
                case .appended(let articles):
                    isAppending = false
                    durable += articles
                case nil where Task.isShuttingDownGracefully:
                    return
                case nil:
                    let last = source.position - 1
                    try? await cancelWhenGracefulShutdown { _ = try await log.waitForSequence(after: last) }
                }
            }
        }
    }

    private func append(_ batch: ExtractedBatch) async throws {
        do {
            _ = try await log.append(batch.entries)
            counters.update { $0.extracted += batch.articles }
        } catch {
            logger.error("Extraction waits for a restart: \(error)")
            try await gracefulShutdown()
        }
    }
}

/// Extracted articles that are appended together.
struct ExtractedBatch: Sendable {
    private(set) var entries: [LogEntry] = []
    private(set) var articles = 0

    /// The articles whose turn it is, up to a limit; nil where there are none.
    init?(takingFrom finished: inout ReorderBuffer<ExtractedArticle>, limit: (bytes: Int, records: Int)) {
        var bytes = 0
        while bytes < limit.bytes, entries.count < limit.records, let article = finished.takeNext() {
            entries += article.entries
            bytes += article.byteCount
            articles += 1
        }
        if articles == 0 { return nil }
    }
}

/// The accepted articles in the log, in order.
struct AcceptedArticles {
    /// One article and where it stands.
    struct Item: Sendable {
        var sequence: UInt64
        var recorded: Instant
        var article: Article
    }

    private let reader: any LogReader
    private var ahead: [Item] = []

    private static let recordsMax = 256

    init(log: any Log, after sequence: UInt64) throws { reader = try log.makeReader(after: sequence) }

    /// The sequence of the next record that will be read.
    var position: UInt64 { reader.position }

    /// The next article; nil at the tip of the log.
    mutating func next() throws -> Item? {
        while ahead.isEmpty {
            var items: [Item] = []
            var count = 0
            do {
                count = try reader.read(recordsMax: Self.recordsMax) { record in
                    guard record.type == EventType.articleAccepted.rawValue else { return }
                    guard let event = try Event(record),
                        case .articleAccepted(let accepted) = event.content.payload
                    else { return }
                    items.append(Item(sequence: event.sequence, recorded: event.recorded, article: accepted.article))
                }
            } catch {
                // The reader stands before what it could not read; what came before that is extracted first.
                if items.isEmpty { throw error }
            }
            if count == 0, items.isEmpty { return nil }
            ahead = items.reversed()
        }
        return ahead.removeLast()
    }
}

/// Hands results out in the order in which the work was begun.
struct ReorderBuffer<Element> {
    private var waiting: [Int: Element] = [:]
    /// The ordinal of the result that is handed out next.
    private var next = 0

    mutating func insert(_ element: Element, at ordinal: Int) { waiting[ordinal] = element }

    /// The next result; nil while it is not there.
    mutating func takeNext() -> Element? {
        guard let element = waiting.removeValue(forKey: next) else { return nil }
        next += 1
        return element
    }
}
