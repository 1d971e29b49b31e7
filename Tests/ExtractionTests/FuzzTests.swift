import Chronicle
import Foundation
import TestSupport
import Testing

@testable import Extraction

/// Real articles, damaged at random, are read like any other text.
///
/// `LETOPIS_TEST_FUZZ_ROUNDS` says how many rounds, `LETOPIS_TEST_SEED` with which seed the first one begins.
@Suite(
    "Fuzzing",
    // One round at a time: should one end the process, the last that was announced is the one.
    .serialized,
    .enabled(if: SharedMaterial.url("corpus") != nil, Comment(rawValue: SharedMaterial.absence)))
struct FuzzTests {
    /// Articles of one round, which one seed repeats.
    private static let articlesInARound = 8
    /// Changes of an article: about one in every other sentence.
    private static let changesMax = 24

    /// The articles of the corpora as lines of JSON.
    private static let lines: [String] = ["bg-news/gold.jsonl", "setimes/articles.jsonl", "stories/articles.jsonl"]
        .compactMap { SharedMaterial.url("corpus/\($0)") }
        .flatMap { file in
            ((try? String(contentsOf: file, encoding: .utf8)) ?? "").components(separatedBy: "\n")
        }
        .filter { !$0.isEmpty }

    @Test(
        "Damaged articles give well-formed events, the same ones each time",
        arguments: (0..<UInt64(TestSettings.fuzzRounds)).map { TestSettings.seed + $0 })
    func damaged(seed: UInt64) throws {
        let comment: Comment =
            "repeat it with: LETOPIS_TEST_SEED=\(seed) LETOPIS_TEST_FUZZ_ROUNDS=1 deploy/test --filter FuzzTests"
        try #require(!Self.lines.isEmpty)
        let extractor = try ExtractorTests.extractor.get()
        var mutator = Mutator(seed: seed)
        for _ in 0..<Self.articlesInARound {
            let text = try Self.text(of: Self.lines[mutator.next(Self.lines.count)])
            var article = TextStage.article(id: "damaged", text: mutator.mutated(text, changesMax: Self.changesMax))
            article.language = "bg"
            article.published = try #require(PublishedTime("2025-10-21T10:00:00+03:00")).instant.timestamp
            let extraction = extractor.extract(article)
            WellFormed.check(extraction, comment)
            WellFormed.check(extractor.extract(article), repeats: extraction, comment)
        }
    }

    /// Title and body of an article.
    private static func text(of line: String) throws -> String {
        struct Line: Decodable {
            var text: String?
            var title: String?
            var body: String?
        }
        let line = try JSONDecoder().decode(Line.self, from: Data(line.utf8))
        return line.text ?? [line.title, line.body].compactMap(\.self).joined(separator: "\n\n")
    }
}
