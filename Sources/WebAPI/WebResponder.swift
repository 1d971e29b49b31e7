import HTTPTypes
import Hummingbird
import Projections

/// Takes a request apart, asks the routes, and turns answers and errors into responses.
struct WebResponder: HTTPResponder {
    typealias Context = BasicRequestContext

    let routes: Routes
    let onAnswer: @Sendable (_ path: String, _ status: Int, _ duration: Duration) -> Void

    func respond(to request: Request, context: Context) async throws -> Response {
        let start = ContinuousClock.now
        var response: Response
        do {
            response = try await answer(request).response
        } catch let problem as Problem {
            response = problem.response
        } catch let error as ProjectionError {
            response = Problem(error).response
        } catch {
            context.logger.error("A request failed", metadata: ["target": "\(request.uri)", "error": "\(error)"])
            response =
                Problem(status: .internalServerError, detail: "the request failed: see the daemon's log").response
        }
        if request.method == .head {
            let length = response.body.contentLength
            response.body = ResponseBody()
            response.headers[.contentLength] = length.map(String.init)
        }
        onAnswer(routes.match(request.uri.path)?.route.path ?? "", response.status.code, start.duration(to: .now))
        return response
    }

    private func answer(_ request: Request) async throws -> Answer {
        guard request.uri.string.utf8.count <= WebLimits.targetBytesMax else {
            throw Problem(
                status: .uriTooLong, detail: "a path and query may have \(WebLimits.targetBytesMax) bytes")
        }
        guard let match = routes.match(request.uri.path) else {
            throw Problem(status: .notFound, detail: "there is nothing at \(request.uri.path)")
        }
        guard request.method == .get || request.method == .head else {
            throw Problem(status: .methodNotAllowed, detail: "\(request.uri.path) can only be read", allow: "GET, HEAD")
        }
        let parameters = try Parameters(query: request.uri.query ?? "", allowed: match.route.parameters)
        return try await match.route.answer(match.rest, parameters)
    }
}

/// Bytes with their media type.
struct Answer {
    var status = HTTPResponse.Status.ok
    var mediaType = "application/json"
    var bytes: [UInt8]

    init(status: HTTPResponse.Status = .ok, mediaType: String, bytes: [UInt8]) {
        self.status = status
        self.mediaType = mediaType
        self.bytes = bytes
    }

    init(status: HTTPResponse.Status = .ok, _ value: some Encodable) throws {
        self.init(status: status, mediaType: "application/json", bytes: try QueryJSON.encode(value))
    }

    var response: Response {
        var headers = HTTPFields()
        headers[.contentType] = mediaType
        headers[.contentLength] = String(bytes.count)
        headers[.cacheControl] = "no-cache"
        headers[.xContentTypeOptions] = "nosniff"
        return Response(
            status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

/// What went wrong, as problem details (RFC 9457).
struct Problem: Error {
    let status: HTTPResponse.Status
    let detail: String
    var allow: String?

    init(status: HTTPResponse.Status, detail: String, allow: String? = nil) {
        self.status = status
        self.detail = detail
        self.allow = allow
    }

    init(_ error: ProjectionError) {
        let status: HTTPResponse.Status =
            switch error {
            case .unknownActor, .unknownMeeting, .unknownArticle: .notFound
            case .ambiguousActor: .conflict
            case .invalidParameter: .badRequest
            case .missing, .outdated, .unreadable: .serviceUnavailable
            case .inapplicable: .internalServerError
            }
        self.init(status: status, detail: "\(error)")
    }

    private struct Details: Encodable {
        var type = "about:blank"
        var title: String
        var status: Int
        var detail: String
    }

    var response: Response {
        let details = Details(title: status.reasonPhrase, status: status.code, detail: detail)
        let bytes = (try? QueryJSON.encode(details)) ?? []
        var response = Answer(status: status, mediaType: "application/problem+json", bytes: bytes).response
        if let allow { response.headers[.allow] = allow }
        return response
    }
}
