// What is told of connections: those that work, those that fail, and those of peers that are no peers.

import Glibc
import Testing

@testable import ZeroMQ

@Suite("Socket monitor", .timeLimit(.minutes(2)))
struct MonitorTests {
    private let events = Collector<SocketEvent>()
    private let counter = ConnectionCounter()

    private func record(_ event: SocketEvent) {
        counter.record(event)
        events.add(event)
    }

    /// The kinds told so far, without the numbers that differ each time.
    private var kinds: [String] {
        events.all.map { "\($0.kind)".prefix { $0 != "(" }.description }
    }

    @Test("a connection is told from its beginning to its end, and the end of the socket last")
    func life() async throws {
        let context = try Context()
        let thread = try SocketThread(context: context, name: "monitor")
        let pull = try await thread.open(.pull, onEvent: record) { try $0.bind("tcp://127.0.0.1:*") }
        let endpoint = try #require(pull.endpoint)
        let push = try Socket(context, .push)
        try push.connect(endpoint)
        try push.send(["hello"])
        #expect(await pull.receive(upTo: 1) == [["hello"]])
        try await eventually { counter.statistics.handshakes == 1 }
        #expect(counter.statistics.open == 1)
        push.close()
        try await eventually { counter.statistics.disconnected == 1 }
        #expect(counter.statistics.open == 0)
        #expect(kinds == ["listening", "accepted", "handshakeSucceeded", "disconnected"])
        #expect(events.all.allSatisfy { $0.endpoint == endpoint })
        await thread.stop()
        #expect(events.all.last?.kind == .stopped)
        context.close()
    }

    @Test("connections that stand when the socket is closed are counted as gone")
    func closed() async throws {
        let context = try Context()
        let thread = try SocketThread(context: context, name: "monitor")
        let pull = try await thread.open(.pull, onEvent: record) { try $0.bind("tcp://127.0.0.1:*") }
        let push = try Socket(context, .push)
        try push.connect(try #require(pull.endpoint))
        try await eventually { counter.statistics.handshakes == 1 }
        await pull.close()
        #expect(events.all.last?.kind == .stopped)
        #expect(counter.statistics.open == 0)
        push.close()
        await thread.stop()
        context.close()
    }

    @Test("the side that connects is told of its attempts, and of the one that succeeds")
    func connecting() async throws {
        let context = try Context()
        let server = try Socket(context, .pull)
        let endpoint = try server.bind("tcp://127.0.0.1:*")
        try server.unbind(endpoint)
        let thread = try SocketThread(context: context, name: "monitor")
        let push = try await thread.open(.push, inbound: .none, onEvent: record) { socket in
            try socket.set(.reconnectInterval, .milliseconds(10))
            try socket.connect(endpoint)
        }
        try await eventually { counter.statistics.retries > 1 }
        try server.bind(endpoint)
        try await eventually { counter.statistics.handshakes == 1 }
        #expect(counter.statistics.connected >= 1)
        #expect(counter.statistics.open == 1)
        await push.close()
        await thread.stop()
        server.close()
        context.close()
    }

    @Test("an address that is taken is told, and the error thrown as without a monitor")
    func bindFailed() async throws {
        let context = try Context()
        let holder = try Socket(context, .pull)
        let endpoint = try holder.bind("tcp://127.0.0.1:*")
        let thread = try SocketThread(context: context, name: "monitor")
        let error = await #expect(throws: ZeroMQError.self) {
            _ = try await thread.open(.pull, onEvent: record) { _ = try $0.bind(endpoint) }
        }
        #expect(error?.errno == EADDRINUSE)
        #expect(kinds.contains("bindFailed"))
        #expect(events.all.last?.kind == .stopped)
        await thread.stop()
        holder.close()
        context.close()
    }

