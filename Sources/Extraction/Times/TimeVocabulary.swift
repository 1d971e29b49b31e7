import Language

/// The time words of a language pack: its `times.tsv`, looked up by lemma.
struct TimeVocabulary: Sendable {
    /// Stands for the first of a period ahead: „идния вторник“.
    static let coming = 100

    private let words: [TimeWord]
    private let readings: [Reading]
    /// „т. г.“: abbreviations with a space, which are no forms of the lexicon.
    private let spaced: [FormKey: TimeWord]

    /// Reads the pack's table.
    ///
    /// - Throws: ``PackError`` with the line that is wrong or whose word is no lemma of the lexicon.
    init(pack: LanguagePack) throws {
        let lemmas = pack.lexicon.lemmas.map { FormKey($0) }
        let known = Set(lemmas)
        var byLemma: [FormKey: TimeWord] = [:]
        var spaced: [FormKey: TimeWord] = [:]
        for row in try PackTable(path: pack.folder + "/times.tsv").rows {
            let key = FormKey(utf8: row.bytes(0))
            if row.bytes(0).contains(UInt8(ascii: " ")) {
                spaced[key] = try Self.word(row)
            } else if known.contains(key) {
                byLemma[key] = try Self.word(row)
            } else {
                throw row.error("“\(row[0])” is no lemma of any lexicon file")
            }
        }
        words = lemmas.map { byLemma[$0] ?? .none }
        readings = pack.lexicon.readings
        self.spaced = spaced
    }

    /// The time word of each token; numbers in digits are words of their own kind.
    func words(of tokens: [Token]) -> [TimeWord] {
        tokens.map { token in
            if token.kind == .number { return TimeWord(kind: .digits) }
            for reading in token.readings {
                let word = words[Int(readings[reading].lemma.index)]
                if word.kind != .none { return word }
            }
            return token.readings.isEmpty && token.kind == .word ? spaced[token.form] ?? .none : .none
        }
    }

    private static func word(_ row: PackTable.Row) throws -> TimeWord {
        guard let kind = TimeWord.Kind(rawValue: row[1]) else { throw row.error("no such kind: “\(row[1])”") }
        var word = TimeWord(kind: kind)
        let numbers = row[2].split(separator: " ").compactMap { Int($0) }
        let index: Int?
        switch kind {
        case .unit, .duration, .length: index = position(of: TimeUnit(rawValue: row[2]))
        case .bound: index = position(of: TimeBound(rawValue: row[2]))
        case .share: index = position(of: TimeShare(rawValue: row[2]))
        case .preposition: index = position(of: TimeWord.Preposition(rawValue: row[2]))
        case .vague: index = ["past": -1, "future": 1][row[2]]
        case .church: index = ["orthodox": 0, "western": 1][row[2]]
        case .shift: index = row[2] == "coming" ? coming : numbers.first
        case .weekday, .month, .season, .day, .year, .week, .months, .number, .ordinal, .holy: index = numbers.first
        case .part:
            index = numbers.count == 2 ? 0 : nil
            if index != nil { word.hours = numbers[0]..<numbers[1] }
        case .daypart:
            index = numbers.count == 3 ? numbers[0] : nil
            if index != nil { word.hours = numbers[1]..<numbers[2] }
        case .feast:
            word.feast = feast(row[2], numbers)
            index = word.feast == nil ? nil : 0
        default: index = 0
        }
        guard let index else { throw row.error("“\(row[2])” is no value of the kind “\(row[1])”") }
        word.value = index
        return word
    }

    private static func position<T: CaseIterable & Equatable>(of value: T?) -> Int? {
        value.flatMap { Array(T.allCases).firstIndex(of: $0) }
    }

    /// „12 25“: a month and a day, „easter -2“: days from Easter Sunday; then how many days it lasts where it is not one.
    private static func feast(_ value: String, _ numbers: [Int]) -> TimeFeast? {
        if value.hasPrefix("easter") {
            guard let offset = numbers.first else { return nil }
            return .easter(.orthodox, offset: offset, days: numbers.count > 1 ? numbers[1] : 1)
        }
        guard numbers.count > 1 else { return nil }
        return .fixed(month: numbers[0], day: numbers[1], days: numbers.count > 2 ? numbers[2] : 1)
    }
}
