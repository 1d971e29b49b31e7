import EventLog
import Logging
import Projections
import ServiceLifecycle

/// Keeps the projections that people query up with the log; a file that is missing, belongs to another log or was
/// written by another version of a projection is rebuilt beside the one in service.
struct ProjectorService: DaemonService {
    let engine: ProjectionEngine
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown { await untilItSucceeds { try await engine.run() } }
        logger.info("Projecting has stopped")
    }
}
