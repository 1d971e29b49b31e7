import TestSupport

/// Changes a text at random, the same way for the same seed.
struct Mutator {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    /// The next number below a bound.
    mutating func next(_ bound: Int) -> Int { Int(generator.next() % UInt64(bound)) }

    /// Some sentences of a list with a few changes.
    mutating func article(of sentences: [String]) -> String {
        let text = (0...next(6)).map { _ in sentences[next(sentences.count)] }.joined()
        return mutated(text, changesMax: 12)
    }

    /// A text with fewer changes than a number, each of a few letters, and now and then one of the whole.
    mutating func mutated(_ text: String, changesMax: Int) -> String {
        var scalars = Array(text.unicodeScalars)
        if next(4) == 0 { joinSentences(&scalars) }
        if next(4) == 0 { shuffleParagraphs(&scalars) }
        for _ in 0..<next(changesMax) where !scalars.isEmpty { change(&scalars) }
        if next(4) == 0, !scalars.isEmpty { cut(&scalars) }
        return String(String.UnicodeScalarView(scalars))
    }

    // MARK: A few letters

    private mutating func change(_ scalars: inout [Unicode.Scalar]) {
        let start = next(scalars.count)
        let range = start..<min(scalars.count, start + 1 + next(12))
        switch next(8) {
        case 0: scalars.removeSubrange(range)
        case 1: scalars.insert(contentsOf: scalars[range], at: next(scalars.count))
        case 2: scalars.insert(Self.strays[next(Self.strays.count)], at: start)
        case 3: scalars[start] = Self.strays[next(Self.strays.count)]
        case 4: scalars.swapAt(start, range.upperBound - 1)
        case 5: scalars.replaceSubrange(range, with: Self.string(scalars[range]).uppercased().unicodeScalars)
        case 6: scalars.replaceSubrange(range, with: Self.string(scalars[range]).lowercased().unicodeScalars)
        default: for index in range { scalars[index] = Self.lookAlikes[scalars[index]] ?? scalars[index] }
        }
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }

    private static let strays: [Unicode.Scalar] = Array(
        "„“”«»\"'’(),.:;!?…-–— \n\r\t\u{0}\u{1}\u{7F}\u{A0}\u{AD}\u{301}\u{200D}\u{2028}\u{FEFF}\u{FFFD}аЯѝaZ09№%€🙂中"
            .unicodeScalars)

    /// Letters that Latin has a double of.
    private static let lookAlikes = Dictionary(
        uniqueKeysWithValues: zip("аеорсухАВЕКМНОРСТУХ".unicodeScalars, "aeopcyxABEKMHOPCTYX".unicodeScalars))

    // MARK: The whole

    /// Sentences without spaces between them: „пристигна.Той каза“.
    private func joinSentences(_ scalars: inout [Unicode.Scalar]) {
        var previous: Unicode.Scalar = " "
        scalars.removeAll { scalar in
            if scalar.properties.isWhitespace, Self.sentenceEnds.contains(previous) { return true }
            previous = scalar
            return false
        }
    }

    private static let sentenceEnds: Set<Unicode.Scalar> = [".", "!", "?", "…"]

    private mutating func shuffleParagraphs(_ scalars: inout [Unicode.Scalar]) {
        let paragraphs = scalars.split(separator: "\n").shuffled(using: &generator)
        scalars = Array(paragraphs.joined(separator: ["\n", "\n"]))
    }

    /// In the middle of something, before it or behind it.
    private mutating func cut(_ scalars: inout [Unicode.Scalar]) {
        let position = next(scalars.count)
        scalars = Array(next(2) == 0 ? scalars[..<position] : scalars[position...])
    }
}
