import Foundation
import Testing
import ZeroMQ

@testable import Daemon

@Suite("Keys and lists of clients")
struct KeyTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func letopis(_ arguments: String...) async throws -> LetopisProcess.Outcome {
        try await LetopisProcess(arguments, in: folder.url).finish()
    }

    private func write(_ text: String, _ name: String) throws -> String {
        let file = folder.url.appendingPathComponent(name)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    @Test("a new key is for its owner's eyes, its public half is printed and can be shown again")
    func new() async throws {
        let made = try await letopis("keys", "new", "a.key")
        #expect(made.status == 0)
        let key = try #require(made.lines.first)
        #expect(CurveKeyPair.isKey(key))
        #expect(key.first?.isLetter == true || key.first?.isNumber == true)
        let file = folder.url.appendingPathComponent("a.key").path
        #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
        #expect(try await letopis("keys", "show", "a.key").output == made.output)
        #expect(try KeyFile.read(file).publicKey == key)
        #expect(!made.output.contains(try KeyFile.read(file).secretKey))
    }

    @Test("a key is never overwritten")
    func overwrite() async throws {
        let path = try write("precious", "a.key")
        let outcome = try await letopis("keys", "new", "a.key")
        #expect(outcome.status != 0)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("not overwritten"))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "precious")
    }

    @Test("a key that others may read is refused, and the remedy named", arguments: [0o640, 0o604, 0o620])
    func exposed(permissions: Int) async throws {
        _ = try await letopis("keys", "new", "a.key")
        let path = folder.url.appendingPathComponent("a.key").path
        try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: path)
        #expect(throws: KeyFileError.exposed(path)) { try KeyFile.read(path) }
        for arguments in [["keys", "show", "a.key"], ["serve", "--key-file", "a.key", "--http", ""]] {
            let outcome = try await LetopisProcess(arguments, in: folder.url).finish()
            #expect(outcome.status != 0)
            #expect(outcome.errors.contains("chmod 600"), "\(outcome.errors)")
        }
    }

    @Test("a key that systemd handed over may show a group's bits, and no others")
    func credential() throws {
        let path = folder.url.appendingPathComponent("daemon.key").path
        let keys = try KeyFile.create(path)
        try FileManager.default.setAttributes([.posixPermissions: 0o440], ofItemAtPath: path)
        #expect(try KeyFile.read(path, credentials: folder.url.path) == keys)
        #expect(throws: KeyFileError.exposed(path)) { try KeyFile.read(path, credentials: folder.url.path + "/other") }
        #expect(throws: KeyFileError.exposed(path)) { try KeyFile.read(path, credentials: nil) }
        try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
        #expect(throws: KeyFileError.exposed(path)) { try KeyFile.read(path, credentials: folder.url.path) }
    }

    @Test("a file without a secret key is refused", arguments: ["", "# nothing\n", "short\n", "a\nb\n"])
    func noKey(text: String) throws {
        let path = try write(text, "a.key")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        #expect(throws: KeyFileError.noKey(path)) { try KeyFile.read(path) }
    }

    @Test("a list of clients has keys with names, comments and empty lines, and says which line is wrong")
    func list() throws {
        let keys = try (0..<3).map { _ in try CurveKeyPair.generate().publicKey }
        let text = "# clients\n\n\(keys[0])\n  \(keys[1])\tthe desk\r\n#\(keys[2]) was let go\n\(keys[2]) \n"
        #expect(try ClientList(file: write(text, "clients")).keys == Set(keys))
        #expect(try ClientList(file: write("#\(keys[2])\n", "clients")).keys.isEmpty)
        let error = #expect(throws: ClientListError.self) {
            try ClientList(file: write("\(keys[0])\n\n\(keys[1].dropLast())\n", "clients"))
        }
        #expect(error?.line == 3)
        #expect("\(try #require(error))".contains("line 3"))
        #expect(throws: ClientListError.self) { try ClientList(file: folder.url.path + "/missing") }
    }

    @Test("a daemon does not start with a list that is wrong, and names the line")
    func wrongList() async throws {
        _ = try await letopis("keys", "new", "a.key")
        _ = try write("# fine\nnot fine\n", "clients")
        let outcome = try await letopis("serve", "--http", "", "--key-file", "a.key", "--clients-file", "clients")
        #expect(outcome.status != 0)
        #expect(outcome.errors.contains("line 2"), "\(outcome.errors)")
    }

    @Test("only addresses of this machine alone are loopback")
    func loopback() {
        for host in ["127.0.0.1", "127.9.9.9", "localhost", "::1", "[::1]"] {
            #expect(NetworkAddress.isLoopback(host), "\(host)")
        }
        for host in ["0.0.0.0", "*", "127.0.0.1.example.org", "::", "[::]", "128.0.0.1", "eth0", "", "::ffff:1.2.3.4"] {
            #expect(!NetworkAddress.isLoopback(host), "\(host)")
        }
    }

    @Test(
        "what can be reached from elsewhere needs a key, or a word that it does not",
        arguments: [
            (["--submit", "tcp://*:7701"], "security.key-file"),
            (["--events", "tcp://[::]:7703"], "security.key-file"),
            (["--http", "0.0.0.0:7780"], "security.allow-public-addresses"),
            (["--http", "0.0.0.0:7780", "--key-file", "a.key"], "security.allow-public-addresses"),
            (["--clients-file", "clients"], "security.key-file"),
            (["--feed", "tcp://127.0.0.1:1 short"], "40 characters"),
            (["--feed", "tcp://127.0.0.1:1 rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7"], "security.key-file"),
        ])
    func publicAddresses(arguments: [String], named: String) async throws {
        let outcome = try await LetopisProcess(["serve"] + arguments, in: folder.url).finish()
        #expect(outcome.status != 0)
        #expect(outcome.errors.contains(named), "\(outcome.errors)")
    }

    @Test("a daemon with a key may be reached from elsewhere")
    func publicWithKey() async throws {
        _ = try await letopis("keys", "new", "a.key")
        let daemon = try await DaemonProcess.start(
            in: folder.url, ["--key-file", "a.key", "--submit", "tcp://0.0.0.0:*"])
        #expect(daemon.endpoints.submit.hasPrefix("tcp://0.0.0.0:"))
        _ = try await daemon.stop()
    }

    @Test("a daemon that is told to may be reached from elsewhere in the clear, and says so")
    func publicInTheClear() async throws {
        let daemon = try LetopisProcess(
            ["serve", "--http", "", "--submit", "tcp://0.0.0.0:*", "--pull", "", "--events", "tcp://127.0.0.1:*"]
                + ["--replay", "tcp://127.0.0.1:*"],
            in: folder.url, environment: ["LETOPIS_SECURITY_ALLOW_PUBLIC_ADDRESSES": "true"])
        try await eventually("the daemon serves") { daemon.errors.contains("Serving") }
        #expect(daemon.errors.contains("in the clear"))
        daemon.signal(SIGTERM)
        _ = try await daemon.finish()
    }

    @Test("refusals are told a few times a minute for each key and in all, and the rest counted")
    func denials() {
        var window = DenialWindow()
        let told = (0..<20).filter { _ in window.admit("one") }.count
        #expect(told == DenialWindow.linesPerKeyMax)
        let others = (0..<1_000).filter { window.admit("key \($0)") }.count
        #expect(others == DenialWindow.linesMax - told)
        let (early, late) = (window.turn(now: .now), window.turn(now: .now + DenialWindow.period))
        #expect(early == 0)
        #expect(late == 1_020 - DenialWindow.linesMax)
        let isToldAgain = window.admit("one")
        #expect(isToldAgain)
    }
}
