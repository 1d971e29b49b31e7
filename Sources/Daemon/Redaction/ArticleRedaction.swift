import Chronicle
import EventLog
import Foundation
import Projections

/// Takes the text of an article out of a log and of all that is computed from it, for good.
///
/// An `article.redacted` event tells by whom and why; then every record of the article before it is replaced by the same
/// event without the article's words. The records keep their sequences, and the chronicle's digest stays what it was.
public struct ArticleRedaction: Sendable {
    /// What was done.
    public struct Report: Hashable, Sendable, Encodable {
        /// The article.
        public var article: String
        /// Sequence of the `article.redacted` event.
        public var sequence: UInt64
        /// Records whose text was removed now.
        public var redacted: Int
        /// Records from which the text had been removed before.
        public var before: Int
        /// Sequences of records that are too small to be redacted and still hold words of the article.
        public var refused: [UInt64]
    }

    private let article: String
    /// The last of the article's versions and the last of its redactions.
    private var lastAccepted: UInt64 = 0
    private var lastRedacted: UInt64 = 0
    private var replacements: [UInt64: [UInt8]] = [:]
    private var before = 0
    private var refused: [UInt64] = []

    private static let recordsMax = 1_024

    /// Redacts an article. Interrupted at any point, it may be run again and goes on; it tells the event only once.
    ///
    /// - Parameters:
    ///   - log: open for writing, so that no daemon is at work in it.
    ///   - progress: called with the number of records looked at.
    /// - Throws: `LogError`, ``ArticleRedactionError``.
    public static func run(
        article: String, author: String, reason: String, log: SegmentLog, progress: (UInt64) -> Void = { _ in }
    ) async throws -> Report {
        var redaction = ArticleRedaction(article: article)
        try redaction.survey(log, progress: progress)
        guard redaction.lastAccepted > 0 else { throw ArticleRedactionError.unknownArticle(article) }
        var sequence = redaction.lastRedacted
        if sequence < redaction.lastAccepted {
            var event = ArticleRedacted()
            event.editor.author = author
            event.editor.reason = reason
            let content = EventContent(article: article, .articleRedacted(event))
            let entry = LogEntry(type: EventType.articleRedacted.rawValue, payload: try content.logBytes())
            sequence = try await log.append([entry]).sequences.lowerBound
        }
        let done = try await log.redact(redaction.replacements)
        return Report(
            article: article, sequence: sequence, redacted: done.redacted.count, before: redaction.before,
            refused: redaction.refused)
    }

    private init(article: String) { self.article = article }

    /// Looks at every event that the log keeps.
    private mutating func survey(_ log: SegmentLog, progress: (UInt64) -> Void) throws {
        let reader = try log.makeReader(after: 0)
        while try reader.read(recordsMax: Self.recordsMax, { try look(at: $0) }) > 0 { progress(reader.position - 1) }
    }

    private mutating func look(at record: LogRecord) throws {
        guard let event = try Event(record), event.content.article == article else { return }
        switch event.content.payload {
        case .articleAccepted: lastAccepted = event.sequence
        case .articleRedacted: lastRedacted = event.sequence
        default: break
        }
        if record.state == .redacted {
            before += 1
        } else if event.content.redacted != event.content {
            let room = record.payload.count - LogLimits.redactionBytes
            if room < 0 {
                refused.append(event.sequence)
            } else {
                replacements[event.sequence] = try event.content.redactedLogBytes(atMost: room)
            }
        }
    }
}

/// Why an article cannot be redacted.
public enum ArticleRedactionError: Error, Hashable, CustomStringConvertible {
    /// The log does not keep it.
    case unknownArticle(String)

    /// One sentence.
    public var description: String {
        switch self {
        case .unknownArticle(let article):
            "The log keeps no article “\(article)”. The id is the one in the receipt and in `letopis log dump`."
        }
    }
}
