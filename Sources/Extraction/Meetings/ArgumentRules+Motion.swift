import Chronicle
import Language

/// Journeys: „ще пристигне в София“, „ще бъде в Будапеща при X“ tell of a visit where nothing else in the sentence does.
extension ArgumentRules {
    /// The visitor, whom he goes to, and where.
    @Sendable static func motion(_ mention: inout MeetingMention, _ rules: ArgumentRules) {
        guard mention.isMotion, let group = rules.context.group(at: mention.head) else { return }
        let verb = rules.context.clauses.groups[group]
        let hosts = rules.hosts(after: verb)
        guard let destination = rules.destination(of: verb) else { return }
        // „ще бъде в София“ says where somebody is, „… при X“ whom he visits.
        if verb.isCopula, hosts.isEmpty { return }
        let visitors = rules.subjects.subject(of: group).filter { $0.type == .person }
        // Who comes home visits nobody.
        guard !visitors.isEmpty, !visitors.contains(where: { rules.isAtHome($0, in: destination) }) else { return }
        mention.place = Int(rules.context.mentionOfToken[destination])
        add(visitors, to: &mention, role: .visitor)
        add(hosts, to: &mention, role: .host)
    }

    /// „в София“, „до Мадрид“, „за Киев“: the place that a verb of motion or „съм“ leads to, in its clause.
    func destination(of verb: VerbGroup) -> Int? {
        let words = context.vocabulary.words
        guard let clause = context.clauses.clause(of: verb.head) else { return nil }
        for token in context.clauses.clauses[clause].tokens.dropFirst() {
            guard let mention = context.mention(token), mention.tokens.lowerBound == token, mention.form == .name,
                mention.type == .place || mention.type == .country
            else { continue }
            let form = context.form(token - 1)
            let isThere = words.within.contains(form)
            let isThither = !verb.isCopula && (form == words.for || words.to.contains(form))
            if isThere || isThither { return token }
        }
        return nil
    }

    /// „при X“ after the verb.
    private func hosts(after verb: VerbGroup) -> [Party] {
        let end = clauseEnd(verb)
        guard
            let at = span(verb.tokens.upperBound, end).first(where: {
                context.form($0) == context.vocabulary.words.at && context.timeOfToken[$0] < 0
            })
        else { return [] }
        return scanner.list(from: at + 1, until: end).parties.filter { $0.type == .person }
    }

    /// Whether a person is of the country that a place lies in.
    private func isAtHome(_ person: Party, in destination: Int) -> Bool {
        guard let place = context.mention(destination)?.actors.first else { return true }
        let named = context.actors[place]
        let country = named.actor.type == .country ? named.actor.id : named.country
        return person.actors.contains { country.isEmpty || context.actors[$0].country == country }
    }
}
