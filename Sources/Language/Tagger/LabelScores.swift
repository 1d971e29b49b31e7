/// A score for each label: the first ``EntityLabel/count`` lanes; the others are zero.
typealias LabelScores = SIMD16<Float>

/// Finds the best sequence of labels for a sentence (Viterbi), given each token's scores and those of transitions.
struct LabelDecoder {
    /// Far below any sum of weights.
    static let impossible: Float = -1e9

    /// For each label the scores of those behind it; the last row is the beginning of a sentence.
    let transitions: [LabelScores]

    private var backPointers: [SIMD16<Int32>] = []

    init(transitions: [LabelScores]) {
        precondition(transitions.count == EntityLabel.count + 1, "a row for each label and one for the beginning")
        self.transitions = transitions
    }

    /// Writes the labels of a sentence over some tokens. O(*n*).
    mutating func decode(_ sentence: Range<Int>, _ emissions: [LabelScores], into labels: inout [EntityLabel]) {
        guard let first = sentence.first else { return }
        backPointers.removeAll(keepingCapacity: true)
        var scores = transitions[EntityLabel.count] + emissions[first]
        for index in sentence.dropFirst() {
            var best = transitions[0] + LabelScores(repeating: scores[0])
            var pointers = SIMD16<Int32>(repeating: 0)
            for previous in 1..<EntityLabel.count {
                let candidate = transitions[previous] + LabelScores(repeating: scores[previous])
                let isBetter = candidate .> best
                best.replace(with: candidate, where: isBetter)
                pointers.replace(with: Int32(previous), where: isBetter)
            }
            scores = best + emissions[index]
            backPointers.append(pointers)
        }
        var label = 0
        for other in 1..<EntityLabel.count where scores[other] > scores[label] { label = other }
        for index in sentence.reversed() {
            labels[index] = EntityLabel(index: label)
            guard index > first else { break }
            label = Int(backPointers[index - first - 1][label])
        }
    }
}
