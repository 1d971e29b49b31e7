import Synchronization
import Testing

@testable import ZeroMQ

@Suite("An XPUB that decides what subscriptions mean")
struct ManualSubscriptionTests {
    private let context: Context
    private let thread: SocketThread

    init() throws {
        context = try Context()
        thread = try SocketThread(context: context, name: "manual")
    }

    private func publisher(
        _ translate: @escaping @Sendable (SubscriptionChange) -> [Frame]
    ) async throws -> SocketChannel {
        try await thread.open(.xpub, inbound: .subscriptions(everything: [.empty], translate: translate)) {
            try $0.set(.xpubManual, true)
            try $0.bind("tcp://127.0.0.1:*")
        }
    }

    private func subscriber(to prefix: String, of publisher: SocketChannel) throws -> Socket {
        let socket = try Socket(context, .sub)
        try socket.subscribe(to: prefix)
        try socket.connect(try #require(publisher.endpoint))
        return socket
    }

    @Test("each subscriber to the same prefix can be given a topic of its own, and gets nothing of the others'")
    func privateTopics() async throws {
        let given = Mutex(0)
        let publisher = try await publisher { change in
            guard change.begins, change.prefix.text == "state" else { return [change.prefix] }
            return [Frame("state.\(given.withLock { $0 += 1; return $0 }).")]
        }
        var subscribers: [Socket] = []
        // One after the other, so that it is known whose number is whose.
        for number in 1...5 {
            subscribers.append(try subscriber(to: "state", of: publisher))
            try await eventually { given.withLock { $0 } == number }
        }
        let other = try subscriber(to: "live", of: publisher)
        let heard = try await heardBy(other, publisher, topic: "live")
        #expect(heard)
        for number in [4, 2] { try await publisher.send([Frame("state.\(number).x"), Frame("\(number)")]) }
        for topic in ["state.1.end", "state.2.end", "state.3.end", "state.4.end", "state.5.end"] {
            try await publisher.send([Frame(topic)])
        }
        for (index, socket) in subscribers.enumerated() {
            let number = index + 1
            if [2, 4].contains(number) {
                let message = try await received(by: socket)
                #expect(message == [Frame("state.\(number).x"), Frame("\(number)")])
            }
            let end = try await received(by: socket)
            #expect(end == [Frame("state.\(number).end")])
            socket.close()
        }
        other.close()
        await thread.stop()
    }

    /// Publishes on a topic until a subscriber hears it.
    private func heardBy(_ socket: Socket, _ publisher: SocketChannel, topic: String) async throws -> Bool {
        let deadline = ContinuousClock.now + .seconds(60)
        repeat {
            try await publisher.send([Frame(topic)])
            if try socket.receive(within: .milliseconds(5)) != nil { return true }
            await Task.yield()
        } while ContinuousClock.now < deadline
        return false
    }

    @Test("an end by a connection that ended is told apart from one taken back")
    func ends() async throws {
        let changes = Mutex<[SubscriptionChange]>([])
        let publisher = try await publisher { change in
            changes.withLock { $0.append(change) }
            return [change.prefix]
        }
        let socket = try subscriber(to: "a", of: publisher)
        try socket.subscribe(to: "b")
        try await eventually { changes.withLock { $0.count } == 2 }
        try socket.unsubscribe(from: "a")
        try await eventually { changes.withLock { $0.count } == 3 }
        let back = changes.withLock { $0[2] }
        #expect(back == SubscriptionChange(prefix: "a", begins: false, isConnected: true))
        socket.close()
        try await eventually { changes.withLock { $0.count } == 4 }
        let ended = changes.withLock { $0[3] }
        #expect(ended == SubscriptionChange(prefix: "b", begins: false, isConnected: false))
        await thread.stop()
    }

    @Test("whoever sends what is no subscription takes nobody else's", arguments: 1...20)
    func strayMessages(round: Int) async throws {
        let publisher = try Socket(context, .xpub)
        try publisher.set(.xpubManual, true)
        let endpoint = try publisher.bind("tcp://127.0.0.1:*")
        let stray = try Socket(context, .xsub)
        try stray.connect(endpoint)
        for _ in 0..<3 { try stray.send(["hello", "to", "you"]) }
        let topics = ["a", "b", "c", "d"]
        let subscribers = try topics.map { topic in
            let socket = try Socket(context, .sub)
            try socket.subscribe(to: topic)
            try socket.connect(endpoint)
            return socket
        }
        var subscriptions = ManualSubscriptions(everything: [.empty]) { [$0.prefix] }
        var isWaiting = Set(topics)
        let deadline = ContinuousClock.now + .seconds(60)
        while !isWaiting.isEmpty, ContinuousClock.now < deadline {
            // Not at once, so that messages of several connections are waiting.
            try await Task.sleep(for: .milliseconds(isWaiting.count == topics.count ? 5 + round : 5))
            _ = try subscriptions.receive(from: publisher, upTo: 64)
            for topic in topics { try publisher.send([Frame(topic)]) }
            for (topic, socket) in zip(topics, subscribers) {
                while let message = try socket.tryReceive() {
                    #expect(message == [Frame(topic)])
                    isWaiting.remove(topic)
                }
            }
        }
        #expect(isWaiting.isEmpty)
        for socket in subscribers + [stray, publisher] { socket.close() }
        await thread.stop()
    }
}
