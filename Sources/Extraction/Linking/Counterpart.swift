import Chronicle
import Language

/// „руския му колега“: the holder of the same office in another country.
enum Counterpart {
    static func resolve(_ description: Description, _ work: inout LinkingWork) -> Int? {
        let before = work.persons(before: description.tokens.lowerBound)
        guard let country = description.country else { return abroad(before, work) }
        guard let other = before.first(where: { work.table.facts[$0].country != country })
        else { return nil }
        let kinds = work.table.facts[other].kinds
        let known = before.first { actor in
            work.table.facts[actor].country == country && work.table.facts[actor].kinds.contains { kinds.contains($0) }
        }
        if let known { return known }
        guard let date = work.date else { return nil }
        for kind in kinds {
            if let holder = work.knowledge.holder(of: .init(kind: kind, of: country), on: date) {
                return work.table.actor(entry: holder)
            }
        }
        return nil
    }

    /// „колегата си“: who holds the office of the person named last, elsewhere.
    private static func abroad(_ before: [Int], _ work: LinkingWork) -> Int? {
        guard let subject = before.first else { return nil }
        let facts = work.table.facts[subject]
        return before.dropFirst().first { other in
            let others = work.table.facts[other]
            return others.country != facts.country && others.kinds.contains(where: facts.kinds.contains)
        }
    }
}
