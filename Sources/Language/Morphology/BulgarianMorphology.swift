/// The forms of Bulgarian nouns, adjectives, verbs and first names.
///
/// Where the standard language leaves a choice (soft or hard article, `-ех` or `-ях`), both forms are made: a form that
/// nobody writes does no harm. The count form of masculine nouns („двама президента“) is written like the short article
/// and stands under it.
public struct BulgarianMorphology: Morphology {
    /// The morphology has no settings.
    public init() {}

    /// Gives all forms of a lemma; see ``Morphology/inflect(_:paradigm:principal:_:)``.
    public func inflect(_ lemma: Word, paradigm: String, principal: [Word], _ take: @escaping FormTaker) throws {
        let parts = PrincipalParts(principal)
        let forms = BulgarianForms(add: take)
        switch paradigm {
        case "n.m": forms.masculineNoun(lemma, parts)
        case "n.f": forms.feminineNoun(lemma, parts)
        case "n.n": forms.neuterNoun(lemma, parts)
        case "n.pl": forms.pluralNoun(lemma, parts)
        case "a": forms.adjective(lemma, parts)
        case "given.m": forms.masculineName(lemma)
        case "given.f": forms.feminineName(lemma)
        case "v.p", "v.i", "v.b":
            guard parts.plain.count >= 2 else {
                throw MorphologyError(
                    description:
                        "verb “\(lemma.string)” needs the 3rd person singular present and the 1st person aorist")
            }
            let aspect: Grammar =
                paradigm == "v.p" ? .perfective : paradigm == "v.i" ? .imperfective : [.perfective, .imperfective]
            forms.verb(lemma, third: parts.plain[0], aorist: parts.plain[1], aspect, parts)
        default:
            try forms.listed(lemma, paradigm, parts)
        }
    }

    /// „отлага“ → „отлагане“, „води“ → „водене“; perfective verbs have none.
    public func verbalNoun(paradigm: String, principal: [Word]) -> (lemma: Word, paradigm: String)? {
        guard paradigm == "v.i" || paradigm == "v.b", let third = PrincipalParts(principal).plain.first else {
            return nil
        }
        return (third.ends("а", "я") ? third + "не" : third.dropping(1) + "ене", "n.n")
    }
}

/// Makes the forms of one word.
struct BulgarianForms {
    /// Takes a form.
    let add: BulgarianMorphology.FormTaker

    func add(_ form: Word, _ grammar: Grammar) { add(form, "", grammar) }

    /// Words of closed classes: every form is listed with its grammar, `него=m.sg.3`.
    func listed(_ lemma: Word, _ paradigm: String, _ parts: PrincipalParts) throws {
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
                    "there is no paradigm “\(paradigm)”: use n.m n.f n.n n.pl a given.m given.f v.p v.i v.b adv prep conj part pron num x"
            )
        }
        if parts.named.allSatisfy({ $0.key != lemma }) { add(lemma, base) }
        for form in parts.plain { add(form, base) }
        for (form, names) in parts.named {
            guard let grammar = Grammar(names: names.string) else {
                throw MorphologyError(
                    description: "“\(form.string)=\(names.string)” has a grammar name that does not exist")
            }
            add(form, base.union(grammar))
        }
    }

    // MARK: Adjectives

    func adjective(_ lemma: Word, _ parts: PrincipalParts) {
        let stem = parts["f"].map { $0.dropping(1) } ?? Self.adjectiveStem(lemma)
        let plural = parts["pl"] ?? Self.adjectivePlural(lemma, stem)
        adjective(masculine: lemma, stem: stem, plural: plural, [.adjective])
    }

    /// All forms of an adjective or participle from its masculine, its stem and its plural.
    func adjective(masculine: Word, stem: Word, plural: Word, _ base: Grammar) {
        let m = base.union([.masculine, .singular])
        add(masculine, m)
        add(plural, "ят", m.union(.definite))
        add(plural, "я", m.union(.definite))
        add(stem, "а", base.union([.feminine, .singular]))
        add(stem, "ата", base.union([.feminine, .singular, .definite]))
        add(stem, "о", base.union([.neuter, .singular]))
        add(stem, "ото", base.union([.neuter, .singular, .definite]))
        add(plural, base.union(.plural))
        add(plural, "те", base.union([.plural, .definite]))
    }

    private static func adjectiveStem(_ lemma: Word) -> Word {
        if lemma.ends("и") { return lemma.dropping(1) }
        if lemma.ends("оен", "аен", "еен", "уен") { return lemma.dropping(2) + "йн" }
        if lemma.ends("ен"), lemma.utf8.count > 6 {
            return lemma.dropping(2) + "н"
        }
        if lemma.ends("ък", "ъл", "ър", "ъв", "ъг", "ъм", "ъп"), lemma.utf8.count > 6 {
            return lemma.dropping(2) + lemma.last
        }
        return lemma
    }

    private static func adjectivePlural(_ lemma: Word, _ stem: Word) -> Word {
        if lemma.ends("и") { return lemma }
        if lemma.ends("ял", "ям", "яс", "ян"), !lemma.ends("оял", "еял") {
            return lemma.dropping(2) + "е" + lemma.last + "и"
        }
        return stem + "и"
    }
}