    @Test("a peer that says nothing is dropped when the handshake takes too long")
    func silence() async throws {
        let context = try Context()
        let thread = try SocketThread(context: context, name: "monitor")
        let pull = try await thread.open(.pull, onEvent: record) { socket in
            try socket.set(.handshakeInterval, .milliseconds(50))
            try socket.bind("tcp://127.0.0.1:*")
        }
        let peer = try RawConnection(to: try #require(pull.endpoint))
        try await eventually { counter.statistics.disconnected == 1 }
        #expect(counter.statistics.handshakesBroken == 1)
        #expect(counter.statistics.open == 0)
        peer.close()
        await thread.stop()
        context.close()
    }

    @Test("a peer that breaks off is told as well")
    func breaksOff() async throws {
        let context = try Context()
        let thread = try SocketThread(context: context, name: "monitor")
        let pull = try await thread.open(.pull, onEvent: record) { try $0.bind("tcp://127.0.0.1:*") }
        let peer = try RawConnection(to: try #require(pull.endpoint))
        try await eventually { counter.statistics.accepted == 1 }
        peer.close()
        try await eventually { counter.statistics.disconnected == 1 }
        #expect(counter.statistics.handshakesBroken == 1)
        await thread.stop()
        context.close()
    }

    @Test(
        "rubbish on the port harms nobody, with and without encryption", arguments: [false, true],
        [
            Array("GET / HTTP/1.1\r\nHost: letopis\r\n\r\n".utf8), [UInt8](repeating: 0xFF, count: 400),
            [UInt8](repeating: 0, count: 400),
            [0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 3, 1] + Array(repeating: 0x41, count: 90),
        ])
    func rubbish(isEncrypted: Bool, bytes: [UInt8]) async throws {
        let context = try Context()
        let thread = try SocketThread(context: context, name: "monitor")
        let (serverKeys, clientKeys) = (try CurveKeyPair.generate(), try CurveKeyPair.generate())
        let zap = try await ZAPHandler(on: thread, rules: AccessRules())
        let pull = try await thread.open(.pull, onEvent: record) { socket in
            try socket.set(.handshakeInterval, .milliseconds(100))
            if isEncrypted {
                try socket.set(.zapDomain, "letopis")
                try socket.serveCurve(serverKeys)
            }
            try socket.bind("tcp://127.0.0.1:*")
        }
        let endpoint = try #require(pull.endpoint)
        let peer = try RawConnection(to: endpoint)
        peer.write(bytes)
        try await eventually { counter.statistics.accepted == 1 }
        let push = try Socket(context, .push)
        if isEncrypted { try push.useCurve(clientKeys, server: serverKeys.publicKey) }
        try push.connect(endpoint)
        try push.send(["hello"])
        #expect(await pull.receive(upTo: 1) == [["hello"]])
        if isEncrypted { try await eventually { counter.statistics.open == 1 } }
        #expect(pull.statistics.received == 1)
        peer.close()
        try await eventually { counter.statistics.open == 1 }
        push.close()
        await zap.close()
        await thread.stop()
        context.close()
    }

    @Test("a number that comes again shows an end that was not told")
    func untoldEnd() {
        for kind in [SocketEvent.Kind.accepted(descriptor: 7), .accepted(descriptor: 7), .accepted(descriptor: 8)] {
            counter.record(SocketEvent(kind, endpoint: "tcp://127.0.0.1:1"))
        }
        #expect(counter.statistics.accepted == 3)
        #expect(counter.statistics.open == 2)
    }

    @Test("a message that is no event is none")
    func noEvent() {
        #expect(SocketEvent(["short", "tcp://127.0.0.1:1"]) == nil)
        #expect(SocketEvent([Frame([0, 0, 0, 0, 0, 0])]) == nil)
        #expect(SocketEvent([Frame([0, 0, 0, 0, 0, 0]), "tcp://127.0.0.1:1"]) == nil)
        #expect(SocketEvent([Frame([8, 0, 0, 0, 0, 0]), "tcp://127.0.0.1:1"])?.kind == .listening)
    }
}
