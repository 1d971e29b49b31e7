import Foundation
import Testing

@Suite("A client in another language")
struct PythonClientTests {
    static let python = ProcessInfo.processInfo.environment["LETOPIS_PYTHON"]
    private static let clients = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Clients")
    static let comment: Comment =
        "LETOPIS_PYTHON names no Python with what the clients need: run deploy/test, which installs it"

    @Test(
        "in Python, the one that is shipped, publishes by PUSH and DEALER and follows events and history",
        .enabled(if: python != nil, comment))
    func shipped() async throws {
        let outcome = try await run("client.py")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(JSONLine(outcome.output).accepted.number == 100)
        #expect(JSONLine(outcome.output).replayed.number >= 150)
    }

    @Test(
        "sends and receives nothing but what the AsyncAPI document knows, over the samples and in every shape",
        .enabled(if: python != nil, comment))
    func asyncAPI() async throws {
        let outcome = try await run("protocol.py")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let seen = Set(JSONLine(outcome.output).array.map(\.string))
        let expected: Set = [
            "plainArticle", "ninjsArticle", "newsArticle", "envelopedArticle", "plainArticleWithTopic", "receipt",
            "articleAccepted", "articleRejected", "articleExtracted", "actorMentioned", "meetingReported",
            "statementReported", "affiliationReported", "tip", "latestMeeting", "latestEnd", "startRequest",
            "creditRequest", "stopRequest", "statusRequest", "end", "error", "status",
        ]
        #expect(expected.subtracting(seen).isEmpty)
    }

    private func run(_ client: String) async throws -> LetopisProcess.Outcome {
        let folder = try TemporaryFolder()
        let daemon = try await DaemonProcess.start(in: folder.url)
        let endpoints = daemon.endpoints
        let python = try LetopisProcess(
            [
                Self.clients.appendingPathComponent(client).path, endpoints.subscribe, endpoints.pull,
                endpoints.submit, endpoints.events, endpoints.replay,
            ],
            program: URL(fileURLWithPath: try #require(Self.python)), in: folder.url,
            environment: ["PYTHONDONTWRITEBYTECODE": "1"])
        let outcome = try await python.finish()
        _ = try await daemon.stop()
        return outcome
    }
}
