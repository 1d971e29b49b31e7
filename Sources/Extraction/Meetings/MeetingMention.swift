import Chronicle

/// One mention of an occasion, before mentions of the same occasion are brought together.
struct MeetingMention: Sendable {
    /// How the article points to the occasion.
    enum Reference: UInt8, Sendable {
        /// „среща“, „се срещнаха“
        case new
        /// „срещата“, „тази среща“
        case definite
        /// „нова среща“, „отново“, „още една“
        case another
        /// „такава среща“
        case kindred
    }

    /// The head word.
    var head: Int
    /// The head word with its modifiers before it.
    var phrase: Range<Int>
    /// What sort of occasion.
    var kind: Meeting.Kind
    /// Whether the words say the kind outright: „телефонен разговор“, not „разговор“.
    var isKindExplicit = false
    /// A verb tells of it.
    var isVerb: Bool
    /// A verb of motion: a visit only where no other word of the sentence tells of an occasion.
    var isMotion = false
    /// How the article points to it.
    var reference = Reference.new
    /// „последната“, „предишната“, „миналата“
    var isEarlier = false
    /// „следващата“, „предварителна“, „утрешната“
    var isNext = false
    /// Counts only with a party that has a name.
    var isWeak = false
    /// Who takes part, as far as these words say.
    var parties: [Party] = []
    /// Who is said to have been there besides: „в срещата участваха и …“. They tell nothing of which occasion it is.
    var attending: [Party] = []
    /// Heads of other occasions that this one lay before or after: „преди срещата двамата разговаряха“.
    var besides: [Int] = []
    /// „им“, „двамата“, plural without a subject: parties that the text has just named.
    var wantsKnownParties = false
    /// Partners that each have an occasion of their own: „поотделно“, „срещи с X и с Y“.
    var separate: [Party] = []
    /// „преговорите за членство“: a process, unless it means an occasion just named.
    var isProcess = false
    /// The second word of „кръг преговори“.
    var continues = false
    /// „това беше третото му посещение“: says of the occasion just told which one it was.
    var isIdentification = false
    /// A verb that needs two parties and has one: „гласът ни да се чуе“.
    var isLonely = false
    /// „прие двамата министри“: two more parties that the text has just named.
    var wantsBoth = false
    /// Index of ``Document/times``.
    var time: Int?
    /// Index of ``Document/mentions``.
    var place: Int?
    /// What about.
    var topic: Range<Int> = 0..<0
    /// How it ended.
    var outcome: Range<Int> = 0..<0
    /// The verb groups that a noun is subject or object of, nearest first: indexes of ``Clauses/groups``.
    var predicates: [Int] = []
    /// Those of clauses that go on about it.
    var further: [Int] = []
    /// What its words say of its status, strongest first.
    var evidence: [StatusEvidence] = []
    /// Who says so.
    var source: Source?
    /// When that was said: index of ``Document/times``.
    var said: Int?
    /// Index of ``Document/sentences``.
    var sentence: Int
    /// In direct speech or under a speech verb.
    var isReported = false
    /// Rules that fired.
    var rules: [StaticString] = []

    /// Adds parties that are not there yet.
    mutating func admit(_ others: [Party], role: Chronicle.Participant.Role = .participant) {
        for party in others where party.type != .place {
            let isKnown = parties.contains { known in
                known.tokens.overlaps(party.tokens) || !party.actors.isEmpty && known.actors == party.actors
            }
            if isKnown { continue }
            var party = party
            party.role = role
            parties.append(party)
        }
    }
}

/// One who takes part, as found.
struct Party: Sendable {
    /// Indexes of ``Document/actors``; empty for one without a name.
    var actors: [Int]
    /// Where it is named.
    var tokens: Range<Int>
    /// A name, description or pronoun; nil for common words.
    var form: Mention.Form?
    /// Type of the actor.
    var type: ActorType
    /// Host, visitor, mediator or plain participant.
    var role: Chronicle.Participant.Role = .participant

    /// For one without a name all that it is called by: „министрите на отбраната на Франция и Италия“.
    var phrase: Range<Int> = 0..<0

    /// „министрите“, „делегациите“: several by one word.
    var isPlural = false

    /// „с“ governs it, or what it is joined to.
    var isWith = false
    /// „с“ stands before itself: „с X и с Y“.
    var hasOwnWith = false
}

/// What one rule says of the status of an occasion.
struct StatusEvidence: Sendable {
    /// How much it weighs against other mentions of the occasion.
    enum Weight: Int, Comparable, Sendable {
        /// From the time alone, or from the kind.
        case guess
        /// „очакваната“, „отложената“: taken for known.
        case attribute
        /// „след среща“, „преди срещата“
        case relation
        /// What the sentence asserts.
        case assertion

        static func < (a: Weight, b: Weight) -> Bool { a.rawValue < b.rawValue }
    }

    /// The status.
    var status: Meeting.Status
    /// Asserted or hedged.
    var certainty: Certainty
    /// How much it weighs.
    var weight: Weight
    /// What it rests on.
    var tokens: Range<Int>
    /// Follows from the negation of its taking place: „няма да се състои“.
    var isImplied = false
    /// It was so before: „беше насрочена“.
    var isSuperseded = false
    /// It was to be so, which says that it is not: „трябваше да се срещнат“.
    var isLapsed = false
    /// The rule that read it; filled in by ``StatusRules``.
    var rule: StaticString = ""
}
