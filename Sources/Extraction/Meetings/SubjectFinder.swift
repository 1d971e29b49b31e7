import Chronicle
import Language

/// Finds who does what a verb says: by position, across a relative clause, and, where it is left out, before it.
struct SubjectFinder {
    let context: MeetingContext
    private let scanner: PartyScanner

    init(context: MeetingContext, acceptsBodies: Bool = false) {
        self.context = context
        scanner = PartyScanner(context: context, acceptsBodies: acceptsBodies)
    }

    /// How many clauses back an omitted subject is looked for.
    static let clausesBackMax = 6

    /// The subject of a verb group; empty where none is found.
    func subject(of group: Int) -> [Party] {
        guard let clause = context.clauses.clause(of: context.clauses.groups[group].head) else { return [] }
        return subject(of: group, in: clause, depth: 0)
    }

    private func subject(of group: Int, in clause: Int, depth: Int) -> [Party] {
        let verb = context.clauses.groups[group]
        let own = context.clauses.clauses[clause]
        // „да“ groups: the subject may stand between the governing verb and „да“, else it is the governing verb's own.
        if let governor = verb.governor {
            let outer = context.clauses.groups[governor]
            let between = span(outer.tokens.upperBound, verb.tokens.lowerBound)
            let found = standing(in: between, isAfterVerb: true).last ?? []
            // „поиска Y да дойде“, „договориха се комисията да заседава“; „реши X да отиде“ leaves its own subject behind.
            if !found.isEmpty,
                context.has(outer.head, context.vocabulary.propose) || found.count > 1 || outer.isReflexive
                    || outer.isPlural != verb.isPlural
            {
                return found
            }
            let home = context.clauses.clause(of: outer.head) ?? clause
            let outerSubject = depth < Self.clausesBackMax ? subject(of: governor, in: home, depth: depth + 1) : []
            if !outerSubject.isEmpty { return outerSubject }
            return found
        }
        let reach = context.clauses.reach(of: clause)
        for part in reach where part <= clause {
            let range = context.clauses.clauses[part].tokens
            let before = span(range.lowerBound, min(range.upperBound, verb.tokens.lowerBound))
            if let found = standing(in: before, isAfterVerb: false).last { return found }
        }
        // „това се случи на заседание“: no party.
        if verb.tokens.lowerBound > own.tokens.lowerBound, !context.has(verb.head, context.vocabulary.speech),
            context.vocabulary.words.demonstratives.contains(context.form(verb.tokens.lowerBound - 1))
        {
            return []
        }
        if own.tie == .relative, let found = antecedent(of: clause) { return found }
        // A subject after its verb stands before the next one.
        let next = own.groups.first { context.clauses.groups[$0].tokens.lowerBound >= verb.tokens.upperBound }
        let limit = next.map { context.clauses.groups[$0].tokens.lowerBound } ?? own.tokens.upperBound
        let after = span(verb.tokens.upperBound, limit)
        if let found = standing(in: after, isAfterVerb: true).first, takesSubjectAfter(verb) { return found }
        return omitted(before: clause, isPlural: verb.isPlural, depth: depth)
    }

    /// Whether names after the verb are its subject rather than its object.
    private func takesSubjectAfter(_ verb: VerbGroup) -> Bool {
        let classes = context.tokens[verb.head].classes
        if verb.isReflexive || verb.isPassive || verb.isCopula { return true }
        return classes.intersects(context.vocabulary.speech) || classes.intersects(context.vocabulary.travel)
            || classes.intersects(context.vocabulary.with) || classes.intersects(context.vocabulary.attend)
            || classes.intersects(context.vocabulary.lead) && hasOccasionBefore(verb)
    }

    /// „разговорите ще води X“: the object stands first.
    private func hasOccasionBefore(_ verb: VerbGroup) -> Bool {
        guard let clause = context.clauses.clause(of: verb.head) else { return false }
        let start = context.clauses.clauses[clause].tokens.lowerBound
        return span(start, verb.tokens.lowerBound).contains {
            context.reading($0, in: context.vocabulary.noun) != nil && ($0 == start || !context.isPreposition($0 - 1))
        }
    }

    /// Lists of parties in a stretch that no preposition governs, in order.
    func standing(in range: Range<Int>, isAfterVerb: Bool) -> [[Party]] {
        var lists: [[Party]] = []
        var token = range.lowerBound
        while token < range.upperBound {
            if context.isPunctuation(token), isAfterVerb, !lists.isEmpty { break }
            // „на върха“, „на високо равнище“: part of what it says more of, so that what follows may be a subject.
            if context.phraseClasses[token].intersects(context.vocabulary.skipped) {
                token += 1
                continue
            }
            if context.isPreposition(token) {
                if token + 1 < range.upperBound, context.form(token + 1) == context.vocabulary.words.that {
                    token += 2
                    continue
                }
                // What a preposition governs is no subject, nor what is joined to it.
                let (parties, end) = scanner.list(from: token + 1, until: range.upperBound)
                token = parties.isEmpty ? token + 1 : max(end, token + 1)
                continue
            }
            let (parties, end) = scanner.list(from: token, until: range.upperBound)
            if !parties.isEmpty {
                lists.append(parties)
                token = max(end, token + 1)
            } else {
                token += 1
            }
        }
        return lists.filter { list in list.contains { $0.type != .place } }
    }

    /// What „който“ stands for: the parties right before its clause.
    private func antecedent(of clause: Int) -> [Party]? {
        let start = context.clauses.clauses[clause].tokens.lowerBound
        // „с когото“ stands for the partner, not for the subject.
        if context.isPreposition(start) || context.form(start) == context.vocabulary.words.where { return nil }
        var token = start - 1
        let floor = context.sentenceStart(start)
        while token >= floor, context.isPunctuation(token) { token -= 1 }
        guard token >= floor, let mention = context.mention(token), mention.form != .adjective else { return nil }
        return [
            Party(actors: mention.actors, tokens: mention.tokens, form: mention.form, type: mention.type)
        ]
    }

    /// The subject that a clause leaves out: that of a clause before it.
    func omitted(before clause: Int, isPlural: Bool, depth: Int = 0) -> [Party] {
        guard depth < Self.clausesBackMax, clause > 0 else { return [] }
        let sentence = context.clauses.clauses[clause].sentence
        var earlier = clause - 1
        var looked = 0
        while earlier >= 0, looked < Self.clausesBackMax, sentence - context.clauses.clauses[earlier].sentence <= 2 {
            let candidate = context.clauses.clauses[earlier]
            for group in candidate.groups {
                let found = explicit(group: context.clauses.groups[group], in: earlier)
                let isSeveral = found.count > 1 || found.contains { $0.isPlural }
                if !found.isEmpty, isSeveral == isPlural { return found }
            }
            earlier -= 1
            looked += 1
        }
        return []
    }

    private func explicit(group: VerbGroup, in clause: Int) -> [Party] {
        for part in context.clauses.reach(of: clause) where part <= clause {
            let range = context.clauses.clauses[part].tokens
            let before = span(range.lowerBound, min(range.upperBound, group.tokens.lowerBound))
            if let found = standing(in: before, isAfterVerb: false).last { return found }
        }
        let range = context.clauses.clauses[clause].tokens
        if takesSubjectAfter(group), group.tokens.upperBound < range.upperBound {
            return standing(in: group.tokens.upperBound..<range.upperBound, isAfterVerb: true).first ?? []
        }
        return []
    }
}

/// A range that is empty where its bounds are the wrong way round.
func span(_ lower: Int, _ upper: Int) -> Range<Int> { lower..<max(lower, upper) }
