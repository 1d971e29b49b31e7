/// Verbs from their principal parts: 1st and 3rd person singular present, 1st person singular aorist.
extension BulgarianForms {
    func verb(_ lemma: Word, third: Word, aorist: Word, _ aspect: Grammar, _ parts: PrincipalParts) {
        let base: Grammar = aspect.union(.verb)
        let isThirdConjugation = third.ends("а", "я")
        // Of „пише“, „говори“: „пиш“, „говор“; of „казва“ the whole.
        let stem = isThirdConjugation ? third : third.dropping(1)
        present(lemma, third, stem, isThirdConjugation, base)
        let aoristStem = aorist.dropping(1)
        past(aoristStem, isPresentToo: isThirdConjugation && aoristStem == third && !aspect.contains(.perfective), base)
        imperfect(stem, isThirdConjugation, base)
        imperative(stem, isThirdConjugation, parts, base)
        activeParticiples(aoristStem, stem, isThirdConjugation, parts, base)
        passiveParticiple(aoristStem, third, parts, base)
        if aspect.contains(.imperfective) {
            for ending: StaticString in isThirdConjugation ? ["щ"] : ["ещ", "ящ"] {
                let form = stem + ending
                adjective(masculine: form, stem: form, plural: form + "и", base.union([.presentParticiple]))
            }
            add(stem, isThirdConjugation ? "йки" : "ейки", base.union(.gerund))
        }
    }

    // MARK: Finite forms

    private func present(
        _ lemma: Word, _ third: Word, _ stem: Word, _ isThirdConjugation: Bool, _ base: Grammar
    ) {
        let present = base.union(.present)
        add(lemma, present.union([.first, .singular]))
        add(third, "ш", present.union([.second, .singular]))
        add(third, present.union([.third, .singular]))
        add(third, isThirdConjugation ? "ме" : "м", present.union([.first, .plural]))
        add(third, "те", present.union([.second, .plural]))
        let plural = present.union([.third, .plural])
        if isThirdConjugation {
            add(third, "т", plural)
        } else if lemma.ends("м") {
            // „дам“, „даде“: „дадат“.
            add(stem, "ат", plural)
        } else {
            add(lemma, "т", plural)
        }
    }

    private func past(_ stem: Word, isPresentToo: Bool, _ base: Grammar) {
        let aorist = base.union(.aorist)
        add(stem, "х", aorist.union([.first, .singular]))
        if !isPresentToo { add(Self.thirdAorist(stem), aorist.union([.second, .third, .singular])) }
        add(stem, "хме", aorist.union([.first, .plural]))
        add(stem, "хте", aorist.union([.second, .plural]))
        add(stem, "ха", aorist.union([.third, .plural]))
    }

    /// „четох“ → „чете“, „рекох“ → „рече“, „казах“ → „каза“.
    private static func thirdAorist(_ stem: Word) -> Word {
        guard stem.ends("о") else { return stem }
        return softened(stem.dropping(1)) + "е"
    }

    private static func softened(_ stem: Word) -> Word {
        if stem.ends("к") { return stem.dropping(1) + "ч" }
        if stem.ends("г") { return stem.dropping(1) + "ж" }
        return stem
    }

    private func imperfect(_ stem: Word, _ isThirdConjugation: Bool, _ base: Grammar) {
        let imperfect = base.union(.imperfect)
        add(stem, isThirdConjugation ? "ше" : "еше", imperfect.union([.second, .third, .singular]))
        for stem in isThirdConjugation ? [stem] : [stem + "е", stem + (stem.ends("ж", "ч", "ш") ? "а" : "я")] {
            add(stem, "х", imperfect.union([.first, .singular]))
            add(stem, "хме", imperfect.union([.first, .plural]))
            add(stem, "хте", imperfect.union([.second, .plural]))
            add(stem, "ха", imperfect.union([.third, .plural]))
        }
    }

    private func imperative(
        _ stem: Word, _ isThirdConjugation: Bool, _ parts: PrincipalParts, _ base: Grammar
    ) {
        let imperative = base.union([.imperative, .second])
        if let form = parts["imp"] {
            add(form, imperative.union(.singular))
            let plural = imperative.union(.plural)
            if form.ends("и") { add(form.dropping(1), "ете", plural) } else { add(form, "те", plural) }
        } else if isThirdConjugation {
            add(stem, "й", imperative.union(.singular))
            add(stem, "йте", imperative.union(.plural))
        } else if stem.ends("а", "я", "е", "и", "о", "у") {
            add(stem, "й", imperative.union(.singular))
            add(stem, "йте", imperative.union(.plural))
        } else {
            add(stem, "и", imperative.union(.singular))
            add(stem, "ете", imperative.union(.plural))
        }
    }

    // MARK: Participles

    private func activeParticiples(
        _ aoristStem: Word, _ stem: Word, _ isThirdConjugation: Bool, _ parts: PrincipalParts, _ base: Grammar
    ) {
        let participle = base.union(.activeParticiple)
        addActive(parts["l"] ?? Self.activeParticiple(aoristStem), participle)
        for ending: StaticString in isThirdConjugation ? ["л"] : ["ел", "ял"] {
            addActive(stem + ending, participle.union(.imperfect))
        }
    }

    private static func activeParticiple(_ aoristStem: Word) -> Word {
        guard aoristStem.ends("о") else { return aoristStem + "л" }
        let consonant = aoristStem.dropping(1)
        return consonant.ends("т", "д") ? consonant.dropping(1) + "л" : consonant + "ъл"
    }

    private func addActive(_ masculine: Word, _ base: Grammar) {
        let stem = masculine.ends("ъл") ? masculine.dropping(2) + "л" : masculine
        let plural: Word
        if masculine.ends("язъл") {
            plural = masculine.dropping(4) + "езли"
        } else if masculine.ends("ял"), !masculine.ends("оял", "еял") {
            plural = masculine.dropping(2) + "ели"
        } else {
            plural = stem + "и"
        }
        adjective(masculine: masculine, stem: stem, plural: plural, base)
    }

    private func passiveParticiple(
        _ aoristStem: Word, _ third: Word, _ parts: PrincipalParts, _ base: Grammar
    ) {
        let masculine = parts["pass"] ?? Self.passiveParticiple(aoristStem, third)
        if masculine == "-" { return }
        var plural = masculine + "и"
        if masculine.ends("ян"), !masculine.ends("аян", "еян", "оян") { plural = masculine.dropping(2) + "ени" }
        adjective(masculine: masculine, stem: masculine, plural: plural, base.union(.passiveParticiple))
    }

    /// „отложих“ → „отложен“, „казах“ → „казан“, „проведох“ → „проведен“, „приех“ → „приет“, „върнах“ → „върнат“.
    private static func passiveParticiple(_ stem: Word, _ third: Word) -> Word {
        if stem.ends("о") { return softened(stem.dropping(1)) + "ен" }
        if third.ends("ие", "уе", "не"), !third.ends("ва"), !stem.ends("ва") { return stem + "т" }
        if stem.ends("и") { return stem.dropping(1) + "ен" }
        if stem.ends("е", "у", "ю") { return stem + "т" }
        return stem + "н"
    }
}
