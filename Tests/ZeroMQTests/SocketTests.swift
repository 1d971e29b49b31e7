// What a socket is promised to do: every pattern, whole messages, errors that say where and why.

import CZeroMQ
import Glibc
import Testing

@testable import ZeroMQ

@Suite("Socket", .timeLimit(.minutes(2)))
struct SocketTests {
    static let transports = ["tcp://127.0.0.1:*", "ipc", "inproc://patterns"]

    /// Calls `body` with a bound and a connected socket.
    private func withPair(
        _ bound: SocketType, _ connected: SocketType, over transport: String,
        _ body: (Socket, Socket) async throws -> Void
    ) async throws {
        let directory = try TemporaryDirectory()
        let context = try Context()
        let server = try Socket(context, bound)
        let client = try Socket(context, connected)
        if connected == .sub { try client.subscribe(to: "") }
        let endpoint = try server.bind(transport == "ipc" ? "ipc://\(directory.path)/s" : transport)
        #expect(server.lastEndpoint == endpoint)
        try client.connect(endpoint)
        try await body(server, client)
        client.close()
        server.close()
        context.close()
        withExtendedLifetime(directory) {}
    }

    /// Frames that must arrive as they were sent: none, one byte, and more than fits into libzmq's buffers.
    private static let message: Message = [
        "topic", .empty, Frame([0]), Frame(count: 100_000) { $0[99_999] = 7 }, .empty,
    ]

    @Test("a message arrives whole", arguments: [(SocketType.pull, SocketType.push), (.pair, .pair)], transports)
    func oneWay(types: (SocketType, SocketType), transport: String) async throws {
        try await withPair(types.0, types.1, over: transport) { server, client in
            try client.send(Self.message)
            #expect(try await received(by: server) == Self.message)
            #expect(try server.tryReceive() == nil)
        }
    }

    @Test("a subscriber receives what it asked for", arguments: [SocketType.sub, .xsub], transports)
    func subscription(type: SocketType, transport: String) async throws {
        try await withPair(.xpub, type, over: transport) { publisher, subscriber in
            if type == .xsub { try subscriber.send([Frame([1])]) }
            let change = try #require(try await received(by: publisher))
            #expect(SubscriptionChange(change)?.begins == true)
            #expect(SubscriptionChange(change)?.prefix == .empty)
            try publisher.send(Self.message)
            #expect(try await received(by: subscriber) == Self.message)
        }
    }

    @Test("prefixes filter, and unsubscribing is told")
    func prefixes() async throws {
        let context = try Context()
        let publisher = try Socket(context, .xpub)
        let subscriber = try Socket(context, .sub)
        try subscriber.connect(try publisher.bind("tcp://127.0.0.1:*"))
        try subscriber.subscribe(to: "meeting.")
        #expect(try await received(by: publisher) == [Frame([1] + Array("meeting.".utf8))])
        try publisher.send(["statement", "no"])
        try publisher.send(["meeting.held", "yes"])
        #expect(try await received(by: subscriber) == ["meeting.held", "yes"])
        try subscriber.unsubscribe(from: "meeting.")
        let change = try #require(try await received(by: publisher))
        #expect(SubscriptionChange(change)?.begins == false)
        #expect(SubscriptionChange(change)?.prefix == "meeting.")
        #expect(SubscriptionChange(["x", "y"]) == nil)
    }

    @Test("PUB and SUB pass messages on")
    func publish() async throws {
        let context = try Context()
        let publisher = try Socket(context, .pub)
        let subscriber = try Socket(context, .sub)
        try subscriber.subscribe(to: "")
        try subscriber.connect(try publisher.bind("inproc://pub"))
        var answer: Message?
        try await eventually {
            try publisher.send(["again"])
            answer = try subscriber.tryReceive()
            return answer != nil
        }
        #expect(answer == ["again"])
    }

