import Chronicle
import Language

/// Patterns around a verb that tells of an occasion.
extension ArgumentRules {
    /// „X прие Y“, „Y беше приет от X“
    @Sendable static func host(_ mention: inout MeetingMention, _ rules: ArgumentRules) {
        let context = rules.context
        guard context.has(mention.head, context.vocabulary.host), let group = context.group(at: mention.head) else {
            return
        }
        let verb = context.clauses.groups[group]
        let end = rules.clauseEnd(verb)
        if verb.isPassive, !verb.isReflexive {
            guard
                let from = span(verb.tokens.upperBound, end).first(where: {
                    context.form($0) == context.vocabulary.words.from
                })
            else {
                add(rules.subjects.subject(of: group), to: &mention, role: .visitor)
                mention.isWeak = true
                return
            }
            add(rules.subjects.subject(of: group), to: &mention, role: .visitor)
            add(rules.scanner.list(from: from + 1, until: end).parties, to: &mention, role: .host)
            mention.isLonely = mention.parties.count < 2 || context.tokens[verb.head].grammar.contains(.neuter)
            return
        }
        guard !verb.isReflexive else { return }
        let subject = rules.agents(of: group)
        if rules.hasClitic(verb, context.vocabulary.words.themShort) {
            mention.wantsBoth = true
            mention.wantsKnownParties = true
            add(subject, to: &mention, role: .host)
            return
        }
        var objects = rules.object(after: verb, until: end).filter { $0.type == .person || $0.type == .group }
        if objects.isEmpty, let guest = rules.clitic(of: verb, besides: subject) { objects = [guest] }
        guard !objects.isEmpty else { return }
        let hosts = subject.filter { host in
            !objects.contains { $0.tokens.overlaps(host.tokens) || !host.actors.isEmpty && $0.actors == host.actors }
        }
        add(hosts, to: &mention, role: .host)
        if let pair = objects.first(where: rules.isBoth) {
            mention.wantsBoth = true
            mention.wantsKnownParties = true
            add(objects.filter { $0.tokens != pair.tokens }, to: &mention, role: .visitor)
            return
        }
        add(objects, to: &mention, role: .visitor)
    }

    /// „X свиква Съвета за сигурност“
    @Sendable static func convene(_ mention: inout MeetingMention, _ rules: ArgumentRules) {
        let context = rules.context
        guard context.has(mention.head, context.vocabulary.convene), let group = context.group(at: mention.head) else {
            return
        }
        let verb = context.clauses.groups[group]
        let isBody: (Party) -> Bool = { $0.type == .organisation || $0.actors.isEmpty && !$0.isPlural }
        if verb.isPassive {
            add(rules.subjects.subject(of: group).filter(isBody), to: &mention)
            return
        }
        let bodies = rules.object(after: verb, until: rules.clauseEnd(verb)).filter(isBody)
        guard !bodies.isEmpty else { return }
        add(bodies, to: &mention)
        add(rules.subjects.subject(of: group).filter { $0.type == .person }, to: &mention)
    }

    /// „X ще събере Y и Z“: whom somebody brings together meet, and he is the host.
    @Sendable static func gather(_ mention: inout MeetingMention, _ rules: ArgumentRules) {
        let context = rules.context
        guard rules.isGathering(mention), let group = context.group(at: mention.head) else { return }
        let verb = context.clauses.groups[group]
        let hosts = rules.agents(of: group).filter { $0.type == .person || $0.type == .country }
        if rules.hasClitic(verb, context.vocabulary.words.themShort) {
            mention.wantsBoth = true
            mention.wantsKnownParties = true
            add(hosts, to: &mention, role: .host)
            return
        }
        let guests = rules.object(after: verb, until: rules.clauseEnd(verb)).filter {
            $0.type == .person || $0.type == .country || $0.type == .group
        }
        // „събра подписи“, „събра привърженици“: nobody is named.
        guard guests.count > 1 || guests.contains(where: { $0.actors.count > 1 || rules.isBoth($0) }) else { return }
        add(hosts, to: &mention, role: .host)
        add(guests, to: &mention, role: .visitor)
    }

    /// „събра двамата“, not „събраха се“.
    private func isGathering(_ mention: MeetingMention) -> Bool {
        guard context.has(mention.head, context.vocabulary.gather), let group = context.group(at: mention.head) else {
            return false
        }
        return !context.clauses.groups[group].isReflexive
    }

    /// „X посети страна“, „X ще гостува в“
    @Sendable static func visit(_ mention: inout MeetingMention, _ rules: ArgumentRules) {
        let context = rules.context
        guard context.has(mention.head, context.vocabulary.visit), let group = context.group(at: mention.head) else {
            return
        }
        let verb = context.clauses.groups[group]
        let end = rules.clauseEnd(verb)
        let objects = rules.object(after: verb, until: end)
        let hasPlace = span(verb.tokens.upperBound, end).prefix(8).contains {
            context.mention($0).map { $0.form == .name && ($0.type == .place || $0.type == .country) } ?? false
        }
        let people = objects.filter { $0.type == .person }
        guard hasPlace || !people.isEmpty else { return }
        add(rules.agents(of: group).filter { $0.type != .place }, to: &mention, role: .visitor)
        // „X покани Y да посети страна“
        if let governor = verb.governor, context.has(context.clauses.groups[governor].head, context.vocabulary.invite) {
            add(rules.agents(of: governor).filter { $0.type == .person }, to: &mention, role: .host)
        }
        add(people, to: &mention, role: .host)
    }

