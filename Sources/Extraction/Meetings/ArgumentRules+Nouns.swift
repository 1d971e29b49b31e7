import Chronicle
import Language

/// Patterns around a noun that names an occasion.
extension ArgumentRules {
    /// „срещата им“, „разговора си“
    @Sendable static func possessive(_ mention: inout MeetingMention, _ rules: ArgumentRules) {
        let context = rules.context
        let words = context.vocabulary.words
        var next = mention.head + 1
        guard next < context.tokens.count else { return }
        if mention.phrase.contains(where: { words.possessiveAdjectives.contains(context.form($0)) })
            || mention.phrase.lowerBound > 0
                && words.possessiveAdjectives.contains(context.form(mention.phrase.lowerBound - 1))
        {
            mention.wantsKnownParties = mention.parties.count < 2
            return
        }
        // „комисията, чието заседание“: of what stands before the comma.
        if mention.phrase.lowerBound > 1, words.whose.contains(context.form(mention.phrase.lowerBound - 1)) {
            var start = mention.phrase.lowerBound - 2
            let limit = start
            while start > context.sentenceStart(mention.head), !context.isPreposition(start - 1),
                !context.isHead(start - 1),
                limit - start < 6
            {
                start -= 1
            }
            add(rules.scanner.list(from: start, until: limit).parties, to: &mention)
            return
        }
        // The clitic may stand after the first modifier: „последната си среща“.
        var clitic = context.form(next)
        if let inner = mention.phrase.dropLast().first(where: {
            words.possessives.contains(context.form($0)) || context.form($0) == words.possessiveReflexive
        }) {
            clitic = context.form(inner)
            next = inner
        } else if mention.phrase.lowerBound > 0, case let before = context.form(mention.phrase.lowerBound - 1),
            before == words.possessiveReflexive
        {
            clitic = before
        }
        let isOwn =
            clitic == words.possessiveReflexive
            || mention.phrase.lowerBound > 0 && words.own.contains(context.form(mention.phrase.lowerBound - 1))
        if isOwn, let group = context.groups(around: mention.head).first {
            add(rules.subjects.subject(of: group), to: &mention)
        } else if clitic == words.their, let clause = context.clauses.clause(of: mention.head),
            case let group = rules.subjects.omitted(before: clause, isPlural: true), !group.isEmpty,
            group.allSatisfy({ $0.actors.isEmpty && $0.isPlural })
        {
            // „лидерите … срещата им“: of the many who were the subject before.
            add(group, to: &mention)
        } else if clitic == words.their {
            mention.wantsKnownParties = mention.parties.count < 2
        } else if words.possessives.contains(clitic), let clause = context.clauses.clause(of: mention.head) {
            add(rules.subjects.omitted(before: clause, isPlural: false), to: &mention)
        }
    }

