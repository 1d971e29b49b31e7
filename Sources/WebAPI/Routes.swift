import Chronicle
import Projections

/// What can be read, by path.
struct Routes: Sendable {
    /// A path and how it is answered.
    struct Route: Sendable {
        /// The path; one that ends with a slash takes an id, which may itself have slashes.
        var path: String
        /// The parameters that it knows.
        var parameters: [String]
        /// Answers for the id and the parameters.
        var answer: @Sendable (_ id: String, _ parameters: Parameters) async throws -> Answer
    }

    let all: [Route]

    init(
        library: Library, lastSequence: @escaping @Sendable () -> UInt64,
        metrics: (@Sendable () -> (mediaType: String, text: String))?
    ) {
        all =
            Self.meetings(library) + Self.actors(library) + Self.reading(library) + Self.health(library, lastSequence)
            + (metrics.map(Self.metrics) ?? [])
    }

    /// The route of a path, and the id in it.
    func match(_ path: String) -> (route: Route, rest: String)? {
        for route in all {
            if route.path.hasSuffix("/") {
                guard path.utf8.starts(with: route.path.utf8), path.utf8.count > route.path.utf8.count,
                    let id = PercentEncoding.decode(path.utf8.dropFirst(route.path.utf8.count), isForm: false)
                else { continue }
                return (route, id)
            }
            if route.path == path { return (route, "") }
        }
        return nil
    }

    private struct List<Item: Encodable>: Encodable {
        var items: [Item]
    }

    // MARK: Meetings

    private static func meetings(_ library: Library) -> [Route] {
        let moment = ["as-of", "as-of-recorded"]
        let filters = ["status", "kind", "actor", "place", "from", "to", "text", "contested", "limit"]
        return [
            Route(path: "/v1/meetings", parameters: filters + moment) { _, parameters in
                let query = MeetingsQuery(
                    statuses: try parameters.named("status"), kinds: try parameters.named("kind"),
                    actors: parameters.all("actor"), place: try parameters.text("place"),
                    from: try parameters.text("from"), to: try parameters.text("to"), text: try parameters.text("text"),
                    isContested: try parameters.flag("contested"), asOf: try parameters.moment(),
                    limit: try parameters.number("limit", default: 100))
                return try Answer(List(items: try await library.meetings(query)))
            },
            Route(path: "/v1/meetings/", parameters: moment) { id, parameters in
                try Answer(try await library.meeting(id, asOf: try parameters.moment()))
            },
        ]
    }

    // MARK: Actors and graph

    private static func actors(_ library: Library) -> [Route] {
        [
            Route(path: "/v1/actors", parameters: ["text", "type", "limit"]) { _, parameters in
                let query = ActorsQuery(
                    text: try parameters.text("text"), types: try parameters.named("type"),
                    limit: try parameters.number("limit", default: 100))
                return try Answer(List(items: try await library.actors(query)))
            },
            Route(path: "/v1/actors/", parameters: []) { id, _ in try Answer(try await library.actor(id)) },
            Route(path: "/v1/graph", parameters: ["actor", "edge", "weight", "from", "to", "limit", "format"]) {
                _, parameters in
                let kinds = try parameters.words("edge", EdgeKind.self)
                let query = GraphQuery(
                    actor: try parameters.one("actor"), kinds: kinds.isEmpty ? EdgeKind.usual : kinds,
                    weightMin: try parameters.number("weight", default: 1), from: try parameters.text("from"),
                    to: try parameters.text("to"), limit: try parameters.number("limit", default: 1_000))
                _ = try parameters.one("format")
                let format = try parameters.words("format", GraphFormat.self).first ?? .json
                return Answer(mediaType: format.mediaType, bytes: try format.encode(try await library.graph(query)))
            },
        ]
    }

    // MARK: Statements and articles

    private static func reading(_ library: Library) -> [Route] {
        [
            Route(path: "/v1/statements", parameters: ["speaker", "about", "article", "text", "limit"]) {
                _, parameters in
                let query = StatementsQuery(
                    speaker: try parameters.one("speaker"), about: try parameters.one("about"),
                    article: try parameters.one("article"), text: try parameters.text("text"),
                    limit: try parameters.number("limit", default: 100))
                return try Answer(List(items: try await library.statements(query)))
            },
            Route(path: "/v1/articles/", parameters: []) { id, _ in try Answer(try await library.article(id)) },
        ]
    }

    // MARK: Metrics and health

    private static func metrics(_ metrics: @escaping @Sendable () -> (mediaType: String, text: String)) -> [Route] {
        [
            Route(path: "/metrics", parameters: []) { _, _ in
                let (mediaType, text) = metrics()
                return Answer(mediaType: mediaType, bytes: Array(text.utf8))
            }
        ]
    }

    private struct Readiness: Encodable {
        var status: String
        var sequence: UInt64
        var lastSequence: UInt64
    }

    private static func health(_ library: Library, _ lastSequence: @escaping @Sendable () -> UInt64) -> [Route] {
        [
            Route(path: "/v1/status", parameters: []) { _, _ in try Answer(try await library.status()) },
            Route(path: "/healthz", parameters: []) { _, _ in try Answer(["status": "ok"]) },
            Route(path: "/readyz", parameters: []) { _, _ in
                let sequence = try await library.sequence()
                let last = lastSequence()
                let isReady = sequence + WebLimits.readyLagMax >= last
                return try Answer(
                    status: isReady ? .ok : .serviceUnavailable,
                    Readiness(status: isReady ? "ready" : "catching up", sequence: sequence, lastSequence: last))
            },
        ]
    }
}
