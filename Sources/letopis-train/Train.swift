import ArgumentParser
import Extraction
import Foundation
import Language

@main
struct Train: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "letopis-train",
        abstract: "Make the entity tagger's model from articles whose names are known.",
        discussion: """
            Input: one article a line with doc, text and entities, as score.py reads it; the first part of doc is the topic. \
            Before the model is made, the same training is measured on articles that it has not seen: by document in parts, \
            and by topic, once with all knowledge and once without the names that only the left-out topic has. The model's \
            file ends in what it was made of, as JSON: tail -n 1 FILE shows it.

            EXAMPLE: letopis-train gold.jsonl --output Sources/Language/Resources/bg/tagger.model
            """)

    @Argument(help: "The file with gold entities.")
    var gold: String

    @Option(help: "Where the model is written; without it nothing is.")
    var output: String?

    @Option(help: "Parts for the measurement by document; 0 leaves it out.")
    var parts = 5

    @Flag(inversion: .prefixedNo, help: "Measure by topic.")
    var topics = true

    @Option(help: "Passes over the articles in each of three trainings, of which the model is the mean.")
    var epochs = 4

    @Option(help: "The folder into which each measurement writes what it missed and invented.")
    var errors: String?

    @Option(help: "The day that the model tells as its own, such as 2025-10-21. (default: today)")
    var date: String?

    @Option(help: "The language of the articles.")
    var language = "bg"

    func validate() throws {
        guard parts == 0 || parts > 1 else { throw ValidationError("--parts is 0 or at least 2.") }
        guard epochs > 0 else { throw ValidationError("--epochs is at least 1.") }
        let folders = [errors, output.map { URL(filePath: $0).deletingLastPathComponent().path }].compactMap(\.self)
        for folder in folders where !FileManager.default.fileExists(atPath: folder) {
            throw ValidationError("There is no folder “\(folder)”: make it first.")
        }
    }

    func run() async throws {
        let corpus = try GoldCorpus(path: gold)
        let pack = try LanguagePack.bundled(language)
        let training = try TaggerTraining(
            corpus: corpus, pack: pack, knowledge: try KnowledgeBase.bundled(for: LanguagePack.basis(language)),
            epochs: epochs)
        print(
            "\(corpus.documents.count) articles, \(corpus.topics.count) topics, \(training.misaligned) names that do not lie "
                + "on the bounds of words")
        var description = ModelDescription(corpus: corpus, epochs: epochs, date: date ?? ModelDescription.today)
        description.scores = try await measure(training)
        guard let output else { return }
        let weights = training.weights(Array(corpus.documents.indices)) { pass, wrong in
            print("pass \(pass) of \(training.passes): \(Percent(wrong)) % of labels were wrong")
        }
        description.features = weights.count
        let model = try weights.model(description: description.json())
        try model.data.write(to: URL(filePath: output), options: .atomic)
        print("\(output): \(model.data.count) bytes")
    }

    private func measure(_ training: TaggerTraining) async throws -> [String: Double] {
        var scores: [String: Double] = [:]
        let validation = CrossValidation(training: training, errors: errors)
        if parts > 0 {
            let result = try await validation.run("by document", validation.byDocument(parts))
            print("by document: \(result.all.line)")
            scores["by document"] = result.all.f1()
        }
        guard topics, training.corpus.topics.count > 1 else { return scores }
        for isBare in [false, true] {
            let name = isBare ? "by topic, without the topic's own names" : "by topic"
            let result = try await validation.run(name, validation.byTopic(withoutOwnNames: isBare))
            print("\(name): mean F1 \(Percent(result.mean)), PER+ORG+LOC \(Percent(result.actorsMean))")
            scores[name] = result.mean
        }
        return scores
    }
}