    /// „X и Y се срещнаха“, „X разговаря с Y“, „двамата обсъдиха“
    @Sendable static func subjectAndPartner(_ mention: inout MeetingMention, _ rules: ArgumentRules) {
        let context = rules.context
        let vocabulary = context.vocabulary
        guard !context.has(mention.head, vocabulary.host), !context.has(mention.head, vocabulary.visit),
            !mention.isMotion, !context.has(mention.head, vocabulary.convene), !rules.isGathering(mention),
            let group = context.group(at: mention.head)
        else { return }
        let verb = context.clauses.groups[group]
        var subject = rules.agents(of: group)
        let end = rules.clauseEnd(verb)
        var partners: [Party] = []
        if context.has(mention.head, vocabulary.dative) { partners = rules.called(by: verb, until: end) }
        // „с когото обсъди“: the partner stands before the clause.
        if let clause = context.clauses.clause(of: mention.head), case let own = context.clauses.clauses[clause],
            own.tie == .relative, vocabulary.words.with.contains(context.form(own.tokens.lowerBound)),
            let known = context.mention(max(0, own.tokens.lowerBound - 2))
        {
            partners = [Party(actors: known.actors, tokens: known.tokens, form: known.form, type: known.type)]
        }
        var token = verb.tokens.upperBound
        while token < end {
            if vocabulary.words.with.contains(context.form(token)) {
                let (list, after) = rules.scanner.list(from: token + 1, until: end)
                if !list.isEmpty {
                    partners.append(contentsOf: list)
                    break
                }
                token = max(after, token + 1)
            } else if context.has(token, vocabulary.noun), context.group(at: token) == nil, !partners.isEmpty {
                break
            } else {
                token += 1
            }
        }
        // „с Y се срещна X“
        if partners.isEmpty, let clause = context.clauses.clause(of: mention.head) {
            let start = context.clauses.clauses[clause].tokens.lowerBound
            for token in span(start, verb.tokens.lowerBound) where vocabulary.words.with.contains(context.form(token)) {
                let (list, _) = rules.scanner.list(from: token + 1, until: verb.tokens.lowerBound)
                if !list.isEmpty {
                    partners = list
                    break
                }
            }
        }
        // „гласът ни да се чуе“: many do not go with a singular verb.
        if !verb.isPlural, !verb.isPassive || verb.isReflexive {
            subject.removeAll { $0.isPlural && $0.actors.isEmpty && $0.form == nil && verb.tense != .renarrated }
        }
        // „обсъдихме с X“: who speaks is one of them.
        if verb.isFirstPerson, verb.isPlural, !partners.isEmpty, let speaker = rules.speaker(at: mention.head) {
            subject = [speaker]
        }
        // „с X се видяха“: the plural is that of both together.
        if subject.isEmpty, !partners.isEmpty, let clause = context.clauses.clause(of: mention.head) {
            subject = rules.subjects.omitted(before: clause, isPlural: false)
        }
        subject.removeAll { party in partners.contains { $0.tokens.overlaps(party.tokens) } }
        add(subject, to: &mention)
        add(partners, to: &mention)
        let isSeveral = mention.parties.count > 1 || mention.parties.contains { $0.isPlural || $0.type != .person }
        // „поотделно с двамата“
        if let pair = partners.first, partners.count == 1, pair.actors.count > 1 {
            partners = pair.actors.map { actor in
                var one = pair
                one.actors = [actor]
                return one
            }
        }
        // „се видя с X и с Y“
        let isEach = partners.allSatisfy(\.hasOwnWith)
        let isApart =
            partners.count > 1
            && (isEach
                || context.clauses.clause(of: mention.head).map {
                    context.clauses.clauses[$0].tokens.contains { context.has($0, vocabulary.apart) }
                } ?? false)
        if isApart {
            mention.parties.removeAll { party in partners.contains { $0.tokens == party.tokens } }
            mention.separate = partners
        }
        // „дипломати обсъждат възможността …“: nobody is named who meets.
        if context.has(mention.head, vocabulary.discuss), mention.parties.allSatisfy(\.actors.isEmpty) {
            mention.isLonely = true
            return
        }
        mention.isLonely = !isSeveral && !verb.isPlural && partners.isEmpty
        if !isSeveral {
            mention.wantsKnownParties =
                verb.isPlural && (!verb.isFirstPerson || verb.isReflexive) && verb.tense != .present && partners.isEmpty
        }
    }

    /// „ги“ and the like among the parts of a verb.
    func hasClitic(_ verb: VerbGroup, _ form: FormKey) -> Bool {
        verb.tokens.contains { context.form($0) == form }
    }

