// Who is let in, who is not, and who hears of it.

import CZeroMQ
import Synchronization
import Testing

@testable import ZeroMQ

@Suite("Access by keys", .timeLimit(.minutes(2)))
struct AccessTests {
    /// A PULL socket that asks who may connect.
    private final class Guarded: Sendable {
        let context: Context
        let thread: SocketThread
        let zap: ZAPHandler
        let pull: SocketChannel
        let connections = ConnectionCounter()
        let keys: CurveKeyPair
        let decisions = Collector<ZAPDecision>()
        let events = Collector<SocketEvent>()

        init(rules: AccessRules, isEncrypted: Bool = true, endpoint: String = "tcp://127.0.0.1:*") async throws {
            context = try Context()
            keys = try CurveKeyPair.generate()
            thread = try SocketThread(context: context, name: "guarded")
            zap = try await ZAPHandler(on: thread, rules: rules, onDecision: decisions.add)
            pull = try await thread.open(
                .pull,
                onEvent: { [connections, events] event in
                    connections.record(event)
                    events.add(event)
                },
                configure: { [keys] socket in
                    try socket.set(.zapDomain, "letopis")
                    if isEncrypted { try socket.serveCurve(keys) }
                    try socket.bind(endpoint)
                })
        }

        /// A PUSH socket that connects with these keys, or in the clear.
        func connect(_ keys: CurveKeyPair?, serverKey: String? = nil) throws -> Socket {
            let push = try Socket(context, .push)
            try push.set(.linger, .zero)
            if let keys { try push.useCurve(keys, server: serverKey ?? self.keys.publicKey) }
            try push.connect(try #require(pull.endpoint))
            return push
        }

        func close(_ clients: Socket...) async {
            for client in clients { client.close() }
            await thread.stop()
            context.close()
        }
    }

    @Test("a listed key is let in, another is not, and both are told with key, domain and address")
    func list() async throws {
        let (friend, stranger) = (try CurveKeyPair.generate(), try CurveKeyPair.generate())
        let server = try await Guarded(rules: AccessRules(keys: [friend.publicKey]))
        let refused = try server.connect(stranger)
        _ = try refused.trySend(["let me in"])
        try await eventually { server.connections.statistics.handshakesRefused == 1 }
        let allowed = try server.connect(friend)
        try allowed.send(["hello"])
        #expect(await server.pull.receive(upTo: 10) == [["hello"]])
        #expect(
            server.decisions.all == [
                ZAPDecision(request: curve(stranger), isAllowed: false),
                ZAPDecision(request: curve(friend), isAllowed: true),
            ])
        #expect(server.events.all.contains { $0.kind == .handshakeFailed(.refused(status: 400)) })
        #expect(server.connections.statistics.handshakes == 1)
        await server.close(refused, allowed)
    }

    private func curve(_ keys: CurveKeyPair) -> ZAPRequest {
        ZAPRequest(domain: "letopis", address: "127.0.0.1", mechanism: .curve(key: keys.publicKey))
    }

    @Test("the one who is refused is told so")
    func refusedIsTold() async throws {
        let server = try await Guarded(rules: AccessRules(keys: []))
        let events = Collector<SocketEvent>()
        let endpoint = try #require(server.pull.endpoint)
        let serverKey = server.keys.publicKey
        let keys = try CurveKeyPair.generate()
        let push = try await server.thread.open(.push, inbound: .none, onEvent: events.add) { socket in
            try socket.useCurve(keys, server: serverKey)
            try socket.connect(endpoint)
        }
        try await eventually {
            events.all.contains { $0 == SocketEvent(.handshakeFailed(.refused(status: 400)), endpoint: endpoint) }
        }
        await push.close()
        await server.close()
    }

    @Test("rules that are replaced hold for new connections; one that stands goes on")
    func reload() async throws {
        let (first, second) = (try CurveKeyPair.generate(), try CurveKeyPair.generate())
        let server = try await Guarded(rules: AccessRules(keys: [first.publicKey]))
        let standing = try server.connect(first)
        try standing.send(["before"])
        #expect(await server.pull.receive(upTo: 1) == [["before"]])

        server.zap.rules = AccessRules(keys: [second.publicKey])
        let late = try server.connect(first)
        _ = try late.trySend(["too late"])
        try await eventually { server.connections.statistics.handshakesRefused == 1 }
        let added = try server.connect(second)
        try added.send(["added"])
        #expect(await server.pull.receive(upTo: 1) == [["added"]])
        try standing.send(["after"])
        #expect(await server.pull.receive(upTo: 1) == [["after"]])
        #expect(server.decisions.all.map(\.isAllowed) == [true, false, true])
        await server.close(standing, late, added)
    }

    @Test("without a list every key is let in that knows the server's")
    func anyKey() async throws {
        let server = try await Guarded(rules: AccessRules())
        let client = try server.connect(try CurveKeyPair.generate())
        try client.send(["hello"])
        #expect(await server.pull.receive(upTo: 1) == [["hello"]])
        await server.close(client)
    }

    @Test("who has a wrong key of the server fails before anybody is asked")
    func wrongServerKey() async throws {
        let client = try CurveKeyPair.generate()
        let server = try await Guarded(rules: AccessRules(keys: [client.publicKey]))
        let push = try server.connect(client, serverKey: try CurveKeyPair.generate().publicKey)
        _ = try push.trySend(["let me in"])
        try await eventually {
            server.events.all.contains { $0.kind == .handshakeFailed(.protocolFault(.cryptographic)) }
        }
        #expect(server.decisions.all.isEmpty)
        #expect(server.pull.statistics.received == 0)
        await server.close(push)
    }

