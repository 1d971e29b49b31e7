import Chronicle
import EventLog
import Foundation
import Language
import Projections
import ServiceLifecycle
import Synchronization
import Testing
import ZeroMQ

@testable import Daemon

@Suite("Intake before a log that does not keep up")
struct IntakePressureTests {
    /// What each socket's queue may hold in these tests.
    private static let queue = QueueLimit(messages: 128, bytes: 64 << 20)
    /// Messages that intake may have taken from a socket in all: its queue, the batches under way, the one that waits to be
    /// under way, and a burst that its thread is handing over.
    private static let takenMax = queue.messages + (IntakePipeline.batchesMax + 1) * batchMax + 64
    /// Messages of a batch at most: what was gathered, and what was taken after it.
    private static let batchMax = IntakePipeline.gatheredMessagesMax - 1 + IntakeService.messagesMax

    /// Far more than fits into all queues and socket buffers on the way.
    private static let sent = 7_000

    @Test("makes PUSH wait, keeps its memory bounded, and loses nothing")
    func pull() async throws {
        try await withIntake { rig in
            let sender = try SenderThread(rig.context, .push, to: try #require(rig.sockets.pull?.endpoint))
            defer { sender.stop() }
            try await eventually("the sender has to wait") { sender.isWaiting }
            let taken = try #require(rig.sockets.pull?.statistics.received)
            #expect(taken <= Self.takenMax)
            #expect(rig.log.heldEntries <= IntakePipeline.batchesMax * Self.batchMax)
            #expect(sender.sent < Self.sent)
            try rig.log.letGo()
            try await eventually("everything is in the log") { rig.counters.current.accepted == Self.sent }
            #expect(rig.log.lastSequence == UInt64(Self.sent))
        }
    }

    @Test("answers submits late, keeps its memory bounded, and loses nothing")
    func submit() async throws {
        try await withIntake { rig in
            let sender = try SenderThread(rig.context, .dealer, to: try #require(rig.sockets.submit?.endpoint))
            defer { sender.stop() }
            try await eventually("the sender has to wait") { sender.isWaiting }
            let taken = try #require(rig.sockets.submit?.statistics.received)
            #expect(taken <= Self.takenMax)
            #expect(sender.receipts.isEmpty)
            try rig.log.letGo()
            try await eventually("everything is answered") { sender.receipts.count == Self.sent }
            #expect(sender.receipts == (1...UInt64(Self.sent)).map { $0 })
        }
    }

    @Test("drops what feeds send beyond its queue, and counts it")
    func subscribe() async throws {
        try await withIntake { rig in
            let sender = try SenderThread(rig.context, .pub, to: try #require(rig.sockets.subscribeEndpoint))
            defer { sender.stop() }
            try await eventually("drops are counted") { rig.counters.current.droppedFromFeeds > 0 }
            try await eventually("everything is sent") { sender.sent == Self.sent }
            try rig.log.letGo()
            let channel = try #require(rig.sockets.subscribe)
            try await eventually("what is received is either in the log or counted as dropped") {
                let statistics = channel.statistics
                return rig.counters.current.droppedFromFeeds == statistics.droppedInbound
                    && rig.counters.current.accepted + statistics.droppedInbound == statistics.received
            }
        }
    }

    @Test("hundreds of submits in flight share a few syncs")
    func sharedSyncs() async throws {
        let count = 300
        try await withIntake(holding: false) { rig in
            let dealer = try Socket(rig.context, .dealer)
            try dealer.connect(try #require(rig.sockets.submit?.endpoint))
            let before = rig.files.syncs
            rig.files.hold(true)
            for number in 0..<count { try dealer.send([Frame(String(number)), Frame(SenderThread.article(number))]) }
            try await eventually("all are received") { rig.sockets.submit?.statistics.received == count }
            rig.files.hold(false)
            for number in 0..<count {
                let answer = try #require(try dealer.receive(within: .seconds(60)))
                #expect(answer[0].text == String(number))
                #expect(Receipt(json: answer[1])?.status == .accepted)
            }
            // Each batch of a full pipeline could have had a sync of its own, and what was not taken up by then another one.
            #expect(rig.files.syncs - before <= 2 * IntakePipeline.batchesMax + 2)
        }
    }

    // MARK: Rig

    private struct Rig: Sendable {
        let context: Context
        let log: HeldLog
        let files: CountingFileSystem
        let sockets: IntakeSockets
        let counters: DaemonCounters
    }

    /// Runs intake by its real sockets before a log that is held.
    private func withIntake(holding: Bool = true, _ body: (Rig) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        let directory = DataDirectory(folder.url.path)
        try directory.create()
        let files = CountingFileSystem()
        let segments = try SegmentLog.open(directory: directory.log.path, options: LogOptions(fileSystem: files))
        let log = HeldLog(segments)
        if !holding { try log.letGo() }
        let index = try ChronicleIndex(url: directory.index, log: log)
        let counters = DaemonCounters()
        let context = try Context()
        var configuration = DaemonConfiguration()
        configuration.endpoints.submit = "tcp://127.0.0.1:*"
        configuration.endpoints.pull = "tcp://127.0.0.1:*"
        configuration.endpoints.subscribe = "tcp://127.0.0.1:*"
        let sockets = try await IntakeSockets(
            context: context, configuration: configuration, guarded: SocketGuard(keys: nil), queue: Self.queue)
        let logger = IntakeFixture.logger
        let intake = ArticleIntake(
            log: log, index: index, detector: try LanguageDetector.bundled(), counters: counters, logger: logger)
        let readiness = IndexReadiness(index: index, log: log)
        let services: [any Service] = [
            IndexService(log: log, index: index, readiness: readiness, intake: intake, logger: logger),
            IntakeService(intake: intake, sockets: sockets, counters: counters, logger: logger),
        ]
        let group = ServiceGroup(services: services, logger: logger)
        let running = Task { try await group.run() }
        let rig = Rig(context: context, log: log, files: files, sockets: sockets, counters: counters)
        let result: Result<Void, any Error>
        do {
            try await body(rig)
            result = .success(())
        } catch {
            result = .failure(error)
        }
        try log.letGo()
        await group.triggerGracefulShutdown()
        try await running.value
        await segments.close()
        context.close()
        try result.get()
    }

    /// Sends articles as fast as its socket takes them, and reads receipts where there are any.
    private final class SenderThread: Sendable {
        private struct State {
            var sent = 0
            var blockedSince: ContinuousClock.Instant?
            var receipts: [UInt64] = []
            var isStopped = false
            var hasEnded = false
        }

        private let state = Mutex(State())

        init(_ context: Context, _ type: SocketType, to endpoint: String) throws {
            let thread = Thread { [self] in
                defer { state.withLock { $0.hasEnded = true } }
                guard let socket = try? Socket(context, type) else { return }
                try? run(socket, type, endpoint)
                socket.close()
            }
            thread.start()
        }

        private func run(_ socket: Socket, _ type: SocketType, _ endpoint: String) throws {
            try socket.set(.sendHighWaterMark, type == .pub ? 0 : 16)
            try socket.set(.linger, .zero)
            try socket.connect(endpoint)
            // PUB drops what it sends before the subscription has come.
            if type == .pub { Thread.sleep(forTimeInterval: 0.5) }
            var next = Frame(SenderThread.article(0))
            while !state.withLock({ $0.isStopped }) {
                let sent = state.withLock { $0.sent }
                let message: Message = type == .dealer ? [Frame(String(sent)), next] : [next]
                if sent < IntakePressureTests.sent, try socket.trySend(message) {
                    next = Frame(SenderThread.article(sent + 1))
                    state.withLock { state in
                        state.sent += 1
                        state.blockedSince = nil
                    }
                } else {
                    state.withLock { $0.blockedSince = $0.blockedSince ?? .now }
                    usleep(1_000)
                }
                while type == .dealer, let answer = try socket.tryReceive() {
                    let sequence = Receipt(json: answer[1])?.sequence ?? 0
                    state.withLock { $0.receipts.append(sequence) }
                }
            }
        }

        var sent: Int { state.withLock { $0.sent } }
        var receipts: [UInt64] { state.withLock { $0.receipts } }

        /// Whether its socket has taken nothing for a second although there is more to send.
        var isWaiting: Bool {
            state.withLock { state in
                guard let since = state.blockedSince, state.sent < IntakePressureTests.sent else { return false }
                return since.duration(to: .now) > .seconds(1)
            }
        }

        func stop() {
            state.withLock { $0.isStopped = true }
            while !state.withLock({ $0.hasEnded }) { usleep(1_000) }
        }

        /// An article of about 2 KB with a text of its own.
        static func article(_ number: Int) -> [UInt8] {
            TestArticles.plain(
                id: "a-\(number)", title: "", body: "\(number) " + String(repeating: "text ", count: 400),
                language: "xx")
        }
    }
}
