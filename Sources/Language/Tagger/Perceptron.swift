/// The weights while they are learnt, with what their average needs.
struct Perceptron {
    private var weights: [LabelScores]
    private var totals: [LabelScores]
    private var updated: [Int32]
    private var transitions: [LabelScores]
    private var transitionTotals: [LabelScores]
    private let allowed: [LabelScores]
    /// For each row the share of a step that it takes.
    private let rates: [Float]
    private let margin: Float
    private var step: Int32 = 1

    init(rates: [Float], transitions: [LabelScores], margin: Float) {
        weights = Array(repeating: .zero, count: rates.count)
        totals = weights
        updated = Array(repeating: 0, count: rates.count)
        self.rates = rates
        self.margin = margin
        self.transitions = transitions
        allowed = transitions
        transitionTotals = Array(repeating: .zero, count: transitions.count)
    }

    /// Learns from an article, sentence by sentence; returns the number of labels that it had wrong.
    ///
    /// - Parameters:
    ///   - rowOf: For each feature its row, or -1.
    ///   - second: The features of the second pass; their rows begin at `start`.
    mutating func learn(_ example: TrainingExample, _ rowOf: [Int32], second: TokenRows?, from start: Int) -> Int {
        var emissions = [LabelScores](repeating: .zero, count: example.labels.count)
        var labels = [EntityLabel](repeating: .outside, count: example.labels.count)
        var wrong = 0
        for sentence in example.article.input.sentences {
            for token in sentence.tokens {
                var sum = LabelScores.zero
                for feature in example.features[token] where rowOf[Int(feature)] >= 0 {
                    sum += weights[Int(rowOf[Int(feature)])]
                }
                if let second { for row in second[token] { sum += weights[start + Int(row)] } }
                sum[example.labels[token].index] -= margin
                emissions[token] = sum
            }
            var decoder = LabelDecoder(transitions: transitions)
            decoder.decode(sentence.tokens, emissions, into: &labels)
            var previous = (right: EntityLabel.count, guessed: EntityLabel.count)
            for token in sentence.tokens {
                let right = example.labels[token].index
                let guessed = labels[token].index
                if right != guessed {
                    wrong += 1
                    var change = LabelScores.zero
                    change[right] = 1
                    change[guessed] = -1
                    for feature in example.features[token] where rowOf[Int(feature)] >= 0 {
                        add(change, to: Int(rowOf[Int(feature)]))
                    }
                    if let second { for row in second[token] { add(change, to: start + Int(row)) } }
                }
                if right != guessed || previous.right != previous.guessed {
                    addTransition(1, previous.right, right)
                    addTransition(-1, previous.guessed, guessed)
                }
                previous = (right, guessed)
            }
            step += 1
        }
        return wrong
    }

    private mutating func add(_ change: LabelScores, to row: Int) {
        totals[row] += weights[row] * Float(step - updated[row])
        updated[row] = step
        weights[row] += change * rates[row]
    }

    private mutating func addTransition(_ change: Float, _ previous: Int, _ label: Int) {
        transitions[previous][label] += change
        // What is added now counts for all steps to come: the average subtracts what it did not have before.
        transitionTotals[previous][label] += change * Float(step)
    }

    /// The mean of the weights over all steps.
    func average(features: [UInt64]) -> TaggerWeights {
        let steps = Float(step)
        let rows = weights.indices.map { (totals[$0] + weights[$0] * (steps - Float(updated[$0]))) / steps }
        let means = transitions.indices.map { transitions[$0] - transitionTotals[$0] / steps }
        let bounded = zip(means, allowed).map { mean, allowed in
            mean.replacing(with: LabelDecoder.impossible, where: allowed .< -1)
        }
        return TaggerWeights(features: features, rows: rows, transitions: bounded)
    }
}
