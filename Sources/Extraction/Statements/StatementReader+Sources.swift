import Language

/// From noun phrases to those who speak: pronouns, texts and their owners, speakers who are left out.
extension StatementReader {
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
        while before >= 0,
            context.isModifier(before) || context.vocabulary.words.possessives.contains(context.form(before))
        {
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
        if let answering = answering(pronoun, last, linked) { return answering }
        // Somebody else leads the sentence between.
        if distance > 1, let actor = actors.first,
            finder.leading(before: context.sentences[own - 1].tokens.upperBound).contains(where: {
                $0.actors == [actor]
            })
        {
            return linked
        }
        guard distance == 1 || (isTag && distance <= SpeakerFinder.sentencesBackMax), agrees(last.speakers, token)
        else { return linked.isEmpty ? lastSpeaker(before: token) : linked }
        return last.speakers
    }

    /// „Тръмп покани Ердоган. „Ще дойда“, отговори той“: not who spoke before but whom he spoke of.
    private func answering(_ pronoun: Range<Int>, _ last: StatementDraft, _ linked: [Source]) -> [Source]? {
        let verb = pronoun.lowerBound - 1
        guard verb > 0, context.has(verb, context.vocabulary.reply), let asker = last.speakers.first?.actor,
            let sentence = context.sentence(of: last.cue.lowerBound)
        else { return nil }
        if let actor = linked.first?.actor, actor != asker { return linked }
        let range = context.near(last.cue.lowerBound, context.sentences[sentence].tokens)
        let other = range.last { token in
            guard let mention = context.mention(token), mention.actors.count == 1, mention.type == .person else {
                return false
            }
            let source = Source(actor: mention.actors[0], tokens: mention.tokens)
            return mention.actors[0] != asker && agrees([source], pronoun.lowerBound)
        }
        guard let mention = other.flatMap(context.mention) else { return nil }
        return [Source(actor: mention.actors[0], tokens: mention.tokens)]
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
        guard let last = drafts.suffix(Self.draftsBackMax).last(where: { !isCarried($0) }),
            let own = context.sentence(of: token),
            let other = context.sentence(of: last.cue.lowerBound), own - other <= SpeakerFinder.sentencesBackMax + 2
        else { return [] }
        return last.speakers
    }
}
