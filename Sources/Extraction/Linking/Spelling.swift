import Language

/// Two spellings of one first name: „Антонио“ and „Антониу“, „Анна“ and „Ана“, „Киър“ and „Кир“.
enum Spelling {
    /// Whether two names begin with the same letter and differ by at most one, in long names two.
    static func isAlike(_ one: String, _ other: String) -> Bool {
        let a = Array(one.unicodeScalars)
        let b = Array(other.unicodeScalars)
        guard let first = a.first, first == b.first, abs(a.count - b.count) <= 2, max(a.count, b.count) <= 24 else {
            return false
        }
        return distance(a, b) <= (min(a.count, b.count) >= 6 ? 2 : 1)
    }

    /// The number of letters to change, add or leave out.
    private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        var row = Array(0...b.count)
        for (i, letter) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in b.enumerated() {
                let substituted = diagonal + (letter == other ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(substituted, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[b.count]
    }
}
