/// Tells the language of a text by its letters and its most frequent words.
public struct LanguageDetector: Sendable {
    /// So many bytes of a text are looked at.
    public static let bytesMax = 4 << 10

    private struct Evidence: Sendable {
        let language: Int
        let weight: Int
    }

    private let languages: [String]
    private let words: [FormKey: [Evidence]]
    /// By Unicode scalar.
    private let letters: [[Evidence]]

    /// The detector for the languages of the file that comes with the product.
    ///
    /// - Throws: ``PackError`` where a line of it is wrong.
    public static func bundled() throws -> LanguageDetector {
        try LanguageDetector(table: PackTable(path: LanguagePack.resourcesFolder + "/languages.tsv"))
    }

    /// A detector from rows of language code, weight, and `words` or `letters` separated by spaces.
    ///
    /// - Throws: ``PackError`` where a line is wrong.
    public init(table: PackTable) throws {
        var languages: [String] = []
        var words: [FormKey: [Evidence]] = [:]
        var letters: [[Evidence]] = []
        for row in table.rows {
            guard let weight = Int(row[2]) else { throw row.error("the third column is a weight, not “\(row[2])”") }
            if !languages.contains(row[0]) { languages.append(row[0]) }
            let evidence = Evidence(language: languages.firstIndex(of: row[0]) ?? 0, weight: weight)
            for item in row.values(3, separator: " ") {
                switch row[1] {
                case "words": words[FormKey(utf8: item), default: []].append(evidence)
                case "letters":
                    for scalar in String(decoding: item, as: UTF8.self).unicodeScalars {
                        let letter = Int(scalar.value)
                        if letter >= letters.count {
                            letters += Array(repeating: [], count: letter + 1 - letters.count)
                        }
                        letters[letter].append(evidence)
                    }
                default: throw row.error("the second column is “words” or “letters”, not “\(row[1])”")
                }
            }
        }
        self.languages = languages
        self.words = words
        self.letters = letters
    }

    /// ISO 639-1 code of the most likely language; empty where there are no words or none fits.
    public func language(of text: Text) -> String {
        var scores = [Int](repeating: 0, count: languages.count)
        var wordCount = 0
        text.utf8.withUnsafeBufferPointer { bytes in
            var end = min(bytes.count, Self.bytesMax)
            while end > 0, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
            var normalizer = FormNormalizer()
            var index = 0
            while index < end {
                let start = index
                while index < end {
                    let (scalar, length) = Letters.decode(bytes, at: index)
                    guard Letters.isLetter(scalar) else { break }
                    let lower = Int(Letters.lower(scalar))
                    if lower < letters.count {
                        for evidence in letters[lower] { scores[evidence.language] += evidence.weight }
                    }
                    index += length
                }
                if index > start {
                    wordCount += 1
                    for evidence in words[normalizer.normalize(bytes, start..<index).key] ?? [] {
                        scores[evidence.language] += evidence.weight
                    }
                } else {
                    index += Letters.decode(bytes, at: index).length
                }
            }
        }
        var best = 0
        for index in scores.indices where scores[index] > scores[best] { best = index }
        guard wordCount > 0, scores[best] > 0, scores[best] * 4 >= wordCount else { return "" }
        return languages[best]
    }
}
