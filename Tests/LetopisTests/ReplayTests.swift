import Chronicle
import EventLog
import Foundation
import Logging
import Projections
import Testing
import ZeroMQ

@testable import Daemon

@Suite("History for many at once")
struct ReplayTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// The services that read the log, over a log that this test writes.
    private struct House {
        let log: SegmentLog
        let replay: ReplayService
        let publisher: PublisherSockets
        let tasks: [Task<Void, any Error>]
        let context: Context

        init(_ log: SegmentLog, in folder: URL, silence: Duration = .seconds(30)) async throws {
            self.log = log
            context = try Context()
            var configuration = DaemonConfiguration()
            configuration.endpoints.events = "ipc://\(folder.path)/events"
            configuration.endpoints.replay = "ipc://\(folder.path)/replay"
            let guarded = SocketGuard(keys: nil)
            publisher = try await PublisherSockets(context: context, configuration: configuration, guarded: guarded)
            let sockets = try await ReplaySockets(context: context, configuration: configuration, guarded: guarded)
            let encoder = EventEncoder(log: log.identifier.bytes)
            let counters = DaemonCounters()
            let logger = Logger(label: "test")
            replay = ReplayService(
                log: log, sockets: sockets, encoder: encoder,
                reporter: StatusReporter(
                    log: log, sync: "always", counters: counters, demand: publisher.demand,
                    sockets: ["replay": sockets.replay]),
                counters: counters, logger: logger, silence: silence)
            let index = try ChronicleIndex(url: folder.appendingPathComponent("index.sqlite"), log: log)
            let readiness = IndexReadiness(index: index, log: log)
            try readiness.reached(try index.catchUp(with: log))
            let live = PublisherService(
                log: log, sockets: publisher, encoder: encoder, readiness: readiness, published: ProgressMark(),
                counters: counters, logger: logger)
            tasks = [Task { [replay] in try await replay.run() }, Task { try await live.run() }]
        }

        func stop() async throws {
            for task in tasks { task.cancel() }
            for task in tasks { try await task.value }
            context.close()
            await log.close()
        }
    }

    /// A client that grants little credit, takes its time, or vanishes.
    private struct Client {
        let socket: Socket
        let from: UInt64
        let credit: Int
        /// It looks at its messages every so many turns.
        let pace: Int
        /// After so many events it goes away without a word.
        let vanishesAfter: Int?
        var sequences: [UInt64] = []
        var end: UInt64?

        mutating func turn() throws {
            while end == nil, let message = try socket.tryReceive() {
                let header = try #require(EventHeader(bytes: message[1]))
                if message[0].text == ReplayReply.end {
                    end = header.sequence
                    return
                }
                sequences.append(header.sequence)
                if sequences.count == vanishesAfter {
                    try socket.set(.linger, .zero)
                    socket.close()
                    end = 0
                    return
                }
                if sequences.count % credit == 0 { try socket.send([Frame(ReplayRequest.credit(credit).json)]) }
            }
        }
    }

    @Test("a hundred replay from different places, each at its own pace, while events are published")
    func hundred() async throws {
        let meetings = try await ReportedMeetings(300, in: folder.url)
        let house = try await House(meetings.log, in: folder.url, silence: .seconds(20))
        let endpoint = try #require(house.replay.sockets.replay.endpoint)
        let before = meetings.log.lastSequence
        let context = try Context()
        let live = try Socket(context, .sub)
        try live.subscribe(to: "")
        try live.connect(try #require(house.publisher.events.endpoint))
        try await eventually("the subscription is in force") {
            _ = try live.tryReceive()
            return house.publisher.demand.subscriptionCount == 1
        }

        var clients = try (0..<100).map { number in
            let socket = try Socket(context, .dealer)
            try socket.connect(endpoint)
            let client = Client(
                socket: socket, from: UInt64(1 + number * 8), credit: 1 + number % 9, pace: number % 4 == 3 ? 20 : 1,
                vanishesAfter: number % 10 == 7 ? 5 + number / 2 : nil)
            let range = ReplayRequest.Range(from: client.from, to: before, credit: client.credit)
            try socket.send([Frame(ReplayRequest.start(range).json)])
            return client
        }
        // Another program that is killed while it waits for credit that it will never grant.
        let killed = try LetopisProcess(["replay", "--endpoint", endpoint], in: folder.url)
        try await eventually("it has read something") { killed.output.contains("\n") || !killed.isRunning }
        killed.signal(SIGKILL)

        var heard: [UInt64] = []
        let writing = Task { for number in 300..<400 { _ = try await meetings.report(number) } }
        var turn = 0
        let deadline = ContinuousClock.now + .seconds(120)
        while !clients.allSatisfy({ $0.end != nil }) || heard.count < 300, ContinuousClock.now < deadline {
            turn += 1
            for index in clients.indices where turn % clients[index].pace == 0 { try clients[index].turn() }
            while let message = try live.tryReceive() {
                if message[0].text != Topic.tip { heard.append(try #require(EventHeader(bytes: message[1])).sequence) }
            }
            await Task.yield()
        }
        try await writing.value
        #expect(heard.elementsEqual(before + 1...before + 300), "\(heard.count) events")
        for client in clients where client.vanishesAfter == nil {
            #expect(client.end == before)
            #expect(client.sequences.elementsEqual(client.from...before), "\(client.sequences.count) events")
        }
        try await eventually("those who vanished are forgotten") { await house.replay.clients.count == 0 }
        for client in clients { client.socket.close() }
        live.close()
        context.close()
        try await house.stop()
    }

    @Test("a client that has no credit left and is silent is forgotten")
    func silence() async throws {
        let meetings = try await ReportedMeetings(5, in: folder.url)
        let house = try await House(meetings.log, in: folder.url, silence: .seconds(1))
        let context = try Context()
        let socket = try Socket(context, .dealer)
        try socket.connect(try #require(house.replay.sockets.replay.endpoint))
        try socket.send([Frame(ReplayRequest.start(.init(from: 1, credit: 3)).json)])
        try await eventually("the replay is under way") { await house.replay.clients.count == 1 }
        try await eventually("it is forgotten") { await house.replay.clients.count == 0 }
        var count = 0
        while try socket.tryReceive() != nil { count += 1 }
        #expect(count == 3)
        socket.close()
        context.close()
        try await house.stop()
    }

    @Test("what retention has removed is refused in a sentence that tells what there is")
    func removed() async throws {
        let meetings = try await ReportedMeetings(50, in: folder.url, options: LogOptions(segmentBytesMax: 2_048))
        _ = try await meetings.log.removeSegments(endingBefore: 100)
        let first = meetings.log.firstSequence
        #expect((4..<100).contains(first))
        let house = try await House(meetings.log, in: folder.url)
        let client = try EventClient(events: "", replay: try #require(house.replay.sockets.replay.endpoint))
        await #expect(
            throws: ClientError.refused("the log no longer keeps what came before sequence \(first); ask from there")
        ) {
            try await client.replay(.init(from: 3)) { _ in }
        }
        var sequences: [UInt64] = []
        try await client.replay(.init(from: first)) { sequences.append($0.header.sequence) }
        #expect(sequences == Array(first...150))
        await client.close()
        try await house.stop()
    }
}
