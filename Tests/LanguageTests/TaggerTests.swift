import Foundation
import TestSupport
import Testing

@testable import Language

@Suite("Tagger")
struct TaggerTests {
    /// Sentences of one pattern: who stands behind „министър“ is a person, what stands behind „в“ a place.
    private static func sentence(_ number: Int) -> (text: String, person: String, place: String) {
        let starts = ["Ба", "Ве", "Го", "Ди", "Жу", "За", "Ки", "Ло"]
        let middles = ["лан", "мер", "нос", "рит", "сун"]
        let person = starts[number % 8] + middles[number / 8 % 5] + "ов"
        let place = starts[(number * 3 + 1) % 8] + middles[number / 3 % 5] + "град"
        return ("Вчера министър \(person) пристигна в \(place) .", person, place)
    }

    private static func input(_ string: String) throws -> TaggerInput {
        let pack = try LexiconTests.pack.get()
        let text = Text(string)
        var tokens = pack.tokenizer.tokens(of: text)
        pack.lexicon.annotate(&tokens, of: text)
        var input = TaggerInput(
            text: text, tokens: tokens, sentences: pack.splitter.sentences(of: text, tokens),
            opens: tokens.indices.map { $0 == 0 })
        for _ in tokens { input.append([]) }
        return input
    }

    private static func examples(_ count: Int) throws -> TrainingExamples {
        var examples = TrainingExamples(lexicon: try LexiconTests.pack.get().lexicon)
        for number in 0..<count {
            examples.append(
                try input(sentence(number).text),
                spans: [TaggedSpan(tokens: 2..<3, type: .person), TaggedSpan(tokens: 5..<6, type: .place)])
        }
        return examples
    }

    private static func model(_ count: Int = 24) throws -> TaggerModel {
        let trainer = TaggerTrainer(try examples(count))
        return try trainer.weights(of: Array(0..<count), groups: (0..<count).map { $0 % 3 }).model(description: "\n{}")
    }

