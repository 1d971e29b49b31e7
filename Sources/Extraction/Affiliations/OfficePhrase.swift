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
    /// Index of the country that a complement names, in ``Document/actors``.
    var country: Int?
    /// Index of the organisation that a complement names.
    var organisation: Int?
    var standing: AffiliationReported.Standing
    /// „колега“: the office is that of somebody else.
    var isCounterpart: Bool
}
