import Language

/// Endings that surnames have and hardly any other name.
enum SurnameEnding {
    private static let endings: [[UInt8]] = [
        "ов", "ев", "ова", "ева", "ски", "ска", "ич", "енко", "чук", "ян", "швили", "дзе", "сън", "ссон", "сен", "ман",
        "чев", "чева", "оглу", "иу", "еску", "идис", "пулос", "акис",
    ].map { Array($0.utf8) }

    /// Whether the word ends like a surname.
    static func fits(_ token: Token, _ text: Text) -> Bool {
        guard token.bytes.count >= 10 else { return false }
        return endings.contains { ending in
            text.utf8[token.bytes].suffix(ending.count).elementsEqual(ending)
        }
    }
}
