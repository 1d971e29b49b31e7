import Chronicle

/// An office as the text names it: „бившия държавен секретар на САЩ“.
struct OfficePhrase: Sendable {
    /// From its first modifier to the end of its complements.
    var tokens: Range<Int>
    /// The noun.
    var head: Int
    /// Base form, without country and organisation: „държавен секретар“.
    var name: String
    /// Knowledge id of the country that an adjective names.
    var countryID: String?
    /// Indexes of the countries that a complement names, in ``Document/actors``: several only for several holders.
    var countries: [Int] = []
    /// The noun of another's office that a complement names: „помощникът на президента“.
    var chief: Int?
    /// Index of the organisation that a complement names.
    var organisation: Int?
    var standing: AffiliationReported.Standing
    /// „колега“: the office is that of somebody else.
    var isCounterpart: Bool
    /// „министрите“: the office of several.
    var isPlural = false
    /// „от 2014 до 2019 г.“ right behind it.
    var term: OfficeTerm?
    /// Where it ends with its term.
    var end: Int

    /// The country that a complement names.
    var country: Int? { countries.count == 1 ? countries[0] : nil }
}

/// Who holds an office by what the words around its phrase say.
struct OfficeHolding: Sendable {
    /// Index of ``Document/actors``.
    var person: Int
    /// What the words say of it; nil: what the phrase does.
    var standing: AffiliationReported.Standing?
    /// The country of this one among several.
    var country: Int?
    /// What the words tell of its time.
    var term: OfficeTerm?
}
