import Chronicle
import Foundation
import Language
import TestSupport
import Testing

@testable import Extraction

/// Real articles whose names are known, read as the product reads them.
@Suite(
    "Names of real articles",
    .enabled(if: SharedMaterial.url("corpus/bg-news/gold.jsonl") != nil, Comment(rawValue: SharedMaterial.absence)))
struct GoldTests {
    private struct Gold: Decodable {
        struct Entity: Decodable {
            var start: Int
            var end: Int
            var type: String
            var lemma: String
            var id: String
        }
        var text: String
        var entities: [Entity]
    }

    private struct Name: Hashable {
        var span: Range<Int>
        var type: String
    }

    /// Every so many articles one is read.
    private static let stride = 12

    /// These articles were learnt from: how the tagger does on others is measured by `letopis-train` and stands in the model.
    @Test("Names, base forms and actors are right, with the shipped model and not by rules alone")
    func scores() throws {
        let file = try #require(SharedMaterial.url("corpus/bg-news/gold.jsonl"))
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        var (right, found, wanted, baseForms, actors) = (0, 0, 0, 0, 0)
        for index in Swift.stride(from: 0, to: lines.count, by: Self.stride) {
            let gold = try JSONDecoder().decode(Gold.self, from: Data(lines[index].utf8))
            var article = TextStage.article(id: "gold", text: gold.text)
            article.language = "bg"
            let document = try ExtractorTests.extractor.get().entities(in: article)
            var ids: [String: [String: Int]] = [:]
            let mentions = document.mentions.filter { $0.form == .name }
            let names = Dictionary(
                mentions.compactMap { mention in
                    EntityType(mention.type).map {
                        (Name(span: document.codePoints(mention.tokens), type: $0.code), mention)
                    }
                }
            ) { first, _ in first }
            found += names.count
            wanted += gold.entities.count
            for entity in gold.entities {
                guard let mention = names[Name(span: entity.start..<entity.end, type: entity.type)] else { continue }
                right += 1
                let base = mention.name.isEmpty ? document.words(mention.tokens) : mention.name
                if base.lowercased() == entity.lemma.lowercased() { baseForms += 1 }
                let actor = try #require(mention.actors.first)
                ids[entity.id, default: [:]][document.actors[actor].actor.id, default: 0] += 1
            }
            actors += ids.values.reduce(0) { $0 + ($1.values.max() ?? 0) }
        }
        try #require(wanted > 1_000)
        #expect(2 * Double(right) / Double(found + wanted) > 0.965)
        #expect(Double(baseForms) / Double(right) > 0.96)
        #expect(Double(actors) / Double(right) > 0.97)
    }
}
