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
    private static let adjectiveEndings: [(ending: String, stem: String)] = [
        ("ски", "ск"), ("шки", "шк"), ("чки", "чк"), ("цки", "цк"),
        ("ен", "н"), ("ен", "ен"), ("ър", "р"), ("ъл", "л"), ("ов", "ов"), ("ев", "ев"), ("ин", "ин"), ("щ", "щ"),
    ]

    /// Words after which the first word is a noun: „Съвет на …“.
    private static let prepositions: Set<String> = ["на", "за", "по", "в", "във", "към", "от", "с", "със", "при", "и"]

    /// All forms of an adjective, from its masculine singular: „руски“, „руският“, „руската“ …
    static func adjectiveForms(_ adjective: String) -> [String] {
        let stems = adjectiveStems(adjective)
        let stem = stems.first ?? adjective
        var forms = [adjective]
        for stem in stems.isEmpty ? [stem] : stems {
            for ending in ["ия", "ият", "а", "ата", "о", "ото", "и", "ите"] { forms.append(stem + ending) }
        }
        return unique(forms)
    }

    /// A name with its first word in every form that a text may have it in.
    static func nameForms(_ name: String, _ agreement: Agreement) -> [String] {
        let (first, rest) = split(name)
        let isAdjective = opensWithAdjective(first, rest, agreement)
        let heads: [String]
        switch agreement {
        case .masculine where isAdjective:
            heads = definiteCounterparts(first) + adjectiveStems(first).flatMap { [$0 + "ия", $0 + "ият"] }
        case .masculine: heads = definiteCounterparts(first) + masculineNoun(first)
        case .feminine: heads = [first + "та"]
        case .neuter: heads = [first + "то"]
        case .plural: heads = [first + (first.hasSuffix("а") || first.hasSuffix("я") ? "та" : "те")]
        }
        return unique([name] + heads.map { $0 + rest })
    }

    /// Gender and number of a name that opens with an adjective, as its ending shows it; nil where it does not.
    static func agreement(ofNameWithAdjective name: String) -> Agreement? {
        let (first, rest) = split(name)
        guard !rest.isEmpty else { return nil }
        if adjectiveSuffixes.masculine.contains(where: first.hasSuffix) { return .masculine }
        if adjectiveSuffixes.feminine.contains(where: first.hasSuffix) { return .feminine }
        if adjectiveSuffixes.neuter.contains(where: first.hasSuffix) { return .neuter }
        if adjectiveSuffixes.plural.contains(where: first.hasSuffix) { return .plural }
        return nil
    }

    private static let adjectiveSuffixes = (
        masculine: ["ски", "шки"], feminine: ["ска", "шка", "рна", "лна", "ена"], neuter: ["ско", "ено", "рно", "лно"],
        plural: ["ени", "рни", "лни"]
    )

    private static func opensWithAdjective(_ first: String, _ rest: String, _ agreement: Agreement) -> Bool {
        guard let second = rest.split(separator: " ").first, !prepositions.contains(String(second)) else {
            return false
        }
        return !adjectiveStems(first).isEmpty || first == "Бял" || agreement != .masculine
    }

    private static func adjectiveStems(_ adjective: String) -> [String] {
        if adjective.lowercased() == "бял" { return [String(adjective.prefix(1)) + "ел"] }
        return adjectiveEndings.filter { adjective.hasSuffix($0.ending) }
            .map { String(adjective.dropLast($0.ending.count)) + $0.stem }
    }

    /// „Белия“ beside „Белият“: a base form that has the article already.
    private static func definiteCounterparts(_ word: String) -> [String] {
        if word.hasSuffix("ият") { return [String(word.dropLast())] }
        if word.hasSuffix("ия") { return [word + "т"] }
        return []
    }

    private static func masculineNoun(_ noun: String) -> [String] {
        if noun.hasSuffix("ия") || noun.hasSuffix("ият") { return [] }
        if noun.hasSuffix("й") { return [String(noun.dropLast()) + "я", String(noun.dropLast()) + "ят"] }
        if noun.hasSuffix("тел") || noun.hasSuffix("ар") { return [noun + "я", noun + "ят", noun + "а", noun + "ът"] }
        if noun.hasSuffix("а") || noun.hasSuffix("я") || noun.hasSuffix("о") || noun.hasSuffix("е") { return [] }
        return [noun + "а", noun + "ът"]
    }

    private static func split(_ name: String) -> (first: String, rest: String) {
        guard let space = name.firstIndex(of: " ") else { return (name, "") }
        return (String(name[..<space]), String(name[space...]))
    }

    private static func unique(_ forms: [String]) -> [String] {
        var seen: Set<String> = []
        return forms.filter { seen.insert($0).inserted }
    }
}
