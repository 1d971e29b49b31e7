import Chronicle
import Extraction
import Foundation
import Language

/// The articles as the tagger sees them, given some knowledge.
struct TrainingMaterial {
    let pack: LanguagePack
    let knowledge: KnowledgeBase
    let corpus: GoldCorpus

    /// Adds an example for each article; returns their numbers, and how many gold names do not lie on the bounds of tokens.
    func append(
        _ indexes: Range<Int>, to examples: inout TrainingExamples
    ) throws -> (numbers: [Int], misaligned: Int) {
        let reader = try EntityReader(
            resources: ExtractionResources(pack: pack, knowledge: knowledge, taggerModel: nil))
        var misaligned = 0
        let first = examples.count
        for index in indexes {
            let gold = corpus.documents[index]
            let read = reader.read(gold.text)
            let spans = gold.entities.compactMap { entity -> TaggedSpan? in
                guard let type = EntityType(code: entity.type), let tokens = read.document.tokens(at: entity.span)
                else {
                    misaligned += 1
                    return nil
                }
                return TaggedSpan(tokens: tokens, type: type)
            }
            examples.append(read.input, spans: spans)
        }
        return (Array(first..<examples.count), misaligned)
    }

    /// How well a model does on some articles, as the whole of extraction finds names.
    func scores(_ model: TaggerModel?, _ indexes: [Int]) throws -> EntityScores {
        let resources = ExtractionResources(pack: pack, knowledge: knowledge, taggerModel: model)
        let extractor = try Extractor(resources: [resources], detector: LanguageDetector.bundled())
        var scores = EntityScores()
        for index in indexes {
            let gold = corpus.documents[index]
            var article = TextStage.article(id: gold.name, text: gold.text)
            article.language = pack.code
            let document = extractor.extract(article).document
            scores.add(gold, document.mentions.compactMap { Self.found($0, document) })
        }
        return scores
    }

    private static func found(_ mention: Mention, _ document: Document) -> GoldCorpus.Entity? {
        guard mention.form == .name, let type = EntityType(mention.type) else { return nil }
        return GoldCorpus.Entity(
            span: document.codePoints(mention.tokens), type: type.code,
            lemma: mention.name.isEmpty ? document.words(mention.tokens) : mention.name,
            id: mention.actors.first.map { document.actors[$0].actor.id } ?? "")
    }
}
