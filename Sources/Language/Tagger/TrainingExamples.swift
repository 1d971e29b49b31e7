/// Articles whose names are known, with all their features, for ``TaggerTrainer`` to learn from.
public struct TrainingExamples: Sendable {
    private(set) var examples: [TrainingExample] = []
    private(set) var index = FeatureIndex()
    /// For each feature ``FeatureTemplate/rate``.
    private(set) var rates: [Float] = []
    private let classes: TaggerClasses

    /// No examples yet, of texts whose words a lexicon knows.
    public init(lexicon: Lexicon) { classes = TaggerClasses(lexicon: lexicon) }

    /// The number of examples.
    public var count: Int { examples.count }

    /// Adds an article with its names, which do not overlap.
    public mutating func append(_ input: TaggerInput, spans: [TaggedSpan]) {
        let article = TaggerArticle(input, classes: classes)
        let features = TaggerFeatures(article: article)
        let rows = TokenRows(input) { token, sentence, rows in
            var list = FeatureList()
            features.all(token, in: sentence, &list)
            for (feature, rate) in zip(list.features, list.rates) {
                rows.append(index.number(of: feature))
                if index.features.count > rates.count { rates.append(rate) }
            }
        }
        examples.append(
            TrainingExample(
                article: article, labels: TaggedSpan.labels(of: spans, count: input.tokens.count), features: rows))
    }
}

/// An article with its labels and features.
struct TrainingExample: Sendable {
    var article: TaggerArticle
    var labels: [EntityLabel]
    /// Numbers of features.
    var features: TokenRows
}

/// Lists of numbers, one a token; those of tokens outside of sentences are empty.
struct TokenRows: Sendable {
    private(set) var rows: [Int32] = []
    private var ends: [Int32] = []

    /// Lets a function add the numbers of each token of an article, given the token and its sentence.
    init(_ input: TaggerInput, _ add: (_ token: Int, _ sentence: Range<Int>, _ rows: inout [Int32]) -> Void) {
        ends.reserveCapacity(input.tokens.count)
        for sentence in input.sentences {
            while ends.count < sentence.tokens.lowerBound { ends.append(Int32(rows.count)) }
            for token in sentence.tokens {
                add(token, sentence.tokens, &rows)
                ends.append(Int32(rows.count))
            }
        }
    }

    subscript(token: Int) -> ArraySlice<Int32> {
        guard token < ends.count else { return [] }
        return rows[(token == 0 ? 0 : Int(ends[token - 1]))..<Int(ends[token])]
    }
}

/// Numbers the features in the order in which they are met.
struct FeatureIndex: Sendable {
    private(set) var features: [UInt64] = []
    private var numbers: [UInt64: Int32] = [:]

    mutating func number(of feature: UInt64) -> Int32 {
        if let known = numbers[feature] { return known }
        let number = Int32(features.count)
        numbers[feature] = number
        features.append(feature)
        return number
    }
}

/// The features of the second pass; there are so few that each training numbers its own.
struct SecondPassFeatures {
    private var index = FeatureIndex()

    var features: [UInt64] { index.features }

    /// The features of an example of which the first pass says some labels.
    mutating func rows(of example: TrainingExample, _ labels: [EntityLabel]) -> TokenRows {
        let features = TaggerFeatures(article: example.article)
        let votes = LabelVotes(article: example.article, labels: labels)
        return TokenRows(example.article.input) { token, sentence, rows in
            var list = FeatureList()
            features.secondPass(token, in: sentence, labels, votes, &list)
            for feature in list.features { rows.append(index.number(of: feature)) }
        }
    }
}

/// Keeps the features of a token.
struct FeatureList: FeatureSink {
    private(set) var features: [UInt64] = []
    private(set) var rates: [Float] = []

    mutating func add(_ template: FeatureTemplate, _ value: UInt64) {
        features.append(template.hash(value))
        rates.append(template.rate)
    }
}

extension TaggerFeatures {
    /// All features of a token for the first pass.
    func all(_ index: Int, in sentence: Range<Int>, _ sink: inout some FeatureSink) {
        word(Int(article.wordOf[index]), &sink)
        for distance in Self.distances where sentence.contains(index + distance) {
            neighbour(Int(article.wordOf[index + distance]), at: distance, &sink)
        }
        token(index, in: sentence, &sink)
    }
}
