/// The features of an article's tokens, in three parts: those of the word, those of a word beside, and those of the place.
///
/// The first two are the same for all tokens of one word, so that inference sums their weights once a word.
struct TaggerFeatures {
    let article: TaggerArticle

    /// Distances at which neighbours are looked at.
    static let distances = [-2, -1, 1, 2]

    // MARK: The word itself

    func word(_ index: Int, _ sink: inout some FeatureSink) {
        let word = article.words[index]
        let shape = UInt64(word.shape.rawValue)
        sink.add(.form, word.form.hash)
        sink.add(.cased, word.form.hash ^ shape &* 0x1_0000_01B3)
        sink.add(.shape, shape)
        sink.add(.grammar, word.grammar.rawValue)
        if !word.letters.isEmpty { affixes(word, shape, &sink) }
        forEachBit(word.classes) { sink.add(.lexicalClass, $0) }
        let form = article.forms[Int(word.formIndex)]
        sink.add(.elsewhere, form.signature << 8 | shape)
        guard form.count > 1, word.shape.isCapital else { return }
        forEachBit(form.before) { sink.add(.classBeforeElsewhere, $0) }
        forEachBit(form.after) { sink.add(.classAfterElsewhere, $0) }
    }

    /// The longest beginning and ending that are looked at, in letters.
    private static let affixLettersMax = 5

    private func affixes(_ word: TaggerArticle.Word, _ shape: UInt64, _ sink: inout some FeatureSink) {
        var hash: UInt64 = 0
        var count = 0
        var index = word.letters.lowerBound
        while index < word.letters.upperBound, count < Self.affixLettersMax {
            repeat {
                hash = (hash ^ UInt64(article.letters[index])) &* 0x0000_0100_0000_01b3
                index += 1
            } while index < word.letters.upperBound && article.letters[index] & 0xC0 == 0x80
            count += 1
            if index < word.letters.upperBound { sink.add(.prefix, hash) }
        }
        hash = 0
        count = 0
        index = word.letters.upperBound
        while index > word.letters.lowerBound, count < Self.affixLettersMax {
            repeat {
                index -= 1
                hash = (hash ^ UInt64(article.letters[index])) &* 0x0000_0100_0000_01b3
            } while index > word.letters.lowerBound && article.letters[index] & 0xC0 == 0x80
            count += 1
            guard index > word.letters.lowerBound else { break }
            sink.add(.suffix, hash)
            if count == 3 { sink.add(.shapeAndEnding, hash &+ shape) }
        }
    }

    // MARK: A word beside

    func neighbour(_ index: Int, at distance: Int, _ sink: inout some FeatureSink) {
        let word = article.words[index]
        let place = UInt64(bitPattern: Int64(distance)) &* 0x9E37_79B9_7F4A_7C15
        sink.add(.neighbour, word.form.hash &+ place)
        forEachBit(word.classes) { sink.add(.neighbourClass, $0 &+ place) }
        guard abs(distance) == 1 else { return }
        sink.add(.neighbourShape, UInt64(word.shape.rawValue) &+ place)
        sink.add(.neighbourGrammar, word.grammar.rawValue &+ place)
        if let ending = ending(word) { sink.add(.neighbourEnding, ending &+ place) }
    }

    private func ending(_ word: TaggerArticle.Word) -> UInt64? {
        let bytes = article.letters[word.letters].suffix(6)
        return bytes.count == 6 ? bytes.reduce(0) { $0 << 8 | UInt64($1) } : nil
    }

    // MARK: The place

    func token(_ index: Int, in sentence: Range<Int>, _ sink: inout some FeatureSink) {
        let shapes = (-2...2).reduce(UInt64(0)) {
            $0 << 8 | UInt64(article.shape(index + $1, in: sentence).rawValue)
        }
        let shape = shapes >> 16 & 0xFF
        sink.add(.shapes, shapes >> 8 & 0xFF_FFFF)
        sink.add(.shapesBefore, shapes >> 16)
        sink.add(.shapesAfter, shapes & 0xFF_FFFF)
        if let before = article.word(index - 1, in: sentence) {
            sink.add(.formBeforeShape, before.form.hash &+ shape)
        }
        if let after = article.word(index + 1, in: sentence) { sink.add(.shapeBeforeForm, after.form.hash &+ shape) }
        if article.input.opens[index] { sink.add(.opening, shape) }
        if !article.runs[index].isEmpty { run(index, in: sentence, shape, &sink) }
        quotation(index, in: sentence, shape, &sink)
        cues(index, in: sentence, shape, &sink)
    }

