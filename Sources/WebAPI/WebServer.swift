import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Projections
import ServiceLifecycle

/// The HTTP interface: the queries of ``Library`` under `/v1/…`, read-only.
///
/// | path | answers |
/// | --- | --- |
/// | `/v1/meetings` | meetings: `status`, `kind`, `actor` (each may be repeated), `place`, `from`, `to`, `text`, `contested`, `as-of`, `as-of-recorded`, `limit` |
/// | `/v1/meetings/{id}` | one meeting with its history: `as-of`, `as-of-recorded` |
/// | `/v1/actors` | actors: `text`, `type`, `limit` |
/// | `/v1/actors/{id or name}` | one actor with its neighbours |
/// | `/v1/graph` | the actor graph: `actor`, `edge`, `weight`, `from`, `to`, `limit`, `format` |
/// | `/v1/statements` | statements: `speaker`, `about`, `article`, `text`, `limit` |
/// | `/v1/articles/{id}` | one article with its facts |
/// | `/v1/status` | how far the projections are |
/// | `/metrics` | the daemon's metrics in Prometheus's text format |
/// | `/healthz`, `/readyz` | whether the process serves, whether its answers are up to date |
///
/// Lists are `{"items": […]}`. Errors are problem details (RFC 9457). An unknown parameter is an error.
public struct WebServer: Service {
    /// The address to bind.
    public let host: String
    /// The port to bind; 0 for any free one.
    public let port: Int
    let responder: WebResponder
    let logger: Logger
    let onServing: @Sendable (_ port: Int) async -> Void

    /// A server that has not bound its address yet.
    ///
    /// - Parameters:
    ///   - library: what it answers from.
    ///   - host: the address to bind.
    ///   - port: the port to bind; 0 for any free one.
    ///   - lastSequence: the last durable sequence of the log, to tell how far the projections lag behind.
    ///   - observation: what is told of the daemon and of requests.
    ///   - logger: for what goes wrong.
    ///   - onServing: called with the port once it is bound.
    public init(
        library: Library, host: String = "127.0.0.1", port: Int = 0, lastSequence: @escaping @Sendable () -> UInt64,
        observation: WebObservation = WebObservation(), logger: Logger,
        onServing: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) {
        self.host = host
        self.port = port
        self.logger = logger
        self.onServing = onServing
        let routes = Routes(library: library, lastSequence: lastSequence, metrics: observation.metrics)
        responder = WebResponder(routes: routes, onAnswer: observation.onAnswer)
    }

    /// Serves until the service group shuts down or the task is cancelled.
    ///
    /// - Throws: when the address cannot be bound.
    public func run() async throws {
        let application = Application(
            responder: responder,
            server: .http1(
                configuration: HTTP1Channel.Configuration(
                    idleTimeout: .seconds(WebLimits.idleSeconds),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: WebLimits.headerBytesMax, maxHeaderListSize: WebLimits.headerBytesMax))),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), serverName: "letopis", backlog: WebLimits.backlogMax,
                availableConnectionsDelegate: MaximumAvailableConnections(WebLimits.connectionsMax)),
            onServerRunning: { channel in await onServing(channel.localAddress?.port ?? port) },
            logger: logger)
        try await application.run()
    }
}