    /// The subject of „проведе разговор“, „пътува за среща“, „заяви след среща с“ takes part.
    @Sendable static func subjectOfNoun(_ mention: inout MeetingMention, _ rules: ArgumentRules) {
        let context = rules.context
        let vocabulary = context.vocabulary
        let isOpen = mention.reference != .definite || mention.parties.count == 1 && rules.hasPartner(mention)
        let isAttended =
            mention.kind == .session || mention.kind == .conference || mention.kind == .summit || mention.kind == .talks
        guard mention.parties.count < 2 || !isOpen || isAttended || rules.hasPartner(mention),
            isOpen || mention.kind == .visit || isAttended
        else {
            return
        }
        guard
            let group = context.groups(around: mention.head).last(where: {
                context.clauses.groups[$0].head < mention.head
            }) ?? context.groups(around: mention.head).first
        else { return }
        let verb = context.clauses.groups[group]
        let classes = context.tokens[verb.head].classes
        // „няма да присъства на срещата“: whoever stays away is no party, but of a meeting of two.
        if rules.staysAway(verb), !rules.hasPartner(mention) { return }
        // „X и Y отложиха преговорите“
        let off = vocabulary.postpone.union(vocabulary.cancel)
        if mention.parties.isEmpty, classes.intersects(off), !verb.isPassive, verb.head < mention.head {
            let both = rules.subjects.subject(of: group)
            if both.count > 1 || both.contains(where: \.isPlural) { add(both, to: &mention) }
        }
        let isObject =
            classes.intersects(vocabulary.happen) && !verb.isPassive && verb.head < mention.head
            && rules.hasSubjectBefore(verb)
        let isPlanned =
            classes.intersects(vocabulary.cues) && !verb.isPassive
            && (mention.kind == .visit && mention.parties.isEmpty || rules.hasPartner(mention))
        let isHeld =
            (classes.intersects(vocabulary.hold) || classes.intersects(vocabulary.attend)) && !verb.isPassive
            || isObject || isPlanned
        if mention.kind == .summit, !isHeld, !classes.intersects(vocabulary.travel) { return }
        let isInPhrase = mention.phrase.lowerBound > 0 && context.isPreposition(mention.phrase.lowerBound - 1)
        let isSubject = verb.isPassive && !isInPhrase || classes.intersects(vocabulary.happen) && !isHeld
        if isSubject, !classes.intersects(vocabulary.travel) { return }
        if verb.isCopula, !isInPhrase { return }
        let isTravel = classes.intersects(vocabulary.travel) || verb.isCopula
        let isReportedBy = classes.intersects(vocabulary.speech)
        if mention.reference == .definite, !isHeld, !isTravel, !rules.hasPartner(mention) {
            // „по време на срещата X и Y постигнаха …“
            if let phrase = context.phrase(before: mention.phrase.lowerBound), mention.parties.isEmpty,
                phrase.classes.intersects(vocabulary.phraseDuring.union(vocabulary.phraseAfter))
            {
                let pair = rules.subjects.subject(of: group).filter { $0.type == .person }
                if pair.count == 2 { add(pair, to: &mention) }
                return
            }
            // „каза X на заседанието“: who speaks there sits there.
            guard mention.kind == .session, isInPhrase,
                context.form(mention.phrase.lowerBound - 1) == vocabulary.words.of
            else { return }
            add(rules.subjects.subject(of: group), to: &mention)
            return
        }
        guard
            isHeld || isTravel
                || (isInPhrase && (!isReportedBy || rules.hasPartner(mention) || mention.reference == .new))
        else { return }
        if mention.kind == .session || mention.kind == .conference, !isHeld, !isInPhrase { return }
        let isLed = classes.intersects(vocabulary.lead) && !isInPhrase
        if mention.reference == .definite, isInPhrase && classes.intersects(vocabulary.attend) || isLed {
            mention.attending += rules.agents(of: group)
            return
        }
        let subject = rules.agents(of: group)
        // A body or a house visits nobody.
        add(mention.kind == .visit ? subject.filter { $0.type != .organisation } : subject, to: &mention)
    }

    /// „няма да присъства“, „пропусна“, „бойкотира“
    func staysAway(_ verb: VerbGroup) -> Bool {
        let vocabulary = context.vocabulary
        if context.has(verb.head, vocabulary.absent) { return !verb.isNegated }
        return verb.isNegated && context.has(verb.head, vocabulary.attend.union(vocabulary.travel))
    }

    /// Whether parties stand before a verb in its clause.
    func hasSubjectBefore(_ verb: VerbGroup) -> Bool {
        guard let clause = context.clauses.clause(of: verb.head) else { return false }
        let start = context.clauses.clauses[clause].tokens.lowerBound
        return !subjects.standing(in: span(start, verb.tokens.lowerBound), isAfterVerb: false).isEmpty
    }