    private func run(_ index: Int, in sentence: Range<Int>, _ shape: UInt64, _ sink: inout some FeatureSink) {
        let run = article.runs[index]
        let position = UInt64(min(index - Int(run.lowerBound), 3))
        let length = UInt64(min(run.count, 4))
        sink.add(.run, position << 16 | length << 8 | shape)
        let before = article.word(Int(run.lowerBound) - 1, in: sentence)?.form.hash ?? 0
        sink.add(.wordBeforeRun, before &+ min(position, 1))
        let after = article.word(Int(run.upperBound), in: sentence)?.form.hash ?? 0
        sink.add(.wordAfterRun, after &+ min(position, 1))
    }

    /// Whether quotation marks stand around, and the word before the opening one.
    private func quotation(_ index: Int, in sentence: Range<Int>, _ shape: UInt64, _ sink: inout some FeatureSink) {
        var start = index - 1
        let limit = max(sentence.lowerBound, index - Self.quotedNameMax)
        while start >= limit, article.shape(start, in: sentence) != .quote { start -= 1 }
        guard start >= limit else { return }
        var end = index + 1
        let endLimit = min(sentence.upperBound, index + Self.quotedNameMax)
        while end < endLimit, article.shape(end, in: sentence) != .quote { end += 1 }
        guard end < endLimit else { return }
        sink.add(.quotation, UInt64(min(index - start, 4)) << 16 | UInt64(min(end - index, 4)) << 8 | shape)
        if let before = article.word(start - 1, in: sentence) { sink.add(.wordBeforeQuotation, before.form.hash) }
    }

    /// The longest name in quotation marks, in tokens.
    private static let quotedNameMax = 7

    private func cues(_ index: Int, in sentence: Range<Int>, _ shape: UInt64, _ sink: inout some FeatureSink) {
        for cue in article.input.cues(at: index) {
            sink.add(.cue, cue.hash)
            sink.add(.cueAndShape, cue.hash &+ shape)
        }
        if index > sentence.lowerBound {
            for cue in article.input.cues(at: index - 1) { sink.add(.cueBefore, cue.hash) }
        }
        if index + 1 < sentence.upperBound {
            for cue in article.input.cues(at: index + 1) { sink.add(.cueAfter, cue.hash) }
        }
    }

    // MARK: The second pass

    /// What the first pass called the form elsewhere in the article, and its labels around the token.
    func secondPass(
        _ index: Int, in sentence: Range<Int>, _ labels: [EntityLabel], _ votes: LabelVotes,
        _ sink: inout some FeatureSink
    ) {
        let word = article.words[Int(article.wordOf[index])]
        guard word.shape.isCapital || labels[index] != .outside else { return }
        let others = votes.others(of: word, than: labels[index])
        sink.add(.otherLabel, others)
        sink.add(.otherLabelAndShape, others << 8 | UInt64(word.shape.rawValue))
    }

    private func forEachBit(_ bits: UInt32, _ body: (UInt64) -> Void) {
        var bits = bits
        while bits != 0 {
            body(UInt64(bits.trailingZeroBitCount))
            bits &= bits - 1
        }
    }
}

extension TaggerArticle.Form {
    /// What is seen of the form in the article, as a number.
    var signature: UInt64 {
        (isLower ? 1 : 0) | (isCapital ? 2 : 0) | (isAlone ? 4 : 0) | (isSecond ? 8 : 0) | (count > 1 ? 16 : 0)
    }
}

/// How often the first pass gave each label to the mentions of a form in one article.
struct LabelVotes {
    private var counts: [Int32]

    init(article: TaggerArticle, labels: [EntityLabel]) {
        counts = Array(repeating: 0, count: article.forms.count * EntityLabel.count)
        for index in labels.indices {
            let word = article.words[Int(article.wordOf[index])]
            guard word.shape.isCapital || labels[index] != .outside else { continue }
            counts[Int(word.formIndex) * EntityLabel.count + labels[index].index] += 1
        }
    }

    /// The label that the form's other mentions got most often, with how clear that is; 0 where there are none.
    func others(of word: TaggerArticle.Word, than own: EntityLabel) -> UInt64 {
        var best = 0
        var bestCount: Int32 = 0
        var total: Int32 = 0
        for label in 0..<EntityLabel.count {
            var count = counts[Int(word.formIndex) * EntityLabel.count + label]
            if label == own.index { count -= 1 }
            total += count
            if count > bestCount { (best, bestCount) = (label, count) }
        }
        guard total > 0 else { return 0 }
        return UInt64(best + 1) << 1 | (bestCount * 3 >= total * 2 ? 1 : 0)
    }
}
