import Chronicle
import Daemon
import Foundation
import TestSupport
import Testing

@Suite("kill -9")
struct CrashTests {
    /// Articles in the stream between two kills.
    private static let articlesPerKill = 100
    /// How often the daemon is killed: 20 times, or as `LETOPIS_TEST_DAEMON_KILLS` says.
    private static let kills =
        ProcessInfo.processInfo.environment["LETOPIS_TEST_DAEMON_KILLS"].flatMap { Int($0) } ?? 20
    private static let articles = articlesPerKill * kills

    @Test("of a daemon again and again during a stream: every acknowledged article is there once, extracted once")
    func stream() async throws {
        let folder = try TemporaryFolder()
        var generator = SeededGenerator(seed: 20_251_021)
        var acknowledged: [String: UInt64] = [:]
        var pending = Array(0..<Self.articles)
        for round in 0...Self.kills {
            let daemon = try await DaemonProcess.start(in: folder.url, ["--workers", "2"])
            let isLast = round == Self.kills
            let quota = isLast ? Int.max : Int.random(in: 1...Self.articlesPerKill, using: &generator)
            let client = try await ArticleClient(.submit, endpoint: daemon.endpoints.submit)
            let batch = pending
            var answered = 0
            do {
                try await client.submit(batch.map(Self.article)) { index, receipt in
                    let id = "stream-\(batch[index])"
                    guard receipt.status == .accepted || receipt.status == .duplicate, let sequence = receipt.sequence
                    else { throw Unexpected(receipt: receipt) }
                    if let earlier = acknowledged[id] { #expect(earlier == sequence) }
                    acknowledged[id] = sequence
                    answered += 1
                    if answered >= quota { throw Enough() }
                }
            } catch is Enough {}
            if !isLast { try await daemon.kill() }
            await client.close(within: .zero)
            // What was acknowledged before the kill is sent again in part: it must come back as a duplicate.
            pending.removeAll { acknowledged["stream-\($0)"] != nil && !Bool.random(using: &generator) }
            if isLast {
                try await daemon.settle()
                try await check(daemon, acknowledged: acknowledged)
                let before = try await daemon.command("meetings", "--json", "--limit", "5000").output
                _ = try await daemon.stop()
                #expect(try await daemon.command("rebuild").status == 0)
                #expect(try await daemon.command("meetings", "--json", "--limit", "5000").output == before)
            }
        }
    }

    private func check(_ daemon: DaemonProcess, acknowledged: [String: UInt64]) async throws {
        #expect(acknowledged.count == Self.articles)
        let verified = try await daemon.command("log", "verify")
        #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
        var accepted: [String: [Int]] = [:]
        var extracted: [String: Int] = [:]
        var next = 1
        for line in try await daemon.command("log", "dump").lines.map({ JSONLine($0) }) {
            #expect(line.sequence.number == next)
            next += 1
            switch line.type.string {
            case "letopis.article.accepted": accepted[line.subject.string, default: []].append(line.sequence.number)
            case "letopis.article.extracted": extracted[line.subject.string, default: 0] += 1
            default: break
            }
        }
        for (id, sequence) in acknowledged {
            #expect(accepted[id] == [Int(sequence)], "\(id)")
            #expect(extracted[id] == 1, "\(id)")
        }
        #expect(accepted.count == acknowledged.count)
    }

    /// Every tenth article reports a meeting; the others keep the log busy.
    private static func article(_ number: Int) -> [UInt8] {
        number % 10 == 0
            ? TestArticles.plain(
                id: "stream-\(number)", title: "Среща \(number)",
                body: "Френският президент Еманюел Макрон се срещна с германския канцлер Фридрих Мерц в Берлин вчера.")
            : TestArticles.plain(
                id: "stream-\(number)", title: "", body: String(repeating: "Text \(number). ", count: 50),
                language: "xx")
    }

    private struct Enough: Error {}
    private struct Unexpected: Error { let receipt: Receipt }
}
