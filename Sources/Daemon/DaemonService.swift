import Logging
import ServiceLifecycle

/// A service of the daemon. The group that runs it describes it by reflection where it does not say its own name: a log,
/// an index, a whole knowledge base would be printed.
protocol DaemonService: Service, CustomStringConvertible {
    var logger: Logger { get }
}

extension DaemonService {
    var description: String { String(describing: Self.self) }

    /// Does work until it succeeds: a full disk or a damaged place stops this service, not the others, and is told in the
    /// log each time.
    ///
    /// - Returns: nil when the daemon is to stop.
    func untilItSucceeds<Result>(_ work: () async throws -> Result) async -> Result? {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            do {
                return try await work()
            } catch is CancellationError {
                return nil
            } catch {
                logger.error("\(self) tries again in \(retrySeconds) s: \(error)")
                try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(retrySeconds)) }
            }
        }
        return nil
    }
}

extension DaemonService {
    /// The service on a thread of its own, for as long as it runs.
    func on(_ thread: ServiceThread) -> some DaemonService { ThreadedService(service: self, thread: thread) }
}

private struct ThreadedService<Base: DaemonService>: DaemonService {
    let service: Base
    let thread: ServiceThread

    var description: String { service.description }
    var logger: Logger { service.logger }

    func run() async throws {
        try thread.start()
        defer { thread.stop() }
        try await withTaskExecutorPreference(thread) { try await service.run() }
    }
}

/// How long a service waits before it tries again what has failed.
private let retrySeconds = 5