    /// „вечерята, която X ще даде за Y“
    @Sendable static func relativeSubject(_ mention: inout MeetingMention, _ rules: ArgumentRules) {
        let context = rules.context
        guard mention.parties.count < 2, let clause = context.clauses.clause(of: mention.head),
            clause + 1 < context.clauses.clauses.count, case let relative = context.clauses.clauses[clause + 1],
            relative.tie == .relative, relative.sentence == mention.sentence,
            let group = relative.groups.first(where: {
                context.has(context.clauses.groups[$0].head, context.vocabulary.hold)
            })
        else { return }
        let verb = context.clauses.groups[group]
        let before = span(
            relative.tokens.lowerBound + 1, context.clauses.groups[relative.groups.lowerBound].tokens.lowerBound)
        add(rules.subjects.standing(in: before, isAfterVerb: false).last ?? [], to: &mention)
        for token in span(verb.tokens.upperBound, relative.tokens.upperBound)
        where context.form(token) == context.vocabulary.words.for {
            add(rules.scanner.list(from: token + 1, until: relative.tokens.upperBound).parties, to: &mention)
        }
    }

    /// „срещата с X“: the other party is whom the text speaks of.
    @Sendable static func omittedParty(_ mention: inout MeetingMention, _ rules: ArgumentRules) {
        guard mention.parties.count == 1, mention.reference == .definite, rules.hasPartner(mention),
            let clause = rules.context.clauses.clause(of: mention.head)
        else { return }
        // „тристранната среща с Y“: with the two who are spoken of.
        if mention.phrase.contains(where: { rules.context.has($0, rules.context.vocabulary.ofThree) }) {
            mention.wantsKnownParties = true
            mention.wantsBoth = true
            return
        }
        add(rules.subjects.omitted(before: clause, isPlural: false), to: &mention)
    }

    /// „преговорите се водят от X“
    @Sendable static func ledBy(_ mention: inout MeetingMention, _ rules: ArgumentRules) {
        let context = rules.context
        for group in context.groups(around: mention.head) + Ellipsis(context: context).groups(after: mention) {
            let verb = context.clauses.groups[group]
            guard verb.isPassive, context.has(verb.head, context.vocabulary.hold) else { continue }
            let end = rules.clauseEnd(verb)
            guard
                let from = span(verb.tokens.upperBound, min(end, verb.tokens.upperBound + 4)).first(where: {
                    context.form($0) == context.vocabulary.words.from
                })
            else { continue }
            add(rules.scanner.list(from: from + 1, until: end).parties, to: &mention)
        }
    }

    /// „покани X на посещение“, „предложи на X среща“
    @Sendable static func invited(_ mention: inout MeetingMention, _ rules: ArgumentRules) {
        let context = rules.context
        guard mention.parties.count < 2, mention.kind != .summit, mention.kind != .session, mention.kind != .conference
        else { return }
        guard
            let group = context.groups(around: mention.head).last(where: {
                context.clauses.groups[$0].head < mention.head
                    && context.has(context.clauses.groups[$0].head, context.vocabulary.propose)
            })
        else { return }
        let before = mention.phrase.lowerBound - 1
        if context.isPreposition(before), context.form(before) != context.vocabulary.words.of,
            context.form(before) != context.vocabulary.words.for
        {
            return
        }
        let verb = context.clauses.groups[group]
        add(rules.subjects.subject(of: group), to: &mention, role: mention.kind == .visit ? .host : .participant)
        var start = verb.tokens.upperBound
        if start < mention.phrase.lowerBound, context.form(start) == context.vocabulary.words.of { start += 1 }
        let (list, _) = rules.scanner.list(from: start, until: mention.phrase.lowerBound)
        add(list, to: &mention, role: mention.kind == .visit ? .visitor : .participant)
    }

