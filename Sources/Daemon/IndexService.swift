import EventLog
import Logging
import Projections
import ServiceLifecycle

/// Keeps the index of the log up with the log.
struct IndexService: DaemonService {
    let log: any Log
    let index: ChronicleIndex
    let logger: Logger

    func run() async throws {
        while let checkpoint = await untilItSucceeds({ try index.catchUp(with: log) }) {
            try? await cancelWhenGracefulShutdown { _ = try await log.waitForSequence(after: checkpoint) }
        }
        logger.info("The index has stopped")
    }
}
