import Chronicle
import Daemon
import Foundation
import TestSupport
import Testing

@Suite("Malformed messages")
struct MalformedMessageTests {
    private static let count = 10_000
    /// Resident memory that the daemon may grow by: its queues, libzmq's, and one large message in each place.
    private static let growthMiBMax = 400

    @Test("ten thousand of them are each answered with a reason and recorded, and the daemon goes on")
    func flood() async throws {
        let folder = try TemporaryFolder()
        let daemon = try await DaemonProcess.start(in: folder.url)
        let memory = try residentMiB(daemon)
        let client = try await ArticleClient(.submit, endpoint: daemon.endpoints.submit)
        var answers = 0
        try await client.submit((0..<Self.count).lazy.map(Self.message)) { index, receipt in
            answers += 1
            #expect(receipt.status == .rejected, "message \(index)")
            #expect(receipt.reason.count > 15, "message \(index): \(receipt.reason)")
            #expect(receipt.sequence != nil, "message \(index)")
        }
        #expect(answers == Self.count)
        #expect(try residentMiB(daemon) - memory < Self.growthMiBMax)

        var accepted = 0
        try await client.submit([TestArticles.short(1)]) { _, receipt in
            if receipt.status == .accepted { accepted += 1 }
        }
        #expect(accepted == 1)
        await client.close()

        // The other ways in have no answer: what is wrong is in the log.
        let pusher = try await ArticleClient(.push, endpoint: daemon.endpoints.pull)
        try await pusher.publish(Array("няма JSON тук".utf8), topic: "тема")
        #expect(await pusher.close() == 0)
        try await eventually("the pushed message is recorded") {
            let dump = try await daemon.command(
                "log", "dump", "--from", "\(Self.count)", "--type", "article.rejected")
            return dump.lines.contains {
                JSONLine($0).data.intake.string == "pull" && JSONLine($0).data.topic.string == "тема"
            }
        }
        _ = try await daemon.stop()
    }

    /// Ten kinds of faults, with a seeded variety in each.
    private static func message(_ number: Int) -> [UInt8] {
        var generator = SeededGenerator(seed: UInt64(number))
        switch number % 10 {
        case 0: return []
        case 1:
            return (0..<Int.random(in: 1...400, using: &generator)).map { _ in
                .random(in: 0x80...0xFF, using: &generator)
            }
        case 2: return Array("{\"body\": \"незавършено \(number)".utf8)
        case 3: return Array("{\"title\": \"няма текст\", \"body\": \(number)}".utf8)
        case 4: return Array("{\"id\": \"\(number)\", \"language\": \"bg\"}".utf8)
        case 5: return Array(String(repeating: "{\"a\":[", count: Int.random(in: 60...3_000, using: &generator)).utf8)
        case 6: return Array("[\"не е обект\", \(number)]".utf8)
        case 7: return Array("{\"body\":\"x\",\"published\":\"\(number)-45-99\"}".utf8)
        case 8:
            let size = number == 8 ? 20 << 20 : number % 1_000 == 8 ? 5 << 20 : 1_000
            return size > 1_000
                ? Array("{\"body\":\"".utf8) + [UInt8](repeating: 0x61, count: size) + Array("\"}".utf8)
                : Array("{\"body\":\"\(String(repeating: "\\", count: 999))\"}".utf8) + [0]
        default: return Array("{\"body\":\"".utf8) + [0xC3, 0x28, 0xA0] + Array("\"}".utf8)
        }
    }

    private func residentMiB(_ daemon: DaemonProcess) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(daemon.process.identifier)/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS") })
        return try #require(line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) }) / 1_024
    }
}
