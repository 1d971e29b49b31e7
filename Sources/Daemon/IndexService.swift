import EventLog
import Logging
import Projections
import ServiceLifecycle

/// Keeps the index of the log up with the log, and tells intake how far it has come.
struct IndexService: DaemonService {
    let log: any Log
    let index: ChronicleIndex
    let intake: ArticleIntake
    let logger: Logger

    func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await follow() }
            // Beside it: a long index takes some seconds, in which lookups go to the disk.
            group.addTask { await cancelWhenGracefulShutdown { await untilItSucceeds { try index.fillFilter() } } }
        }
        logger.info("The index has stopped")
    }

    private func follow() async {
        guard var checkpoint = await untilItSucceeds({ try index.checkpoint() }) else { return }
        while let next = await untilItSucceeds({ try index.advance(from: checkpoint, with: log) }) {
            if let next {
                checkpoint = next
                await intake.indexed(through: checkpoint)
            } else {
                try? await cancelWhenGracefulShutdown { [checkpoint] in
                    _ = try await log.waitForSequence(after: checkpoint)
                }
            }
        }
    }
}
