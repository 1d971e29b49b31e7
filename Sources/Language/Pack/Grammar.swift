/// What a form is grammatically: one bit a value, so that a reading is a set and a rule asks for an intersection.
public struct Grammar: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt64

    /// A set from its bits.
    public init(rawValue: UInt64) { self.rawValue = rawValue }

    private init(bit: UInt64) { rawValue = 1 << bit }

    // MARK: Parts of speech

    /// Common noun.
    public static let noun = Grammar(bit: 0)
    /// Adjective; also an ordinal.
    public static let adjective = Grammar(bit: 1)
    /// Finite verb form or participle: see the forms below.
    public static let verb = Grammar(bit: 2)
    /// Pronoun of any sort.
    public static let pronoun = Grammar(bit: 3)
    /// Preposition.
    public static let preposition = Grammar(bit: 4)
    /// Conjunction.
    public static let conjunction = Grammar(bit: 5)
    /// Adverb.
    public static let adverb = Grammar(bit: 6)
    /// Cardinal number in words.
    public static let numeral = Grammar(bit: 7)
    /// Particle: ще, не, да, ли, нека.
    public static let particle = Grammar(bit: 8)
    /// Name of a person, place or organisation as such.
    public static let name = Grammar(bit: 9)

    // MARK: Gender, number, definiteness

    /// Masculine.
    public static let masculine = Grammar(bit: 12)
    /// Feminine.
    public static let feminine = Grammar(bit: 13)
    /// Neuter.
    public static let neuter = Grammar(bit: 14)
    /// Singular.
    public static let singular = Grammar(bit: 15)
    /// Plural, also the count form.
    public static let plural = Grammar(bit: 16)
    /// With the article.
    public static let definite = Grammar(bit: 17)
    /// Denotes a person.
    public static let animate = Grammar(bit: 18)

    // MARK: Verb forms

    /// First person.
    public static let first = Grammar(bit: 24)
    /// Second person.
    public static let second = Grammar(bit: 25)
    /// Third person.
    public static let third = Grammar(bit: 26)
    /// Present, also after да and ще.
    public static let present = Grammar(bit: 27)
    /// Aorist.
    public static let aorist = Grammar(bit: 28)
    /// Imperfect.
    public static let imperfect = Grammar(bit: 29)
    /// Imperative.
    public static let imperative = Grammar(bit: 30)
    /// Past active participle on -л, aorist or imperfect: срещнал, срещал.
    public static let activeParticiple = Grammar(bit: 31)
    /// Past passive participle: отложен, отложена.
    public static let passiveParticiple = Grammar(bit: 32)
    /// Present active participle: водещ.
    public static let presentParticiple = Grammar(bit: 33)
    /// Verbal adverb: говорейки.
    public static let gerund = Grammar(bit: 34)
    /// Perfective aspect.
    public static let perfective = Grammar(bit: 36)
    /// Imperfective aspect.
    public static let imperfective = Grammar(bit: 37)

    /// Bits by the short names that the data files use: `n.m.sg.def`, `v.pres.3.sg`.
    ///
    /// Returns nil where a name is unknown.
    public init?(names: some StringProtocol) {
        var grammar: Grammar = []
        for name in names.split(separator: ".") {
            guard let bit = Self.bitsByName[String(name)] else { return nil }
            grammar.formUnion(bit)
        }
        self = grammar
    }

    private static let bitsByName: [String: Grammar] = [
        "n": .noun, "a": .adjective, "v": .verb, "pron": .pronoun, "prep": .preposition, "conj": .conjunction,
        "adv": .adverb, "num": .numeral, "part": .particle, "name": .name,
        "m": .masculine, "f": .feminine, "nt": .neuter, "sg": .singular, "pl": .plural, "def": .definite,
        "anim": .animate,
        "1": .first, "2": .second, "3": .third, "pres": .present, "aor": .aorist, "impf": .imperfect,
        "imp": .imperative, "lpart": .activeParticiple, "pass": .passiveParticiple, "prespart": .presentParticiple,
        "ger": .gerund, "perf": .perfective, "imperf": .imperfective,
    ]
}
