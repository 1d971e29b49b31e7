import Daemon
import Foundation
import Testing

@Suite("The command line")
struct CommandLineTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(
        "every command explains itself with an example",
        arguments: [
            ["serve"], ["publish"], ["submit"], ["subscribe"], ["replay"], ["extract"], ["rules"], ["meetings"],
            ["meeting"],
            ["actors"], ["actor"], ["graph"], ["statements"], ["article"], ["rebuild"], ["status"], ["bench"],
            ["log", "verify"], ["log", "stat"], ["log", "dump"], ["log", "redact"], ["log", "backup"],
            ["log", "repair"],
            ["keys"], ["keys", "new"], ["keys", "show"],
        ])
    func help(command: [String]) async throws {
        let outcome = try await LetopisProcess(command + ["--help"], in: folder.url).finish()
        #expect(outcome.status == 0)
        #expect(outcome.output.lowercased().contains("example"))
        #expect(outcome.output.contains("USAGE: letopis \(command.joined(separator: " "))"))
    }

    @Test(
        "a mistake is one sentence on standard error and a code that is not 0",
        arguments: [
            (["log", "verify", "--data", "nowhere"], "nowhere"), (["meetings", "--data", "nowhere"], "nowhere"),
            (["submit", "missing.json"], "missing.json"), (["replay", "--from", "0"], "start at 1"),
            (["meetings", "--status", "maybe"], "maybe"), (["log", "dump", "--type", "meeting"], "meeting.reported"),
            (["serve", "--config", "missing.yaml"], "missing.yaml"), (["serve", "--sync", "often"], "log.sync"),
            (["serve", "--submit", "tcp://0.0.0.0:7701"], "loopback"), (["extract", "missing.txt"], "missing.txt"),
            (["serve", "--knowledge", "nowhere"], "nowhere: there is no such folder"),
        ])
    func mistakes(arguments: [String], named: String) async throws {
        let outcome = try await LetopisProcess(arguments, in: folder.url).finish()
        #expect(outcome.status != 0)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains(named), "\(outcome.errors)")
        #expect(!outcome.errors.contains("Fatal error"))
    }

    @Test("extract reads text, JSON and lines, and prints a line of JSON an article")
    func extract() async throws {
        let text = folder.url.appendingPathComponent("вест.txt")
        try Data("Заглавие на вестта\n\nМакрон се срещна с Мерц в Берлин.".utf8).write(to: text)
        let lines = folder.url.appendingPathComponent("lines.jsonl")
        let articles = #"{"doc":"a","text":"Макрон се срещна с Мерц."}"# + "\n" + #"{"id":"b","body":"Текст."}"#
        try Data(articles.utf8).write(to: lines)
        let outcome = try await LetopisProcess(["extract", text.path, lines.path], in: folder.url).finish()
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.lines.map { JSONLine($0).doc.string } == [text.path, "a", "b"])
        #expect(JSONLine(outcome.lines[0]).meetings.array.count == 1)
        let explained = try await LetopisProcess.run("extract", "--explain", text.path, in: folder.url)
        #expect(explained.output.contains("[Макрон]¹ [се срещна]¹ с [Мерц]¹ в [Берлин]¹."))
        #expect(!explained.output.contains("NOTE") && !explained.output.contains("\u{1B}"))
        let traced = try await LetopisProcess.run("extract", "--trace", text.path, in: folder.url)
        let rows = traced.lines.map { $0.split(separator: " ").prefix(3) }
        #expect(rows.contains(["meetings", "trigger.verb", "„срещна“"]))
    }

    @Test("bench measures and prints every figure")
    func bench() async throws {
        let outcome = try await LetopisProcess(
            ["bench", "--seconds", "0.05", "--reopen-bytes", "8388608", "--json"], in: folder.url
        ).finish(
            within: .seconds(300))
        #expect(outcome.status == 0, "\(outcome.errors)")
        let names = outcome.lines.map { JSONLine($0).what.string }
        for part in [
            "append", "scan", "decode", "extraction", "acknowledged", "fan-out", "reopening", "receipt", "published",
        ] {
            #expect(names.contains { $0.contains(part) }, "\(part) in \(names)")
        }
        #expect(outcome.lines.allSatisfy { JSONLine($0)["value"].number >= 0 })
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.url.path).allSatisfy {
                !$0.hasPrefix(".letopis")
            })
    }
}

@Suite("The configuration")
struct ConfigurationTests {
    private static let sample = TestArticles.samples.deletingLastPathComponent().appendingPathComponent("letopis.yaml")

    @Test("the sample file, its comments taken away, is the default configuration and names every option")
    func sample() async throws {
        let folder = try TemporaryFolder()
        // Options are commented with one number sign, their explanations with a second one.
        let lines = try String(contentsOf: Self.sample, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        let options = lines.map { $0.hasPrefix("# ") ? String($0.dropFirst(2)) : String($0) }.drop {
            !$0.hasSuffix(":")
        }
        let file = folder.url.appendingPathComponent("letopis.yaml")
        try Data(options.joined(separator: "\n").utf8).write(to: file)

        let loaded = try await ConfigurationLoader.load(file: file.path, environment: [:])
        let defaults = DaemonConfiguration()
        #expect(loaded.endpoints == defaults.endpoints)
        #expect(loaded.dataDirectory == defaults.dataDirectory)
        #expect(loaded.http == defaults.http)
        #expect(loaded.sync == defaults.sync)
        let text = options.joined(separator: "\n")
        for option in ConfigurationOption.all {
            #expect(text.contains(option.key.split(separator: ".").last! + ":"), "\(option.key)")
        }
    }

    @Test("the sample file as it is shipped, all comments, sets nothing")
    func shipped() async throws {
        let loaded = try await ConfigurationLoader.load(file: Self.sample.path, environment: [:])
        #expect(loaded.endpoints == DaemonConfiguration().endpoints)
    }

    @Test("a flag goes before a variable, a variable before the file")
    func precedence() async throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("a.yaml")
        try Data(
            "submit:\n  endpoint: tcp://127.0.0.1:1\npull:\n  endpoint: tcp://127.0.0.1:2\nevents:\n  endpoint: tcp://127.0.0.1:3\n"
                .utf8
        ).write(to: file)
        let loaded = try await ConfigurationLoader.load(
            flags: ["submit.endpoint": "tcp://127.0.0.1:7"], file: file.path,
            environment: ["LETOPIS_SUBMIT_ENDPOINT": "tcp://127.0.0.1:8", "LETOPIS_PULL_ENDPOINT": "tcp://127.0.0.1:9"])
        #expect(loaded.endpoints.submit == "tcp://127.0.0.1:7")
        #expect(loaded.endpoints.pull == "tcp://127.0.0.1:9")
        #expect(loaded.endpoints.events == "tcp://127.0.0.1:3")
    }

    @Test("an unknown option or a value of the wrong type is named")
    func mistakes() async throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("a.yaml")
        try Data("submit:\n  endpiont: x\n".utf8).write(to: file)
        await #expect(throws: ConfigurationError.self) {
            try await ConfigurationLoader.load(file: file.path, environment: [:])
        }
        await #expect(throws: ConfigurationError.self) {
            try await ConfigurationLoader.load(environment: ["LETOPIS_WORKERS": "2"])
        }
        await #expect(throws: ConfigurationError.self) {
            try await ConfigurationLoader.load(environment: ["LETOPIS_EXTRACTION_WORKERS": "two"])
        }
    }
}
