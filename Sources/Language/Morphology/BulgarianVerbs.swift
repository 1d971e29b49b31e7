/// Verbs from their principal parts: 1st and 3rd person singular present, 1st person singular aorist.
extension BulgarianForms {
    mutating func verb(_ lemma: String, third: String, aorist: String, _ aspect: Grammar, _ parts: PrincipalParts) {
        let base: Grammar = aspect.union(.verb)
        let isThirdConjugation = third.ends("а", "я")
        // Of „пише“, „говори“: „пиш“, „говор“; of „казва“ the whole.
        let stem = isThirdConjugation ? third : third.dropping(1)
        present(lemma, third, stem, base)
        let aoristStem = aorist.dropping(1)
        past(aoristStem, isPresentToo: isThirdConjugation && aoristStem == third && !aspect.contains(.perfective), base)
        imperfect(stem, isThirdConjugation, base)
        imperative(stem, isThirdConjugation, parts, base)
        activeParticiples(aoristStem, stem, isThirdConjugation, parts, base)
        passiveParticiple(aoristStem, third, parts, base)
        if aspect.contains(.imperfective) {
            let vowels = isThirdConjugation ? [""] : ["е", "я"]
            for vowel in vowels {
                let form = stem + vowel + "щ"
                adjective(masculine: form, stem: form, plural: form + "и", base.union([.presentParticiple]))
            }
            add(stem + (isThirdConjugation ? "йки" : "ейки"), base.union(.gerund))
        }
    }

    // MARK: Finite forms

    private mutating func present(_ lemma: String, _ third: String, _ stem: String, _ base: Grammar) {
        let present = base.union(.present)
        let vowel = String(decoding: third.utf8.suffix(2), as: UTF8.self)
        let linked = third.ends("а", "я") ? stem : stem + vowel
        let plural: String
        if third.ends("а", "я") {
            plural = third + "т"
        } else if lemma.ends("м") {
            // „дам“, „даде“: „дадат“.
            plural = stem + "ат"
        } else {
            plural = lemma + "т"
        }
        add(lemma, present.union([.first, .singular]))
        add(linked + "ш", present.union([.second, .singular]))
        add(third, present.union([.third, .singular]))
        add(linked + "м" + (third.ends("а", "я") ? "е" : ""), present.union([.first, .plural]))
        add(linked + "те", present.union([.second, .plural]))
        add(plural, present.union([.third, .plural]))
    }

    private mutating func past(_ stem: String, isPresentToo: Bool, _ base: Grammar) {
        let aorist = base.union(.aorist)
        add(stem + "х", aorist.union([.first, .singular]))
        if !isPresentToo { add(Self.thirdAorist(stem), aorist.union([.second, .third, .singular])) }
        add(stem + "хме", aorist.union([.first, .plural]))
        add(stem + "хте", aorist.union([.second, .plural]))
        add(stem + "ха", aorist.union([.third, .plural]))
    }

    /// „четох“ → „чете“, „рекох“ → „рече“, „казах“ → „каза“.
    private static func thirdAorist(_ stem: String) -> String {
        guard stem.ends("о") else { return stem }
        return softened(stem.dropping(1)) + "е"
    }

    private static func softened(_ stem: String) -> String {
        if stem.ends("к") { return stem.dropping(1) + "ч" }
        if stem.ends("г") { return stem.dropping(1) + "ж" }
        return stem
    }

    private mutating func imperfect(_ stem: String, _ isThirdConjugation: Bool, _ base: Grammar) {
        let imperfect = base.union(.imperfect)
        add(stem + (isThirdConjugation ? "ше" : "еше"), imperfect.union([.second, .third, .singular]))
        for vowel in isThirdConjugation ? [""] : stem.ends("ж", "ч", "ш") ? ["е", "а"] : ["е", "я"] {
            add(stem + vowel + "х", imperfect.union([.first, .singular]))
            add(stem + vowel + "хме", imperfect.union([.first, .plural]))
            add(stem + vowel + "хте", imperfect.union([.second, .plural]))
            add(stem + vowel + "ха", imperfect.union([.third, .plural]))
        }
    }

    private mutating func imperative(
        _ stem: String, _ isThirdConjugation: Bool, _ parts: PrincipalParts, _ base: Grammar
    ) {
        let imperative = base.union([.imperative, .second])
        if let form = parts["imp"] {
            add(form, imperative.union(.singular))
            add(form.ends("и") ? form.dropping(1) + "ете" : form + "те", imperative.union(.plural))
        } else if isThirdConjugation {
            add(stem + "й", imperative.union(.singular))
            add(stem + "йте", imperative.union(.plural))
        } else if stem.ends("а", "я", "е", "и", "о", "у") {
            add(stem + "й", imperative.union(.singular))
            add(stem + "йте", imperative.union(.plural))
        } else {
            add(stem + "и", imperative.union(.singular))
            add(stem + "ете", imperative.union(.plural))
        }
    }

    // MARK: Participles

    private mutating func activeParticiples(
        _ aoristStem: String, _ stem: String, _ isThirdConjugation: Bool, _ parts: PrincipalParts, _ base: Grammar
    ) {
        let participle = base.union(.activeParticiple)
        addActive(parts["l"] ?? Self.activeParticiple(aoristStem), participle)
        for vowel in isThirdConjugation ? [""] : ["е", "я"] {
            addActive(stem + vowel + "л", participle.union(.imperfect))
        }
    }

    private static func activeParticiple(_ aoristStem: String) -> String {
        guard aoristStem.ends("о") else { return aoristStem + "л" }
        let consonant = aoristStem.dropping(1)
        return consonant.ends("т", "д") ? consonant.dropping(1) + "л" : consonant + "ъл"
    }

    private mutating func addActive(_ masculine: String, _ base: Grammar) {
        let stem = masculine.ends("ъл") ? masculine.dropping(2) + "л" : masculine
        let plural: String
        if masculine.ends("язъл") {
            plural = masculine.dropping(4) + "езли"
        } else if masculine.ends("ял"), !masculine.ends("оял", "еял") {
            plural = masculine.dropping(2) + "ели"
        } else {
            plural = stem + "и"
        }
        adjective(masculine: masculine, stem: stem, plural: plural, base)
    }

    private mutating func passiveParticiple(
        _ aoristStem: String, _ third: String, _ parts: PrincipalParts, _ base: Grammar
    ) {
        let masculine = parts["pass"] ?? Self.passiveParticiple(aoristStem, third)
        if masculine == "-" { return }
        var plural = masculine + "и"
        if masculine.ends("ян"), !masculine.ends("аян", "еян", "оян") { plural = masculine.dropping(2) + "ени" }
        adjective(masculine: masculine, stem: masculine, plural: plural, base.union(.passiveParticiple))
    }

    /// „отложих“ → „отложен“, „казах“ → „казан“, „проведох“ → „проведен“, „приех“ → „приет“, „върнах“ → „върнат“.
    private static func passiveParticiple(_ stem: String, _ third: String) -> String {
        if stem.ends("о") { return softened(stem.dropping(1)) + "ен" }
        if third.ends("ие", "уе", "не"), !third.ends("ва"), !stem.ends("ва") { return stem + "т" }
        if stem.ends("и") { return stem.dropping(1) + "ен" }
        if stem.ends("е", "у", "ю") { return stem + "т" }
        return stem + "н"
    }
}
