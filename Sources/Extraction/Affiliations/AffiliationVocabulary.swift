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
    /// „нов“: says nothing of the office.
    let epithet: LexicalClasses
    /// „на поста“
    let post: LexicalClasses
    /// „избраха го за“
    let appoint: LexicalClasses
    /// „стана“, „зае поста“
    let take: LexicalClasses
    /// „напусна поста“
    let leave: LexicalClasses
    /// „подаде“
    let resign: LexicalClasses
    /// „оставка“
    let resignation: LexicalClasses
    /// „смени“
    let succeed: LexicalClasses
    /// „генерал“
    let rank: LexicalClasses
    /// „господин“
    let honorific: LexicalClasses
    /// „говорителка“, „лекар“: people.
    let person: LexicalClasses
    let words = FunctionWords()
    let by = FormKey("по")
    let to = FormKey("към")
    let until = FormKey("до")
    let `as` = FormKey("като")
    let comma = FormKey(",")
    let dash = FormKey("-")
    let opening = FormKey("(")
    /// „зам. министърът“
    let deputy = Set(["зам.", "зам"].map { FormKey($0) })

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
        epithet = try named("standing.epithet")
        post = try named("office.post")
        appoint = try named("office.appoint")
        take = try named("office.take")
        leave = try named("office.leave")
        resign = try named("office.resign")
        resignation = try named("office.resignation")
        succeed = try named("office.succeed")
        rank = try named("rank")
        honorific = try named("honorific")
        person = try named("person")
    }
}
