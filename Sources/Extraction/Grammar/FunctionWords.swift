import Language

/// The closed classes of Bulgarian that the clause grammar is made of: what a table of lemmas cannot say.
///
/// A form is in at most one set of a kind; sets are small and are asked by key.
struct FunctionWords: Sendable {
    /// „ще“
    let future = FormKey("ще")
    /// „да“
    let da = FormKey("да")
    /// „не“
    let not = FormKey("не")
    /// „се“
    let reflexive = FormKey("се")
    /// „си“
    let possessiveReflexive = FormKey("си")
    /// „и“
    let and = FormKey("и")
    /// „с“, „със“
    let with = Self.keys("с със заедно")
    /// „на“
    let of = FormKey("на")
    /// „между“
    let between = FormKey("между")
    /// „за“
    let `for` = FormKey("за")
    /// „в“, „във“
    let within = Self.keys("в във")
    /// Where: „край Иджеван“, „близо до“.
    let whereabouts = Self.keys("край до близо из под над")
    /// „без споразумение“, „с декларация“: how something ended.
    let outcomes = Self.keys("без с със")
    /// „пред CNN“, „за CNN“: the medium that carries a statement.
    let carriers = Self.keys("пред за")
    /// „като“
    let `as` = FormKey("като")
    /// „при“
    let at = FormKey("при")
    /// „до“, „към“: where to.
    let to = Self.keys("до към")
    /// „от“
    let from = FormKey("от")
    /// „няма“ before „да“: negated future.
    let willNot = Self.keys("няма нямало")
    /// „нямаше“ before „да“: negated future in the past.
    let wouldNot = FormKey("нямаше")
    /// „щеше“: future in the past; „щял“: renarrated future.
    let would = Self.keys("щеше щяха щях щяхме")
    /// Renarrated future.
    let renarratedFuture = Self.keys("щял щяла щяло щели")
    /// Conditional auxiliary.
    let conditional = Self.keys("би биха бихме бих бихте")
    /// Present of „съм“.
    let isPresent = Self.keys("е са съм сме сте")
    /// Past of „съм“.
    let isPast = Self.keys("бе беше бях бяха бяхме ")
    /// Renarrated or perfect „съм“.
    let isRenarrated = Self.keys("бил била било били")
    /// „бъде“ after „ще“ and „да“.
    let isFuture = Self.keys("бъде бъдат бъда бъдем бъдете")
    /// „нека“
    let hortative = FormKey("нека")
    /// Unstressed pronouns that stand beside the verb.
    let clitics = Self.keys("се си го му я ѝ й им ги ни ви ме те ми ти")
    /// Words that may stand between auxiliary and verb.
    let interveners = Self.keys(
        "вече отново също засега пак още обаче официално лично първо досега скоро просто все наистина междувременно "
            + "изненадващо окончателно временно поотделно първоначално наскоро утре днес довечера")
    /// Open a relative clause.
    let relatives = Self.keys("който която което които когото чийто чиято чието чиито където")
    /// Open a complement clause wherever they stand.
    let complementizers = Self.keys("че дали защо")
    /// „че“
    let complement = FormKey("че")
    /// „дали“
    let whether = FormKey("дали")
    /// Open a clause that says under which condition.
    let conditions = Self.keys("ако стига")
    /// „при условие, че“
    let condition = FormKey("условие")
    /// „без да“, „вместо да“: it does not happen.
    let without = Self.keys("без вместо")
    /// What opens or closes a quoted name.
    let quotationMarks = Self.keys("„ “ ” « » \" '")
    /// „според X“
    let according = FormKey("според")
    /// „по думите на X“
    let inWords = FormKey("думите")
    /// „обяд“: a meal, or with one of these before it a time of day.
    let noon = FormKey("обяд")
    let beforeNoon = Self.keys("по до преди")
    let comma = FormKey(",")
    let openBracket = FormKey("(")
    let closeBracket = FormKey(")")
    /// „ЕС – Китай“
    let dashes = Self.keys("- – —")
    /// „без“ before a noun.
    let withoutNoun = FormKey("без")
    /// „още не“, „все още не“
    let yet = Self.keys("още")
    /// Open an adverbial clause at its beginning or after a comma.
    let subordinators = Self.keys(
        "ако когато докато защото понеже тъй макар въпреки като преди след щом откакто стига сякаш как защо кога")
    /// Join clauses as a contrast.
    let contrasts = Self.keys("а но ала")
    /// Join clauses or names.
    let coordinators = Self.keys("и или нито")
    /// „чието“
    let whose = Self.keys("чийто чиято чието чиито")
    /// „това“: after a preposition a phrase of its own.
    let that = FormKey("това")
    /// „може“ before „би“: an adverb, no conditional.
    let may = FormKey("може")
    /// „по“
    let by = FormKey("по")
    /// „откакто“: opens what lies so long ago.
    let since = FormKey("откакто")
    /// „от 2019 година насам“, „от началото на“: mark a span.
    let spans = Self.keys("насам началото")
    /// „им“
    let their = FormKey("им")
    /// „нито“: negates the verb after it.
    let neither = FormKey("нито")
    /// „когато“
    let when = FormKey("когато")
    /// „след като“
    let after = FormKey("след")
    /// „където“: stands for a place, never for a party.
    let `where` = FormKey("където")
    /// „преди“: before „да“ and nouns.
    let before = FormKey("преди")
    /// „тяхната“, „нашата“: of the parties just named.
    let possessiveAdjectives = Self.keys(
        "техен техния техният тяхна тяхната тяхно тяхното техни техните наш нашия нашият наша нашата наше нашето наши нашите "
            + "негов неговия неговият негова неговата негово неговото негови неговите неин нейния нейният нейна нейната "
            + "нейно нейното нейни нейните")
    /// „свое“: of the subject.
    let own = Self.keys("свое свой своя своята своето своят свои своите")
    /// „двамата“ and the like: the parties just named.
    let both = Self.keys("двамата двете тримата те")
    /// „му“, „ѝ“, „им“ after a noun: the party just named.
    let possessives = Self.keys("му ѝ й им")
    /// Demonstratives: the occasion just named.
    let demonstratives = Self.keys("тази този това тези въпросната въпросния въпросният")
    /// „такава“: an occasion of the sort just named.
    let kindred = Self.keys("такава такъв такова такива подобна подобен подобно подобни")
    /// Negated existence and indefinite.
    let another = Self.keys("друга друг друго други още")

