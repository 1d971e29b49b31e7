import Foundation
import Testing

/// `letopis-train`, as a person uses it.
@Suite("Training")
struct TrainingTests {
    let folder: TemporaryFolder
    private static let program = LetopisProcess.program.deletingLastPathComponent().appendingPathComponent(
        "letopis-train")

    init() throws { folder = try TemporaryFolder() }

    private func train(_ arguments: String...) async throws -> LetopisProcess.Outcome {
        try await LetopisProcess(arguments, program: Self.program, in: folder.url).finish()
    }

    /// Invented articles of two topics, in the format of gold data.
    private func writeGold() throws -> String {
        let names = ["Калинов", "Бисеров", "Радулов", "Минчев", "Големанов", "Сираков"]
        let lines = (0..<12).map { number in
            let name = names[number % names.count]
            let text = "Вчера министър \(name) говори.\n\nТова е всичко за днес."
            let entity =
                #"{"start":15,"end":\#(15 + name.unicodeScalars.count),"type":"PER","lemma":"\#(name)","id":"\#(name)"}"#
            let quoted = text.replacing("\n", with: "\\n")
            return #"{"doc":"topic\#(number % 2)/\#(number)","text":"\#(quoted)","entities":[\#(entity)]}"#
        }
        let file = folder.url.appendingPathComponent("gold.jsonl")
        try Data(lines.joined(separator: "\n").utf8).write(to: file)
        return file.path
    }

    @Test("It measures by document and by topic and writes the same model each time")
    func trains() async throws {
        let gold = try writeGold()
        let outcome = try await train(gold, "--parts", "2", "--output", "one.model", "--date", "2025-10-21")
        #expect(outcome.status == 0, "\(outcome.errors)")
        for expected in ["12 articles, 2 topics", "part 2 of 2: F1 ", "topic0: F1 ", "pass 12 of 12: ", "one.model: "] {
            #expect(outcome.output.contains(expected), "\(outcome.output)")
        }
        _ = try await train(gold, "--parts", "2", "--output", "two.model", "--date", "2025-10-21")
        let models = try ["one.model", "two.model"].map { try Data(contentsOf: folder.url.appendingPathComponent($0)) }
        #expect(models[0] == models[1])
        let facts = JSONLine(String(decoding: models[0].split(separator: 0x0A).last ?? Data(), as: UTF8.self))
        #expect(facts.date.string == "2025-10-21")
        #expect(facts.corpus.string == "gold.jsonl")
    }

    @Test("A folder that is missing is told before the work, not after it")
    func missingFolder() async throws {
        let gold = try writeGold()
        for arguments in [["--output", "none/one.model"], ["--errors", "none"]] {
            let outcome = try await LetopisProcess([gold] + arguments, program: Self.program, in: folder.url).finish()
            #expect(outcome.status != 0)
            #expect(outcome.output.isEmpty && outcome.errors.contains("make it first"), "\(outcome.errors)")
        }
    }

    @Test("What is no gold is refused in a sentence that names file and line")
    func wrongInput() async throws {
        try Data("{\"doc\":\"a\",\"text\":\"А\",\"entities\":[{\"start\":1}]}\n".utf8)
            .write(to: folder.url.appendingPathComponent("wrong.jsonl"))
        try Data().write(to: folder.url.appendingPathComponent("empty.jsonl"))
        for (file, sentence) in [
            ("wrong.jsonl", "wrong.jsonl:1: an entity needs start, end and type."), ("none.jsonl", "cannot be read"),
            ("empty.jsonl", "holds no article"),
        ] {
            let outcome = try await train(file)
            #expect(outcome.status != 0)
            #expect(outcome.errors.contains(sentence), "\(outcome.errors)")
        }
    }
}
