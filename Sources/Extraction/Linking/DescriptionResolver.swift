import Chronicle
import Language

/// Finds whom a definite description without a name beside it means.
enum DescriptionResolver {
    /// Among how many actors one is looked for who is named later.
    private static let actorsMax = 200

    static func resolve(_ description: Description, _ work: inout LinkingWork) -> Int? {
        if let of = description.of { return resolve(description, of: of, &work) }
        return fromArticle(description, work)
    }

    /// „външните министри на Армения и Азербайджан“: the one of each country; nil where any is unknown.
    static func holders(_ description: Description, in sentence: Range<Int>, _ work: inout LinkingWork) -> [Int]? {
        guard description.isPlural, !description.isFormer, description.isDefinite, let first = description.of else {
            return nil
        }
        var countries = [first]
        var next = description.end
        while next + 1 < sentence.upperBound, countries.count < countriesMax,
            work.tokens[next].form == work.words.and || work.tokens[next].form == work.words.comma,
            let index = work.mention(at: next + 1), work.mentions[index].form == .name,
            work.mentions[index].type == .country,
            let entry = work.mentions[index].actors.first.flatMap({ work.table.facts[$0].entry })
        {
            countries.append(entry)
            next = work.mentions[index].tokens.upperBound
        }
        guard countries.count > 1 else { return nil }
        var found: [Int] = []
        for country in countries {
            var single = description
            single.of = country
            single.country = work.knowledge[country].country ?? country
            guard let actor = resolve(single, of: country, &work) else { return nil }
            found.append(actor)
        }
        return found
    }

    /// The most countries whose officials one plural means.
    private static let countriesMax = 5

    /// „британският премиер“: whom the article calls so, else who held the office on its day.
    private static func resolve(_ description: Description, of entry: Int32, _ work: inout LinkingWork) -> Int? {
        let country = description.country ?? entry
        let kinds = description.kinds(in: country)
        let named = candidates(description, kinds, work).first { work.table.facts[$0].country == country }
        if let named { return named }
        guard let date = work.date else { return nil }
        for kind in kinds {
            for office in [KnowledgeBase.Office(kind: kind, of: entry), .init(kind: kind, of: country)] {
                guard let holder = work.knowledge.holder(of: office, on: date) else { continue }
                let actor = work.table.actor(entry: holder)
                if work.table.agrees(actor, description.gender) { return actor }
            }
        }
        return nil
    }

    /// „премиерът“: the last one named who holds such an office; at the head of an article the only one who will be.
    private static func fromArticle(_ description: Description, _ work: LinkingWork) -> Int? {
        let kinds = description.kinds(in: nil)
        let before = candidates(description, kinds, work)
        if let last = before.first { return last }
        let later = work.table.actors.indices.prefix(actorsMax).filter { fits($0, description, kinds, work) }
        return later.count == 1 ? later[0] : nil
    }

    private static func candidates(
        _ description: Description, _ kinds: [KnowledgeBase.OfficeKind], _ work: LinkingWork
    ) -> [Int] {
        work.persons(before: description.tokens.lowerBound).filter { fits($0, description, kinds, work) }
    }

    /// Whether a person can be called so: by office on the day, or by the article's own words.
    static func fits(
        _ actor: Int, _ description: Description, _ kinds: [KnowledgeBase.OfficeKind], _ work: LinkingWork
    ) -> Bool {
        guard work.table.isPerson(actor), work.table.agrees(actor, description.gender) else { return false }
        let facts = work.table.facts[actor]
        if facts.kinds.contains(where: { kinds.contains($0) }) { return true }
        let country = facts.country
        if let country, facts.kinds.contains(where: { description.kinds(in: country).contains($0) }) { return true }
        let head = work.tokens[description.head]
        if head.classes.intersects(work.words.leader),
            facts.kinds.contains(where: { work.words.leaderKinds.contains($0) })
        {
            return true
        }
        return work.lexicon.readings(of: head).contains { reading in
            let noun = work.words.lemmaKeys[Int(reading.lemma.index)]
            return facts.nouns.contains(noun)
                || facts.kinds.contains { work.knowledge.isNamed($0, by: noun) }
        }
    }
}
