import Chronicle
import Language

/// Reads a document for reports of what somebody says, from left to right.
struct StatementReader {
    let context: StatementContext
    let finder: SpeakerFinder
    private(set) var drafts: [StatementDraft] = []
    private let groupOfToken: [Int32]

    init(context: StatementContext) {
        self.context = context
        finder = SpeakerFinder(context: context)
        var groupOfToken = [Int32](repeating: -1, count: context.tokens.count)
        for (index, group) in context.groups.enumerated() { groupOfToken[group.head] = Int32(index) }
        self.groupOfToken = groupOfToken
    }

    /// What is asked of a report beside its own words.
    static let rules: [ListedRule] = [
        ListedRule(
            name: "handed-on",
            examples: ["„Няма да отстъпим“, каза Зеленски. Думите му [цитира] Ройтерс." => "no statement"])
    ]

    /// Every report in order of the cues.
    mutating func read(trace: inout Trace?) -> [Statement] {
        for sentence in context.sentences where drafts.count < ExtractionLimits.statementsMax {
            for token in sentence.tokens where isCandidate(token) {
                for rule in StatementRule.all {
                    guard var draft = rule.match(self, token) else { continue }
                    draft.rule = rule.name
                    drafts.append(draft)
                    break
                }
            }
        }
        let parts = StatementParts(context: context)
        let paragraphs = paragraphsWithSpeakers()
        return drafts.filter { draft in
            guard isHandedOn(draft, paragraphs) else { return true }
            trace?.note(stage: StatementStage.name, rule: "handed-on", tokens: draft.cue, "no statement")
            return false
        }.flatMap(parts.statements)
    }

    private func isCandidate(_ token: Int) -> Bool {
        let words = context.vocabulary
        return context.has(
            token, words.verbs.union(words.verdict).union(words.according).union(words.noun).union(words.deed))
            || context.form(token) == words.colon
    }

    /// The paragraphs in which somebody speaks who is no medium: there a medium only hands on.
    private func paragraphsWithSpeakers() -> Set<Int> {
        var paragraphs: Set<Int> = []
        for draft in drafts where !isCarried(draft) {
            if let sentence = context.sentence(of: draft.cue.lowerBound) {
                paragraphs.insert(context.sentences[sentence].paragraph)
            }
        }
        return paragraphs
    }

    /// What a medium reports in a paragraph where others speak is theirs.
    private func isHandedOn(_ draft: StatementDraft, _ paragraphs: Set<Int>) -> Bool {
        guard isCarried(draft), let sentence = context.sentence(of: draft.cue.lowerBound) else { return false }
        return paragraphs.contains(context.sentences[sentence].paragraph)
    }

    private func isCarried(_ draft: StatementDraft) -> Bool { draft.speakers.allSatisfy(isMedium) }

    private func isMedium(_ source: Source) -> Bool {
        if let actor = source.actor { return context.isMedium(actor) }
        // „агенция Ройтерс“, „вестник „…““
        let next = source.tokens.upperBound
        return source.tokens.contains { context.has($0, context.vocabulary.mediaHead) }
            || next < context.tokens.count && (context.mention(next)?.actors.first.map(context.isMedium) ?? false)
    }

    // MARK: What rules ask

    /// The verb group whose head is a token.
    func group(at token: Int) -> Int? {
        let index = groupOfToken[token]
        return index < 0 ? nil : Int(index)
    }

    /// Whether a verb group tells of something said: not denied, not wished for, not to come.
    func isReport(_ index: Int) -> Bool {
        let group = context.groups[index]
        if group.isNegated || group.isHortative { return false }
        switch group.tense {
        case .present, .past, .perfect, .renarrated: return true
        case .future, .futureInPast, .renarratedFuture, .conditional, .subordinate: return false
        }
    }

    /// Whether a verb follows a closing mark and a comma: it is not in the quotation, however the marks were paired.
    func isTag(_ index: Int) -> Bool {
        let start = context.groups[index].tokens.lowerBound
        return start > 1 && context.form(start - 1) == context.vocabulary.comma
            && context.form(start - 2) == context.vocabulary.quote
    }

    /// Whether a token stands in direct speech that is longer than the report itself.
    func isQuoted(_ token: Int) -> Bool { context.quotation(token) != nil }

    /// The speakers of a verb group, one who is left out included.
    func speakers(ofGroup index: Int) -> [Source] {
        let group = context.groups[index]
        guard let clause = context.clauses.clause(of: group.head) else { return [] }
        let before = group.tokens.lowerBound - 1
        if before >= 0, context.form(before) == context.vocabulary.words.and, let last = drafts.last,
            context.sentence(of: last.cue.lowerBound) == context.sentence(of: group.head)
        {
            return last.speakers
        }
        let found = finder.speakers(of: group, in: clause)
        let sources = resolved(found, before: group.head)
        if !sources.isEmpty { return sources }
        if group.isPassive, !group.isReflexive { return [] }
        return omitted(before: group.head, isPlural: group.isPlural)
    }

    /// Noun phrases as sources; a pronoun that nobody resolved is the last speaker.
    func resolved(_ nominals: [Nominal], before token: Int) -> [Source] {
        nominals.flatMap { nominal -> [Source] in
            if nominal.form == .pronoun { return antecedent(of: nominal) }
            if nominal.actors.isEmpty {
                return [Source(actor: nil, tokens: nominal.tokens)]
            }
            return nominal.actors.map { Source(actor: $0, tokens: nominal.tokens) }
        }
    }

    /// Whom a pronoun stands for: who spoke in the sentence before or, where it follows what is said, before that.
    private func antecedent(of pronoun: Nominal) -> [Source] {
        let token = pronoun.tokens.lowerBound
        let linked = pronoun.actors.map { Source(actor: $0, tokens: pronoun.tokens) }
        guard let last = drafts.last, let own = context.sentence(of: token),
            let other = context.sentence(of: last.cue.lowerBound)
        else { return linked }
        let isTag = context.sentences[own].tokens.lowerBound < token - 2
        let distance = own - other
        guard distance == 1 || (isTag && distance <= SpeakerFinder.sentencesBackMax), last.speakers.count == 1,
            agrees(last.speakers[0], token)
        else { return linked.isEmpty ? lastSpeaker(before: token) : linked }
        return last.speakers
    }

    private func agrees(_ source: Source, _ pronoun: Int) -> Bool {
        guard let actor = source.actor else { return true }
        guard context.actors[actor].actor.type == .person else { return false }
        let wanted = context.tokens[pronoun].grammar.intersection([.masculine, .feminine])
        let own = context.actors[actor].grammar.intersection([.masculine, .feminine])
        return wanted.isEmpty || own.isEmpty || !wanted.isDisjoint(with: own)
    }

    /// Who spoke before in this sentence, leads it, or spoke last.
    func omitted(before token: Int, isPlural: Bool) -> [Source] {
        guard let sentence = context.sentence(of: token) else { return [] }
        let start = context.sentences[sentence].tokens.lowerBound
        if let last = drafts.last, last.cue.lowerBound >= start { return last.speakers }
        let leading = resolved(finder.leading(before: token), before: token)
        if !leading.isEmpty { return leading }
        return lastSpeaker(before: token)
    }

    /// The speakers of the last report, if that is near.
    func lastSpeaker(before token: Int) -> [Source] {
        guard let last = drafts.last, let own = context.sentence(of: token),
            let other = context.sentence(of: last.cue.lowerBound), own - other <= SpeakerFinder.sentencesBackMax + 2
        else { return [] }
        return last.speakers
    }
}
