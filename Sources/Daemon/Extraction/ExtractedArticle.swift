import Chronicle
import EventLog
import Extraction

/// The events of one article, ready for the log.
struct ExtractedArticle: Sendable {
    let entries: [LogEntry]
    let byteCount: Int

    /// Extracts an article and notes how long that took.
    ///
    /// „Вчера“ in an article whose sender gave no time counts from the moment when it came in.
    ///
    /// - Throws: what the encoding of events throws.
    init(of accepted: AcceptedArticles.Item, by extractor: Extractor) throws {
        var article = accepted.article
        if !article.hasPublished { article.published = accepted.recorded.timestamp }
        let clock = ContinuousClock()
        let start = clock.now
        var events = extractor.extract(article, sequence: accepted.sequence).events
        let duration = start.duration(to: clock.now)
        if case .articleExtracted(var extracted) = events.last?.payload {
            let (seconds, attoseconds) = duration.components
            extracted.durationMicroseconds = UInt32(clamping: seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
            events[events.count - 1].payload = .articleExtracted(extracted)
        }
        entries = try events.map { event in
            guard let type = event.type else { preconditionFailure("an event without a payload") }
            return LogEntry(type: type.rawValue, payload: try event.logBytes())
        }
        byteCount = entries.reduce(0) { $0 + $1.payload.count }
    }
}
