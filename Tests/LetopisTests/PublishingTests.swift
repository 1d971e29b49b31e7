import Chronicle
import Daemon
import Foundation
import Testing
import ZeroMQ

@Suite("Published events")
struct PublishingTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("their previous sequences tell of events that nobody listened to, and go on over a restart")
    func previous() async throws {
        var daemon = try await DaemonProcess.start(in: folder.url)
        var wanted: [String: [UInt64]] = [:]
        for round in 0..<3 {
            // Nobody listens to these.
            try await submit(round * 10..<round * 10 + 5, to: daemon)
            if round == 1 {
                try await daemon.kill()
                daemon = try await DaemonProcess.start(in: folder.url)
            }
            let subscriber = try EventSocket(daemon, topics: ["meeting", "article.accepted"])
            _ = try await subscriber.next()
            try await submit(round * 10 + 5..<round * 10 + 10, to: daemon)
            let log = try await daemon.command("log", "dump").lines.map { JSONLine($0) }
            wanted = Dictionary(grouping: log, by: { topic(of: $0) })
                .mapValues { $0.map { UInt64($0.sequence.number) } }
            var accepted = 0
            while accepted < 5 {
                let event = try await subscriber.next()
                guard event.topic != Topic.tip else { continue }
                let sequences = wanted[event.topic] ?? []
                let place = try #require(sequences.firstIndex(of: event.header.sequence), "\(event.topic)")
                #expect(event.header.previous == (place == 0 ? 0 : sequences[place - 1]))
                if event.topic == "article.accepted" { accepted += 1 }
            }
            subscriber.close()
        }
        _ = try await daemon.stop()
    }

    private func topic(of line: JSONLine) -> String {
        let type = line.type.string.dropFirst("letopis.".count)
        return type == "meeting.reported" ? "meeting.\(line.data.status.string)" : String(type)
    }

    private func submit(_ numbers: Range<Int>, to daemon: DaemonProcess) async throws {
        let client = try await ArticleClient(.submit, endpoint: daemon.endpoints.submit)
        try await client.submit(numbers.map(TestArticles.short)) { _, receipt in
            #expect(receipt.status == .accepted)
        }
        await client.close()
        try await daemon.settle()
    }
}
