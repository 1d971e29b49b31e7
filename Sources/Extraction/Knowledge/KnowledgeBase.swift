import Chronicle
import Language

/// What is known of the world before an article is read: countries, places, organisations, people, and who held which
/// office when, with the names that one language has for them.
public struct KnowledgeBase: Sendable {
    /// A country, place, organisation or person.
    public struct Entry: Sendable {
        /// Wikidata QID, or `type/slug`.
        public var id: String
        /// What it is.
        public var type: ActorType
        /// What sort of organisation or place: the word of its file; empty for countries and people.
        public var kind: String
        /// Base form in the language of the names; English where that has none.
        public var name: String
        /// Whether ``name`` is of that language: what has no name in it is found in no text.
        public var isNamed = false
        /// Entry of its country; a country is its own.
        public var country: Int32?
        /// Entry of a country's capital or of an organisation's seat.
        public var seat: Int32?
        /// Gender of a person; gender and number of an organisation's name.
        public var grammar: Grammar
        /// Base form of the adjective, „руски“; empty where there is none.
        public var adjective: String
    }

    /// How a phrase stands for an entry.
    struct Sense: Sendable {
        enum Kind: UInt8, Sendable {
            case name, surname, adjective, inhabitant, inhabitants
        }
        /// The capital letters without which the phrase means something else.
        enum Capitals: UInt8, Sendable {
            /// „руски“
            case any
            /// „Русия“
            case first
            /// „САЩ“
            case all
        }
        var entry: Int32
        var kind: Kind
        var capitals: Capitals
        /// Index of ``KnowledgeBase/baseForms``.
        var baseForm: Int32
    }

    /// A sort of office, such as `head-of-government`: an index of ``officeKinds``.
    public struct OfficeKind: Hashable, Sendable {
        let index: Int16
    }

    /// An office of a country or organisation.
    public struct Office: Hashable, Sendable {
        /// What sort.
        public let kind: OfficeKind
        /// Entry of the country or organisation.
        public let of: Int32
    }

    /// One person's time in an office.
    public struct Tenure: Sendable {
        /// The office.
        public let office: Office
        /// Entry of the person.
        public let person: Int32
        /// First day.
        public let from: CivilDate
        /// The day after the last; nil while it lasts.
        public internal(set) var to: CivilDate?

        /// Whether the person held the office on a day.
        public func covers(_ date: CivilDate) -> Bool {
            guard from <= date else { return false }
            if let to { return date < to }
            return true
        }
    }

    /// How a phrase names an office: „външен министър“.
    struct OfficePhrase: Sendable {
        var kind: OfficeKind
        /// The one country that calls the office so; nil for all.
        var country: Int32?
        /// Index of ``KnowledgeBase/baseForms``.
        var baseForm: Int32
    }

    /// Everybody and everything.
    public internal(set) var entries: [Entry] = []
    /// Names of the sorts of offices.
    public internal(set) var officeKinds: [String] = []
    /// All tenures, those of one office together, in order of time.
    public internal(set) var tenures: [Tenure] = []

    var entryOfID: [String: Int32] = [:]
    var names = PhraseTrie<Sense>()
    /// For each sort of office its names, those of one country only with that country.
    var officeNames: [OfficeKind: [OfficePhrase]] = [:]
    /// For each sort of office the words of its names.
    var officeHeads: [OfficeKind: Set<FormKey>] = [:]
    var officePhrases = PhraseTrie<OfficePhrase>()
    var baseForms: [String] = []
    var tenuresOfOffice: [Office: Range<Int>] = [:]
    var tenuresOfPerson: [Int32: [Int32]] = [:]
    /// Keys of the first words of people's names: „Марко“.
    var givenNames: Set<FormKey> = []

    /// A knowledge base that knows nothing.
    public init() {}

    // MARK: Questions

    /// The entry of an id.
    public func entry(id: String) -> Int32? { entryOfID[id] }

    /// An entry.
    public subscript(_ entry: Int32) -> Entry { entries[Int(entry)] }

    /// The sort of office by its name.
    public func officeKind(_ name: String) -> OfficeKind? {
        officeKinds.firstIndex(of: name).map { OfficeKind(index: Int16($0)) }
    }

    /// The name of a sort of office.
    public func name(of kind: OfficeKind) -> String { officeKinds[Int(kind.index)] }

    /// What an office is called in the language of the names: „държавен секретар“ in one country, „външен министър“ in others.
    ///
    /// - Parameter isNickname: Whether a name, by its base form, says less than the office does („лидер“).
    public func roleName(of office: Office, isNickname: (Int32) -> Bool = { _ in false }) -> String {
        let names = (officeNames[office.kind] ?? []).filter { !isNickname($0.baseForm) }
        let country = self[office.of].country
        let name =
            names.first { $0.country != nil && ($0.country == country || $0.country == office.of) }
            ?? names.first { $0.country == nil } ?? names.first
        return name.map { baseForms[Int($0.baseForm)] } ?? self.name(of: office.kind)
    }

    /// Whether one of the words that name a sort of office is this one, in its base form.
    func isNamed(_ kind: OfficeKind, by word: FormKey) -> Bool { officeHeads[kind]?.contains(word) ?? false }

    /// Who held an office on a day.
    public func holder(of office: Office, on date: CivilDate) -> Int32? {
        guard let range = tenuresOfOffice[office] else { return nil }
        return tenures[range].last { $0.covers(date) }?.person
    }

    /// The offices that a person held on a day.
    public func offices(of person: Int32, on date: CivilDate) -> [Office] {
        (tenuresOfPerson[person] ?? []).compactMap { index in
            let tenure = tenures[Int(index)]
            return tenure.covers(date) ? tenure.office : nil
        }
    }

    /// Whether a person held an office at any time before a day.
    public func held(_ person: Int32, _ kind: OfficeKind, before date: CivilDate) -> Bool {
        (tenuresOfPerson[person] ?? []).contains {
            tenures[Int($0)].office.kind == kind && tenures[Int($0)].from < date
        }
    }
}

extension KnowledgeBase {
    /// Whether a form is an adjective of a country or place: „чешкия“.
    func isAdjective(_ form: FormKey) -> Bool { entry(ofAdjective: form) != nil }

    /// The country or place whose adjective a form is.
    func entry(ofAdjective form: FormKey) -> Int32? {
        guard let node = names.step(PhraseTrie<Sense>.root, form) else { return nil }
        var entry: Int32?
        names.forEach(at: node) { if $0.kind == .adjective { entry = $0.entry } }
        return entry
    }

    /// Whether a form is the surname of somebody known.
    func isSurname(_ form: FormKey) -> Bool {
        names.step(PhraseTrie<Sense>.root, form).map { isSurname(at: $0) } ?? false
    }

    /// Whether the words that lead here are a surname.
    func isSurname(at node: PhraseTrie<Sense>.Node) -> Bool {
        var isSurname = false
        names.forEach(at: node) { if $0.kind == .surname { isSurname = true } }
        return isSurname
    }
}
