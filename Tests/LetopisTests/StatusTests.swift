import Chronicle
import Foundation
import Testing

@testable import Daemon

@Suite("Status")
struct StatusTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("of a running daemon counts what it did and what is lost; without one it says so")
    func running() async throws {
        let daemon = try await DaemonProcess.start(in: folder.url, ["--sync", "20ms"])
        let subscriber = try EventSocket(daemon, topics: ["meeting"])
        _ = try await subscriber.next()
        let client = try await ArticleClient(.submit, endpoint: daemon.endpoints.submit)
        try await client.submit([TestArticles.short(1), TestArticles.short(1), Array("{]".utf8)]) { _, _ in }
        await client.close()
        try await daemon.settle()

        let outcome = try await daemon.command("status", "--json")
        #expect(outcome.status == 0)
        let status = JSONLine(outcome.output)
        let told = status.daemon
        #expect(told.health.string == "healthy")
        #expect(told.reason.value == nil)
        #expect(told.version.string == Daemon.version)
        #expect(told.log.string == status.log.string)
        #expect(told.lastSequence.number == status.sequence.number)
        #expect(told.sync.string == "20ms")
        #expect(told.counters.accepted.number == 1)
        #expect(told.counters.duplicates.number == 1)
        #expect(told.counters.rejected.number == 1)
        #expect(told.sockets.submit.received.number == 3)
        #expect(told.sockets.submit.sent.number == 3)
        #expect(told.sockets.replay.undeliverable.number == 0)
        #expect(told.subscriptions.number == 2)
        #expect(told.replays.number == 0)
        subscriber.close()

        _ = try await daemon.stop()
        let stopped = try await daemon.command("status", "--json").output
        #expect(stopped.contains(#""daemon":null"#))
        #expect(JSONLine(stopped).sequence.string == status.sequence.string)
    }

    @Test("of a daemon that was killed is what its files tell")
    func killed() async throws {
        let daemon = try await DaemonProcess.start(in: folder.url)
        try await daemon.settle()
        try await daemon.kill()
        let outcome = try await daemon.command("status", "--json")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains(#""daemon":null"#))
    }
}
