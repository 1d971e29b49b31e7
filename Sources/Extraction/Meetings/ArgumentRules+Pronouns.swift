import Chronicle
import Language

/// Parties that come to those who meet: guests, mediators, and whom a later sentence adds by a pronoun.
extension ArgumentRules {
    /// „… среща в Лондон. В нея участваха X и Y“
    @Sendable static func attended(_ mention: inout MeetingMention, _ rules: ArgumentRules) {
        let context = rules.context
        let words = context.vocabulary.words
        let next = mention.sentence + 1
        guard next < context.sentences.count else { return }
        let grammar = context.reading(mention.head, in: context.vocabulary.noun)?.grammar ?? []
        let genders = grammar.intersection([.masculine, .feminine, .neuter])
        for sentence in context.sentences[next..<min(next + 2, context.sentences.count)] {
            if let openers = rules.openers(of: mention, in: sentence.tokens) {
                add(openers, to: &mention)
                return
            }
            let start = sentence.tokens.lowerBound
            guard sentence.tokens.count > 3,
                words.within.contains(context.form(start)) || context.form(start) == words.of,
                words.object(context.form(start + 1), agreesWith: grammar)
            else { continue }
            // Another occasion in between is what the pronoun means.
            let isTaken = span(mention.head + 1, start).contains {
                context.reading($0, in: context.vocabulary.noun).map { !$0.grammar.isDisjoint(with: genders) } ?? false
                    && !context.isHead($0) && !context.phraseClasses[$0].intersects(context.vocabulary.phraseCall)
            }
            guard !isTaken, let clause = context.clauses.clause(of: start),
                let group = context.clauses.clauses[clause].groups.first,
                context.has(context.clauses.groups[group].head, context.vocabulary.attend)
            else { return }
            mention.attending = rules.subjects.subject(of: group)
            return
        }
    }

    /// „… форумът. Вместо X ще го открие Y“: a verb of holding whose object is the occasion as a pronoun.
    private func openers(of mention: MeetingMention, in sentence: Range<Int>) -> [Party]? {
        let grammar = context.reading(mention.head, in: context.vocabulary.noun)?.grammar ?? []
        guard mention.parties.isEmpty, let clause = context.clauses.clause(of: sentence.lowerBound),
            let group = context.clauses.clauses[clause].groups.first
        else { return nil }
        let verb = context.clauses.groups[group]
        let hasObject = verb.tokens.contains {
            context.vocabulary.words.clitic(context.form($0), agreesWith: grammar)
        }
        guard hasObject, context.has(verb.head, context.vocabulary.hold) else { return nil }
        // The object is the pronoun, so that names after the verb are its subject.
        let after = span(verb.tokens.upperBound, context.clauses.clauses[clause].tokens.upperBound)
        return subjects.standing(in: after, isAfterVerb: true).first ?? subjects.subject(of: group)
    }

    /// „на разговора ще присъства и X“
    @Sendable static func attendees(_ mention: inout MeetingMention, _ rules: ArgumentRules) {
        let context = rules.context
        let words = context.vocabulary.words
        let before = mention.phrase.lowerBound - 1
        guard mention.attending.isEmpty, mention.reference == .definite, before >= 0,
            context.form(before) == words.of || words.within.contains(context.form(before)),
            let group = context.groups(around: mention.head).min(by: {
                abs(context.clauses.groups[$0].head - mention.head)
                    < abs(context.clauses.groups[$1].head - mention.head)
            }), case let verb = context.clauses.groups[group],
            context.has(verb.head, context.vocabulary.attend) || verb.isCopula && verb.tense != .present,
            !rules.staysAway(context.clauses.groups[group])
        else { return }
        mention.attending = rules.subjects.subject(of: group)
    }

    /// „конференция, открита от X“, „разговорите, водени от X“
    @Sendable static func openedBy(_ mention: inout MeetingMention, _ rules: ArgumentRules) {
        let context = rules.context
        let end = context.stretch(of: mention.head).first { $0.contains(mention.head) }?.upperBound ?? mention.head
        for token in span(mention.head + 1, min(end, mention.head + participleReachMax)) {
            if context.reading(token, in: context.vocabulary.noun) != nil, !context.isHead(token) { return }
            guard context.tokens[token].grammar.contains(.passiveParticiple), !context.isHead(token),
                context.has(token, context.vocabulary.hold), context.isPunctuation(token - 1),
                let from = span(token + 1, min(end, token + 6)).first(where: {
                    context.form($0) == context.vocabulary.words.from && context.timeOfToken[$0] < 0
                })
            else { continue }
            mention.attending += rules.scanner.list(from: from + 1, until: end).parties
            return
        }
    }

    /// How far behind its noun a participle may stand.
    private static let participleReachMax = 20

    /// „с участието на X“, „с посредничеството на Y“
    @Sendable static func withHelpOf(_ mention: inout MeetingMention, _ rules: ArgumentRules) {
        let context = rules.context
        let further = Ellipsis(context: context).clauses(after: mention).map { context.clauses.clauses[$0].tokens }
        for range in context.stretch(of: mention.head) + further {
            for phrase in context.phrases where range.contains(phrase.tokens.lowerBound) {
                let isMediated = phrase.classes.intersects(context.vocabulary.phraseMediated)
                guard isMediated || phrase.classes.intersects(context.vocabulary.phraseAttended) else { continue }
                let lower = min(mention.head, phrase.tokens.lowerBound) + 1
                let isOther = span(lower, max(mention.head, phrase.tokens.lowerBound)).contains {
                    context.reading($0, in: context.vocabulary.noun) != nil && !context.isHead($0)
                        && context.timeOfToken[$0] < 0
                }
                guard !isOther else { continue }
                for var party in rules.scanner.list(from: phrase.tokens.upperBound, until: range.upperBound).parties {
                    if isMediated { party.role = .mediator }
                    mention.attending.append(party)
                }
            }
        }
    }
}
