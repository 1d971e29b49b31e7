import Foundation
import TestSupport
import Testing

/// What the README says of the quality of extraction, measured by the program that defines the measures.
@Suite("Meetings and statements of the gold articles")
struct GoldScoreTests {
    /// The F1 that gold articles must reach, by task and by the words that a line of `score.py` begins with.
    struct Floor: Sendable, CustomTestStringConvertible {
        var gold: String
        var least: [String: [String: Double]]

        var testDescription: String { gold }
    }

    static let floors = [
        Floor(
            gold: "corpus/bg-news/meetings.jsonl",
            least: [
                "meetings": [
                    "meetings found": 0.86, "participants": 0.75, "found with right status": 0.82, "strict": 0.62,
                ],
                "statements": ["statements found": 0.95, "found with right speaker": 0.9],
            ]),
        Floor(
            gold: "corpus/stories/gold.jsonl",
            least: [
                "meetings": [
                    "meetings found": 0.93, "participants": 0.84, "found with right status": 0.91, "strict": 0.72,
                ],
                "statements": ["statements found": 0.98, "found with right speaker": 0.96],
            ]),
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
        for (task, least) in floor.least {
            let outcome = try await LetopisProcess(
                [try #require(SharedMaterial.url("eval/score.py")).path, task, gold, predicted.path],
                program: URL(fileURLWithPath: try #require(PythonClientTests.python)), in: folder.url,
                environment: ["PYTHONDONTWRITEBYTECODE": "1"]
            ).finish()
            try #require(outcome.status == 0, "\(outcome.errors)")
            for (measure, least) in least {
                let line = try #require(outcome.lines.first { $0.hasPrefix(measure) }, "\(outcome.output)")
                let score = line.firstMatch(of: /F1 ([0-9.]+)/).flatMap { Double($0.1) }
                #expect(try #require(score) >= least, "\(line)")
            }
        }
    }
}
