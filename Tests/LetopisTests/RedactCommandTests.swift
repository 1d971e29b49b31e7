import Foundation
import Testing

@Suite("Redacting an article, with real processes")
struct RedactCommandTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Files of the data directory in which a phrase stands.
    private func files(with phrase: String) throws -> [String] {
        let data = folder.url.appendingPathComponent("data")
        let wanted = Data(phrase.utf8)
        let paths = try FileManager.default.subpathsOfDirectory(atPath: data.path)
        return try paths.filter { path in
            var isDirectory: ObjCBool = false
            let url = data.appendingPathComponent(path)
            guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory), !isDirectory.boolValue
            else { return false }
            return try Data(contentsOf: url).range(of: wanted) != nil
        }
    }

    @Test("no file of the data directory has its words, history stays provable, and the daemon goes on")
    func redact() async throws {
        let secret = "Макрон ще се срещне с Мерц в замъка Хогвартс на 24 октомври"
        let article = folder.url.appendingPathComponent("secret.json")
        let body = "\(secret). „Това са тайни думи“, заяви Еманюел Макрон. \(secret)."
        try Data(TestArticles.plain(id: "secret-1", title: "Тайна среща", body: body)).write(to: article)

        let daemon = try await DaemonProcess.start(in: folder.url)
        #expect(try await daemon.command("submit", article.path).status == 0)
        let others = try await LetopisProcess(
            ["submit"] + DaemonProcess.data + TestArticles.samplePaths(), in: folder.url
        ).finish()
        #expect(others.status == 0)
        try await daemon.settle()
        let redaction = ["redact", "secret-1", "--author", "редактор", "--reason", "съдебно решение"]
        let refused = try await LetopisProcess(["log"] + redaction + DaemonProcess.data, in: folder.url).finish()
        #expect(refused.status == 1 && refused.errors.contains("open for writing"), "\(refused.errors)")
        _ = try await daemon.stop()

        let phrases = ["замъка Хогвартс", "тайни думи", "Тайна среща"]
        for phrase in phrases { #expect(try !files(with: phrase).isEmpty, "\(phrase) was there") }
        let before = try await daemon.command("log", "verify")
        let sequence = try #require(value("sequence", in: before.output))
        let dumped = try await daemon.command("log", "dump").lines.count

        let done = try await LetopisProcess(["log"] + redaction + DaemonProcess.data, in: folder.url).finish()
        #expect(done.status == 0, "\(done.errors)")
        #expect(JSONLine(done.output).redacted.number > 0 && JSONLine(done.output).sequence.number > 0)
        for phrase in phrases { #expect(try files(with: phrase).isEmpty, "\(phrase)") }
        let again = try await LetopisProcess(["log"] + redaction + DaemonProcess.data, in: folder.url).finish()
        #expect(again.status == 0)
        #expect(JSONLine(again.output).redacted.number == 0)
        #expect(JSONLine(again.output).sequence.number == JSONLine(done.output).sequence.number)

        let after = try await daemon.command("log", "verify", "--to", sequence)
        #expect(after.status == 0, "\(after.errors)")
        #expect(value("digest", in: after.output) == value("digest", in: before.output))
        #expect(value("redacted", in: after.output) != "0")
        #expect(try await daemon.command("log", "dump").lines.count == dumped + 1)

        // The daemon serves the redacted log, and a rebuild from it brings nothing back.
        let second = try await DaemonProcess.start(in: folder.url)
        #expect(try await second.command("submit", article.path).output.contains("duplicate"))
        try await second.settle()
        #expect(try await second.command("rebuild").status == 0)
        let shown = JSONLine(try await second.command("article", "secret-1", "--json").output)
        #expect(shown.standing.string == "redacted" && shown.body.string.isEmpty)
        let status = try await second.command("status", "--json")
        #expect(status.status == 0, "\(status.output)")
        _ = try await second.stop()
        for phrase in phrases { #expect(try files(with: phrase).isEmpty, "\(phrase) after a restart") }

        let unknown = try await second.command("log", "redact", "no-such", "--author", "а", "--reason", "б")
        #expect(unknown.status == 1 && unknown.errors.contains("no-such"))
    }

    private func value(_ name: String, in output: String) -> String? {
        output.split(separator: "\n").first { $0.hasPrefix(name + " ") }?.split(separator: " ").last.map(String.init)
    }
}
