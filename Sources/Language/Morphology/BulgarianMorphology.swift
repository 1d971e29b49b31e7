/// The forms of Bulgarian nouns, adjectives and verbs.
///
/// Where the standard language leaves a choice (soft or hard article, `-ех` or `-ях`), both forms are made: a form that
/// nobody writes does no harm. The count form of masculine nouns („двама президента“) is written like the short article
/// and stands under it.
public struct BulgarianMorphology: Morphology {
    /// The morphology has no settings.
    public init() {}

    /// All forms of a lemma; see ``Morphology/forms(lemma:paradigm:principal:)``.
    public func forms(lemma: String, paradigm: String, principal: [String]) throws -> [InflectedForm] {
        let parts = PrincipalParts(principal)
        var forms = BulgarianForms()
        switch paradigm {
        case "n.m": forms.masculineNoun(lemma, parts)
        case "n.f": forms.feminineNoun(lemma, parts)
        case "n.n": forms.neuterNoun(lemma, parts)
        case "n.pl": forms.pluralNoun(lemma, parts)
        case "a": forms.adjective(lemma, parts)
        case "v.p", "v.i", "v.b":
            guard parts.plain.count >= 2 else {
                throw MorphologyError(
                    description: "verb “\(lemma)” needs the 3rd person singular present and the 1st person aorist")
            }
            let aspect: Grammar =
                paradigm == "v.p" ? .perfective : paradigm == "v.i" ? .imperfective : [.perfective, .imperfective]
            forms.verb(lemma, third: parts.plain[0], aorist: parts.plain[1], aspect, parts)
        default:
            try forms.listed(lemma, paradigm, parts)
        }
        return forms.result
    }

    /// „отлага“ → „отлагане“, „води“ → „водене“; perfective verbs have none.
    public func verbalNoun(paradigm: String, principal: [String]) -> (lemma: String, paradigm: String)? {
        guard paradigm == "v.i" || paradigm == "v.b", let third = PrincipalParts(principal).plain.first else {
            return nil
        }
        return (third.ends("а", "я") ? third + "не" : third.dropping(1) + "ене", "n.n")
    }
}

/// Collects the forms of one word.
struct BulgarianForms {
    private(set) var result: [InflectedForm] = []

    mutating func add(_ form: String, _ grammar: Grammar) { result.append(InflectedForm(form, grammar)) }

    /// Words of closed classes: every form is listed with its grammar, `него=m.sg.3`.
    mutating func listed(_ lemma: String, _ paradigm: String, _ parts: PrincipalParts) throws {
        let base: Grammar
        switch paradigm {
        case "adv": base = .adverb
        case "prep": base = .preposition
        case "conj": base = .conjunction
        case "part": base = .particle
        case "pron": base = .pronoun
        case "num": base = .numeral
        case "x": base = []
        default:
            throw MorphologyError(
                description:
                    "there is no paradigm “\(paradigm)”: use n.m n.f n.n n.pl a v.p v.i v.b adv prep conj part pron num x"
            )
        }
        if parts.named.allSatisfy({ $0.key != lemma }) { add(lemma, base) }
        for form in parts.plain { add(form, base) }
        for (form, names) in parts.named {
            guard let grammar = Grammar(names: names) else {
                throw MorphologyError(description: "“\(form)=\(names)” has a grammar name that does not exist")
            }
            add(form, base.union(grammar))
        }
    }

    // MARK: Adjectives

    mutating func adjective(_ lemma: String, _ parts: PrincipalParts) {
        let stem = parts["f"].map { $0.dropping(1) } ?? Self.adjectiveStem(lemma)
        let plural = parts["pl"] ?? Self.adjectivePlural(lemma, stem)
        adjective(masculine: lemma, stem: stem, plural: plural, [.adjective])
    }

    /// All forms of an adjective or participle from its masculine, its stem and its plural.
    mutating func adjective(masculine: String, stem: String, plural: String, _ base: Grammar) {
        let m = base.union([.masculine, .singular])
        add(masculine, m)
        add(plural + "ят", m.union(.definite))
        add(plural + "я", m.union(.definite))
        add(stem + "а", base.union([.feminine, .singular]))
        add(stem + "ата", base.union([.feminine, .singular, .definite]))
        add(stem + "о", base.union([.neuter, .singular]))
        add(stem + "ото", base.union([.neuter, .singular, .definite]))
        add(plural, base.union(.plural))
        add(plural + "те", base.union([.plural, .definite]))
    }

    private static func adjectiveStem(_ lemma: String) -> String {
        if lemma.ends("и") { return lemma.dropping(1) }
        if lemma.ends("оен", "аен", "еен", "уен") { return lemma.dropping(2) + "йн" }
        if lemma.ends("ен"), lemma.utf8.count > 6 {
            return lemma.dropping(2) + "н"
        }
        if lemma.ends("ък", "ъл", "ър", "ъв", "ъг", "ъм", "ъп"), lemma.utf8.count > 6 {
            return lemma.dropping(2) + String(decoding: lemma.utf8.suffix(2), as: UTF8.self)
        }
        return lemma
    }

    private static func adjectivePlural(_ lemma: String, _ stem: String) -> String {
        if lemma.ends("и") { return lemma }
        if lemma.ends("ял", "ям", "яс", "ян"), !lemma.ends("оял", "еял") {
            return lemma.dropping(2) + "е" + String(decoding: lemma.utf8.suffix(2), as: UTF8.self) + "и"
        }
        return stem + "и"
    }
}
