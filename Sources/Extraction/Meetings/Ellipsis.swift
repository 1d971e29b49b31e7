import Language

/// Clauses that go on about an occasion without naming it: „срещата трябваше да се състои утре, но беше отложена“.
struct Ellipsis {
    let context: MeetingContext
    private let subjects: SubjectFinder

    init(context: MeetingContext) {
        self.context = context
        subjects = SubjectFinder(context: context)
    }

    /// The clauses of the sentence whose verbs have a noun of an earlier clause for their subject.
    func clauses(after mention: MeetingMention) -> [Int] {
        guard let own = context.clauses.clause(of: mention.head) else { return [] }
        var found: [Int] = []
        var next = (context.clauses.reach(of: own).last ?? own) + 1
        while next < context.clauses.clauses.count, case let clause = context.clauses.clauses[next],
            clause.sentence == mention.sentence
        {
            defer { next += 1 }
            if clause.tie == .relative { continue }
            guard clause.tie == .main, let first = clause.groups.first else { break }
            let verb = context.clauses.groups[first]
            let before = span(clause.tokens.lowerBound, verb.tokens.lowerBound)
            guard subjects.standing(in: before, isAfterVerb: false).isEmpty, !before.contains(where: isOccasion),
                canBe(mention, subjectOf: verb)
            else { break }
            found.append(next)
        }
        return found
    }

    /// Their verb groups.
    func groups(after mention: MeetingMention) -> [Int] {
        clauses(after: mention).flatMap { Array(context.clauses.clauses[$0].groups) }
    }

    private func isOccasion(_ token: Int) -> Bool {
        context.reading(token, in: context.vocabulary.noun) != nil && !context.isHead(token)
    }

    /// A passive or impersonal verb that agrees with the noun: „беше отложена“, „пропадна“.
    private func canBe(_ mention: MeetingMention, subjectOf verb: VerbGroup) -> Bool {
        let genders: Grammar = [.masculine, .feminine, .neuter]
        let noun = context.reading(mention.head, in: context.vocabulary.noun)?.grammar ?? []
        guard verb.isPlural == noun.contains(.plural) else { return false }
        if verb.isPassive, !verb.isReflexive {
            let own = context.tokens[verb.head].grammar.intersection(genders)
            return verb.isPlural || own.isEmpty || !own.isDisjoint(with: noun)
        }
        let vocabulary = context.vocabulary
        let classes = context.classes(verb.head)
        return verb.isReflexive && classes.intersects(vocabulary.happen.union(vocabulary.cues))
            || classes.intersects(vocabulary.happenEnd.union(vocabulary.cancel))
    }
}
