import Chronicle
import Language

/// Reads a document for reports of what somebody says, from left to right.
struct StatementReader {
    let context: StatementContext
    let finder: SpeakerFinder
    private(set) var drafts: [StatementDraft] = []

    init(context: StatementContext) {
        self.context = context
        finder = SpeakerFinder(context: context)
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
        let parts = StatementParts(context: context, finder: finder)
        let paragraphs = paragraphsWithSpeakers()
        return drafts.filter { draft in
            guard isHandedOn(draft, paragraphs) else { return true }
            trace?.note(stage: StatementStage.name, rule: "handed-on", tokens: draft.cue, "no statement")
            return false
        }.flatMap(parts.statements)
    }

    private func isCandidate(_ token: Int) -> Bool {
        context.has(token, context.vocabulary.cues) || context.form(token) == context.vocabulary.colon
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

    func isCarried(_ draft: StatementDraft) -> Bool { draft.speakers.allSatisfy(isMedium) }

    func isMedium(_ source: Source) -> Bool {
        if let actor = source.actor { return context.isMedium(actor) }
        // „агенция Ройтерс“, „вестник „…““
        let next = source.tokens.upperBound
        return source.tokens.contains { context.has($0, context.vocabulary.mediaHead) }
            || next < context.tokens.count && (context.mention(next)?.actors.first.map(context.isMedium) ?? false)
    }

    // MARK: What rules ask

    /// The verb group whose head is a token.
    func group(at token: Int) -> Int? { context.group(at: token) }

    /// Whether a verb group tells of something that somebody else said: not denied, not wished for, not to come.
    func isReport(_ index: Int) -> Bool {
        let group = context.groups[index]
        if group.isHortative || isOwn(group) || isPending(group) { return false }
        if isNeither(group) { return false }
        if group.isNegated, !context.has(group.head, context.vocabulary.denied) { return false }
        switch group.tense {
        case .present, .past, .perfect, .renarrated: return true
        case .subordinate: return isLed(group)
        case .future, .futureInPast, .renarratedFuture, .conditional: return false
        }
    }

    /// „заявявам“, „писал съм“: whoever speaks here is not told of.
    private func isOwn(_ group: VerbGroup) -> Bool {
        group.isFirstPerson
            || group.tokens.contains { token in
                let grammar = context.tokens[token].grammar
                return grammar.contains(.verb) && !grammar.isDisjoint(with: [.first, .second])
                    && grammar.isDisjoint(with: [.third, .noun, .adjective]) && token != group.head
            }
    }

    /// „ако каже“, „които кажат“: a perfective present without „да“ or „ще“ has not happened.
    private func isPending(_ group: VerbGroup) -> Bool {
        let grammar = context.tokens[group.head].grammar
        return group.tense == .present && grammar.isSuperset(of: [.perfective, .present])
            && grammar.isDisjoint(with: [.imperfective, .aorist, .passiveParticiple])
    }

    /// „Нито X, нито Y са казали“, „не потвърди, нито отрече“
    private func isNeither(_ group: VerbGroup) -> Bool {
        guard let clause = context.clauses.clause(of: group.head) else { return false }
        let start = max(context.clauses.clauses[clause].tokens.lowerBound, group.head - Self.neitherDistanceMax)
        return (start..<max(start, group.head)).contains { context.form($0) == context.vocabulary.words.neither }
    }

    private static let neitherDistanceMax = 12

    /// „продължава да настоява“, „не пропусна да отбележи“, „бе цитиран да казва“
    private func isLed(_ group: VerbGroup) -> Bool {
        guard let index = group.governor else { return false }
        let governor = context.groups[index]
        switch governor.tense {
        case .present, .past, .perfect, .renarrated: break
        case .future, .futureInPast, .renarratedFuture, .conditional, .subordinate: return false
        }
        let words = context.vocabulary
        return !governor.isHortative
            && context.has(governor.head, governor.isNegated ? words.leadDenied : words.lead)
    }

    /// Whether a verb follows a closing mark and a comma: it is not in the quotation, however the marks were paired.
    func isTag(_ index: Int) -> Bool {
        let start = context.groups[index].tokens.lowerBound
        return start > 1 && context.form(start - 1) == context.vocabulary.comma
            && context.form(start - 2) == context.vocabulary.quote
    }

    /// Whether a token stands in the „че“ clause of what is reported already in its sentence.
    func isEmbedded(_ token: Int) -> Bool {
        guard let clause = context.clauses.clause(of: token), let last = drafts.last else { return false }
        let clauses = context.clauses.clauses
        let start = clauses[clause].tokens.lowerBound
        // „според X данните показват“
        if last.group == nil, clauses[clause].tokens.contains(last.cue.lowerBound) { return true }
        return context.has(start, context.vocabulary.that) && last.cue.lowerBound < start
            && context.sentence(of: last.cue.lowerBound) == clauses[clause].sentence
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
        let sources = resolved(quoted(of: group) ?? found, before: group.head)
        if !sources.isEmpty { return sources }
        if group.isPassive, !group.isReflexive { return [] }
        if isStranger(group) { return [] }
        if context.has(group.head, context.vocabulary.act), finder.hasMuteSubject(group, in: clause) { return [] }
        return omitted(before: group.head, isPlural: group.isPlural)
    }

    /// „X заяви, че …, пише вестникът“: a tag at the end has a speaker of its own, even one that nobody knows.
    private func isStranger(_ group: VerbGroup) -> Bool {
        let before = group.tokens.lowerBound
        let next = group.tokens.upperBound
        guard next < context.tokens.count, let sentence = context.sentence(of: group.head), let last = drafts.last,
            context.sentences[sentence].tokens.contains(last.cue.lowerBound), finder.isInverted(group),
            context.quotationEnding(before: before) == nil
        else { return false }
        return !context.isPunctuation(next) && !context.has(next, context.vocabulary.that)
    }

    /// „Ройтерс цитира X да казва“: who is quoted speaks.
    private func quoted(of group: VerbGroup) -> [Nominal]? {
        guard let governor = group.governor.map({ context.groups[$0] }), !governor.isPassive,
            context.has(governor.head, context.vocabulary.carry), governor.tokens.upperBound < group.tokens.lowerBound
        else { return nil }
        let found = finder.scanner.nominals(in: governor.tokens.upperBound..<group.tokens.lowerBound)
        return found.last { !$0.isGoverned && $0.isSpeaker }.map { [$0] }
    }
}
