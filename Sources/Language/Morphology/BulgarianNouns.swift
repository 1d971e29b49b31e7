/// Nouns: gender, number and article.
extension BulgarianForms {
    func masculineNoun(_ lemma: Word, _ parts: PrincipalParts) {
        let singular: Grammar = [.noun, .masculine, .singular]
        add(lemma, singular)
        let definite = singular.union(.definite)
        if let form = parts["def"] {
            add(form, definite)
            if form.ends("т") { add(form.dropping(1), definite) }
        } else if lemma.ends("а", "я") {
            add(lemma, "та", definite)
        } else if lemma.ends("о", "е", "и", "у", "ю") {
            add(lemma, "то", definite)
        } else {
            let isSoft = lemma.ends("й", "тел", "ар", "яр", "ен") || parts["soft"] != nil
            if isSoft {
                let stem = lemma.ends("й") ? lemma.dropping(1) : lemma
                add(stem, "ят", definite)
                add(stem, "я", definite)
            }
            if !lemma.ends("й", "тел") {
                let stem = Self.beforeVowel(lemma, parts)
                add(stem, "ът", definite)
                add(stem, "а", definite)
            }
        }
        if let vocative = parts["voc"] { add(vocative, singular) }
        plural(parts["pl"] ?? Self.masculinePlural(lemma), .masculine)
        if let second = parts["pl2"] { plural(second, .masculine) }
    }

    func feminineNoun(_ lemma: Word, _ parts: PrincipalParts) {
        let singular: Grammar = [.noun, .feminine, .singular]
        add(lemma, singular)
        add(parts["def"] ?? lemma + "та", singular.union(.definite))
        if let vocative = parts["voc"] { add(vocative, singular) }
        plural(parts["pl"] ?? (lemma.ends("а", "я") ? lemma.dropping(1) : lemma) + "и", .feminine)
    }

    func neuterNoun(_ lemma: Word, _ parts: PrincipalParts) {
        let singular: Grammar = [.noun, .neuter, .singular]
        add(lemma, singular)
        add(parts["def"] ?? lemma + "то", singular.union(.definite))
        plural(parts["pl"] ?? Self.neuterPlural(lemma), .neuter)
    }

    func pluralNoun(_ lemma: Word, _ parts: PrincipalParts) { plural(lemma, [], definite: parts["def"]) }

    private func plural(_ form: Word, _ gender: Grammar, definite: Word? = nil) {
        // Nouns without a plural say `pl=-`.
        if form == "-" { return }
        let grammar: Grammar = gender.union([.noun, .plural])
        add(form, grammar)
        add(definite ?? form + (form.ends("а", "я") ? "та" : "те"), grammar.union(.definite))
    }

    /// „механизъм“ → „механизмът“; others that lose or change a vowel („свят“ → „светът“) are listed with `stem=`.
    private static func beforeVowel(_ lemma: Word, _ parts: PrincipalParts) -> Word {
        parts["stem"] ?? (lemma.ends("зъм") ? lemma.dropping(2) + "м" : lemma)
    }

    private static func masculinePlural(_ lemma: Word) -> Word {
        if lemma.ends("а", "я") { return lemma.dropping(1) + "и" }
        if lemma.ends("о") { return lemma.dropping(1) + "овци" }
        if lemma.ends("е", "и", "у", "ю") { return lemma + "та" }
        let isShort = lemma.count(of: "аеиоуъюя") == 1
        if isShort { return lemma.ends("й") ? lemma.dropping(1) + "еве" : lemma + "ове" }
        if lemma.ends("й") { return lemma.dropping(1) + "и" }
        if lemma.ends("еец", "аец", "оец") { return lemma.dropping(2) + "йци" }
        if lemma.ends("ец") { return lemma.dropping(2) + "ци" }
        if lemma.ends("анин", "янин") { return lemma.dropping(2) + "и" }
        if lemma.ends("зъм") { return lemma.dropping(2) + "ми" }
        if lemma.ends("ър") { return lemma.dropping(2) + "ри" }
        if lemma.ends("ък") { return lemma.dropping(2) + "ци" }
        if lemma.ends("к") { return lemma.dropping(1) + "ци" }
        if lemma.ends("г") { return lemma.dropping(1) + "зи" }
        if lemma.ends("х") { return lemma.dropping(1) + "си" }
        return lemma + "и"
    }

    private static func neuterPlural(_ lemma: Word) -> Word {
        if lemma.ends("о") { return lemma.dropping(1) + "а" }
        if lemma.ends("ие") { return lemma.dropping(1) + "я" }
        if lemma.ends("ще", "це") { return lemma.dropping(1) + "а" }
        if lemma.ends("не") { return lemma.dropping(1) + "ия" }
        if lemma.ends("е") { return lemma + "та" }
        return lemma + "та"
    }
}
