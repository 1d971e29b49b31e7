import Chronicle
import EventLog
import Foundation
import Projections

/// A log in which many meetings are reported, each by an article of its own, and the projections of it.
struct ReportedMeetings {
    let log: SegmentLog
    let store: ProjectionStore

    init(_ count: Int, in folder: URL, options: LogOptions = LogOptions()) async throws {
        log = try SegmentLog.open(directory: folder.appendingPathComponent("log").path, options: options)
        for number in 0..<count { _ = try await log.append(Self.batch(number)) }
        store = try ProjectionStore(path: folder.appendingPathComponent("projections.sqlite").path)
        try await ProjectionEngine(store: store, log: log).catchUp()
    }

    /// Reports one more.
    func report(_ number: Int) async throws -> LogReceipt { try await log.append(Self.batch(number)) }

    private static func batch(_ number: Int) throws -> [LogEntry] {
        let id = "article-\(number)"
        let accepted = ArticleAccepted.with {
            $0.article.id = id
            $0.article.body = "Срещата се състоя."
            $0.article.language = "bg"
        }
        let meeting = MeetingReported.with {
            $0.kind = .meeting
            $0.status = .held
            $0.participants = ["a", "b"].map { side in
                Participant.with {
                    $0.actor.id = "person/\(side)-\(number)"
                    $0.actor.name = "\(side) \(number)"
                    $0.actor.type = .person
                }
            }
        }
        return try [
            EventContent(article: id, .articleAccepted(accepted)),
            EventContent(article: id, extractor: "test", .meetingReported(meeting)),
            EventContent(article: id, extractor: "test", .articleExtracted(ArticleExtracted())),
        ].map { LogEntry(type: $0.type!.rawValue, payload: try $0.logBytes()) }
    }
}