    @Test("requests are answered", arguments: [SocketType.req, .dealer], transports)
    func requestReply(type: SocketType, transport: String) async throws {
        try await withPair(.rep, type, over: transport) { server, client in
            try client.send(type == .req ? ["question"] : [.empty, "question"])
            #expect(try await received(by: server) == ["question"])
            try server.send(Self.message)
            let reply = try #require(try await received(by: client))
            #expect(type == .req ? reply == Self.message : Message(reply.dropFirst()) == Self.message)
        }
    }

    @Test("a ROUTER addresses its peers by the first frame", arguments: transports)
    func router(transport: String) async throws {
        let context = try Context()
        let directory = try TemporaryDirectory()
        let router = try Socket(context, .router)
        let endpoint = try router.bind(transport == "ipc" ? "ipc://\(directory.path)/r" : transport)
        let peers = try ["one", "two"].map { name in
            let peer = try Socket(context, .dealer)
            try peer.set(.routingID, Array(name.utf8))
            try peer.connect(endpoint)
            try peer.send(["hello"])
            return peer
        }
        var names: Set<String> = []
        for _ in peers {
            let hello = try #require(try await received(by: router))
            #expect(hello.count == 2)
            names.insert(hello[0].text ?? "")
        }
        #expect(names == ["one", "two"])
        try router.send(["two", .empty, "for two"])
        #expect(try await received(by: peers[1]) == [.empty, "for two"])
        #expect(try peers[0].tryReceive() == nil)
        withExtendedLifetime(directory) {}
    }

    @Test("large frames pass unchanged, many times over", arguments: ["tcp://127.0.0.1:*", "inproc://large"])
    func largeFrames(transport: String) async throws {
        try await withPair(.pull, .push, over: transport) { server, client in
            let size = 5 << 20
            let frame = Frame(count: size) { buffer in
                for index in stride(from: 0, to: size, by: 4096) {
                    buffer[index] = UInt8(truncatingIfNeeded: index >> 12)
                }
            }
            for _ in 0..<4 {
                try client.send(["head", frame, frame])
                let message = try #require(try await received(by: server))
                #expect(message.byteCount == 4 + 2 * size)
                #expect(message[1] == frame)
                #expect(message[2] == frame)
            }
        }
    }

    @Test("a frame over the limit is dropped with its connection, later ones arrive")
    func maxMessageSize() async throws {
        let context = try Context()
        let server = try Socket(context, .pull)
        try server.set(.maxMessageSize, 1000)
        let endpoint = try server.bind("tcp://127.0.0.1:*")
        let client = try Socket(context, .push)
        try client.set(.reconnectInterval, .milliseconds(5))
        try client.connect(endpoint)
        try client.send(["first"])
        #expect(try await received(by: server) == ["first"])
        try client.send([Frame(count: 1001) { _ in }])
        // What was sent into the lost connection is lost with it, so the next message is repeated until one arrives.
        var next: Message?
        try await eventually {
            _ = try client.trySend(["next"])
            next = try server.tryReceive()
            return next != nil
        }
        #expect(next == ["next"])
    }

    @Test("two hundred sockets at once")
    func manySockets() async throws {
        let context = try Context()
        let sink = try Socket(context, .pull)
        let endpoint = try sink.bind("tcp://127.0.0.1:*")
        var sockets: [Socket] = []
        for number in 0..<200 {
            let socket = try Socket(context, .push)
            try socket.connect(endpoint)
            try socket.send([Frame("\(number)")])
            sockets.append(socket)
        }
        var numbers: Set<String> = []
        for _ in sockets { numbers.insert(try await received(by: sink)?[0].text ?? "") }
        #expect(numbers.count == 200)
        for socket in sockets + [sink] { socket.close() }
        context.close()
    }

