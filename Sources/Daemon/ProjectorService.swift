import EventLog
import Logging
import Projections
import ServiceLifecycle

/// Keeps the projections that people query up with the log; a file that is missing, belongs to another log or was
/// written by another version of a projection is rebuilt beside the one in service.
///
/// Articles that come in go first: while they do, projecting takes a fifth of the time at most, and catches up when it is
/// quieter. What it lags behind lies in the log and takes no memory.
struct ProjectorService: DaemonService {
    let engine: ProjectionEngine
    let counters: DaemonCounters
    let logger: Logger

    /// A shorter transaction is no burden: there is no pause after it.
    private static let burden: Duration = .milliseconds(50)
    /// A pause is so many times as long as the transaction before it, and no longer than the longest.
    private static let pauseFactor = 4
    private static let pauseMax: Duration = .seconds(2)

    func run() async throws {
        await cancelWhenGracefulShutdown { await untilItSucceeds { try await engine.run(pausing: pause) } }
        logger.info("Projecting has stopped")
    }

    /// Pauses while articles come in.
    private func pause(after transaction: Duration) async throws {
        guard transaction > Self.burden else { return }
        let end = ContinuousClock.now + min(transaction * Self.pauseFactor, Self.pauseMax)
        var accepted = counters.current.accepted
        while ContinuousClock.now < end {
            try await Task.sleep(for: Self.burden)
            let current = counters.current.accepted
            if current == accepted { return }
            accepted = current
        }
    }
}