    @Test("Names of a pattern that it has learnt are found where the names themselves are new")
    func learns() throws {
        let tagger = Tagger(model: try Self.model(), lexicon: try LexiconTests.pack.get().lexicon)
        for number in 30..<40 {
            let spans = tagger.spans(of: try Self.input(Self.sentence(number).text))
            #expect(
                spans == [TaggedSpan(tokens: 2..<3, type: .person), TaggedSpan(tokens: 5..<6, type: .place)],
                "\(Self.sentence(number).text)")
        }
        #expect(tagger.spans(of: try Self.input("")) == [])
    }

    @Test("The same examples give the same model, byte for byte, and other examples another")
    func isDeterministic() throws {
        #expect(try Self.model().data == Self.model().data)
        #expect(try Self.model().data != Self.model(20).data)
    }

    @Test("A model that was written to a file finds what it found before")
    func roundTrip() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tagger-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "tagger.model").path
        let model = try Self.model()
        try model.data.write(to: URL(filePath: path))
        let lexicon = try LexiconTests.pack.get().lexicon
        let input = try Self.input(Self.sentence(31).text)
        let mapped = try #require(try TaggerModel(pathIfPresent: path))
        #expect(mapped.description == model.description)
        #expect(
            Tagger(model: mapped, lexicon: lexicon).spans(of: input)
                == Tagger(model: model, lexicon: lexicon).spans(of: input))
        #expect(try TaggerModel(pathIfPresent: path + ".none") == nil)
    }

    @Test("A file that is no model, of another version, cut short or too large is refused in a sentence that names it")
    func damaged() throws {
        let whole = try Self.model().data
        var other = whole
        other[7] = UInt8(ascii: "0")
        for (data, problem) in [
            (Data(), "no tagger model"), (Data("{}".utf8), "no tagger model"), (other, "no tagger model"),
            (whole.dropLast(), "cut short"), (whole + [0], "cut short"), (whole.prefix(2_000), "cut short"),
            (whole + Data(count: TaggerModel.fileBytesMax), "larger than"),
        ] {
            let error = #expect(throws: TaggerModelError.self) { try TaggerModel(data: Data(data), path: "some.model") }
            #expect(error?.description.contains(problem) == true && error?.description.hasPrefix("some.model") == true)
        }
        #expect(throws: TaggerModelError.self) { try TaggerModel(path: "/no/such/file") }
    }

    @Test("Whatever the weights, a name goes on only where one of its type stands", arguments: 0..<20)
    func labelsAreWellFormed(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        func scores() -> LabelScores {
            LabelScores((0..<16).map { _ in Float(Int(generator.next() % 2_001) - 1_000) / 100 })
        }
        let all = (0...EntityLabel.count).map { EntityLabel(index: $0 == EntityLabel.count ? 0 : $0) }
        let transitions = all.map { previous in
            var row = scores()
            for label in 0..<EntityLabel.count where !EntityLabel(index: label).canFollow(previous) {
                row[label] = LabelDecoder.impossible
            }
            return row
        }
        var labels = [EntityLabel](repeating: .outside, count: 50)
        var decoder = LabelDecoder(transitions: transitions)
        decoder.decode(3..<50, labels.map { _ in scores() }, into: &labels)
        #expect(labels[..<3].allSatisfy { $0 == .outside })
        for (previous, label) in zip([.outside] + labels[3...], labels[3...]) { #expect(label.canFollow(previous)) }
        let spans = TaggedSpan.spans(of: labels)
        #expect(TaggedSpan.labels(of: spans, count: 50) == labels)
    }

    @Test("The best sequence is the best of all")
    func decodesExactly() throws {
        var generator = SeededGenerator(seed: 7)
        func scores() -> LabelScores { LabelScores((0..<16).map { _ in Float(generator.next() % 64) }) }
        let transitions = (0...EntityLabel.count).map { _ in scores() }
        let emissions = (0..<3).map { _ in scores() }
        func total(_ a: Int, _ b: Int, _ c: Int) -> Float {
            let ends = transitions[EntityLabel.count][a] + emissions[0][a] + transitions[a][b] + emissions[1][b]
            return ends + transitions[b][c] + emissions[2][c]
        }
        var best: Float = -.infinity
        for a in 0..<EntityLabel.count {
            for b in 0..<EntityLabel.count { for c in 0..<EntityLabel.count { best = max(best, total(a, b, c)) } }
        }
        var labels = [EntityLabel](repeating: .outside, count: 3)
        var decoder = LabelDecoder(transitions: transitions)
        decoder.decode(0..<3, emissions, into: &labels)
        #expect(total(labels[0].index, labels[1].index, labels[2].index) == best)
    }

    @Test("A model has room for the heaviest features and leaves out the rest")
    func overfull() throws {
        var generator = SeededGenerator(seed: 3)
        let count = 150_000
        let features = (0..<count).map { _ in generator.next() }
        let rows = (0..<count).map { LabelScores(repeating: Float($0 + 1)) }
        let weights = TaggerWeights(
            features: features, rows: rows, transitions: Array(repeating: .zero, count: EntityLabel.count + 1))
        let model = try weights.model(description: "")
        #expect(model.data.count <= TaggerModel.fileBytesMax)
        model.data.withUnsafeBytes { bytes in
            let table = WeightTable(bytes, model)
            #expect(table.weights(features[count - 1])?[0] == 127)
            #expect(table.weights(features[0]) == nil)
        }
    }

    @Test("What comes with the product tells what it was made of, and keeps its promises on articles it had not seen")
    func shipped() throws {
        let model = try #require(try LexiconTests.pack.get().taggerModel)
        #expect(model.data.count <= TaggerModel.fileBytesMax)
        let line = try #require(model.description.split(separator: "\n").last)
        let facts = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(facts["corpus"] != nil && facts["date"] != nil && facts["features"] != nil)
        let scores = try #require(facts["f1"] as? [String: String])
        #expect(try #require(scores["by document"].flatMap(Double.init)) >= 94.5)
        #expect(try #require(scores["by topic"].flatMap(Double.init)) >= 86)
    }
}
