import Chronicle
import Daemon
import Foundation
import Testing
import ZeroMQ

@Suite("A daemon with keys")
struct SecurityTests {
    /// A daemon with a key and an empty list of clients.
    private struct Guarded {
        let folder: TemporaryFolder
        let daemon: DaemonProcess
        let serverKey: String

        init(_ arguments: [String] = []) async throws {
            folder = try TemporaryFolder()
            serverKey = try KeyFile.create(folder.url.appendingPathComponent("daemon.key").path).publicKey
            try Data("# nobody yet\n".utf8).write(to: folder.url.appendingPathComponent("clients"))
            daemon = try await DaemonProcess.start(
                in: folder.url, ["--key-file", "daemon.key", "--clients-file", "clients"] + arguments)
        }

        /// Replaces the list of clients and waits until the daemon has read it, or said that it cannot.
        func list(_ text: String, said: String = "was read again") async throws {
            let before = daemon.process.errors.components(separatedBy: said).count
            try Data(text.utf8).write(to: folder.url.appendingPathComponent("clients"))
            try await eventually("the daemon has said “\(said)”") {
                daemon.process.errors.components(separatedBy: said).count > before
            }
        }

        /// Submits an article with keys of its own.
        func submit(_ number: Int, _ security: ClientSecurity) async throws {
            let client = try await ArticleClient(.submit, endpoint: daemon.endpoints.submit, security: security)
            do {
                try await client.submit([TestArticles.short(number)]) { _, receipt in
                    #expect(receipt.status == .accepted)
                }
            } catch {
                await client.close(within: .zero)
                throw error
            }
            await client.close()
        }
    }

