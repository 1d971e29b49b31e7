import Language

/// The base form of a name whose first word carries the article: „Върховния съд“ is „Върховен съд“.
enum BaseForm {
    /// The base form of the words; only their first is changed.
    static func of(_ range: Range<Int>, _ work: EntityWork) -> String {
        let first = range.lowerBound
        let rest = work.text[
            work.tokens[first].bytes.upperBound..<work.tokens[range.upperBound - 1].bytes.upperBound]
        return word(first, work) + rest
    }

    /// The word without its article, in the gender and number that it has; capital letters stay.
    static func word(_ index: Int, _ work: EntityWork) -> String {
        let token = work.tokens[index]
        let surface = work.text[token.bytes]
        let definite = work.lexicon.readings(of: token).filter { $0.grammar.contains(.definite) }
        if definite.isEmpty, work.knowledge.isAdjective(token.form) { return guessed(surface) }
        guard let reading = definite.first(where: { $0.grammar.contains(.adjective) }) ?? definite.first else {
            return token.readings.isEmpty ? guessed(surface) : surface
        }
        if reading.grammar.contains(.masculine), reading.grammar.contains(.singular) {
            return cased(work.lexicon.lemmas[Int(reading.lemma.index)], like: token, surface)
        }
        return String(decoding: surface.utf8.dropLast(4), as: UTF8.self)
    }

    /// What the ending of an unknown word shows.
    private static func guessed(_ surface: String) -> String {
        let bytes = Array(surface.utf8)
        for (ending, replacement) in [
            ("ският", "ски"), ("ския", "ски"), ("цкият", "цки"), ("цкия", "цки"), ("ката", "ка"), ("кото", "ко"),
            ("ките", "ки"), ("ният", "ен"), ("ната", "на"), ("ното", "но"), ("ните", "ни"),
        ] where bytes.count > ending.utf8.count + 2 && bytes.suffix(ending.utf8.count).elementsEqual(ending.utf8) {
            return String(decoding: bytes.dropLast(ending.utf8.count), as: UTF8.self) + replacement
        }
        return surface
    }

    private static func cased(_ lemma: String, like token: Token, _ surface: String) -> String {
        guard token.shape != .lower, let first = lemma.unicodeScalars.first else { return lemma }
        return first.properties.uppercaseMapping + String(lemma.unicodeScalars.dropFirst())
    }
}
