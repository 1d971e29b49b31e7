/// What training found: a row of weights for each feature, and the scores of transitions.
public struct TaggerWeights: Sendable {
    let features: [UInt64]
    let rows: [LabelScores]
    let transitions: [LabelScores]

    /// The number of features that have weight.
    public var count: Int { rows.count { $0 != .zero } }

    /// The mean of weights for the same features.
    static func mean(of runs: [TaggerWeights]) -> TaggerWeights {
        guard let first = runs.first else { return TaggerWeights(features: [], rows: [], transitions: []) }
        let share = 1 / Float(runs.count)
        func mean(_ part: (TaggerWeights) -> [LabelScores]) -> [LabelScores] {
            part(first).indices.map { row in runs.reduce(.zero) { $0 + part($1)[row] } * share }
        }
        return TaggerWeights(features: first.features, rows: mean { $0.rows }, transitions: mean { $0.transitions })
    }

    /// The features with the most weight, at most so many.
    func heaviest(_ countMax: Int) -> [(feature: UInt64, scores: LabelScores)] {
        var chosen = zip(features, rows).filter { $0.1 != .zero }.map { (feature: $0.0, scores: $0.1) }
        chosen.sort { ($1.scores.magnitudeMax, $0.feature) < ($0.scores.magnitudeMax, $1.feature) }
        return Array(chosen.prefix(countMax))
    }

    /// A model of these weights as it is kept in a file.
    public func model(description: String) throws -> TaggerModel {
        try TaggerModel(data: TaggerModel.data(self, description: description))
    }
}
