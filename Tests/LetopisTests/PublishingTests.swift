import Chronicle
import Foundation
import Testing
import ZeroMQ

@testable import Daemon

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

    @Test("a subscriber that stops reading loses some, can tell by both sequences, and fills the gap from history")
    func slow() async throws {
        let daemon = try await DaemonProcess.start(in: folder.url)
        func queues(of messages: Int) -> (Socket) throws -> Void {
            { try $0.set(.receiveHighWaterMark, messages) }
        }
        let topics = ["article.rejected"]
        let fast = try EventSocket(daemon, topics: topics, configure: queues(of: 100_000))
        let slow = try EventSocket(daemon, topics: topics, configure: queues(of: 1))
        for subscriber in [fast, slow] { _ = try await subscriber.next() }

        // More than libzmq's queue and the system's buffers hold for one who does not read.
        let count = 20_000
        let client = try await ArticleClient(.submit, endpoint: daemon.endpoints.submit)
        let noise = Array(String(repeating: "това не е JSON ", count: 40).utf8)
        var heard: [UInt64] = []
        while heard.count < count {
            // No more at once than the daemon keeps for one who reads, however little of the processor that one gets.
            let end = heard.count + SocketDefaults.eventHighWaterMark / 4
            try await client.submit((heard.count..<end).map { _ in noise }) { _, _ in }
            while heard.count < end {
                let event = try await fast.next()
                if event.topic == "article.rejected" { heard.append(event.header.sequence) }
            }
        }
        await client.close()
        #expect(heard == Array(1...UInt64(heard.count)))

        var continuity: Continuity?
        var taken: [UInt64] = []
        var lost = 0
        var isOneMoreSent = false
        let history = try EventClient(events: "", replay: daemon.endpoints.replay)
        while taken.last != UInt64(heard.count) + 1 {
            let event = try await slow.next()
            if event.topic == Topic.tip, event.header.sequence == UInt64(heard.count), !isOneMoreSent {
                isOneMoreSent = true
                // It has read all that was kept for it and there is room: one more, so that the end of the gap shows.
                let file = folder.url.appendingPathComponent("no.json")
                try Data("[".utf8).write(to: file)
                _ = try await daemon.command("submit", file.path)
            }
            if event.topic == Topic.tip { continue }
            let published = event.published
            if continuity == nil { continuity = Continuity(log: published.header.log, topics: topics, next: 1) }
            for range in continuity?.missing(before: published) ?? [] {
                try await history.replay(range) { event in
                    if continuity?.take(event) == true {
                        taken.append(event.header.sequence)
                        lost += 1
                    }
                }
            }
            if continuity?.take(published) == true { taken.append(published.header.sequence) }
        }
        #expect(lost > 0)
        #expect(taken == Array(1...UInt64(heard.count) + 1))
        await history.close()
        for subscriber in [fast, slow] { subscriber.close() }
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
