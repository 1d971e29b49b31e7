import Language

/// The lexical classes and words that statement rules ask for, looked up once.
struct StatementVocabulary: Sendable {
    /// Verbs of saying.
    let speech: LexicalClasses
    /// Verbs that say by doing: „предложи“, „отхвърли“.
    let act: LexicalClasses
    /// Verbs of belief, and „продължи“: they count where they tag a quotation.
    let thought: LexicalClasses
    /// What a medium does: „предаде“, „цитира“.
    let carry: LexicalClasses
    /// „категоричен“
    let verdict: LexicalClasses
    /// „думи“, „информация“: whose they are is the speaker.
    let noun: LexicalClasses
    /// „съобщение“: without an owner it is the last speaker's.
    let paper: LexicalClasses
    /// „източник“
    let source: LexicalClasses
    /// „отбеляза“: with „че“, a quotation or after what is said.
    let clause: LexicalClasses
    /// „определи X като“
    let characterising: LexicalClasses
    /// „се закани“: other verbs with „се“ tell of what is said somewhere.
    let reflexiveVerb: LexicalClasses
    /// „призив“ …
    let deed: LexicalClasses
    /// … under „отправи“.
    let light: LexicalClasses
    /// „опозицията“
    let body: LexicalClasses
    let person: LexicalClasses
    let organisationHead: LexicalClasses
    let mediaHead: LexicalClasses
    let personal: LexicalClasses
    let reflexive: LexicalClasses
    let relative: LexicalClasses
    let demonstrative: LexicalClasses
    let according: LexicalClasses
    let that: LexicalClasses
    let words = FunctionWords()
    let by = FormKey("по")
    let before = FormKey("пред")
    let `as` = FormKey("като")
    /// „стана ясно от думите му“
    let clear = [FormKey("ясно"), FormKey("видно")]
    let comma = FormKey(",")
    let colon = FormKey(":")
    let dash = FormKey("-")
    let quote = FormKey("\"")

    /// Looks the classes up.
    ///
    /// - Throws: ``UnknownLexicalClass`` when the pack lacks one.
    init(lexicon: Lexicon) throws {
        func named(_ name: String) throws -> LexicalClasses { try lexicon.lexicalClass(name) }
        speech = try named("speech")
        act = try named("speech.act")
        thought = try named("speech.thought")
        carry = try named("speech.carry")
        verdict = try named("speech.verdict")
        noun = try named("speech.noun")
        paper = try named("speech.paper")
        source = try named("speech.source")
        clause = try named("speech.clause")
        characterising = try named("speech.as")
        reflexiveVerb = try named("speech.reflexive")
        deed = try named("speech.deed")
        light = try named("speech.light")
        body = try named("speech.body")
        person = try named("person")
        organisationHead = try named("org.head")
        mediaHead = try named("media.head")
        personal = try named("pronoun.personal")
        reflexive = try named("pronoun.reflexive")
        relative = try named("pronoun.relative")
        demonstrative = try named("pronoun.demonstrative")
        according = try named("preposition.according")
        that = try named("conjunction.that")
    }

    /// All verbs that may report.
    var verbs: LexicalClasses { speech.union(act).union(thought).union(carry).union(clause).union(characterising) }
}
