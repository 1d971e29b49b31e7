import Chronicle
import EventLog
import Foundation
import Language
import Logging
import Projections
import ZeroMQ

@testable import Daemon

/// Intake before a real log, without sockets.
struct IntakeFixture {
    let log: SegmentLog
    let index: ChronicleIndex
    let intake: ArticleIntake

    static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// Opens what a folder holds, as a daemon does when it starts.
    init(in folder: URL) async throws {
        let directory = DataDirectory(folder.path)
        try directory.create()
        log = try SegmentLog.open(directory: directory.log.path)
        index = try ChronicleIndex(url: directory.index, log: log)
        try index.catchUp(with: log)
        intake = ArticleIntake(
            log: log, index: index, detector: try LanguageDetector.bundled(), counters: DaemonCounters(),
            logger: Self.logger)
    }

    func take(_ articles: [[UInt8]]) async -> [Receipt] {
        await intake.take(articles.map { IntakeMessage(body: Frame($0), topic: "", way: .submit) })
    }

    /// Brings the index up to the log, as the index service does.
    func catchUp() throws { intake.indexed(through: try index.catchUp(with: log)) }
}