    @Test("serves a client in its list as it serves one in the clear: articles in, events out, history")
    func endToEnd() async throws {
        let guarded = try await Guarded()
        let keys = try CurveKeyPair.generate()
        try await guarded.list("\(keys.publicKey)   the desk of foreign news\n")
        let security = ClientSecurity.curve(keys, server: guarded.serverKey)
        #expect(guarded.daemon.endpoints.serverKey == guarded.serverKey)
        try await guarded.submit(1, security)

        let endpoints = guarded.daemon.endpoints
        let pusher = try await ArticleClient(.push, endpoint: endpoints.pull, security: security)
        try await pusher.publish(TestArticles.short(2), topic: "")
        #expect(await pusher.close() == 0)
        let events = try EventClient(events: endpoints.events, replay: endpoints.replay, security: security)
        struct Enough: Error {}
        var accepted: Set<String> = []
        await #expect(throws: Enough.self) {
            try await events.subscribe(from: 1, topics: ["article.accepted"]) { event in
                accepted.insert(JSONLine(String(decoding: event.body, as: UTF8.self)).subject.string)
                if accepted == ["short-1", "short-2"] { throw Enough() }
            }
        }
        var replayed = 0
        try await events.replay(ReplayRequest.Range(from: 1, topics: ["article.accepted"])) { _ in replayed += 1 }
        #expect(replayed == 2)
        await events.close()
        _ = try await guarded.daemon.stop()
    }

    @Test("lets commands beside it in by the key that it keeps for them")
    func commands() async throws {
        let guarded = try await Guarded()
        let submitted = try await guarded.daemon.command("submit", TestArticles.samplePaths()[0])
        #expect(submitted.status == 0, "\(submitted.errors)")
        let replayed = try await guarded.daemon.command("replay", "--to", "1")
        #expect(replayed.lines.count == 1, "\(replayed.errors)")
        let subscribed = try await guarded.daemon.command("subscribe", "--from", "1", "--count", "1")
        #expect(subscribed.lines.count == 1, "\(subscribed.errors)")
        let key = guarded.folder.url.appendingPathComponent("data/client.key").path
        let permissions = try FileManager.default.attributesOfItem(atPath: key)[.posixPermissions] as? Int
        #expect(permissions == 0o600)
        _ = try await guarded.daemon.stop()
    }

    @Test("refuses a client by name, lets it in once it is listed, and no more once it is not")
    func reload() async throws {
        let guarded = try await Guarded()
        let keys = try CurveKeyPair.generate()
        let security = ClientSecurity.curve(keys, server: guarded.serverKey)
        let denied = ClientError.denied(endpoint: guarded.daemon.endpoints.submit)
        await #expect(throws: denied) { try await guarded.submit(1, security) }
        try await eventually("the refusal is logged") {
            guarded.daemon.process.errors.split(separator: "\n").contains {
                $0.contains("was refused") && $0.contains("key=\(keys.publicKey)") && $0.contains("address=127.0.0.1")
                    && $0.contains("socket=submit")
            }
        }
        try await guarded.list("# who may\n\n\(keys.publicKey)\n")
        try await guarded.submit(1, security)
        try await guarded.list("\(keys.publicKey)\nthis is no key\n", said: "line 2")
        try await guarded.submit(2, security)
        try await guarded.list("# nobody\n")
        await #expect(throws: denied) { try await guarded.submit(3, security) }
        #expect(!guarded.daemon.process.errors.contains(keys.secretKey))
        _ = try await guarded.daemon.stop()
    }

    @Test("reads its list again when it is told to by SIGHUP")
    func hangUp() async throws {
        let guarded = try await Guarded()
        guarded.daemon.process.signal(SIGHUP)
        try await eventually("the list is read again") {
            guarded.daemon.process.errors.contains("was read again")
        }
        #expect(guarded.daemon.process.isRunning)
        let outcome = try await guarded.daemon.stop()
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    @Test("gives a client in the clear nothing, and one that has another key of it neither")
    func strangers() async throws {
        let guarded = try await Guarded()
        let endpoints = guarded.daemon.endpoints
        await #expect(throws: ClientError.mechanismMismatch(endpoint: endpoints.submit)) {
            try await guarded.submit(1, .clear)
        }
        let events = try EventClient(events: endpoints.events, replay: endpoints.replay)
        await #expect(throws: ClientError.mechanismMismatch(endpoint: endpoints.replay)) {
            try await events.replay(ReplayRequest.Range(from: 1)) { _ in }
        }
        await #expect(throws: ClientError.mechanismMismatch(endpoint: endpoints.events)) {
            try await events.subscribe { _ in }
        }
        await events.close()

        let stranger = try CurveKeyPair.generate()
        let wrong = try await ArticleClient(
            .submit, endpoint: endpoints.submit, security: .curve(stranger, server: stranger.publicKey))
        let waiting = Task { try await wrong.submit([TestArticles.short(7)]) { _, _ in } }
        // What the strangers sent would be in the log before what a friend sends after them.
        let submitted = try await guarded.daemon.command("submit", TestArticles.samplePaths()[0])
        #expect(JSONLine(submitted.lines.first ?? "").sequence.number == 1, "\(submitted.output) \(submitted.errors)")
        waiting.cancel()
        _ = await waiting.result
        await wrong.close(within: .zero)
        _ = try await guarded.daemon.stop()
    }

    @Test("without a list lets every client in that knows its key, and says so")
    func anyKey() async throws {
        let folder = try TemporaryFolder()
        let keys = try KeyFile.create(folder.url.appendingPathComponent("daemon.key").path)
        let daemon = try await DaemonProcess.start(in: folder.url, ["--key-file", "daemon.key"])
        #expect(daemon.process.errors.contains("Every client that knows the server's key may connect"))
        let outcome = try await LetopisProcess.run(
            "submit", "--endpoint", daemon.endpoints.submit, "--server-key", keys.publicKey,
            try TestArticles.samplePaths()[0], in: folder.url)
        #expect(outcome.status == 0, "\(outcome.errors)")
        _ = try await daemon.stop()
    }

    @Test("follows a feed that encrypts, and one that does not, beside publishers that connect to it")
    func feeds() async throws {
        let feedKeys = try CurveKeyPair.generate()
        let context = try Context()
        let (encrypted, clear) = (try Socket(context, .pub), try Socket(context, .pub))
        try encrypted.serveCurve(feedKeys)
        let guarded = try await Guarded([
            "--feed", "\(try encrypted.bind("tcp://127.0.0.1:*")) \(feedKeys.publicKey)",
            "--feed", try clear.bind("tcp://127.0.0.1:*"),
        ])
        let keys = try CurveKeyPair.generate()
        try await guarded.list(keys.publicKey)
        let connected = try await ArticleClient(
            .publish(binds: false), endpoint: guarded.daemon.endpoints.subscribe,
            security: .curve(keys, server: guarded.serverKey))
        // PUB drops what is sent before the daemon's subscription arrives: the same article again is harmless.
        try await eventually("all three have come") {
            try encrypted.send([Frame(TestArticles.short(1))])
            try clear.send([Frame(TestArticles.short(2))])
            try await connected.publish(TestArticles.short(3), topic: "")
            let dump = try await guarded.daemon.command("log", "dump", "--type", "article.accepted")
            return dump.lines.count == 3
        }
        await connected.close(within: .zero)
        _ = try await guarded.daemon.stop()
    }

    @Test("serves a client in Python by the documentation alone", .enabled(if: PythonClientTests.python != nil))
    func python() async throws {
        let guarded = try await Guarded()
        let keys = try CurveKeyPair.generate()
        try await guarded.list(keys.publicKey)
        let client = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Clients/curve_client.py")
        let endpoints = guarded.daemon.endpoints
        let outcome = try await LetopisProcess(
            [client.path, endpoints.submit, endpoints.events, guarded.serverKey, keys.publicKey, keys.secretKey],
            program: URL(fileURLWithPath: try #require(PythonClientTests.python)), in: guarded.folder.url
        ).finish()
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(JSONLine(outcome.output).accepted.number == 1)
        _ = try await guarded.daemon.stop()
    }
}