    private let she = FormKey("тя")
    private let he = FormKey("той")
    private let it = FormKey("то")
    private let they = FormKey("те")
    private let her = FormKey("нея")
    private let him = FormKey("него")
    private let them = FormKey("тях")
    let herShort = FormKey("я")
    let himShort = FormKey("го")
    let themShort = FormKey("ги")

    /// Whether a personal pronoun can stand for a noun of this gender and number.
    func pronoun(_ form: FormKey, agreesWith grammar: Grammar) -> Bool {
        if form == she { return grammar.contains(.feminine) && !grammar.contains(.plural) }
        if form == he { return grammar.contains(.masculine) && !grammar.contains(.plural) }
        if form == it { return grammar.contains(.neuter) && !grammar.contains(.plural) }
        return form == they && grammar.contains(.plural)
    }

    /// Whether „нея“, „него“ or „тях“ after a preposition can stand for a noun of this gender and number.
    func object(_ form: FormKey, agreesWith grammar: Grammar) -> Bool {
        if form == her { return grammar.contains(.feminine) && !grammar.contains(.plural) }
        if form == him { return grammar.isDisjoint(with: [.feminine, .plural]) }
        return form == them && grammar.contains(.plural)
    }

    /// Whether „го“, „я“ or „ги“ can stand for a noun of this gender and number as an object.
    func clitic(_ form: FormKey, agreesWith grammar: Grammar) -> Bool {
        if form == herShort { return grammar.contains(.feminine) && !grammar.contains(.plural) }
        if form == himShort { return grammar.isDisjoint(with: [.feminine, .plural]) }
        return form == themShort && grammar.contains(.plural)
    }

    private static func keys(_ words: String) -> Set<FormKey> {
        Set(words.split(separator: " ").map { FormKey(String($0)) })
    }
}
