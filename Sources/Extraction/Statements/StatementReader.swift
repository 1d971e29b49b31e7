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

    /// Every report in order of the cues.
    mutating func read() -> [Statement] {
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
            guard isCarried(draft), let sentence = context.sentence(of: draft.cue.lowerBound) else { return true }
            return !paragraphs.contains(context.sentences[sentence].paragraph)
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

    private func isCarried(_ draft: StatementDraft) -> Bool { draft.speakers.allSatisfy(isMedium) }

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
        if group.isNegated || isNeither(group) { return context.has(group.head, context.vocabulary.denied) }
        switch group.tense {
        case .present, .past, .perfect, .renarrated: return true
        case .subordinate: return isLed(group)
        case .future, .futureInPast, .conditional: return false
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

    /// „Нито X, нито Y са казали“
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
        case .future, .futureInPast, .conditional, .subordinate: return false
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
        if context.has(group.head, context.vocabulary.act), finder.hasMuteSubject(group, in: clause) { return [] }
        return omitted(before: group.head, isPlural: group.isPlural)
    }

    /// „Ройтерс цитира X да казва“: who is quoted speaks.
    private func quoted(of group: VerbGroup) -> [Nominal]? {
        guard let governor = group.governor.map({ context.groups[$0] }), !governor.isPassive,
            context.has(governor.head, context.vocabulary.carry), governor.tokens.upperBound < group.tokens.lowerBound
        else { return nil }
        let found = finder.scanner.nominals(in: governor.tokens.upperBound..<group.tokens.lowerBound)
        return found.last { !$0.isGoverned && $0.isSpeaker }.map { [$0] }
    }

    /// Noun phrases as sources; a pronoun that nobody resolved is the last speaker.
    func resolved(_ nominals: [Nominal], before token: Int) -> [Source] {
        nominals.flatMap { nominal -> [Source] in
            if nominal.form == .pronoun { return antecedent(of: nominal.tokens, nominal.actors) }
            if nominal.actors.isEmpty {
                return owners(ofText: nominal) ?? same(as: nominal) ?? [Source(actor: nil, tokens: nominal.tokens)]
            }
            return nominal.actors.map { Source(actor: $0, tokens: nominal.tokens) }
        }
    }

    /// „посланието на X гласи“, „твърдото му послание гласи“: whose the text is.
    private func owners(ofText nominal: Nominal) -> [Source]? {
        guard let sentence = context.sentence(of: nominal.tokens.lowerBound),
            let text = nominal.tokens.last(where: { context.has($0, context.vocabulary.noun) })
        else { return nil }
        return owner(ofText: text, until: context.sentences[sentence].tokens.upperBound)?.speakers
            ?? owner(amongModifiersOf: text)
    }

    /// „представителят“ after „представителят на комисията Иван Иванов“: who was introduced so speaks on.
    private func same(as nominal: Nominal) -> [Source]? {
        guard !nominal.isPlural, nominal.tokens.contains(where: { context.tokens[$0].grammar.contains(.definite) }),
            let head = nominal.tokens.first(where: context.isSpeaker), let lemma = context.lemma(head)
        else { return nil }
        return drafts.suffix(Self.draftsBackMax).last { draft in
            draft.speakers.count == 1 && draft.speakers[0].actor != nil
                && draft.speakers[0].tokens.contains { context.lemma($0) == lemma }
        }?.speakers
    }

    /// How many reports an introduction is looked back over.
    private static let draftsBackMax = 5

    // MARK: Owners

    /// Whose the words of a noun are: „думите на X“, „думите му“, „данните, оповестени от X“, „неговите думи“.
    func owner(ofText noun: Int, until limit: Int) -> (speakers: [Source], end: Int)? {
        let next = noun + 1
        let words = context.vocabulary
        guard next < limit else { return nil }
        if words.words.possessives.contains(context.form(next)) {
            let speakers = speakers(ofPronoun: next)
            return speakers.isEmpty ? nil : (speakers, next + 1)
        }
        var mark = next
        // „данните, публикувани вчера от X“
        if context.form(mark) == words.comma { mark += 1 }
        if mark < limit, isPublished(mark) {
            mark += 1
            while mark < min(limit, next + 5), context.isTime(mark) { mark += 1 }
        } else {
            mark = next
        }
        guard mark < limit, context.form(mark) == words.words.of || context.form(mark) == words.words.from else {
            return nil
        }
        let found = finder.scanner.nominals(in: (mark + 1)..<limit)
        guard let first = found.first, first.tokens.lowerBound <= mark + 3, first.isSpeaker || first.isPlural else {
            return nil
        }
        return (resolved(Nominal.joined(found), before: noun), first.tokens.upperBound)
    }

    /// „по негово мнение“, „нейното послание“
    func owner(amongModifiersOf noun: Int) -> [Source]? {
        var before = noun - 1
        while before >= 0, context.isModifier(before) || context.vocabulary.words.possessives.contains(context.form(before)) {
            let isOwner =
                context.has(before, context.vocabulary.possessive) && !context.has(before, context.vocabulary.reflexive)
                || context.vocabulary.words.possessives.contains(context.form(before))
            if isOwner {
                let speakers = speakers(ofPronoun: before)
                return speakers.isEmpty ? nil : speakers
            }
            before -= 1
        }
        return nil
    }

    func speakers(ofPronoun token: Int) -> [Source] {
        antecedent(of: token..<(token + 1), context.mention(token)?.actors ?? [])
    }

    /// „оповестени“, but not „цитирани“: a medium has them from somebody else.
    private func isPublished(_ token: Int) -> Bool {
        context.tokens[token].grammar.contains(.passiveParticiple) && !context.has(token, context.vocabulary.carry)
    }

    /// Whom a pronoun stands for: who spoke in the sentence before or, where it follows what is said, before that.
    private func antecedent(of pronoun: Range<Int>, _ actors: [Int]) -> [Source] {
        let token = pronoun.lowerBound
        let linked = actors.map { Source(actor: $0, tokens: pronoun) }
        guard let last = drafts.last, let own = context.sentence(of: token),
            let other = context.sentence(of: last.cue.lowerBound)
        else { return linked }
        let isTag = context.sentences[own].tokens.lowerBound < token - 2
        let distance = own - other
        guard distance == 1 || (isTag && distance <= SpeakerFinder.sentencesBackMax), agrees(last.speakers, token)
        else { return linked.isEmpty ? lastSpeaker(before: token) : linked }
        return last.speakers
    }

    private func agrees(_ speakers: [Source], _ pronoun: Int) -> Bool {
        let isPlural = context.tokens[pronoun].grammar.contains(.plural)
        guard speakers.count == 1, let source = speakers.first else { return isPlural }
        guard let actor = source.actor else { return isPlural == isMany(source.tokens) }
        guard context.actors[actor].actor.type == .person, !isPlural else { return false }
        let wanted = context.tokens[pronoun].grammar.intersection([.masculine, .feminine])
        let own = context.actors[actor].grammar.intersection([.masculine, .feminine])
        return wanted.isEmpty || own.isEmpty || !wanted.isDisjoint(with: own)
    }

    /// „представители на МОК“, not „представител“
    private func isMany(_ phrase: Range<Int>) -> Bool {
        guard let head = phrase.first(where: { context.isSpeaker($0) }) ?? phrase.first else { return false }
        let grammar = context.tokens[head].grammar
        return grammar.contains(.plural) && !grammar.contains(.singular)
    }

    /// Who spoke before in this sentence, leads it, or spoke last.
    func omitted(before token: Int, isPlural: Bool) -> [Source] {
        guard let sentence = context.sentence(of: token) else { return [] }
        let start = context.sentences[sentence].tokens.lowerBound
        if let last = drafts.last, last.cue.lowerBound >= start { return last.speakers }
        let leading = resolved(finder.leading(before: token), before: token)
        if !leading.isEmpty { return leading }
        let isAhead = context.clauses.clause(of: token).map { context.clauses.clauses[$0].tie == .subordinate } ?? false
        let following = isAhead ? resolved(finder.following(token), before: token) : []
        return following.isEmpty ? lastSpeaker(before: token) : following
    }

    /// The speakers of the last report, if that is near.
    func lastSpeaker(before token: Int) -> [Source] {
        guard let last = drafts.last(where: { !isCarried($0) }), let own = context.sentence(of: token),
            let other = context.sentence(of: last.cue.lowerBound), own - other <= SpeakerFinder.sentencesBackMax + 2
        else { return [] }
        return last.speakers
    }
}
