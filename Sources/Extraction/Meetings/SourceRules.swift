import Chronicle
import Language

/// Finds who says so: the speaker of the sentence that a mention stands in, and the medium that carries it.
struct SourceRules {
    /// One way to name a source.
    struct Rule: NamedRule {
        let name: StaticString
        let examples: [RuleExample]
        /// The source, and the time at which it spoke: index of ``Document/times``.
        let find: @Sendable (MeetingMention, SourceRules) -> (source: Source, said: Int?)?
    }

    let context: MeetingContext
    let subjects: SubjectFinder

    /// The first that finds one decides.
    static let all: [Rule] = [
        Rule(
            name: "source.according-to",
            examples: [
                "Според [Кая Калас] срещата между Путин и Зеленски няма да се състои."
                    => "source of the meeting: Кая Калас"
            ], find: accordingTo),
        Rule(
            name: "source.speaker",
            examples: [
                "[Дмитрий Песков] заяви, че Путин и Зеленски ще се срещнат." => "source of the meeting: Дмитрий Песков"
            ], find: speaker),
    ]

    /// Fills source and the time at which it was said.
    func fill(_ mention: inout MeetingMention, trace: inout Trace?) {
        for rule in Self.all {
            guard let found = rule.find(mention, self) else { continue }
            mention.source = found.source
            mention.said = found.said
            mention.isReported = true
            trace?.note(
                stage: MeetingStage.name, rule: "\(rule.name)", tokens: found.source.tokens, about: mention.head,
                "source of the \(mention.kind): \(found.source.actor.map { context.actors[$0].actor.name } ?? "unnamed")"
            )
            return
        }
    }

    /// „според X“, „по думите на X“ in the sentence.
    @Sendable private static func accordingTo(
        _ mention: MeetingMention, _ rules: SourceRules
    ) -> (source: Source, said: Int?)? {
        let context = rules.context
        let range = context.sentences[mention.sentence].tokens
        for token in range {
            let isAccording = context.form(token) == context.vocabulary.words.according
            let isByWords =
                context.form(token) == context.vocabulary.words.inWords && token + 1 < range.upperBound
                && context.form(token + 1) == context.vocabulary.words.of
            guard isAccording || isByWords else { continue }
            let start = token + (isByWords ? 2 : 1)
            guard let party = PartyScanner(context: context).list(from: start, until: range.upperBound).parties.first
            else { continue }
            return (rules.source(from: party, upTo: range.upperBound), nil)
        }
        return nil
    }

    /// Who says what a token stands in.
    func speaker(at token: Int) -> Source? {
        let sentence = context.sentenceOfToken[token]
        guard sentence >= 0 else { return nil }
        return speaker(of: token, in: Int(sentence))?.source ?? speaker(behindQuotationAt: token)
    }

    /// „съобщи „Аксиос““: a medium that is known as a product.
    private func medium(after verb: VerbGroup) -> Source? {
        var next = verb.tokens.upperBound
        while next < context.tokens.count, context.isQuotationMark(next) { next += 1 }
        guard next < context.tokens.count, let mention = context.mention(next), mention.type == .product else {
            return nil
        }
        return Source(actor: nil, tokens: mention.tokens, medium: mention.actors.first)
    }

    /// „… ще се срещна с него. Ще видим“, каза X: the verb behind the whole quotation.
    private func speaker(behindQuotationAt token: Int) -> Source? {
        guard let quotation = context.quotations.first(where: { $0.isSpeech && $0.tokens.contains(token) }) else {
            return nil
        }
        var next = quotation.tokens.upperBound
        while next < context.tokens.count, context.isPunctuation(next) { next += 1 }
        guard next < context.tokens.count, let clause = context.clauses.clause(of: next),
            let group = context.clauses.clauses[clause].groups.first(where: {
                context.has(context.clauses.groups[$0].head, context.vocabulary.speech)
            }), let party = subjects.subject(of: group).first(where: { $0.type != .place })
        else { return nil }
        let verb = context.clauses.groups[group]
        return source(from: party, upTo: context.clauses.clauses[clause].tokens.upperBound, verb: verb.head)
    }

    @Sendable private static func speaker(
        _ mention: MeetingMention, _ rules: SourceRules
    ) -> (source: Source, said: Int?)? {
        rules.speaker(of: mention.head, in: mention.sentence)
    }

    /// The subject of a speech verb that a token's clause depends on or is set off from by a comma.
    private func speaker(of token: Int, in sentence: Int) -> (source: Source, said: Int?)? {
        let clauses = context.clauses.clauses
        guard let own = context.clauses.clause(of: token) else { return nil }
        for clause in [own + 1, own + 2, own + 3, own - 1, own - 2, own - 3] where clauses.indices.contains(clause) {
            guard clauses[clause].sentence == sentence else { continue }
            // A speech verb after it holds for what stands before it; one before it only through „че“ or a quotation.
            if clause < own, !dependsOn(own, clause) { continue }
            guard
                let group = clauses[clause].groups.first(where: {
                    context.has(context.clauses.groups[$0].head, context.vocabulary.speech)
                })
            else { continue }
            let verb = context.clauses.groups[group]
            if let medium = medium(after: verb) { return (medium, nil) }
            let parties = subjects.subject(of: group)
            guard let party = parties.first(where: { $0.type != .place }) else { continue }
            var said: Int?
            for token in clauses[clause].tokens where said == nil && context.timeOfToken[token] >= 0 {
                let index = Int(context.timeOfToken[token])
                if context.times[index].kind == .point { said = index }
            }
            return (source(from: party, upTo: clauses[clause].tokens.upperBound, verb: verb.head), said)
        }
        return nil
    }

    /// Whether every clause between a speech verb and the mention is tied to what stands before it.
    private func dependsOn(_ own: Int, _ speech: Int) -> Bool {
        let clauses = context.clauses.clauses
        if clauses[speech + 1].tie == .subordinate { return true }
        return context.isQuoted(clauses[own].tokens.lowerBound) || clauses[own].tie == .subordinate
    }

    /// The party as a source, with the medium that „пред“ or „за“ names.
    private func source(from party: Party, upTo end: Int, verb: Int? = nil) -> Source {
        var tokens = party.tokens
        // „представител на Белия дом“: an unnamed source is described to the end of its phrase.
        if party.actors.isEmpty {
            var next = tokens.upperBound
            while next < end,
                context.form(next) == context.vocabulary.words.of || context.mention(next) != nil
                    || context.isModifier(next)
            {
                next += 1
            }
            tokens = tokens.lowerBound..<next
        }
        var medium: Int?
        for token in (verb ?? tokens.lowerBound)..<end
        where context.vocabulary.words.carriers.contains(context.form(token)) {
            guard token + 1 < end, let named = context.mention(token + 1),
                named.type == .organisation || named.type == .product,
                named.form == .name
            else { continue }
            medium = named.actors.first
            break
        }
        return Source(actor: party.actors.first, tokens: tokens, medium: medium)
    }
}
