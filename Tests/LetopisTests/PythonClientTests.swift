import Foundation
import Testing

@Suite("A client in another language")
struct PythonClientTests {
    static let python = ProcessInfo.processInfo.environment["LETOPIS_PYTHON"]
    private static let client = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Clients/client.py")

    @Test(
        "in Python publishes by PUB, PUSH and DEALER and follows events and history, by the documentation alone",
        .enabled(if: python != nil, "LETOPIS_PYTHON names no Python with pyzmq: run deploy/test, which installs one"))
    func pyzmq() async throws {
        let folder = try TemporaryFolder()
        let daemon = try await DaemonProcess.start(in: folder.url)
        let endpoints = daemon.endpoints
        let python = try LetopisProcess(
            [
                Self.client.path, endpoints.subscribe, endpoints.pull, endpoints.submit, endpoints.events,
                endpoints.replay,
            ],
            program: URL(fileURLWithPath: try #require(Self.python)), in: folder.url)
        let outcome = try await python.finish()
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(JSONLine(outcome.output).accepted.number == 100)
        #expect(JSONLine(outcome.output).replayed.number >= 150)
        _ = try await daemon.stop()
    }
}
