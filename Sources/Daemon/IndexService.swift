import EventLog
import Logging
import Projections
import ServiceLifecycle

/// Keeps the index of the log up with the log, and tells intake how far it has come.
struct IndexService: DaemonService {
    let log: any Log
    let index: ChronicleIndex
    let readiness: IndexReadiness
    let intake: ArticleIntake
    let logger: Logger

    /// How long a start waits for the index before it serves without.
    private static let startPatience: Duration = .seconds(1)

    /// How long records gather before they go into the index together: a transaction writes whole pages, however few of
    /// their rows are new. At most ``ArticleIntake/recentMax`` articles may gather.
    private static let gathering: Duration = .milliseconds(50)

    /// Brings the index up to the log, as far as that goes quickly; the service does the rest.
    static func prepare(_ index: ChronicleIndex, log: any Log, readiness: IndexReadiness, logger: Logger) {
        let deadline = ContinuousClock.now + startPatience
        do {
            var checkpoint = try index.checkpoint()
            try readiness.reached(checkpoint)
            while ContinuousClock.now < deadline, let next = try index.advance(from: checkpoint, with: log) {
                checkpoint = next
                try readiness.reached(checkpoint)
            }
            if readiness.isReady { return }
            logger.notice("The index is being brought up to the log; articles are taken when that is done")
        } catch {
            logger.error("The index cannot be brought up to the log, and no articles are taken: \(error)")
        }
    }

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
        while let next = await untilItSucceeds({ try advance(from: checkpoint) }) {
            if let next {
                checkpoint = next
                intake.indexed(through: checkpoint)
                if log.lastSequence >= checkpoint + UInt64(ChronicleIndex.recordsPerTransaction) { continue }
            }
            try? await cancelWhenGracefulShutdown { [checkpoint] in
                _ = try await log.waitForSequence(after: checkpoint)
                try await Task.sleep(for: Self.gathering)
            }
        }
    }

    private func advance(from checkpoint: UInt64) throws -> UInt64? {
        try readiness.reached(checkpoint)
        return try index.advance(from: checkpoint, with: log)
    }
}
