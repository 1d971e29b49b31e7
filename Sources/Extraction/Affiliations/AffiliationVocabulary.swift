import Language

/// The lexical classes and words that affiliation rules ask for, looked up once.
struct AffiliationVocabulary: Sendable {
    /// Nouns for offices.
    let office: LexicalClasses
    /// „колега“
    let counterpart: LexicalClasses
    /// „бивш“
    let former: LexicalClasses
    /// „експрезидент“
    let formerOffice: LexicalClasses
    /// „изпълняващ“, „и.д.“
    let acting: LexicalClasses
    /// „новоизбран“
    let designated: LexicalClasses
    /// „длъжността“
    let duty: LexicalClasses
    /// „господин“
    let honorific: LexicalClasses
    /// „говорителка“, „лекар“: people.
    let person: LexicalClasses
    let words = FunctionWords()
    let by = FormKey("по")
    let `as` = FormKey("като")
    let comma = FormKey(",")
    let dash = FormKey("-")
    let opening = FormKey("(")

    /// Looks the classes up.
    ///
    /// - Throws: ``UnknownLexicalClass`` when the pack lacks one.
    init(lexicon: Lexicon) throws {
        func named(_ name: String) throws -> LexicalClasses { try lexicon.lexicalClass(name) }
        office = try named("office")
        counterpart = try named("counterpart")
        former = try named("former")
        formerOffice = try named("office.former")
        acting = try named("standing.acting")
        designated = try named("standing.designated")
        duty = try named("standing.duty")
        honorific = try named("honorific")
        person = try named("person")
    }
}
