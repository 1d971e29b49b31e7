import Chronicle
import Language

/// Puts together what an article says of one person's office, however often it says so.
struct AffiliationCollector {
    let reader: OfficePhraseReader
    private(set) var result: [Affiliation] = []
    private var resultsOfPerson: [Int: [Int]] = [:]
    private let actorOfID: [String: Int]

    init(reader: OfficePhraseReader) {
        self.reader = reader
        var actorOfID: [String: Int] = [:]
        for (index, found) in reader.document.actors.enumerated() { actorOfID[found.actor.id] = index }
        self.actorOfID = actorOfID
    }

    /// Adds an office, or what it tells beyond the one that is there: a country, an organisation, its time.
    mutating func add(_ phrase: OfficePhrase, _ holding: OfficeHolding, sentence: Int, rule: AffiliationRule) {
        let person = holding.person
        let office = phrase.isCounterpart ? counterpart(phrase, person) : phrase.name
        guard !office.isEmpty else { return }
        let country = holding.country ?? phrase.country ?? phrase.countryID.flatMap { actorOfID[$0] }
        let term = phrase.term ?? holding.term
        let standing = standing(holding.standing ?? phrase.standing, term)
        let own = resultsOfPerson[person] ?? []
        if let known = own.first(where: { isSame(result[$0].office, office) && result[$0].standing == standing }) {
            if office.utf8.count > result[known].office.utf8.count { result[known].office = office }
            result[known].country = result[known].country ?? country
            result[known].organisation = result[known].organisation ?? phrase.organisation
            result[known].term = result[known].term ?? term
            return
        }
        // A description alone adds nothing to an office that the article gives the person by name.
        if rule.isWeak, own.contains(where: { result[$0].standing == standing }) { return }
        resultsOfPerson[person] = own + [result.count]
        let isOfHome = country == nil && phrase.organisation == nil && standing != .former
        result.append(
            Affiliation(
                person: person, office: office, tokens: phrase.tokens, organisation: phrase.organisation,
                country: country ?? (isOfHome ? actorOfID[reader.document.actors[person].country] : nil),
                standing: standing, sentence: sentence, rule: rule.name, term: term))
    }

    /// An office whose time was over when the article was written is a former one.
    private func standing(
        _ standing: AffiliationReported.Standing, _ term: OfficeTerm?
    ) -> AffiliationReported.Standing {
        guard standing == .current || standing == .acting, let term, term.tellsEnd else { return standing }
        guard let end = reader.document.times[term.time].end, let published = reader.document.published else {
            return standing
        }
        return end <= published ? .former : standing
    }

    /// „министър“ says nothing beyond „министър на отбраната“.
    private func isSame(_ a: String, _ b: String) -> Bool { a == b || a.hasPrefix(b + " ") || b.hasPrefix(a + " ") }

    /// A colleague's office: the person's own where known, else that of the last person named before.
    private func counterpart(_ phrase: OfficePhrase, _ person: Int) -> String {
        let own = reader.document.actors[person].role
        if !own.isEmpty { return own }
        var before = phrase.tokens.lowerBound - 1
        while before >= 0, phrase.tokens.lowerBound - before < Self.antecedentDistanceMax {
            if let other = reader.person(endingAt: before + 1), other != person {
                return resultsOfPerson[other]?.last.map { shared(result[$0]) } ?? reader.document.actors[other].role
            }
            before -= 1
        }
        return ""
    }

    /// What colleagues in two countries have in common: „началник“ of „началник на албанските митници“.
    private func shared(_ affiliation: Affiliation) -> String {
        let adjectives = affiliation.tokens.filter { reader.name($0)?.form == .adjective }
        let words = adjectives.map { reader.document.words($0..<($0 + 1)).lowercased() }
        let parts = affiliation.office.split(separator: " ")
        guard let country = parts.firstIndex(where: { words.contains(String($0)) }), country > 1 else {
            return affiliation.office
        }
        return parts[..<(country - 1)].joined(separator: " ")
    }

    /// How many tokens back a colleague's colleague may stand.
    private static let antecedentDistanceMax = 40
}
