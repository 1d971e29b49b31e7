// Options are read back as they were set, and keys keep strangers out.

import CZeroMQ
import Testing

@testable import ZeroMQ

@Suite("Options and keys", .timeLimit(.minutes(2)))
struct OptionTests {
    private func expect<Value: Equatable>(_ option: SocketOption<Value>, keeps values: Value...) throws {
        let socket = try Socket(try Context(), .router)
        for value in values {
            try socket.set(option, value)
            #expect(try socket.get(option) == value, "\(option.name)")
        }
    }

    @Test("durations are read back")
    func durations() throws {
        try expect(.linger, keeps: .zero, .milliseconds(250), nil)
        try expect(.sendTimeout, keeps: .seconds(3), nil)
        try expect(.receiveTimeout, keeps: .seconds(3), nil)
        try expect(.reconnectInterval, keeps: .milliseconds(10), nil)
        try expect(.reconnectIntervalMax, keeps: .seconds(30), .zero)
        try expect(.handshakeInterval, keeps: .seconds(5), .zero)
        try expect(.heartbeatInterval, keeps: .seconds(2))
        try expect(.heartbeatTimeout, keeps: .seconds(6))
        try expect(.heartbeatTimeToLive, keeps: .seconds(6))
        try expect(.connectTimeout, keeps: .seconds(4))
    }

    @Test("numbers, switches and texts are read back")
    func others() throws {
        try expect(.sendHighWaterMark, keeps: 1, 50_000, 0)
        try expect(.receiveHighWaterMark, keeps: 1, 50_000, 0)
        try expect(.backlog, keeps: 17)
        try expect(.tcpKeepalive, keeps: 1, 0, -1)
        try expect(.tcpKeepaliveIdle, keeps: 60)
        try expect(.maxMessageSize, keeps: 20 << 20, nil)
        try expect(.immediate, keeps: true, false)
        try expect(.ipv6, keeps: true, false)
        try expect(.zapDomain, keeps: "letopis")
        try expect(.routingID, keeps: Array("me".utf8))
    }

    @Test("options that cannot be read are taken where the pattern knows them")
    func writeOnly() throws {
        let context = try Context()
        let router = try Socket(context, .router)
        try router.set(.routerMandatory, true)
        try router.set(.routerHandover, true)
        let publisher = try Socket(context, .xpub)
        try publisher.set(.xpubVerbose, true)
        try publisher.set(.xpubVerboser, true)
        try publisher.set(.xpubNoDrop, true)
        let request = try Socket(context, .req)
        try request.set(.requestRelaxed, true)
        try request.set(.requestCorrelate, true)
    }

    @Test("a refused value is told with the option's name")
    func refused() throws {
        let socket = try Socket(try Context(), .pull)
        #expect(try socket.get(.linger) == Socket.lingerDefault)
        #expect(try !socket.get(.conflate))
        let error = try #require(throws: ZeroMQError.self) { try socket.set(.sendHighWaterMark, -5) }
        #expect(error.errno == EINVAL)
        #expect("\(error)".contains("SNDHWM = -5"))
    }

    @Test("a wait is never shortened by rounding")
    func rounding() {
        #expect(Duration.microseconds(1).wholeMilliseconds == 1)
        #expect(Duration.milliseconds(1).wholeMilliseconds == 1)
        #expect(Duration.milliseconds(1001).wholeMilliseconds == 1001)
        #expect(Duration.seconds(Int64.max).wholeMilliseconds == .max)
    }

    @Test("Z85 keeps bytes, and says no to what is not Z85")
    func z85() {
        let bytes: [UInt8] = [0x86, 0x4F, 0xD2, 0x6F, 0xB5, 0x59, 0xF7, 0x5B]
        #expect(Z85.encode(bytes) == "HelloWorld")
        #expect(Z85.decode("HelloWorld") == bytes)
        #expect(Z85.encode([1, 2, 3]) == nil)
        #expect(Z85.decode("four") == nil)
        #expect(Z85.decode("~~~~~") == nil)
        #expect(Z85.encode([]) == "")
        #expect(Z85.decode("") == [])
    }

    @Test("keys are distinct, complete, and keep their secret")
    func keys() throws {
        try #require(Library.hasCurve)
        let (one, other) = (try CurveKeyPair.generate(), try CurveKeyPair.generate())
        #expect(one != other)
        #expect(one.publicKey.utf8.count == CurveKeyPair.keyCharacterCount)
        #expect(try CurveKeyPair(secretKey: one.secretKey) == one)
        #expect(throws: ZeroMQError.self) { try CurveKeyPair(secretKey: "short") }
        #expect(!"\(one)".contains(one.secretKey))
    }

    @Test("an encrypted pair talks, and who has not the server's key gets nothing through")
    func curve() async throws {
        let context = try Context()
        let (serverKeys, clientKeys) = (try CurveKeyPair.generate(), try CurveKeyPair.generate())
        let server = try Socket(context, .pull)
        try server.serveCurve(serverKeys)
        #expect(try server.get(.curveServer))
        #expect(try server.get(.curvePublicKey) == serverKeys.publicKey)
        let endpoint = try server.bind("tcp://127.0.0.1:*")
        let stranger = try Socket(context, .push)
        try stranger.set(.linger, .zero)
        try stranger.useCurve(clientKeys, server: clientKeys.publicKey)
        try stranger.connect(endpoint)
        _ = try stranger.trySend(["let me in"])
        let client = try Socket(context, .push)
        try client.useCurve(clientKeys, server: serverKeys.publicKey)
        try client.connect(endpoint)
        try client.send(["hello"])
        #expect(try await received(by: server) == ["hello"])
        #expect(try server.tryReceive() == nil)
    }

    @Test("one socket serves with keys, connects with keys, and connects in the clear, each connection by its own")
    func mixed() async throws {
        let context = try Context()
        let (ownKeys, otherKeys) = (try CurveKeyPair.generate(), try CurveKeyPair.generate())
        let own = try Socket(context, .sub)
        try own.subscribe(to: "")
        let publishers = try (0..<3).map { _ in try Socket(context, .pub) }
        try publishers[0].serveCurve(otherKeys)
        try own.useCurve(ownKeys, server: otherKeys.publicKey)
        try own.connect(try publishers[0].bind("tcp://127.0.0.1:*"))
        try own.stayClear()
        try own.connect(try publishers[1].bind("tcp://127.0.0.1:*"))
        try own.set(.zapDomain, "letopis")
        try own.serveCurve(ownKeys)
        try publishers[2].useCurve(otherKeys, server: ownKeys.publicKey)
        try publishers[2].connect(try own.bind("tcp://127.0.0.1:*"))
        var heard: Set<Int> = []
        try await eventually {
            for (number, publisher) in publishers.enumerated() { try publisher.send([Frame("\(number)")]) }
            while let number = try own.tryReceive().flatMap({ Int($0[0].text ?? "") }) { heard.insert(number) }
            return heard == [0, 1, 2]
        }
        for socket in publishers + [own] { socket.close() }
    }

    @Test("the library tells its version")
    func version() {
        #expect(Library.version.hasPrefix("4."))
        #expect(!Library.has("no such thing"))
    }
}
