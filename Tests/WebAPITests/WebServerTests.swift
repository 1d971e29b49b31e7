import Chronicle
import EventLog
import Foundation
import Logging
import Projections
import Testing

@testable import WebAPI

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// The HTTP interface over a real socket.
@Suite struct WebServerTests {
    private struct Reply {
        var status: Int
        var mediaType: String
        var text: String

        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any] ?? [:]
        }
        var items: [[String: Any]] { json["items"] as? [[String: Any]] ?? [] }
    }

    /// Serves one call of two ministers and asks for some paths.
    private func ask<Result: Sendable>(
        _ questions: @Sendable (_ get: @Sendable (String) async throws -> Reply) async throws -> Result
    ) async throws -> Result {
        let directory = FileManager.default.temporaryDirectory.appending(path: "letopis-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let log = try SegmentLog.open(
            directory: directory.appending(path: "log").path, options: LogOptions(sync: .never))
        try await fill(log)
        let store = try ProjectionStore(path: directory.appending(path: "projections.sqlite").path)
        try await ProjectionEngine(store: store, log: log).catchUp()

        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let (ports, bound) = AsyncStream.makeStream(of: Int.self)
        let server = WebServer(library: Library(store), lastSequence: { log.lastSequence }, logger: logger) { port in
            bound.yield(port)
        }
        let serving = Task { try await server.run() }
        defer { serving.cancel() }
        var iterator = ports.makeAsyncIterator()
        let port = try #require(await iterator.next())
        let result = try await questions { target in
            let url = try #require(URL(string: "http://127.0.0.1:\(port)\(target)"))
            let (data, response) = try await URLSession.shared.data(from: url)
            let http = try #require(response as? HTTPURLResponse)
            return Reply(
                status: http.statusCode, mediaType: http.value(forHTTPHeaderField: "Content-Type") ?? "",
                text: String(decoding: data, as: UTF8.self))
        }
        serving.cancel()
        _ = try? await serving.value
        await log.close()
        return result
    }

    private func fill(_ log: SegmentLog) async throws {
        let people = [("person/anna-ilieva", "Анна Илиева"), ("Q7", "Борис Колев")].map { id, name in
            Actor.with {
                $0.id = id
                $0.name = name
                $0.type = .person
            }
        }
        let article = Article.with {
            $0.id = "https://example.org/a/1"
            $0.title = "Разговор"
            $0.source = "Утро"
        }
        let call = MeetingReported.with {
            $0.kind = .call
            $0.status = .held
            $0.certainty = .asserted
            $0.participants = people.map { actor in Participant.with { $0.actor = actor } }
            $0.evidence.text = "Двамата разговаряха."
        }
        for batch in [
            [EventContent(article: article.id, .articleAccepted(ArticleAccepted.with { $0.article = article }))],
            [
                EventContent(article: article.id, articleSequence: 1, extractor: "test", .meetingReported(call)),
                EventContent(
                    article: article.id, articleSequence: 1, extractor: "test", .articleExtracted(ArticleExtracted())),
            ],
        ] {
            _ = try await log.append(
                batch.map { LogEntry(type: $0.type?.rawValue ?? 0, payload: try $0.logBytes()) })
        }
    }

    @Test func theQueriesAnswerInJSON() async throws {
        try await ask { get in
            let meetings = try await get("/v1/meetings?status=held&actor=%D0%9A%D0%BE%D0%BB%D0%B5%D0%B2")
            #expect(meetings.status == 200)
            #expect(meetings.mediaType == "application/json")
            #expect(meetings.items.map { $0["id"] as? String } == ["m-2"])
            #expect(try await get("/v1/meetings/m-2").text.contains("Двамата разговаряха."))
            #expect(try await get("/v1/actors?type=person").items.count == 2)
            #expect(try await get("/v1/actors/person/anna-ilieva").status == 200)
            #expect(try await get("/v1/actors/person%2Fanna-ilieva").status == 200)
            #expect(try await get("/v1/articles/https%3A%2F%2Fexample.org%2Fa%2F1").text.contains("Разговор"))
            #expect(try await get("/v1/graph").text.contains("called"))
            #expect(try await get("/v1/graph?format=gexf").mediaType == "application/gexf+xml")
            #expect(try await get("/v1/statements").items.isEmpty)
            #expect(try await get("/v1/status").json["sequence"] as? Int == 3)
            #expect(try await get("/healthz").status == 200)
            #expect(try await get("/readyz").json["status"] as? String == "ready")
        }
    }

    @Test(arguments: [
        ("/v1/meetings?stauts=held", 400, "stauts"), ("/v1/meetings?status=gone", 400, "proposed"),
        ("/v1/meetings?limit=many", 400, "limit"), ("/v1/meetings?limit=0", 400, "limit"),
        ("/v1/meetings?from=May", 400, "2025-10-20"), ("/v1/meetings?place=%FF", 400, "UTF-8"),
        ("/v1/meetings?as-of=2025-01-01&as-of-recorded=2025-01-01", 400, "exclude"),
        ("/v1/meetings/m-404", 404, "m-404"), ("/v1/actors/Xyz", 404, "Xyz"), ("/v2/meetings", 404, "/v2/meetings"),
        ("/v1/articles/none", 404, "none"), ("/v1/graph?format=pdf", 400, "gexf"),
    ])
    func aProblemSaysWhatIsWrong(_ target: String, _ status: Int, _ word: String) async throws {
        try await ask { get in
            let reply = try await get(target)
            #expect(reply.status == status)
            #expect(reply.mediaType == "application/problem+json")
            #expect(reply.json["status"] as? Int == status)
            #expect((reply.json["detail"] as? String)?.contains(word) == true)
        }
    }

    @Test(arguments: [("a%20b+c", "a b c"), ("%D0%90", "А"), ("%4", nil), ("%zz", nil), ("%C3", nil)])
    func percentEncoding(_ encoded: String, _ decoded: String?) {
        #expect(PercentEncoding.decode(encoded.utf8, isForm: true) == decoded)
    }
}
