import Extraction
import Foundation
import Language

/// Trains on a part of the articles and measures on the rest, part by part.
struct CrossValidation {
    /// Articles to learn from, and those to measure on.
    struct Fold {
        var name: String
        var training: [Int]
        var test: [Int]
        /// The topic whose peculiar names are unknown, in training and in the test.
        var withoutNamesOf: String?
    }

    /// The scores over all parts.
    struct Result {
        /// All parts together.
        var all: EntityScores
        /// The mean of the parts' F1, over all types and over actors.
        var mean: Double
        var actorsMean: Double
    }

    let training: TaggerTraining
    /// Where each fold's errors are written.
    let errors: String?
    private var corpus: GoldCorpus { training.corpus }

    init(training: TaggerTraining, errors: String?) {
        self.training = training
        self.errors = errors
    }

    /// So many parts, each article in one by its place in the file.
    func byDocument(_ count: Int) -> [Fold] {
        (0..<count).map { part in
            let indexes = corpus.documents.indices
            return Fold(
                name: "part \(part + 1) of \(count)", training: indexes.filter { $0 % count != part },
                test: indexes.filter { $0 % count == part })
        }
    }

    /// For each topic all its articles, learnt from all others.
    func byTopic(withoutOwnNames: Bool) -> [Fold] {
        corpus.topics.map { topic in
            let indexes = corpus.documents.indices
            return Fold(
                name: topic, training: indexes.filter { corpus.documents[$0].topic != topic },
                test: indexes.filter { corpus.documents[$0].topic == topic },
                withoutNamesOf: withoutOwnNames ? topic : nil)
        }
    }

    /// Trains and measures; the folds run beside each other.
    func run(_ name: String, _ folds: [Fold]) async throws -> Result {
        print("\(name): \(folds.count) trainings …")
        var scores: [EntityScores?] = folds.map { _ in nil }
        try await withThrowingTaskGroup(of: (Int, EntityScores).self) { group in
            for (index, fold) in folds.enumerated() {
                group.addTask { (index, try score(fold)) }
            }
            for try await (index, result) in group { scores[index] = result }
        }
        var all = EntityScores()
        let parts = scores.compactMap { $0 }
        for (fold, part) in zip(folds, parts) {
            print("  \(fold.name): \(part.line)")
            all.add(part)
            guard let errors else { continue }
            let file = URL(filePath: errors).appending(path: "\(name), \(fold.name).tsv")
            try Data(part.errors.map { $0 + "\n" }.joined().utf8).write(to: file)
        }
        let count = Double(parts.count)
        return Result(
            all: all, mean: parts.reduce(0) { $0 + $1.f1() } / count,
            actorsMean: parts.reduce(0) { $0 + $1.actorsF1 } / count)
    }

    private func score(_ fold: Fold) throws -> EntityScores {
        let weights = training.weights(fold.training, withoutNamesOf: fold.withoutNamesOf)
        let knowledge = fold.withoutNamesOf.flatMap { training.thinned[$0] } ?? training.knowledge
        let material = TrainingMaterial(pack: training.pack, knowledge: knowledge, corpus: corpus)
        return try material.scores(try weights.model(description: ""), fold.test)
    }
}
