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
    /// „се зарече“: without „се“ something else.
    let onlyReflexive: LexicalClasses
    /// „се обяви“ before „за“ and „против“.
    let stance: LexicalClasses
    /// „не изключи“, „не скри“
    let denied: LexicalClasses
    /// „отговори“: not who spoke before.
    let reply: LexicalClasses
    /// „даде да се разбере“
    let understood: LexicalClasses
    /// „отказа“ before „да коментира“
    let refusal: LexicalClasses
    /// „продължава“ before „да настоява“ …
    let lead: LexicalClasses
    /// … „не пропусна“ before „да отбележи“.
    let leadDenied: LexicalClasses
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
    let possessive: LexicalClasses
    let according: LexicalClasses
    let that: LexicalClasses
    /// „че“ and what opens an indirect question: „дали“, „защо“, „как“.
    let opening: LexicalClasses
    /// All verbs that may report.
    let verbs: LexicalClasses
    /// Those and all words else that a report can begin with.
    let cues: LexicalClasses
    /// What a noun has that can speak.
    let speaker: LexicalClasses
    let words = FunctionWords()
    let by = FormKey("по")
    let before = FormKey("пред")
    let `as` = FormKey("като")
    let how = FormKey("как")
    let against = FormKey("против")
    let opposing = FormKey("срещу")
    let slash = FormKey("/")
    let openBracket = FormKey("(")
    let closeBracket = FormKey(")")
    let writes = FormKey("пише")
    let so = FormKey("това")
    /// Pronouns that can only be subjects.
    let subjects = Set(["аз", "ти", "той", "тя", "то", "ние", "вие", "те"].map { FormKey($0) })
    let same = FormKey("същото")
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
        onlyReflexive = try named("speech.se")
        stance = try named("speech.stance")
        denied = try named("speech.denied")
        reply = try named("speech.reply")
        understood = try named("speech.understood")
        refusal = try named("speech.refusal")
        lead = try named("speech.lead")
        leadDenied = try named("speech.lead.denied")
        body = try named("speech.body")
        person = try named("person")
        organisationHead = try named("org.head")
        mediaHead = try named("media.head")
        personal = try named("pronoun.personal")
        reflexive = try named("pronoun.reflexive")
        relative = try named("pronoun.relative")
        demonstrative = try named("pronoun.demonstrative")
        possessive = try named("pronoun.possessive")
        according = try named("preposition.according")
        that = try named("conjunction.that")
        opening = that.union(try named("conjunction.whether")).union(try named("adverb.interrogative"))
            .union(try named("pronoun.interrogative"))
        verbs = speech.union(act).union(thought).union(carry).union(clause).union(characterising).union(denied)
            .union(refusal)
        cues = verbs.union(verdict).union(according).union(noun).union(deed).union(light)
        speaker = person.union(source).union(organisationHead).union(mediaHead).union(body)
    }
}
