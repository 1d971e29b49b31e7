import Language

/// The forms that Bulgarian names of institutions and adjectives of countries take in a text.
///
/// Works on the name's first word, which carries the article: „Държавен департамент“ gives „Държавния департамент“ and
/// „Държавният департамент“. Suffixes are data; the rules hold for the words that open names, not for the language.
enum NameInflection {
    /// Gender and number of a name's head.
    enum Agreement {
        case masculine, feminine, neuter, plural
    }

    /// What an adjective ends in, in its base form, and the stem's own ending before „-ия“, „-а“, „-о“, „-и“.
    private static let adjectiveEndings: [(ending: StaticString, stem: StaticString)] = [
        ("ски", "ск"), ("шки", "шк"), ("чки", "чк"), ("цки", "цк"),
        ("ен", "н"), ("ен", "ен"), ("ър", "р"), ("ъл", "л"), ("ов", "ов"), ("ев", "ев"), ("ин", "ин"), ("щ", "щ"),
    ]

    /// Words after which the first word is a noun: „Съвет на …“.
    private static let prepositions = Set(
        ["на", "за", "по", "в", "във", "към", "от", "с", "със", "при", "и"].map { FormKey($0) })

    /// All forms of an adjective, from its masculine singular: „руски“, „руският“, „руската“ …
    static func adjectiveForms(_ adjective: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        let adjective = Word(utf8: adjective)
        let stems = adjectiveStems(adjective)
        let endings: [StaticString] = ["ия", "ият", "а", "ата", "о", "ото", "и", "ите"]
        let forms = (stems.isEmpty ? [adjective] : stems).flatMap { stem in endings.map { stem + $0 } }
        return unique([adjective] + forms).map(\.utf8)
    }

    /// A name with its first word in every form that a text may have it in.
    static func nameForms(_ name: ArraySlice<UInt8>, _ agreement: Agreement) -> [ArraySlice<UInt8>] {
        let (first, rest) = split(name)
        let isAdjective = opensWithAdjective(first, rest, agreement)
        let heads: [Word]
        switch agreement {
        case .masculine where isAdjective:
            heads = definiteCounterparts(first) + adjectiveStems(first).flatMap { [$0 + "ия", $0 + "ият"] }
        case .masculine: heads = definiteCounterparts(first) + masculineNoun(first)
        case .feminine: heads = [first + "та"]
        case .neuter: heads = [first + "то"]
        case .plural: heads = [first + (first.ends("а", "я") ? "та" : "те")]
        }
        return unique([first] + heads).map { $0.utf8 + rest }
    }

    /// Gender and number of a name that opens with an adjective, as its ending shows it; nil where it does not.
    static func agreement(ofNameWithAdjective name: ArraySlice<UInt8>) -> Agreement? {
        let (first, rest) = split(name)
        guard !rest.isEmpty else { return nil }
        if first.ends("ски", "шки") { return .masculine }
        if first.ends("ска", "шка", "рна", "лна", "ена") { return .feminine }
        if first.ends("ско", "ено", "рно", "лно") { return .neuter }
        if first.ends("ени", "рни", "лни") { return .plural }
        return nil
    }

    private static func opensWithAdjective(
        _ first: Word, _ rest: ArraySlice<UInt8>, _ agreement: Agreement
    ) -> Bool {
        guard let second = rest.split(separator: UInt8(ascii: " ")).first,
            !prepositions.contains(FormKey(utf8: second))
        else { return false }
        return !adjectiveStems(first).isEmpty || first == "Бял" || agreement != .masculine
    }

    private static func adjectiveStems(_ adjective: Word) -> [Word] {
        if adjective == "бял" || adjective == "Бял" { return [adjective.dropping(2) + "ел"] }
        return adjectiveEndings.compactMap { adjective.replacing($0.ending, with: $0.stem) }
    }

    /// „Белия“ beside „Белият“: a base form that has the article already.
    private static func definiteCounterparts(_ word: Word) -> [Word] {
        if word.ends("ият") { return [word.dropping(1)] }
        if word.ends("ия") { return [word + "т"] }
        return []
    }

    private static func masculineNoun(_ noun: Word) -> [Word] {
        if noun.ends("ия", "ият") { return [] }
        if noun.ends("й") { return [noun.dropping(1) + "я", noun.dropping(1) + "ят"] }
        if noun.ends("тел", "ар") { return [noun + "я", noun + "ят", noun + "а", noun + "ът"] }
        if noun.ends("а", "я", "о", "е") { return [] }
        return [noun + "а", noun + "ът"]
    }

    /// The first word, and the rest with the space before it.
    private static func split(_ name: ArraySlice<UInt8>) -> (first: Word, rest: ArraySlice<UInt8>) {
        let end = name.firstIndex(of: UInt8(ascii: " ")) ?? name.endIndex
        return (Word(utf8: name[..<end]), name[end...])
    }

    /// The words in their order, each once; there are never more than a few.
    private static func unique(_ words: [Word]) -> [Word] {
        words.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