    /// „поканата на X за среща“, „получи предложение от X за разговор“: who wants it and whom it is put to.
    @Sendable static func partiesOfIdea(_ mention: inout MeetingMention, _ rules: ArgumentRules) {
        let context = rules.context
        let status = StatusRules(context: context)
        guard mention.parties.count < 2, mention.reference != .definite || mention.parties.isEmpty,
            let noun = status.governor(of: mention), context.has(noun, context.vocabulary.propose),
            context.tokens[noun].grammar.contains(.noun)
        else { return }
        let words = context.vocabulary.words
        var token = noun + 1
        while token < mention.phrase.lowerBound - 1 {
            let form = context.form(token)
            guard context.isPreposition(token), form == words.of || form == words.from || words.to.contains(form) else {
                token += 1
                continue
            }
            let (list, end) = rules.scanner.list(from: token + 1, until: mention.phrase.lowerBound - 1)
            add(list, to: &mention)
            token = max(end, token + 1)
        }
        guard
            let group = context.groups(around: noun).last(where: { context.clauses.groups[$0].head < noun }),
            !context.clauses.groups[group].isPassive || context.clauses.groups[group].isReflexive
        else { return }
        add(rules.subjects.subject(of: group), to: &mention)
    }

    /// „посещението на X за среща с Y“
    @Sendable static func errandOfVisit(_ mention: inout MeetingMention, _ rules: ArgumentRules) {
        let context = rules.context
        let before = mention.phrase.lowerBound - 1
        guard mention.parties.count == 1, before > 0, context.form(before) == context.vocabulary.words.for else {
            return
        }
        let floor = context.stretch(of: mention.head).first { $0.contains(mention.head) }?.lowerBound ?? before
        for token in span(floor, before).reversed() {
            if context.isHead(token) { return }
            guard let reading = context.reading(token, in: context.vocabulary.noun),
                context.vocabulary.kind(of: reading.classes) == .visit
            else { continue }
            add(rules.partners(after: token, until: before).parties, to: &mention)
            mention.continues = true
            return
        }
    }

    /// „X ще бъде домакин на среща“
    @Sendable static func hostOfNoun(_ mention: inout MeetingMention, _ rules: ArgumentRules) {
        let context = rules.context
        let lower = mention.phrase.lowerBound
        guard
            let phrase = context.phrase(before: lower), phrase.classes.intersects(context.vocabulary.phraseHost),
            let group = context.groups(around: phrase.tokens.lowerBound).first
        else { return }
        add(rules.subjects.subject(of: group), to: &mention, role: .host)
        let limit = context.stretch(of: mention.head).last?.upperBound ?? lower
        if mention.head + 1 < limit, context.form(mention.head + 1) == context.vocabulary.words.for {
            add(rules.scanner.list(from: mention.head + 2, until: limit).parties, to: &mention)
        }
    }

    /// „на посещение … по покана на X“, „посещение при X“
    @Sendable static func guestOf(_ mention: inout MeetingMention, _ rules: ArgumentRules) {
        let context = rules.context
        guard mention.kind == .visit else { return }
        let words = context.vocabulary.words
        let end = context.stretch(of: mention.head).last?.upperBound ?? mention.head
        var token = context.sentenceStart(mention.head)
        while token + 1 < end {
            defer { token += 1 }
            // „по покана на X“, „гост на X“
            let isInvitation =
                context.form(token + 1) == words.of
                && (context.has(token, context.vocabulary.invitation) || context.has(token, context.vocabulary.guest))
            guard isInvitation || token > mention.head else { continue }
            if isInvitation || context.form(token) == words.at {
                let start = token + (isInvitation ? 2 : 1)
                add(rules.scanner.list(from: start, until: end).parties, to: &mention, role: .host)
                return
            }
        }
    }

    /// A meal in a programme is that of host and guest.
    @Sendable static func meal(_ mention: inout MeetingMention, _ rules: ArgumentRules) {
        let context = rules.context
        guard context.has(mention.head, context.vocabulary.meal) else { return }
        let limit = context.stretch(of: mention.head).last?.upperBound ?? mention.head
        // „даде вечеря за X и Y“
        if mention.head + 1 < limit, context.form(mention.head + 1) == context.vocabulary.words.for {
            add(rules.scanner.list(from: mention.head + 2, until: limit).parties, to: &mention)
        }
        guard mention.parties.flatMap(\.actors).count + mention.parties.filter(\.actors.isEmpty).count < 2 else {
            return
        }
        mention.wantsKnownParties = true
    }
}