    @Test("a poller tells sockets and file descriptors apart")
    func poller() throws {
        let context = try Context()
        let one = try Socket(context, .pair)
        let other = try Socket(context, .pair)
        try other.connect(try one.bind("inproc://poller"))
        let wakeUp = try WakeUp()
        let poller = Poller()
        let socketEntry = poller.add(one, for: .receive)
        let descriptorEntry = poller.add(fileDescriptor: wakeUp.fileDescriptor, for: .receive)
        #expect(try !poller.wait(for: .zero))
        wakeUp.signal()
        wakeUp.signal()
        #expect(try poller.wait(for: .seconds(20)))
        #expect(poller.ready(descriptorEntry) == .receive)
        #expect(poller.ready(socketEntry) == [])
        wakeUp.clear()
        try other.send(["x"])
        #expect(try poller.wait(for: .seconds(20)))
        #expect(poller.ready(socketEntry) == .receive)
        #expect(poller.ready(descriptorEntry) == [])
        poller.update(socketEntry, for: [])
        #expect(try !poller.wait(for: .zero))
    }

    // MARK: Errors

    @Test("an address in use is told with its number, its endpoint and what to do")
    func addressInUse() throws {
        let context = try Context()
        let first = try Socket(context, .pull)
        let endpoint = try first.bind("tcp://127.0.0.1:*")
        let second = try Socket(context, .pull)
        let error = try #require(throws: ZeroMQError.self) { try second.bind(endpoint) }
        #expect(error.errno == EADDRINUSE)
        #expect(error.endpoint == endpoint)
        #expect(error.operation == .bind)
        #expect("\(error)".hasPrefix("cannot bind to \(endpoint): Address already in use (errno 98); "))
        #expect("\(error)".contains("choose another port"))
    }

    @Test(
        "an endpoint that cannot be is refused with its number",
        arguments: [
            ("nonsense", EINVAL), ("tcp://127.0.0.1:port", EINVAL), ("smoke://signal", EPROTONOSUPPORT),
            ("tcp://192.0.2.1:5999", EADDRNOTAVAIL), ("tcp://nointerface:5999", ENODEV),
        ])
    func badEndpoints(endpoint: String, number: Int32) throws {
        let socket = try Socket(try Context(), .pull)
        let error = try #require(throws: ZeroMQError.self) { try socket.bind(endpoint) }
        #expect(error.errno == number, "\(error)")
        #expect(error.endpoint == endpoint)
        #expect(error.description.contains("; "), "no advice in: \(error)")
    }

    @Test("wrong use is an error, never a crash")
    func wrongUse() throws {
        let context = try Context()
        let request = try Socket(context, .req)
        try request.bind("inproc://wrong")
        #expect(throws: ZeroMQError(errno: 156_384_763, operation: .receive, endpoint: "inproc://wrong")) {
            try request.tryReceive()
        }
        #expect(throws: ZeroMQError.self) { try request.send(Message()) }
        #expect(throws: ZeroMQError.self) { try request.disconnect("tcp://127.0.0.1:1") }
        let pull = try Socket(context, .pull)
        #expect(throws: ZeroMQError(errno: ENOTSUP, operation: .send)) { try pull.send(["x"]) }
        pull.close()
        pull.close()
        let error = try #require(throws: ZeroMQError.self) { try pull.tryReceive() }
        #expect(error.isClosed)
    }

    @Test("timeouts are told as EAGAIN, and leave nothing behind")
    func timeouts() throws {
        let context = try Context()
        let pull = try Socket(context, .pull)
        try pull.set(.receiveTimeout, .milliseconds(1))
        #expect(throws: ZeroMQError(errno: EAGAIN, operation: .receive)) { try pull.receive() }
        #expect(try pull.receive(within: .milliseconds(1)) == nil)
        let push = try Socket(context, .push)
        try push.set(.sendTimeout, .milliseconds(1))
        #expect(throws: ZeroMQError(errno: EAGAIN, operation: .send)) { try push.send(["x"]) }
        #expect(try !push.trySend(["x"]))
        push.close()
        pull.close()
        context.close()
    }

    @Test("unbound endpoints are free again")
    func unbind() throws {
        let context = try Context()
        let first = try Socket(context, .pull)
        try first.bind("inproc://free")
        try first.unbind("inproc://free")
        let second = try Socket(context, .pull)
        #expect(try second.bind("inproc://free") == "inproc://free")
    }
}
