import Language

/// The lexical classes and closed words that the rules for names ask for, looked up once.
struct NameVocabulary: Sendable {
    let title: LexicalClasses
    let person: LexicalClasses
    let kinship: LexicalClasses
    let group: LexicalClasses
    let organisationHead: LexicalClasses
    let bodyHead: LexicalClasses
    let parliament: LexicalClasses
    let scopeHead: LexicalClasses
    let specificHead: LexicalClasses
    let mediaHead: LexicalClasses
    let placeHead: LexicalClasses
    let eventHead: LexicalClasses
    let productHead: LexicalClasses
    let includedHead: LexicalClasses
    let commonAbbreviation: LexicalClasses
    let particle: LexicalClasses
    let generation: LexicalClasses
    let legalForm: LexicalClasses
    let placePreposition: LexicalClasses
    let givenMasculine: LexicalClasses
    let givenFeminine: LexicalClasses
    let given: LexicalClasses
    /// Any noun that says what the name beside it is.
    let head: LexicalClasses

    let of: FormKey
    let forKey: FormKey
    let about: FormKey
    let and: FormKey
    let the: FormKey

    init(lexicon: Lexicon) throws {
        title = try lexicon.lexicalClass("title")
        person = try lexicon.lexicalClass("person")
        kinship = try lexicon.lexicalClass("kinship")
        group = try lexicon.lexicalClass("group")
        organisationHead = try lexicon.lexicalClass("org.head")
        bodyHead = try lexicon.lexicalClass("org.body")
        parliament = try lexicon.lexicalClass("org.parliament")
        scopeHead = try lexicon.lexicalClass("org.scope")
        specificHead = try lexicon.lexicalClass("org.specific")
        mediaHead = try lexicon.lexicalClass("media.head")
        placeHead = try lexicon.lexicalClass("place.head")
        eventHead = try lexicon.lexicalClass("event.head")
        productHead = try lexicon.lexicalClass("product.head")
        includedHead = try lexicon.lexicalClass("org.included")
        commonAbbreviation = try lexicon.lexicalClass("abbreviation.common")
        generation = try lexicon.lexicalClass("name.generation")
        legalForm = try lexicon.lexicalClass("org.legal")
        particle = try lexicon.lexicalClass("name.particle")
        placePreposition = try lexicon.lexicalClass("name.place")
        givenMasculine = try lexicon.lexicalClass("given.m")
        givenFeminine = try lexicon.lexicalClass("given.f")
        given = [givenMasculine, givenFeminine]
        head = [organisationHead, mediaHead, placeHead, eventHead, productHead]
        of = FormKey("на")
        forKey = FormKey("за")
        about = FormKey("по")
        and = FormKey("и")
        the = FormKey("the")
    }
}

/// Parts of speech of words that are no names.
extension Grammar {
    static let commonWord: Grammar = [
        .noun, .adjective, .verb, .pronoun, .preposition, .conjunction, .adverb, .numeral, .particle,
    ]
    static let gender: Grammar = [.masculine, .feminine, .neuter]
}