    /// „ще го приеме“: the person named last before the clause who agrees in gender and is not the subject.
    func clitic(of verb: VerbGroup, besides subject: [Party]) -> Party? {
        let words = context.vocabulary.words
        let isHim = hasClitic(verb, words.himShort)
        guard isHim || hasClitic(verb, words.herShort), let clause = context.clauses.clause(of: verb.head) else {
            return nil
        }
        let taken = subject.flatMap(\.actors)
        let other: Grammar = isHim ? .feminine : .masculine
        let sentence = Int(context.sentenceOfToken[verb.head])
        let floor = context.sentences[max(0, sentence - Self.cliticSentencesMax)].tokens.lowerBound
        var token = context.clauses.clauses[clause].tokens.lowerBound - 1
        while token >= floor {
            if let named = context.mention(token), named.form != .adjective, named.type == .person,
                named.actors.count == 1, let actor = named.actors.first, !taken.contains(actor),
                !context.actors[actor].grammar.contains(other)
            {
                return Party(actors: [actor], tokens: named.tokens, form: .pronoun, type: .person)
            }
            token -= 1
        }
        return nil
    }

    /// How many sentences „го“ and „я“ look back over.
    private static let cliticSentencesMax = 2

    /// „се обади на X“, „на X се обади“
    func called(by verb: VerbGroup, until end: Int) -> [Party] {
        let words = context.vocabulary.words
        let start = context.clauses.clause(of: verb.head).map { context.clauses.clauses[$0].tokens.lowerBound }
        for range in [span(verb.tokens.upperBound, end), span(start ?? verb.head, verb.tokens.lowerBound)] {
            for token in range where context.form(token) == words.of && context.timeOfToken[token] < 0 {
                let list = scanner.list(from: token + 1, until: range.upperBound).parties.filter { $0.type != .place }
                if !list.isEmpty { return list }
            }
        }
        return []
    }

    /// Parties after the verb that no preposition governs; where, when and at what occasion may stand between.
    func object(after verb: VerbGroup, until end: Int) -> [Party] {
        var token = verb.tokens.upperBound
        while token < end {
            if context.isPreposition(token) {
                guard let next = endOfAdjunct(token, until: end) else { return [] }
                token = next
                continue
            }
            if context.isPunctuation(token) { return [] }
            let (list, after) = scanner.list(from: token, until: end)
            if !list.isEmpty { return list }
            token = max(after, token + 1)
        }
        return []
    }

    /// „в четвъртък“, „на вечеря“, „в резиденция „Бояна““: the end of a phrase that names no party; nil for one that does.
    private func endOfAdjunct(_ preposition: Int, until end: Int) -> Int? {
        let words = context.vocabulary.words
        let time = context.timeOfToken[preposition]
        if time >= 0 { return max(preposition + 1, context.times[Int(time)].tokens.upperBound) }
        let form = context.form(preposition)
        guard words.within.contains(form) || form == words.of || words.whereabouts.contains(form) else { return nil }
        var token = preposition + 1
        while token < end, context.isModifier(token) { token += 1 }
        guard token < end else { return end }
        if let mention = context.mention(token) {
            return mention.type == .person || mention.type == .group ? nil : mention.tokens.upperBound
        }
        guard context.reading(token, having: .noun) != nil, !context.isPeople(token) else { return nil }
        token += 1
        // „в резиденция „Бояна““, „в двореца Бояна“: the name of the place.
        if token < end, let name = context.mention(token), name.type != .person, name.type != .group,
            name.form == .name
        {
            return name.tokens.upperBound
        }
        if token < end, context.isPunctuation(token), context.isQuote(token) {
            var close = token + 1
            while close < end, !context.isQuote(close) { close += 1 }
            return close + 1
        }
        return token
    }

    /// The subject of a verb group; of one in the first person whoever speaks.
    func agents(of group: Int) -> [Party] {
        let verb = context.clauses.groups[group]
        guard verb.isFirstPerson else { return subjects.subject(of: group) }
        if let speaker = speaker(at: verb.head) { return [speaker] }
        return verb.isPlural ? subjects.subject(of: group) : []
    }

    /// Whoever says what a token stands in: who means himself by „аз“.
    func speaker(at token: Int) -> Party? {
        guard let source = SourceRules(context: context, subjects: subjects).speaker(at: token),
            let actor = source.actor, context.actors[actor].actor.type == .person
        else { return nil }
        return Party(actors: [actor], tokens: source.tokens, form: .name, type: .person)
    }

    /// The end of the clause of a verb.
    func clauseEnd(_ verb: VerbGroup) -> Int {
        guard let clause = context.clauses.clause(of: verb.head) else { return verb.tokens.upperBound }
        let parsed = context.clauses.clauses[clause]
        let next = parsed.groups.first { context.clauses.groups[$0].tokens.lowerBound > verb.head }
        let end = next.map { context.clauses.groups[$0].tokens.lowerBound } ?? parsed.tokens.upperBound
        return max(verb.tokens.upperBound, end)
    }
}
