import Chronicle
import Language

/// The actors of one article while they are being put together.
struct ActorTable {
    /// What linking knows of an actor beside what leaves the house.
    struct Facts {
        /// Its entry in the knowledge base.
        var entry: Int32?
        /// Sorts of offices it holds: by the knowledge base on the article's day, or by the article's words.
        var kinds: [KnowledgeBase.OfficeKind] = []
        /// Base forms of nouns that the article calls it by.
        var nouns: [FormKey] = []
        /// Entry of its country.
        var country: Int32?
        /// The words of a person's name.
        var words: [FormKey] = []
        /// „старши“ or „младши“, where a name says so.
        var generation: FormKey?
    }

    private(set) var actors: [DocumentActor] = []
    var facts: [Facts] = []
    private var ofEntry: [Int32: Int] = [:]
    private var ofID: [String: Int] = [:]
    /// Persons by the last word of a full name.
    private var ofSurname: [FormKey: [Int]] = [:]
    /// Organisations by the abbreviation that stands in brackets behind their name.
    var ofAbbreviation: [FormKey: Int] = [:]
    private let knowledge: KnowledgeBase
    private let date: CivilDate?
    private let nicknames: Set<Int32>

    init(knowledge: KnowledgeBase, date: CivilDate?, nicknames: Set<Int32>) {
        self.knowledge = knowledge
        self.nicknames = nicknames
        self.date = date
    }

    // MARK: Actors

    /// The actor of an entry.
    mutating func actor(entry: Int32) -> Int {
        if let known = ofEntry[entry] { return known }
        let known = knowledge[entry]
        let index = actors.count
        var facts = Facts(entry: entry, country: known.country)
        var role = ""
        if known.type == .person, let date {
            for office in knowledge.offices(of: entry, on: date) {
                facts.kinds.append(office.kind)
                if role.isEmpty { role = knowledge.roleName(of: office) { nicknames.contains($0) } }
            }
        }
        actors.append(
            DocumentActor(
                actor: Actor.with {
                    $0.id = known.id
                    $0.name = known.name
                    $0.type = known.type
                },
                role: role, country: known.country.map { knowledge[$0].id } ?? "", grammar: known.grammar))
        self.facts.append(facts)
        ofEntry[entry] = index
        ofID[known.id] = index
        return index
    }

    /// The actor of a name that the knowledge base does not have.
    ///
    /// - Parameter identity: What its id is made of; nil: the name.
    mutating func actor(_ type: ActorType, name: String, identity: String? = nil) -> Int {
        let id = ActorSlug.id(type, identity ?? name)
        if let known = ofID[id] { return known }
        let index = actors.count
        actors.append(
            DocumentActor(
                actor: Actor.with {
                    $0.id = id
                    $0.name = name
                    $0.type = type
                }))
        facts.append(Facts())
        ofID[id] = index
        return index
    }

    /// The actor of an entry, if the article has it.
    func known(entry: Int32) -> Int? { ofEntry[entry] }

    // MARK: What the article says

    /// Notes an office that the article gives a person.
    mutating func note(
        _ actor: Int, role: String, kinds: [KnowledgeBase.OfficeKind], noun: FormKey?, country: Int32?, grammar: Grammar
    ) {
        if actors[actor].role.isEmpty { actors[actor].role = role }
        for kind in kinds where !facts[actor].kinds.contains(kind) { facts[actor].kinds.append(kind) }
        if let noun { facts[actor].nouns.append(noun) }
        noteCountry(actor, country)
        noteGender(actor, grammar)
    }

    /// Notes the words of a person's name.
    mutating func note(_ actor: Int, name words: [FormKey]) {
        for word in words where !facts[actor].words.contains(word) { facts[actor].words.append(word) }
        guard words.count > 1, let surname = words.last else { return }
        if ofSurname[surname]?.contains(actor) != true { ofSurname[surname, default: []].append(actor) }
    }

    /// Notes a further name of an actor: the fullest names one whom the knowledge base does not have.
    mutating func noteName(_ actor: Int, _ name: String) {
        guard facts[actor].entry == nil, name.utf8.count > actors[actor].actor.name.utf8.count else { return }
        actors[actor].actor.name = name
    }

    /// The persons whose full name ends in a word, in the order in which they were named.
    func persons(surname: FormKey) -> [Int] { ofSurname[surname] ?? [] }

    /// Notes an actor's country; the first that is told counts.
    mutating func noteCountry(_ actor: Int, _ country: Int32?) {
        guard facts[actor].country == nil, let country else { return }
        facts[actor].country = country
        actors[actor].country = knowledge[country].id
    }

    /// Notes what a person's gender shows; the first that does counts.
    mutating func noteGender(_ actor: Int, _ grammar: Grammar) {
        guard actors[actor].grammar.isDisjoint(with: .gender) else { return }
        let gender = grammar.intersection([.masculine, .feminine])
        if gender == .masculine || gender == .feminine { actors[actor].grammar.formUnion(gender) }
    }

    /// Puts the mentions under their actors.
    mutating func collect(_ mentions: [Mention]) {
        for (index, mention) in mentions.enumerated() {
            for actor in mention.actors { actors[actor].mentions.append(index) }
        }
    }

    // MARK: Questions

    func isPerson(_ actor: Int) -> Bool { actors[actor].actor.type == .person }

    /// Whether a word of some gender can stand for the actor.
    func agrees(_ actor: Int, _ grammar: Grammar) -> Bool {
        let wanted = grammar.intersection([.masculine, .feminine])
        let own = actors[actor].grammar.intersection([.masculine, .feminine])
        return wanted.isEmpty || wanted == [.masculine, .feminine] || own.isEmpty || wanted == own
    }
}
