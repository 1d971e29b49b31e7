// What tasks are promised of sockets on a thread: order, back pressure, counted drops, and an end that leaves nothing behind.

import Glibc
import Synchronization
import Testing

@testable import ZeroMQ

@Suite("Socket thread", .timeLimit(.minutes(2)))
struct BridgeTests {
    @Test("thousands of messages go both ways in order")
    func thousandsBothWays() async throws {
        let count = 5000
        let context = try Context()
        let serverThread = try SocketThread(context: context, name: "server")
        let server = try await serverThread.open(.router) { socket in
            try socket.set(.routerMandatory, true)
            try socket.bind("tcp://127.0.0.1:*")
        }
        let endpoint = try #require(server.endpoint)
        let clientThread = try SocketThread(context: context, name: "client")
        let client = try await clientThread.open(.dealer) { try $0.connect(endpoint) }

        let echo = Task {
            for await request in server.messages { try await server.send(request) }
        }
        let send = Task {
            for number in 0..<count { try await client.send([Frame("\(number)"), .empty, "body"]) }
        }
        var received = 0
        while received < count {
            for reply in await client.receive(upTo: 100) {
                #expect(reply == [Frame("\(received)"), .empty, "body"])
                received += 1
            }
        }
        try await send.value
        #expect(await clientThread.stop() == 0)
        #expect(await serverThread.stop() == 0)
        try await echo.value
        #expect(server.statistics.received == count)
        #expect(server.statistics.sent == count)
        context.close()
    }

    @Test("a full inbound queue stops a PUSH peer and loses nothing")
    func backPressure() async throws {
        let context = try Context()
        let thread = try SocketThread(context: context, name: "pull")
        let limit = QueueLimit(messages: 10)
        let pull = try await thread.open(.pull, inbound: .pausing(limit)) { socket in
            try socket.set(.receiveHighWaterMark, 5)
            try socket.bind("inproc://pull")
        }
        let push = try Socket(context, .push)
        try push.set(.sendHighWaterMark, 5)
        try push.connect("inproc://pull")
        // Sends until the peer takes no more, which it does only when all three queues are full.
        var sent = 0
        while try isWritable(push) {
            try push.send([Frame("\(sent)")])
            sent += 1
            try #require(sent < 1000, "the peer was never stopped")
        }
        #expect(pull.statistics.received == 10)
        #expect(sent >= 10 + 5)
        // Once read, the rest flows.
        let total = sent + 50
        let rest = Task { [sent] in
            var numbers: [String] = []
            for await message in pull.messages {
                numbers.append(message[0].text ?? "")
                if numbers.count == total { break }
            }
            #expect(numbers == (0..<total).map(String.init), "after \(sent)")
        }
        for number in sent..<total {
            // Without keeping a thread that the reader needs.
            try await eventually { try push.trySend([Frame("\(number)")]) }
        }
        await rest.value
        #expect(pull.statistics.droppedInbound == 0)
        push.close()
        await thread.stop()
        context.close()
    }

    @Test("a SUB that is not read drops, and counts what it dropped")
    func droppedAreCounted() async throws {
        let count = 500
        let context = try Context()
        let thread = try SocketThread(context: context, name: "sub")
        let publisher = try Socket(context, .xpub)
        try publisher.bind("inproc://feed")
        let feed = try await thread.open(.sub, inbound: .dropping(QueueLimit(messages: 10))) { socket in
            try socket.subscribe(to: "")
            try socket.connect("inproc://feed")
        }
        let subscription = try #require(await received(by: publisher))
        #expect(SubscriptionChange(subscription)?.begins == true)
        for number in 0..<count { try publisher.send([Frame("\(number)")]) }
        try await eventually { feed.statistics.received == count }
        try await eventually { feed.statistics.droppedInbound == count - 10 }
        let kept = await feed.receive(upTo: 100)
        #expect(kept.map { $0[0].text } == (0..<10).map(String.init))
        publisher.close()
        await thread.stop()
        context.close()
    }

    @Test("a suspended sender goes on when there is room, and trySend refuses until then")
    func outboundBound() async throws {
        let context = try Context()
        let thread = try SocketThread(context: context, name: "push")
        let push = try await thread.open(
            .push, inbound: .none, outbound: Outbound(limit: QueueLimit(messages: 2))
        ) { socket in
            try socket.set(.sendHighWaterMark, 1)
            try socket.bind("inproc://push")
        }
        var accepted = 0
        try await eventually {
            while push.trySend([Frame("\(accepted)")]) { accepted += 1 }
            return push.queuedOutbound == 2 && !push.trySend(["refused"])
        }
        let waiting = Task { [accepted] in try await push.send([Frame("\(accepted)")]) }
        let pull = try Socket(context, .pull)
        try pull.connect("inproc://push")
        for number in 0...accepted {
            let message = try #require(try await received(by: pull))
            #expect(message[0].text == "\(number)")
        }
        try await waiting.value
        #expect(push.statistics.refusedOutbound > 0)
        pull.close()
        await thread.stop()
        context.close()
    }

