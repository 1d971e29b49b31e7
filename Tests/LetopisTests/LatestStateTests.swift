import Chronicle
import Foundation
import Logging
import Projections
import ServiceLifecycle
import Testing
import ZeroMQ

@testable import Daemon

@Suite("The latest state of every meeting")
struct LatestStateTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("is sent once to each who subscribes to it, and to nobody else")
    func once() async throws {
        let daemon = try await daemonWithSamples()
        let board = Set(try await daemon.command("meetings", "--json").lines)
        let tip = JSONLine(try await daemon.command("status", "--json").output).sequence.number
        #expect(board.count > 3)

        let everything = try EventSocket(daemon, topics: [""])
        _ = try await everything.next()
        let first = try EventSocket(daemon, topics: ["latest.meeting"])
        #expect(Set(try await states(of: first, through: tip)) == board)
        // Many at once, then one more: none of them disturbs those who have theirs.
        let many = try (0..<10).map { _ in try EventSocket(daemon, topics: ["latest.meeting", "meeting"]) }
        for subscriber in many { #expect(Set(try await states(of: subscriber, through: tip)) == board) }
        let spy = try EventSocket(daemon, topics: ["latest.meeting.", "latest.meeting.1", "latest.meeting.13."])
        let last = try EventSocket(daemon, topics: ["latest"])
        #expect(Set(try await states(of: last, through: tip)) == board)

        // Subscribing again, and connecting again, is asking again.
        try first.subscribe(to: "latest.meeting")
        #expect(Set(try await states(of: first, through: tip)) == board)
        try first.unsubscribe(from: "latest.meeting")
        try first.unsubscribe(from: "latest.meeting")
        try first.subscribe(to: "latest.meeting")
        #expect(Set(try await states(of: first, through: tip)) == board)

        let marker = folder.url.appendingPathComponent("marker.json")
        try Data(TestArticles.plain(id: "marker", title: "", body: "Край.", language: "xx")).write(to: marker)
        _ = try await daemon.command("submit", marker.path)
        for subscriber in many + [first, last, spy] {
            // What is there after the next two tips is all that there was.
            var tips = 0
            while tips < 2 {
                let message = try await subscriber.next()
                #expect(message.topic == Topic.tip)
                tips += 1
            }
        }
        while true {
            let message = try await everything.next()
            #expect(!message.topic.hasPrefix("latest"))
            if message.topic == "article.accepted" { break }
        }
        for subscriber in many + [everything, first, last, spy] { subscriber.close() }
        _ = try await daemon.stop()
    }

    private func daemonWithSamples() async throws -> DaemonProcess {
        let daemon = try await DaemonProcess.start(in: folder.url)
        _ = try await LetopisProcess(["submit"] + DaemonProcess.data + TestArticles.samplePaths(), in: folder.url)
            .finish()
        try await daemon.settle()
        return daemon
    }

    /// The states of one round, checked for their numbers; what `meetings --json` prints of each.
    private func states(of subscriber: EventSocket, through tip: Int) async throws -> [String] {
        var states: [String] = []
        while true {
            let message = try await subscriber.next()
            if message.topic == Topic.tip { continue }
            #expect(message.topic.hasPrefix("latest.meeting."))
            #expect(message.header.sequence == UInt64(tip))
            if message.topic.hasSuffix(".end") {
                #expect(message.body.sequence.number == tip)
                #expect(message.body.count.number == states.count)
                #expect(message.header.previous == UInt64(states.count))
                return states
            }
            #expect(message.header.previous == UInt64(states.count + 1))
            #expect(message.body.type.string == "letopis.latest.meeting")
            #expect(message.body.subject.string == message.body.data.id.string)
            #expect(message.topic.hasSuffix("." + message.body.data.status.string))
            states.append(try #require(message.data))
        }
    }

    @Test("comes first and is joined by what is reported after it, without gap or duplicate")
    func joined() async throws {
        let daemon = try await daemonWithSamples()
        let stream = folder.url.appendingPathComponent("stream.jsonl")
        try Data((0..<60).map { String(decoding: TestArticles.short($0), as: UTF8.self) }.joined(separator: "\n").utf8)
            .write(to: stream)
        let submit = try LetopisProcess(["submit", "--json"] + DaemonProcess.data + [stream.path], in: folder.url)
        try await eventually("articles are under way") { submit.output.contains("accepted") }
        let subscriber = try LetopisProcess(["subscribe", "--latest"] + DaemonProcess.data, in: folder.url)
        // The stream may have ended before the subscriber was there: something is reported after it in any case.
        try await eventually("the subscriber hears something") { !subscriber.output.isEmpty }
        _ = try await submit.finish()
        let another = folder.url.appendingPathComponent("another.json")
        try Data(TestArticles.short(60)).write(to: another)
        _ = try await daemon.command("submit", another.path)
        try await daemon.settle()
        let reported = try await daemon.command("log", "dump", "--type", "meeting.reported").lines
        let last = try #require(reported.last)
        try await eventually("the last meeting is heard of") { subscriber.output.contains(last) }
        subscriber.signal(SIGINT)
        let lines = try await subscriber.finish().lines
        let states = lines.prefix { JSONLine($0).type.string == "letopis.latest.meeting" }
        #expect(!states.isEmpty)
        let through = try #require(states.first.map { JSONLine($0).sequence.number })
        #expect(Array(lines.dropFirst(states.count)) == reported.filter { JSONLine($0).sequence.number > through })
        _ = try await daemon.stop()
    }

    @Test("waits for a slow subscriber", .timeLimit(.minutes(2)))
    func slow() async throws {
        try await withService(meetings: 1_200, patience: .seconds(60)) { context, configuration in
            let slow = try subscriber(context, configuration)
            try await receiveRound(slow, count: 1_200) {
                // Slower than the pages come, so that the queue is full most of the time.
                try await Task.sleep(for: .microseconds(100))
            }
            slow.close()
        }
    }

    @Test("does not wait for long for one that has stopped reading, who can tell", .timeLimit(.minutes(2)))
    func stalled() async throws {
        try await withService(meetings: 1_200, patience: .seconds(60)) { context, configuration in
            let stalled = try subscriber(context, configuration)
            let reader = try subscriber(context, configuration)
            try await receiveRound(reader, count: 1_200) {}
            var numbers: [UInt64] = []
            while let message = try await message(of: stalled, within: .milliseconds(500)) {
                numbers.append(try #require(EventHeader(bytes: message[1])).previous)
            }
            #expect(numbers.count < 1_200)
            for socket in [stalled, reader] { socket.close() }
        }
    }

    /// Runs the service over some meetings with a queue of 20 messages for each subscriber.
    private func withService(
        meetings count: Int, patience: Duration,
        _ body: (Context, DaemonConfiguration) async throws -> Void
    ) async throws {
        let meetings = try await ReportedMeetings(count, in: folder.url)
        let context = try Context()
        var configuration = DaemonConfiguration()
        configuration.endpoints.events = "ipc://\(folder.url.path)/events"
        let sockets = try await PublisherSockets(
            context: context, configuration: configuration, guarded: SocketGuard(keys: nil), highWaterMark: 20)
        let service = LatestService(
            store: meetings.store, sockets: sockets, encoder: EventEncoder(log: meetings.log.identifier.bytes),
            logger: Logger(label: "test"), patience: patience)
        let running = Task { try await service.run() }
        try await body(context, configuration)
        running.cancel()
        try await running.value
        await sockets.thread.stop(within: .zero)
        context.close()
        await meetings.log.close()
    }

    private func subscriber(_ context: Context, _ configuration: DaemonConfiguration) throws -> Socket {
        let socket = try Socket(context, .sub)
        try socket.set(.receiveHighWaterMark, 20)
        try socket.subscribe(to: Topic.latestMeeting)
        try socket.connect(configuration.endpoints.events)
        return socket
    }

    /// Does not block one of the few threads that tests share.
    private func message(of socket: Socket, within period: Duration) async throws -> Message? {
        let deadline = ContinuousClock.now + period
        repeat {
            if let message = try socket.tryReceive() { return message }
            try await Task.sleep(for: .milliseconds(1))
        } while ContinuousClock.now < deadline
        return nil
    }

    private func receiveRound(_ socket: Socket, count: Int, _ pause: () async throws -> Void) async throws {
        var taken: UInt64 = 0
        while true {
            let message = try #require(try await message(of: socket, within: .seconds(60)))
            let header = try #require(EventHeader(bytes: message[1]))
            if message[0].text?.hasSuffix(".end") == true {
                #expect(header.previous == UInt64(count))
                break
            }
            taken += 1
            #expect(header.previous == taken)
            try await pause()
        }
        #expect(taken == UInt64(count))
    }
}
