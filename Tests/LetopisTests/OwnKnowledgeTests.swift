import Foundation
import Testing

/// The program with a folder of a reader's own knowledge, as a person uses it.
@Suite("A reader's own knowledge")
struct OwnKnowledgeTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let id = "person/petya-primerova"
    private static let article = "Вест\n\nПетя Примерова се срещна с Макрон в Берлин. Примерова заяви, че е доволна."

    /// Writes a file and gives its path.
    @discardableResult
    private func write(_ text: String, to path: String) throws -> String {
        let file = folder.url.appendingPathComponent(path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    private func writePerson(gender: String = "f") throws {
        try write("# Somebody new.\n\(Self.id)\tPetya Primerova\t\(gender)\tQ219\n", to: "mine/knowledge/people.tsv")
        try write("\(Self.id)\tПетя Примерова\t\n", to: "mine/bg/names/people.tsv")
    }

    @Test("extract links a person of it by the full name and by the surname")
    func extract() async throws {
        try writePerson()
        let article = try write(Self.article, to: "вест.txt")
        let outcome = try await LetopisProcess.run("extract", "--knowledge", "mine", article, in: folder.url)
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        let entities = JSONLine(outcome.output).entities.array.map { ($0.lemma.string, $0.id.string) }
        #expect(entities.filter { $0.1 == Self.id }.count == 2, "\(entities)")
        let participants = JSONLine(outcome.output).meetings[0].participants.array.map(\.id.string)
        #expect(participants.contains(Self.id), "\(participants)")
    }

    @Test("extract warns of somebody who has no name, and goes on")
    func warning() async throws {
        try write("\(Self.id)\tPetya Primerova\tf\tQ219\n", to: "mine/knowledge/people.tsv")
        let article = try write(Self.article, to: "вест.txt")
        let outcome = try await LetopisProcess.run("extract", "--knowledge", "mine", article, in: folder.url)
        #expect(outcome.status == 0 && outcome.lines.count == 1)
        #expect(outcome.errors.hasPrefix("Warning: \(Self.id)"), "\(outcome.errors)")
    }

    @Test("the daemon reads with the folder that its configuration names, and its events say so")
    func daemon() async throws {
        try writePerson()
        let mine = folder.url.appendingPathComponent("mine").path
        let configuration = try write("extraction:\n  knowledge: \(mine)\n", to: "letopis.yaml")
        let daemon = try await DaemonProcess.start(in: folder.url, ["--config", configuration])
        let article = try write(Self.article, to: "вест.txt")
        let submitted = try await daemon.command("submit", article, "--published", "2025-10-21T10:00:00+03:00")
        #expect(submitted.status == 0, "\(submitted.errors)")
        try await daemon.settle()

        let meeting = JSONLine(try await daemon.command("meetings", "--json").output)
        #expect(meeting.participants.array.map(\.id.string).contains(Self.id), "\(meeting)")
        let events = try await daemon.command("log", "dump", "--type", "article.extracted").lines.map { JSONLine($0) }
        #expect(events.count == 1)
        let extractor = try #require(events.first).extractor.string
        #expect(extractor.contains("+"), "\(extractor)")
        let told = daemon.process.errors
        #expect(told.contains("folder=\(mine)") && told.contains("rows=2") && told.contains("extractor=\(extractor)"))
        _ = try await daemon.stop()
    }

    @Test("a wrong row stops command and daemon with one sentence that names file and line")
    func wrongRow() async throws {
        try writePerson(gender: "x")
        let article = try write(Self.article, to: "вест.txt")
        let fault = "mine/knowledge/people.tsv:2: the third column, gender, is m or f"
        let extract = try await LetopisProcess.run("extract", "--knowledge", "mine", article, in: folder.url)
        #expect(extract.status != 0 && extract.output.isEmpty)
        #expect(extract.errors == "Error: \(fault)\n")
        let serve = try await LetopisProcess.run(
            "serve", "--data", "data", in: folder.url, environment: ["LETOPIS_EXTRACTION_KNOWLEDGE": "mine"])
        #expect(serve.status != 0)
        #expect(serve.errors == "Error: The option extraction.knowledge is wrong: \(fault).\n")
        #expect(!FileManager.default.fileExists(atPath: folder.url.appendingPathComponent("data").path))
    }

    @Test("a folder without a table is refused, one that is not there as well", arguments: ["empty", "nowhere"])
    func uselessFolder(name: String) async throws {
        try FileManager.default.createDirectory(
            at: folder.url.appendingPathComponent("empty"), withIntermediateDirectories: true)
        let article = try write(Self.article, to: "вест.txt")
        let outcome = try await LetopisProcess.run("extract", "--knowledge", name, article, in: folder.url)
        #expect(outcome.status != 0 && outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix("Error: \(name): ") && outcome.errors.split(separator: "\n").count == 1)
    }
}