    @Test("cancelling a waiting sender or receiver frees it")
    func cancellation() async throws {
        let context = try Context()
        let thread = try SocketThread(context: context, name: "cancel")
        let push = try await thread.open(.push, outbound: Outbound(limit: QueueLimit(messages: 1))) { socket in
            try socket.bind("inproc://cancel")
        }
        try await eventually { !push.trySend(["x"]) }
        let sender = Task {
            while true { try await push.send(["x"]) }
        }
        let pull = try await thread.open(.pull) { try $0.bind("inproc://cancelled") }
        let receiver = Task { await pull.receive(upTo: 1) }
        sender.cancel()
        receiver.cancel()
        await #expect(throws: CancellationError.self) { try await sender.value }
        #expect(await receiver.value.isEmpty)
        await thread.stop(within: .zero)
        context.close()
    }

    @Test("an unknown peer of a mandatory ROUTER is told to the owner")
    func undeliverable() async throws {
        let context = try Context()
        let thread = try SocketThread(context: context, name: "router")
        let failures = Mutex<[(Message, ZeroMQError)]>([])
        let outbound = Outbound(
            whenBlocked: .drop,
            onUndeliverable: { message, error in
                failures.withLock { $0.append((message, error)) }
            })
        let router = try await thread.open(.router, outbound: outbound) { socket in
            try socket.set(.routerMandatory, true)
            try socket.bind("tcp://127.0.0.1:*")
        }
        try await router.send(["nobody", "hello"])
        try await eventually { router.statistics.undeliverable == 1 }
        let (message, error) = try #require(failures.withLock { $0.first })
        #expect(message == ["nobody", "hello"])
        #expect(error.errno == EHOSTUNREACH)
        #expect(error.endpoint == router.endpoint)
        await thread.stop()
        context.close()
    }

    @Test("a timer ticks, and a handler answers on the thread")
    func timerAndHandler() async throws {
        let context = try Context()
        let thread = try SocketThread(context: context, name: "handler")
        let answer = Inbound.handler { message, socket in _ = try socket.trySend(["re", message[0]]) }
        let replies = try await thread.open(.rep, inbound: answer) { try $0.bind("inproc://rep") }
        #expect(replies.type == .rep)
        let counter = Counter()
        try await thread.schedule(every: .milliseconds(2)) { counter.value.add(1, ordering: .relaxed) }
        let request = try Socket(context, .req)
        try request.connect("inproc://rep")
        for question: Frame in ["one", "two", "three"] {
            try request.send([question])
            #expect(try await received(by: request) == ["re", question])
        }
        try await eventually { counter.value.load(ordering: .relaxed) >= 3 }
        request.close()
        await thread.stop()
        let afterStop = counter.value.load(ordering: .relaxed)
        context.close()
        #expect(counter.value.load(ordering: .relaxed) == afterStop)
    }

    @Test("a queue bounded by bytes takes few large messages, and one of any size")
    func boundedBytes() async throws {
        let context = try Context()
        let thread = try SocketThread(context: context, name: "bytes")
        let pull = try await thread.open(.pull, inbound: .pausing(QueueLimit(messages: 100, bytes: 1 << 20))) {
            socket in
            try socket.bind("inproc://bytes")
        }
        let push = try Socket(context, .push)
        try push.connect("inproc://bytes")
        let large = Frame(count: 700_000) { _ in }
        for _ in 0..<6 { try push.send([large]) }
        try await eventually { pull.statistics.received == 2 }
        try push.send([Frame(count: 5 << 20) { _ in }])
        for _ in 0..<6 { #expect(await pull.receive(upTo: 1).first?.byteCount == 700_000) }
        #expect(await pull.receive(upTo: 1).first?.byteCount == 5 << 20)
        push.close()
        await thread.stop()
        context.close()
    }

    @Test("a slow peer of a ROUTER that drops does not hold up the others")
    func slowPeer() async throws {
        let context = try Context()
        let thread = try SocketThread(context: context, name: "replay")
        let router = try await thread.open(.router, outbound: Outbound(whenBlocked: .drop)) { socket in
            try socket.set(.routerMandatory, true)
            try socket.set(.sendHighWaterMark, 2)
            try socket.bind("inproc://replay")
        }
        let clients = try ["slow", "fast"].map { name in
            let client = try Socket(context, .dealer)
            try client.set(.routingID, Array(name.utf8))
            try client.set(.receiveHighWaterMark, 2)
            try client.connect("inproc://replay")
            try client.send(["request"])
            return client
        }
        for _ in clients { #expect(await router.receive(upTo: 1).count == 1) }
        for _ in 0..<20 { try await router.send(["slow", "part"]) }
        for number in 0..<20 {
            try await router.send(["fast", Frame("\(number)")])
            #expect(try await received(by: clients[1]) == [Frame("\(number)")])
        }
        #expect(router.statistics.undeliverable >= 10)
        for client in clients { client.close() }
        await thread.stop()
        context.close()
    }
}

private final class Counter: Sendable {
    let value = Atomic(0)
}
