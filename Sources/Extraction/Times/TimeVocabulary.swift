import Language

/// The time words of a language pack: its `times.tsv`, looked up by lemma.
struct TimeVocabulary: Sendable {
    /// Stands for the first of a period ahead: „идния вторник“.
    static let coming = 100

    private let words: [TimeWord]
    private let readings: [Reading]

    /// Reads the pack's table.
    ///
    /// - Throws: ``PackError`` with the line that is wrong.
    init(pack: LanguagePack) throws {
        var byLemma: [FormKey: TimeWord] = [:]
        for row in try PackTable(path: pack.folder + "/times.tsv").rows {
            byLemma[FormKey(utf8: row.bytes(0))] = try Self.word(row)
        }
        words = pack.lexicon.lemmas.map { byLemma[FormKey($0)] ?? .none }
        readings = pack.lexicon.readings
    }

    /// The time word of each token; numbers in digits are words of their own kind.
    func words(of tokens: [Token]) -> [TimeWord] {
        tokens.map { token in
            if token.kind == .number { return TimeWord(kind: .digits, value: 0, hours: 0..<0) }
            for reading in token.readings {
                let word = words[Int(readings[reading].lemma.index)]
                if word.kind != .none { return word }
            }
            return .none
        }
    }

    private static func word(_ row: PackTable.Row) throws -> TimeWord {
        guard let kind = TimeWord.Kind(rawValue: row[1]) else { throw row.error("no such kind: “\(row[1])”") }
        var word = TimeWord(kind: kind, value: 0, hours: 0..<0)
        let numbers = row[2].split(separator: " ").compactMap { Int($0) }
        let index: Int?
        switch kind {
        case .unit: index = TimeUnit(rawValue: row[2]).flatMap { TimeUnit.allCases.firstIndex(of: $0) }
        case .bound: index = TimeBound(rawValue: row[2]).flatMap { TimeBound.allCases.firstIndex(of: $0) }
        case .share: index = TimeShare(rawValue: row[2]).flatMap { TimeShare.allCases.firstIndex(of: $0) }
        case .preposition:
            index = TimeWord.Preposition(rawValue: row[2]).flatMap { TimeWord.Preposition.allCases.firstIndex(of: $0) }
        case .vague: index = ["past": -1, "future": 1][row[2]]
        case .shift: index = row[2] == "coming" ? coming : numbers.first
        case .weekday, .month, .season, .day, .year, .week, .number, .ordinal: index = numbers.first
        case .part:
            index = numbers.count == 2 ? 0 : nil
            if index != nil { word.hours = numbers[0]..<numbers[1] }
        case .daypart:
            index = numbers.count == 3 ? numbers[0] : nil
            if index != nil { word.hours = numbers[1]..<numbers[2] }
        default: index = 0
        }
        guard let index else { throw row.error("“\(row[2])” is no value of the kind “\(row[1])”") }
        word.value = index
        return word
    }
}
