import Foundation
import TestSupport
import Testing

/// What the README says of the quality of extraction, measured by the program that defines the measures.
@Suite("Meetings and statements of the gold articles")
struct GoldScoreTests {
    /// F1 that a task must reach, by the words that a line of `score.py` begins with.
    struct Floor: Sendable, CustomTestStringConvertible {
        var gold: String
        var task: String
        var least: [String: Double]

        var testDescription: String { "\(task) of \(gold)" }
    }

    static let floors = [
        Floor(
            gold: "corpus/bg-news/meetings.jsonl", task: "meetings",
            least: ["meetings found": 0.86, "participants": 0.75, "found with right status": 0.82, "strict": 0.62]),
        Floor(
            gold: "corpus/bg-news/meetings.jsonl", task: "statements",
            least: ["statements found": 0.95, "found with right speaker": 0.9]),
        Floor(
            gold: "corpus/stories/gold.jsonl", task: "meetings",
            least: ["meetings found": 0.93, "participants": 0.84, "found with right status": 0.91, "strict": 0.72]),
        Floor(
            gold: "corpus/stories/gold.jsonl", task: "statements",
            least: ["statements found": 0.98, "found with right speaker": 0.96]),
    ]

    @Test(
        "are found as well as the README says",
        .enabled(if: PythonClientTests.python != nil, PythonClientTests.comment),
        .enabled(if: SharedMaterial.url("eval/score.py") != nil, Comment(rawValue: SharedMaterial.absence)),
        arguments: floors)
    func scores(floor: Floor) async throws {
        let folder = try TemporaryFolder()
        let gold = try #require(SharedMaterial.url(floor.gold)).path
        let extracted = try await LetopisProcess.run("extract", "--format", "jsonl", gold, in: folder.url)
        try #require(extracted.status == 0, "\(extracted.errors)")
        let predicted = folder.url.appendingPathComponent("predicted.jsonl")
        try Data(extracted.output.utf8).write(to: predicted)
        let outcome = try await LetopisProcess(
            [try #require(SharedMaterial.url("eval/score.py")).path, floor.task, gold, predicted.path],
            program: URL(fileURLWithPath: try #require(PythonClientTests.python)), in: folder.url,
            environment: ["PYTHONDONTWRITEBYTECODE": "1"]
        ).finish()
        try #require(outcome.status == 0, "\(outcome.errors)")
        for (measure, least) in floor.least {
            let line = try #require(outcome.lines.first { $0.hasPrefix(measure) }, "\(outcome.output)")
            let score = line.firstMatch(of: /F1 ([0-9.]+)/).flatMap { Double($0.1) }
            #expect(try #require(score) >= least, "\(line)")
        }
    }
}
