/// Guesses the grammar of an unknown word from its ending: the longest listed suffix decides.
struct SuffixGuesser: Sendable {
    private var grammars: [FormKey: Grammar] = [:]
    private var bytesMax = 0

    init() {}

    mutating func add(_ suffix: String, _ grammar: Grammar) {
        grammars[FormKey(suffix)] = grammar
        bytesMax = max(bytesMax, suffix.utf8.count)
    }

    /// The grammar of a word in lower case; empty where no suffix fits.
    func guess(_ text: Text, _ word: Range<Int>) -> Grammar {
        // A suffix leaves at least two letters of stem.
        var start = max(word.lowerBound + 4, word.upperBound - bytesMax)
        while start < word.upperBound {
            if text.utf8[start] & 0xC0 != 0x80,
                let grammar = grammars[FormKey(utf8: text.utf8[start..<word.upperBound])]
            {
                return grammar
            }
            start += 1
        }
        return []
    }
}
