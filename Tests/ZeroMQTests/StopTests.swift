// How threads of sockets end: streams and senders are told, what is queued goes out, and nothing is left behind.

import Testing

@testable import ZeroMQ

@Suite("End of a socket thread", .timeLimit(.minutes(2)))
struct StopTests {
    @Test("stopping while busy ends streams, senders, thread and sockets", arguments: 0..<5)
    func stopWhileBusy(round: Int) async throws {
        let context = try Context()
        let name = "busy \(round)"
        let thread = try SocketThread(context: context, name: name)
        let pull = try await thread.open(.pull) { try $0.bind("inproc://busy") }
        let push = try await thread.open(.push) { try $0.connect("inproc://busy") }
        let sender = Task {
            var count = 0
            while true {
                do {
                    try await push.send([Frame("\(count)"), "some body"])
                    count += 1
                } catch let error as ZeroMQError {
                    #expect(error.isClosed)
                    return count
                }
            }
        }
        var received = 0
        for await _ in pull.messages {
            received += 1
            if received == 1000 { break }
        }
        #expect(threadNames().contains(name))
        await thread.stop()
        // The kernel takes a joined thread off its list a moment later.
        try await eventually { !threadNames().contains(name) }
        let sent = try await sender.value
        #expect(sent >= 1000)
        for await _ in pull.messages { received += 1 }
        #expect(received >= 1000)
        #expect(!push.trySend(["late"]))
        await #expect(throws: ZeroMQError.self) { _ = try await thread.open(.pull) { _ in } }
        #expect(await thread.stop() == 0)
        context.close()
    }

    @Test("stopping sends what is queued, and tells what it could not send")
    func stopDrains() async throws {
        let context = try Context()
        let thread = try SocketThread(context: context, name: "drain")
        let pull = try Socket(context, .pull)
        try pull.set(.receiveHighWaterMark, 0)
        let endpoint = try pull.bind("tcp://127.0.0.1:*")
        let push = try await thread.open(.push) { try $0.connect(endpoint) }
        let alone = try await thread.open(.push) { try $0.bind("inproc://alone") }
        for number in 0..<800 { try await push.send([Frame("\(number)")]) }
        for _ in 0..<3 { try await alone.send(["to nobody"]) }
        #expect(await thread.stop(within: .milliseconds(300)) == 3)
        #expect(alone.statistics.undeliverable == 3)
        for number in 0..<800 { #expect(try await received(by: pull)?[0].text == "\(number)") }
        pull.close()
        context.close()
    }

    @Test("what was received can still be answered after receiving has ended")
    func finishReceiving() async throws {
        let context = try Context()
        let thread = try SocketThread(context: context, name: "graceful")
        let router = try await thread.open(.router) { try $0.bind("inproc://graceful") }
        let client = try Socket(context, .dealer)
        try client.connect("inproc://graceful")
        for number in 0..<10 { try client.send([Frame("\(number)")]) }
        try await eventually { router.statistics.received == 10 }
        await router.finishReceiving()
        for await request in router.messages { try await router.send(request) }
        #expect(await thread.stop() == 0)
        for number in 0..<10 { #expect(try await received(by: client) == [Frame("\(number)")]) }
        client.close()
        context.close()
    }

    @Test("shutting down the context ends its threads, streams and senders")
    func contextShutdown() async throws {
        let context = try Context()
        let thread = try SocketThread(context: context, name: "shutdown")
        let pull = try await thread.open(.pull) { try $0.bind("inproc://shutdown") }
        let reader = Task { await pull.receive(upTo: 1) }
        let push = try await thread.open(.push, outbound: Outbound(limit: QueueLimit(messages: 1))) { socket in
            try socket.bind("inproc://nobody")
        }
        let sender = Task {
            while true { try await push.send(["x"]) }
        }
        try await eventually { push.queuedOutbound == 1 }
        context.shutdown()
        #expect(await reader.value.isEmpty)
        let error = await #expect(throws: ZeroMQError.self) { try await sender.value }
        #expect(error?.isClosed == true)
        #expect(await thread.stop() == 0)
        context.close()
    }

    @Test("a thread let go without being stopped ends by itself")
    func letGo() async throws {
        let context = try Context()
        var thread: SocketThread? = try SocketThread(context: context, name: "let go")
        let pull = try #require(try await thread?.open(.pull) { try $0.bind("inproc://let-go") })
        thread = nil
        #expect(await pull.receive(upTo: 1).isEmpty)
        context.close()
    }

    @Test("a channel can be closed and another opened on the same endpoint")
    func closeChannel() async throws {
        let context = try Context()
        let thread = try SocketThread(context: context, name: "close")
        let first = try await thread.open(.pull) { try $0.bind("inproc://again") }
        await first.close()
        #expect(await first.receive(upTo: 1).isEmpty)
        await #expect(throws: ZeroMQError.self) { try await first.withSocket { _ in } }
        // At once, however busy the thread of libzmq is that takes closed sockets apart.
        for _ in 0..<500 {
            let next = try await thread.open(.pull) { try $0.bind("inproc://again") }
            #expect(next.endpoint == "inproc://again")
            await next.close()
        }
        await thread.stop()
        context.close()
    }
}
