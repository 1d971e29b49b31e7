import Language

/// The lexical classes and words that linking asks for, looked up once.
struct LinkingVocabulary: Sendable {
    let person: LexicalClasses
    let title: LexicalClasses
    let honorific: LexicalClasses
    let counterpart: LexicalClasses
    let host: LexicalClasses
    let guest: LexicalClasses
    let leader: LexicalClasses
    let former: LexicalClasses
    let kinship: LexicalClasses
    let personal: LexicalClasses
    let reflexive: LexicalClasses
    let generation: LexicalClasses
    let legalForm: LexicalClasses
    let organisationHead: LexicalClasses
    let givenMasculine: LexicalClasses
    let givenFeminine: LexicalClasses
    let of: FormKey
    let the: FormKey
    let forKey: FormKey
    let about: FormKey
    let and: FormKey
    let comma = FormKey(",")
    /// „с“, „със“
    let with: Set<FormKey>
    /// Prepositions that make a person who follows them no subject.
    let governing: Set<FormKey>
    /// „той“, „тя“ and their full object forms; the short ones stand for things as often.
    let fullPronouns: Set<FormKey>
    /// Base forms of the numbers that count people without naming them.
    let smallNumbers: [FormKey: Int]
    /// For each lemma of the lexicon the key of its base form.
    let lemmaKeys: [FormKey]
    /// Base forms of names of offices that say less than the office is: „държавен лидер“, „служебен премиер“.
    let nicknames: Set<Int32>
    /// Sorts of offices that „лидер“ may mean.
    let leaderKinds: [KnowledgeBase.OfficeKind]

    init(lexicon: Lexicon, knowledge: KnowledgeBase) throws {
        person = try lexicon.lexicalClass("person")
        title = try lexicon.lexicalClass("title")
        honorific = try lexicon.lexicalClass("honorific")
        counterpart = try lexicon.lexicalClass("counterpart")
        host = try lexicon.lexicalClass("host")
        guest = try lexicon.lexicalClass("guest")
        leader = try lexicon.lexicalClass("leader")
        former = try lexicon.lexicalClass("former")
        kinship = try lexicon.lexicalClass("kinship")
        personal = try lexicon.lexicalClass("pronoun.personal")
        reflexive = try lexicon.lexicalClass("pronoun.reflexive")
        generation = try lexicon.lexicalClass("name.generation")
        organisationHead = try lexicon.lexicalClass("org.head")
        legalForm = try lexicon.lexicalClass("org.legal")
        givenMasculine = try lexicon.lexicalClass("given.m")
        givenFeminine = try lexicon.lexicalClass("given.f")
        of = FormKey("на")
        the = FormKey("the")
        forKey = FormKey("за")
        about = FormKey("по")
        and = FormKey("и")
        with = Set(["с", "със"].map { FormKey($0) })
        governing = Set(["с", "със", "до", "към", "от", "при", "срещу", "пред"].map { FormKey($0) })
        fullPronouns = Set(["той", "тя", "него", "нея"].map { FormKey($0) })
        smallNumbers = [FormKey("два"): 2, FormKey("три"): 3, FormKey("четири"): 4]
        lemmaKeys = lexicon.lemmas.map { FormKey($0) }
        let vague = try lexicon.lexicalClasses("leader", "acting")
        nicknames = Set(
            knowledge.officeNames.values.joined().map(\.baseForm).filter { baseForm in
                knowledge.baseForms[Int(baseForm)].split(separator: " ").contains { word in
                    let form = FormKey(String(word))
                    return knowledge.isAdjective(form) || lexicon.entry(form)?.classes.intersects(vague) ?? false
                }
            })
        leaderKinds = ["head-of-state", "head-of-government", "supreme-leader", "secretary-general", "president"]
            .compactMap { knowledge.officeKind($0) }
    }
}
