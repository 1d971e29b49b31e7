/// Finds the names of an article: a linear-chain model over words, their neighbours, their places and what others know of them.
///
/// It reads the article twice. The second time it knows what it called the article's other mentions of each form.
/// Pure and deterministic.
public struct Tagger: Sendable {
    private let model: TaggerModel
    private let classes: TaggerClasses

    /// A tagger over a model, for texts whose words a lexicon knows.
    public init(model: TaggerModel, lexicon: Lexicon) {
        self.model = model
        classes = TaggerClasses(lexicon: lexicon)
    }

    /// The names, in order, not overlapping and within their sentences. O(*n*).
    public func spans(of input: TaggerInput) -> [TaggedSpan] {
        TaggedSpan.spans(of: labels(of: TaggerArticle(input, classes: classes)))
    }

    /// What spoke most for each of some names, which are in order, against its being none, the strongest first, in words.
    ///
    /// Of the features of a name's first token those of one subject count together.
    public func reasons(for spans: [TaggedSpan], in input: TaggerInput) -> [[String]] {
        let article = TaggerArticle(input, classes: classes)
        let features = TaggerFeatures(article: article)
        return model.data.withUnsafeBytes { bytes in
            let table = WeightTable(bytes, model)
            var sentences = input.sentences[...]
            return spans.map { span in
                while let first = sentences.first, first.tokens.upperBound <= span.tokens.lowerBound {
                    sentences.removeFirst()
                }
                guard let sentence = sentences.first else { return [] }
                var votes = WeightVotes(table, for: .begin(span.type))
                features.all(span.tokens.lowerBound, in: sentence.tokens, &votes)
                return votes.strongest(Self.reasonsMax)
            }
        }
    }

    /// The most reasons that are told.
    private static let reasonsMax = 3

    private func labels(of article: TaggerArticle) -> [EntityLabel] {
        let input = article.input
        var labels = [EntityLabel](repeating: .outside, count: input.tokens.count)
        var decoder = LabelDecoder(transitions: model.transitions)
        model.data.withUnsafeBytes { bytes in
            let table = WeightTable(bytes, model)
            var emissions = ArticleScores(article, table).emissions()
            for sentence in input.sentences { decoder.decode(sentence.tokens, emissions, into: &labels) }
            let features = TaggerFeatures(article: article)
            let votes = LabelVotes(article: article, labels: labels)
            for sentence in input.sentences {
                for index in sentence.tokens {
                    var sum = WeightSum(table)
                    features.secondPass(index, in: sentence.tokens, labels, votes, &sum)
                    emissions[index] += sum.scores
                }
            }
            for sentence in input.sentences { decoder.decode(sentence.tokens, emissions, into: &labels) }
        }
        return labels
    }
}

/// The weights of a mapped model.
struct WeightTable {
    private let slots: UnsafeRawPointer
    private let slotCount: Int

    init(_ bytes: UnsafeRawBufferPointer, _ model: TaggerModel) {
        guard let start = bytes.baseAddress else { preconditionFailure("a model has bytes") }
        slots = start + TaggerModel.headerBytes + TaggerModel.transitionBytes
        slotCount = model.slotCount
    }

    /// The weights of a feature; lanes beyond the labels hold no weights. Nil where the model does not know it.
    @inline(__always)
    func weights(_ feature: UInt64) -> SIMD16<Int8>? {
        var slot = TaggerModel.slot(feature, of: slotCount)
        let wanted = TaggerModel.check(feature)
        for _ in 0..<TaggerModel.probesMax {
            let address = slots + slot * TaggerModel.slotBytes
            let check = UInt32(littleEndian: address.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
            if check == wanted { return address.loadUnaligned(as: SIMD16<Int8>.self) }
            if check == 0 { return nil }
            slot = slot + 1 == slotCount ? 0 : slot + 1
        }
        return nil
    }
}

/// Sums the weights of features.
struct WeightSum: FeatureSink {
    private let table: WeightTable
    private var sum = SIMD16<Int16>.zero

    init(_ table: WeightTable) { self.table = table }

    @inline(__always)
    mutating func add(_ template: FeatureTemplate, _ value: UInt64) {
        if let weights = table.weights(template.hash(value)) { sum &+= SIMD16<Int16>(truncatingIfNeeded: weights) }
    }

    var scores: LabelScores {
        var scores = LabelScores(sum)
        for lane in EntityLabel.count..<16 { scores[lane] = 0 }
        return scores
    }
}

/// What features say for a label against none, by subject.
private struct WeightVotes: FeatureSink {
    private let table: WeightTable
    private let label: EntityLabel
    private var votes: [String: Int] = [:]

    init(_ table: WeightTable, for label: EntityLabel) {
        self.table = table
        self.label = label
    }

    mutating func add(_ template: FeatureTemplate, _ value: UInt64) {
        guard let weights = table.weights(template.hash(value)) else { return }
        votes[template.subject, default: 0] += Int(weights[label.index]) - Int(weights[EntityLabel.outside.index])
    }

    func strongest(_ count: Int) -> [String] {
        let positive = votes.filter { $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return positive.prefix(count).map(\.key)
    }
}

/// The scores of an article's tokens; what depends on a word alone is summed once for all its tokens.
private struct ArticleScores {
    private let article: TaggerArticle
    private let features: TaggerFeatures
    private let table: WeightTable
    private let words: [LabelScores]
    private let neighbours: [[LabelScores]]

    init(_ article: TaggerArticle, _ table: WeightTable) {
        self.article = article
        self.table = table
        let features = TaggerFeatures(article: article)
        self.features = features
        words = article.words.indices.map { index in
            var sum = WeightSum(table)
            features.word(index, &sum)
            return sum.scores
        }
        neighbours = TaggerFeatures.distances.map { distance in
            article.words.indices.map { index in
                var sum = WeightSum(table)
                features.neighbour(index, at: distance, &sum)
                return sum.scores
            }
        }
    }

    func emissions() -> [LabelScores] {
        var emissions = [LabelScores](repeating: .zero, count: article.input.tokens.count)
        for sentence in article.input.sentences {
            for index in sentence.tokens {
                var sum = WeightSum(table)
                features.token(index, in: sentence.tokens, &sum)
                var scores = sum.scores + words[Int(article.wordOf[index])]
                for (place, distance) in TaggerFeatures.distances.enumerated()
                where sentence.tokens.contains(index + distance) {
                    scores += neighbours[place][Int(article.wordOf[index + distance])]
                }
                emissions[index] = scores
            }
        }
        return emissions
    }
}
