import Extraction
import Foundation
import Testing

@Suite("The rules on the command line")
struct RulesCommandTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("all are listed, a line of JSON each, or those of a stage")
    func list() async throws {
        let all = try await LetopisProcess.run("rules", in: folder.url)
        #expect(all.status == 0, "\(all.errors)")
        let rules = all.lines.map { JSONLine($0) }
        #expect(rules.map(\.rule.string) == RuleBook.entries.map(\.name))
        #expect(rules.allSatisfy { $0.examples[0].text.string.contains("[") })
        let times = try await LetopisProcess.run("rules", "--stage", "times", in: folder.url)
        #expect(times.lines.count < all.lines.count && !times.lines.isEmpty)
        #expect(times.lines.allSatisfy { JSONLine($0).stage.string == "times" })
    }

    @Test("one is told with all its examples, in every stage that has its name")
    func one() async throws {
        let entry = try #require(RuleBook.entries.first { $0.name == "status.cue-verb" })
        let outcome = try await LetopisProcess.run("rules", entry.name, "--table", in: folder.url)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let words = outcome.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for example in entry.examples { #expect(words.contains("\(example.text) → \(example.result)")) }
        let counterparts = try await LetopisProcess.run("rules", "counterpart", in: folder.url)
        #expect(counterparts.lines.map { JSONLine($0).stage.string } == ["linking", "affiliations"])
    }

    @Test("what --trace names can be looked up")
    func lookUp() async throws {
        let article = folder.url.appendingPathComponent("вест.txt")
        try Data("Макрон се срещна с Мерц в Берлин миналата седмица.".utf8).write(to: article)
        let traced = try await LetopisProcess.run(
            "extract", "--trace", "--format", "jsonl", article.path, in: folder.url)
        let named = Set(JSONLine(traced.output).trace.array.map(\.rule.string))
        #expect(named.count > 4, "\(traced.output)")
        for name in named {
            #expect(try await LetopisProcess.run("rules", name, in: folder.url).status == 0, "\(name)")
        }
    }

    @Test(
        "a name or stage that there is none of is said in one sentence",
        arguments: [(["no-such-rule"], "no-such-rule"), (["--stage", "tenses"], "there are: sentences, clauses")])
    func mistakes(arguments: [String], named: String) async throws {
        let outcome = try await LetopisProcess(["rules"] + arguments, in: folder.url).finish()
        #expect(outcome.status != 0 && outcome.output.isEmpty)
        #expect(outcome.errors.contains(named), "\(outcome.errors)")
    }
}
