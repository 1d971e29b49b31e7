import Language

/// Words that stand for a person by office or relation: „британският премиер“, „държавният секретар“, „руския си колега“.
struct Description {
    /// Modifiers and office, without a complement that is a name of its own.
    var tokens: Range<Int>
    /// The noun that agrees with what is around it.
    var head: Int
    /// What the knowledge base calls an office so.
    var phrases: [KnowledgeBase.OfficePhrase] = []
    /// Base form of the office.
    var name = ""
    /// The country that an adjective or complement names.
    var country: Int32?
    /// The country or organisation of the office.
    var of: Int32?
    /// Where a complement ends that follows.
    var end: Int
    var isDefinite = false
    var isPlural = false
    var isFormer = false
    /// Of a person by name: „съветника на Путин“, „съветника на президента Путин“.
    var isOfPerson = false
    /// What the words show of the person's gender: feminine or nothing, as a masculine title says nothing.
    var gender: Grammar = []

    /// The sorts of offices that it can mean, given the country if one is known.
    func kinds(in country: Int32?) -> [KnowledgeBase.OfficeKind] {
        var kinds: [KnowledgeBase.OfficeKind] = []
        for phrase in phrases where phrase.country == nil || phrase.country == country {
            if !kinds.contains(phrase.kind) { kinds.append(phrase.kind) }
        }
        return kinds
    }
}
