/// Trains a tagger: an averaged structured perceptron (Collins 2002) over both passes.
///
/// Deterministic: the same examples in the same order with the same settings give the same weights. Examples are made once and
/// learnt from in any selection, so that cross-validation looks at every article once only.
public struct TaggerTrainer: Sendable {
    /// Passes over all examples.
    public var epochs = 4
    /// Passes of the models that tell what the first pass says of articles that they have not seen.
    public var firstPassEpochs = 4
    /// A feature must stand at so many tokens.
    public var countMin = 2
    /// By how much the right label of a token must win: what wins by less is learnt from as if it were wrong.
    public var margin: Float = 1
    /// The model is the mean of so many trainings that differ in the order of the examples.
    public var courses = 3
    /// Decides the order of the examples in each epoch.
    public var seed: UInt64 = 1

    private let features: [UInt64]
    private let rates: [Float]
    private let examples: [TrainingExample]

    /// A trainer over the examples that were prepared.
    public init(_ examples: TrainingExamples) {
        features = examples.index.features
        rates = examples.rates
        self.examples = examples.examples
    }

    /// The weights that some of the examples give; `progress` is told the share of wrong labels after each of
    /// ``epochs`` × ``courses`` passes.
    ///
    /// - Parameters:
    ///   - indexes: Which examples to learn from.
    ///   - groups: For each of them its group, such as its topic. What the first pass says of an example, for the second to
    ///     learn from, comes from a model that has not seen its group; with one group only there is no second pass.
    public func weights(
        of indexes: [Int], groups: [Int], progress: (Int, Double) -> Void = { _, _ in }
    ) -> TaggerWeights {
        precondition(indexes.count == groups.count, "a group for every example")
        var second = SecondPassFeatures()
        var lessons = indexes.map { Lesson(example: $0, second: nil) }
        for group in Set(groups).sorted() where Set(groups).count > 1 {
            let others = zip(indexes, groups).filter { $0.1 != group }.map { Lesson(example: $0.0, second: nil) }
            let model = learn(others, second.features, epochs: firstPassEpochs) { _, _ in }
            for position in indexes.indices where groups[position] == group {
                let labels = model.firstPass(of: examples[indexes[position]])
                lessons[position].second = second.rows(of: examples[indexes[position]], labels)
            }
        }
        let runs = (0..<courses).map { course in
            learn(lessons, second.features, epochs: epochs, course: course) { epoch, wrong in
                progress(course * epochs + epoch, wrong)
            }.average
        }
        return TaggerWeights.mean(of: runs)
    }

    /// An example with its features for the second pass, token by token.
    private struct Lesson {
        var example: Int
        var second: TokenRows?
    }

    /// Weights with the rows that features have in them.
    private struct Learnt {
        var average: TaggerWeights
        var rowOf: [Int32]

        /// The labels that the first pass gives an example.
        func firstPass(of example: TrainingExample) -> [EntityLabel] {
            var labels = [EntityLabel](repeating: .outside, count: example.article.input.tokens.count)
            var emissions = [LabelScores](repeating: .zero, count: labels.count)
            var decoder = LabelDecoder(transitions: average.transitions)
            for sentence in example.article.input.sentences {
                for token in sentence.tokens {
                    for feature in example.features[token] {
                        let row = rowOf[Int(feature)]
                        if row >= 0 { emissions[token] += average.rows[Int(row)] }
                    }
                }
                decoder.decode(sentence.tokens, emissions, into: &labels)
            }
            return labels
        }
    }

    private func learn(
        _ lessons: [Lesson], _ second: [UInt64], epochs: Int, course: Int = 0, progress: (Int, Double) -> Void
    ) -> Learnt {
        var rowOf = rows(of: lessons)
        let known = rowOf.indices.filter { rowOf[$0] >= 0 }
        for (row, feature) in known.enumerated() { rowOf[feature] = Int32(row) }
        var perceptron = Perceptron(
            rates: known.map { rates[$0] } + second.map { _ in 1 },
            transitions: Self.transitions(lessons.map { examples[$0.example] }), margin: margin)
        var order = Array(lessons.indices)
        var generator = SplitMix64(state: seed &+ UInt64(course))
        for epoch in 1...epochs {
            order.shuffle(using: &generator)
            var wrong = 0
            var total = 0
            for index in order {
                let example = examples[lessons[index].example]
                wrong += perceptron.learn(example, rowOf, second: nil, from: known.count)
                total += example.labels.count
                guard let rows = lessons[index].second else { continue }
                wrong += perceptron.learn(example, rowOf, second: rows, from: known.count)
                total += example.labels.count
            }
            progress(epoch, Double(wrong) / Double(max(total, 1)))
        }
        return Learnt(average: perceptron.average(features: known.map { features[$0] } + second), rowOf: rowOf)
    }

    /// For each feature 0 where it occurs often enough in the lessons, -1 where not.
    private func rows(of lessons: [Lesson]) -> [Int32] {
        var counts = [Int32](repeating: 0, count: features.count)
        for lesson in lessons {
            for feature in examples[lesson.example].features.rows { counts[Int(feature)] += 1 }
        }
        return counts.map { $0 >= countMin ? 0 : -1 }
    }

    /// Transitions that occur score 0, others are impossible.
    private static func transitions(_ examples: [TrainingExample]) -> [LabelScores] {
        var rows = [LabelScores](repeating: .init(repeating: LabelDecoder.impossible), count: EntityLabel.count + 1)
        for example in examples {
            for sentence in example.article.input.sentences {
                var previous = EntityLabel.count
                for index in sentence.tokens {
                    let label = example.labels[index].index
                    rows[previous][label] = 0
                    previous = label
                }
            }
        }
        return rows
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers on every machine.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
