/// A verb with its auxiliaries, particles and clitics: „няма да се състои“, „бяха обсъдили“, „може да разговарят“ (two).
struct VerbGroup: Sendable {
    /// When the action lies, seen from the article.
    enum Tense: UInt8, Sendable {
        /// „заседават“, „е отложена“
        case present
        /// „ще се срещне“
        case future
        /// „щеше да се срещне“
        case futureInPast
        /// „щели да се срещнат“
        case renarratedFuture
        /// „срещна се“, „бе отложена“
        case past
        /// „са се договорили“, „бяха обсъдили“
        case perfect
        /// „обсъдили“, „бил отменен“
        case renarrated
        /// „би се срещнал“
        case conditional
        /// „да се срещнат“ under another verb or noun
        case subordinate
    }

    /// All its tokens, from the first particle to the last.
    var tokens: Range<Int>
    /// The token of the verb itself.
    var head: Int
    /// When.
    var tense: Tense
    /// With „не“, „няма да“.
    var isNegated = false
    /// Passive participle with an auxiliary, or „се“.
    var isPassive = false
    /// With „се“.
    var isReflexive = false
    /// Plural form.
    var isPlural = false
    /// First person: „ще се видим“.
    var isFirstPerson = false
    /// „нека“
    var isHortative = false
    /// A form of „съм“ alone.
    var isCopula = false
    /// The group that it hangs on by „да“: index in ``Clauses/groups``.
    var governor: Int?
}

/// A stretch of a sentence around one finite verb group; the groups that hang on it by „да“ are in it.
struct Clause: Sendable {
    /// How it is tied to what stands before it.
    enum Tie: UInt8, Sendable {
        /// The first, or joined by a comma or „и“.
        case main
        /// „която …“
        case relative
        /// „че …“, „когато …“
        case subordinate
    }

    /// Its tokens.
    var tokens: Range<Int>
    /// How it is tied.
    var tie: Tie
    /// Its verb groups: a range of ``Clauses/groups``.
    var groups: Range<Int>
    /// Index of the sentence.
    var sentence: Int
    /// An earlier clause that it goes on with after a relative clause: „срещата, която …, няма да се състои“.
    var resumes: Int?
}