    @Test("who does not encrypt gets nothing through to a socket that does")
    func clearText() async throws {
        let server = try await Guarded(rules: AccessRules())
        let push = try server.connect(nil)
        _ = try push.trySend(["in the clear"])
        try await eventually {
            server.events.all.contains { $0.kind == .handshakeFailed(.protocolFault(.mechanismMismatch)) }
        }
        try await eventually { server.connections.statistics.open == 0 }
        #expect(server.decisions.all.isEmpty)
        #expect(server.pull.statistics.received == 0)
        await server.close(push)
    }

    @Test("a socket in the clear with a domain lets nobody in unless the rules say so")
    func clearSocket() async throws {
        let server = try await Guarded(rules: AccessRules(), isEncrypted: false)
        let refused = try server.connect(nil)
        _ = try refused.trySend(["let me in"])
        try await eventually { server.connections.statistics.handshakesRefused == 1 }
        server.zap.rules = AccessRules(allowsClear: true)
        let allowed = try server.connect(nil)
        try allowed.send(["hello"])
        #expect(await server.pull.receive(upTo: 1) == [["hello"]])
        let request = ZAPRequest(domain: "letopis", address: "127.0.0.1", mechanism: .null)
        #expect(
            server.decisions.all == [
                ZAPDecision(request: request, isAllowed: false), ZAPDecision(request: request, isAllowed: true),
            ])
        await server.close(refused, allowed)
    }

    @Test("the peer's key comes with its messages as their user")
    func userID() async throws {
        let context = try Context()
        let thread = try SocketThread(context: context, name: "zap")
        let zap = try await ZAPHandler(on: thread, rules: AccessRules())
        let (serverKeys, clientKeys) = (try CurveKeyPair.generate(), try CurveKeyPair.generate())
        let pull = try Socket(context, .pull)
        try pull.set(.zapDomain, "letopis")
        try pull.serveCurve(serverKeys)
        let push = try Socket(context, .push)
        try push.useCurve(clientKeys, server: serverKeys.publicKey)
        try push.connect(try pull.bind("tcp://127.0.0.1:*"))
        try push.send(["who am I?"])
        var message = zmq_msg_t()
        zmq_msg_init(&message)
        defer { zmq_msg_close(&message) }
        try await eventually { zmq_msg_recv(&message, pull.handle, ZMQ_DONTWAIT) >= 0 }
        #expect(zmq_msg_gets(&message, "User-Id").map { String(cString: $0) } == clientKeys.publicKey)
        for socket in [pull, push] { socket.close() }
        await zap.close()
        await thread.stop()
        context.close()
    }

    private static let key = Frame([UInt8](repeating: 7, count: 32))
    private static let requests: [(request: Message, status: String)] = [
        (["", "1.0", "1"], "500"),
        (["", "1.0", "1", "d", "a", "", "CURVE"], "500"),
        (["", "1.0", "1", "d", "a", "", "CURVE", "short"], "500"),
        (["", "1.0", "1", "d", "a", "", "CURVE", key, key], "500"),
        (["", "1.0", "1", "d", "a", "", "NULL", "x"], "500"),
        (["", "2.0", "1", "d", "a", "", "NULL"], "500"),
        (["", "1.0", "1", Frame([0xFF, 0xFE]), "a", "", "NULL"], "500"),
        (["1.0", "1", "d", "a", "", "NULL", "", ""], "500"),
        (["x"], "500"),
        (["", "1.0", "1", "d", "a", "", "PLAIN", "name", "password"], "400"),
        (["", "1.0", "1", "d", "a", "", "NULL"], "400"),
        (["", "1.0", "1", "d", "a", "", "CURVE", key], "200"),
    ]

    @Test("a request that is no request is answered with 500, another mechanism with 400", arguments: requests)
    func malformed(_ request: Message, status: String) async throws {
        let context = try Context()
        let thread = try SocketThread(context: context, name: "zap")
        let zap = try await ZAPHandler(on: thread, rules: AccessRules())
        let asker = try Socket(context, .dealer)
        try asker.connect(ZAPHandler.endpoint)
        try asker.send(request)
        let reply = try #require(try await received(by: asker))
        #expect(reply.count == 7)
        #expect(reply[1] == "1.0")
        #expect(reply[3].text == status)
        if request.count > 2 && request[1] == "1.0" { #expect(reply[2] == "1") }
        #expect(reply[5] == (status == "200" ? Frame(Z85.encode(Self.key.bytes) ?? "") : .empty))
        asker.close()
        await zap.close()
        await thread.stop()
        context.close()
    }

    @Test("a context has one handler at a time")
    func oneHandler() async throws {
        let context = try Context()
        let thread = try SocketThread(context: context, name: "zap")
        let first = try await ZAPHandler(on: thread, rules: AccessRules())
        let error = await #expect(throws: ZeroMQError.self) {
            _ = try await ZAPHandler(on: thread, rules: AccessRules())
        }
        #expect(error?.errno == EADDRINUSE)
        await first.close()
        let second = try await ZAPHandler(on: thread, rules: AccessRules())
        await second.close()
        await thread.stop()
        context.close()
    }

    @Test("keys are told from other texts")
    func keys() throws {
        let key = try CurveKeyPair.generate().publicKey
        #expect(CurveKeyPair.isKey(key))
        for text in ["", String(key.dropLast()), key + "0", "\"" + key.dropFirst(), "ж" + key.dropFirst(2)] {
            #expect(!CurveKeyPair.isKey(text), "\(text)")
        }
    }
}
