import Chronicle
import Language

/// What makes a mention and an occasion two.
extension MeetingMerger {
    /// In the order in which they are asked.
    static let vetoes: [Veto] = [
        Veto(
            name: "apart.kind",
            examples: [
                "Макрон разговаря по телефона с Мерц. Преди седмица двамата се [срещнаха] в Берлин." => "not occasion 0"
            ], applies: isOtherKind),
        Veto(
            name: "apart.one-by-one",
            examples: [
                "Вучич ще проведе [срещи] с Радев и с представители на двете комисии." => "not occasion 0"
            ], applies: isOneByOne),
        Veto(
            name: "apart.parties",
            examples: ["Макрон прие Мерц в Париж. Тръмп се [срещна] с Моди." => "not occasion 0"],
            applies: areOtherParties),
        Veto(
            name: "apart.phase",
            examples: [
                "Макрон прие Мерц вчера. Макрон и Мерц ще се [срещнат] отново в Берлин." => "not occasion 0"
            ], applies: isOtherPhase),
        Veto(
            name: "apart.time",
            examples: ["Макрон прие Мерц в понеделник. Макрон [прие] Мерц и в петък." => "not occasion 0"],
            applies: isOtherTime),
        Veto(
            name: "apart.beside",
            examples: ["След срещата между Мерц и Макрон двамата [обсъдиха] Украйна." => "not occasion 0"],
            applies: isBeside),
        Veto(
            name: "apart.visit-elsewhere",
            examples: ["Радев и Дан ще се срещнат в София. Радев ще [посети] Малайзия." => "not occasion 0"],
            applies: isVisitElsewhere),
        Veto(
            name: "apart.another",
            examples: ["Макрон ще приеме Мерц в Париж. Двамата ще проведат и още една [среща]." => "not occasion 0"],
            applies: isAnother),
        Veto(
            name: "apart.without-parties",
            examples: [
                "Макрон прие Мерц вчера. Вечерта валя. Улиците опустяха. Всяка [среща] изисква търпение."
                    => "not occasion 0"
            ], applies: isUnbound),
    ]

    /// What becomes of a mention in the end.
    static let rules = [
        ListedRule(
            name: "goes-on",
            examples: ["Рубио и Лавров проведоха втори кръг [преговори]." => "occasion 0"]),
        ListedRule(
            name: "which-occasion",
            examples: ["Макрон прие Зеленски в Париж. Това беше третата им [среща]." => "occasion 0"]),
        ListedRule(
            name: "parties.known",
            examples: [
                "Радев и Дан са в Букурещ. [Срещата] им ще започне в 10 часа." => "Никушор Дан, Румен Радев"
            ]),
        ListedRule(
            name: "offer",
            examples: [
                "Путин и Зеленски ще се срещнат. Ердоган предложи да [посрещне] Путин и Зеленски." => "occasion 0"
            ]),
        ListedRule(
            name: "same-occasion",
            examples: ["Макрон прие Зеленски в Париж. [Срещата] продължи два часа." => "occasion 0"]),
        ListedRule(
            name: "new-occasion",
            examples: ["Макрон [прие] Зеленски в Париж." => "occasion 0"]),
        ListedRule(
            name: "adopted",
            examples: ["[Срещата] продължи два часа. Макрон прие Зеленски в Париж." => "occasion 0"]),
        ListedRule(
            name: "no-parties",
            examples: ["Това беше тежка [среща]." => "no meeting"]),
    ]

    @Sendable static func isOtherKind(
        _ mention: MeetingMention, _ cluster: MeetingCluster, _ merger: MeetingMerger
    ) -> Bool {
        if merger.isMeal(mention) != cluster.isMeal {
            // „срещата“ right after a dinner may be that dinner; nothing else is.
            let isThat =
                cluster.isMeal && mention.kind == .meeting && mention.reference == .definite && mention.parties.isEmpty
                && !mention.isEarlier && mention.sentence - (cluster.mentions.last?.sentence ?? 0) <= 1
            if !isThat { return true }
        }
        let a = mention.kind
        let b = cluster.kind
        if a == b { return false }
        if !mention.isKindExplicit, mention.reference == .definite, mention.parties.count < 2 { return false }
        let isFaceToFace: (Meeting.Kind) -> Bool = { $0 == .meeting || $0 == .summit || $0 == .visit || $0 == .talks }
        if isFaceToFace(a), isFaceToFace(b) {
            // Talks of which nothing says that they were face to face are not the summit that is told of next.
            let isElsewhere = mention.place != nil || mention.isEarlier
            return a != b && mention.isKindExplicit && a != .talks && isElsewhere && cluster.place == nil
                && cluster.mentions.allSatisfy { merger.context.has($0.head, merger.context.vocabulary.talk) }
        }
        if b == .call, mention.place != nil, cluster.isKindExplicit { return true }
        if a == .call || b == .call {
            return mention.isKindExplicit && cluster.isKindExplicit || !merger.isTalk(mention, cluster)
        }
        // A sitting or conference is also „срещата“, „разговорите“, and leaders sit at summits; a sitting and a meeting of
        // named people are two.
        if (a == .session && b == .summit) || (a == .summit && b == .session) { return false }
        let isGeneric = !mention.isKindExplicit && mention.reference == .definite || a == .talks
        if b == .session || b == .conference { return !isGeneric || mention.parties.contains { $0.type == .person } }
        return a == .session || a == .conference
    }

    /// „срещи с X, с Y и с представители“: one word, and an occasion with each.
    @Sendable static func isOneByOne(
        _ mention: MeetingMention, _ cluster: MeetingCluster, _ merger: MeetingMerger
    ) -> Bool {
        cluster.mentions.contains { $0.head == mention.head }
    }

    /// „разговор“, „разговаряха“: may be by phone.
    func isTalk(_ mention: MeetingMention, _ cluster: MeetingCluster) -> Bool {
        let other = mention.kind == .call ? cluster.mentions.map(\.head) : [mention.head]
        return other.allSatisfy { context.has($0, context.vocabulary.talk) }
    }

    func isMeal(_ mention: MeetingMention) -> Bool { context.has(mention.head, context.vocabulary.meal) }

    @Sendable static func areOtherParties(
        _ mention: MeetingMention, _ cluster: MeetingCluster, _ merger: MeetingMerger
    ) -> Bool {
        let named = merger.actors(of: mention)
        // Who is said to attend „заседанието“ joins those who sit.
        let isOfMany = named.isEmpty && !mention.parties.isEmpty && mention.parties.allSatisfy(\.isPlural)
        if mention.reference == .definite, isSitting(cluster.kind),
            isSitting(mention.kind) || mention.isWeak || isOfMany,
            mention.sentence - (cluster.mentions.last?.sentence ?? 0) <= 2
        {
            return false
        }
        // „първите дипломати на …“: a group, named one by one later or before.
        if merger.isGroup(cluster.actors), cluster.unnamed.isEmpty, named.count > 1, !merger.isGroup(named) {
            return mention.kind != cluster.kind
        }
        if merger.isGroup(named), !merger.isGroup(cluster.actors), cluster.actors.count > 1 {
            return !merger.isSamePlan(mention, cluster)
        }
        // „Албания и Гърция обсъждат …“ in the title, „албански и гръцки представители“ behind it.
        if named.isEmpty, !mention.parties.isEmpty, mention.parties.allSatisfy({ merger.isOf(cluster.actors, $0) }) {
            return false
        }
        if named.isEmpty || cluster.actors.isEmpty {
            // Parties without a name fit unnamed ones of the same word, and a plan that names people.
            if !mention.parties.isEmpty, !cluster.unnamed.isEmpty, cluster.actors.isEmpty, named.isEmpty {
                if let time = mention.time, let known = cluster.time, merger.overlap(time, known) { return false }
            }
            // „съюзниците се събраха“ in the title are named, one by one, in the sentences after it.
            let isOfTitle = cluster.mentions.allSatisfy { $0.sentence == 0 } && mention.sentence <= Self.titleReachMax
            if isOfTitle, cluster.actors.isEmpty, !cluster.unnamed.isEmpty, !named.isEmpty {
                return !(cluster.unnamed.allSatisfy(\.isPlural) && named.count + mention.attending.count > 1)
            }
            if !mention.parties.isEmpty, !cluster.unnamed.isEmpty { return !merger.sharesWord(mention, cluster) }
            if !mention.parties.isEmpty, named.isEmpty {
                return
                    !(mention.parties.allSatisfy { $0.isPlural } && cluster.actors.count > 1
                    && merger.isSamePlan(mention, cluster))
            }
            return false
        }
        // Host and guest are one occasion with the visit only where no host is known; a reception by another is its own.
        if cluster.kind == .visit, cluster.actors.count == 1, (cluster.mentions.last?.sentence ?? 0) > 0,
            named.count > 1, mention.kind != .visit,
            !mention.isVerb || merger.context.has(mention.head, merger.context.vocabulary.host)
        {
            return true
        }
        let matched = named.filter { actor in cluster.actors.contains { merger.isSame(actor, $0) } }
        if named.count == 1 || cluster.actors.count == 1 { return matched.isEmpty }
        // Two named sets are one occasion where one holds the other.
        let back = cluster.actors.filter { actor in named.contains { merger.isSame(actor, $0) } }
        return matched.count < named.count && back.count < cluster.actors.count
    }

    /// How many sentences after the title say more of what it tells.
    private static let titleReachMax = 2

    /// „предварителната среща между съветниците“, „среща на нашите съветници“: of known people, of the same kind and as far on
    /// as one that names them; what was put off is what was planned.
    func isSamePlan(_ mention: MeetingMention, _ cluster: MeetingCluster) -> Bool {
        guard mention.kind == cluster.kind,
            mention.reference == .definite || mention.reference == .new && mention.parties.allSatisfy(isKnown)
        else { return false }
        let own = mention.evidence.first.map { MeetingCluster.phase(of: $0.status) }
        return own == cluster.phase || own == .ahead && cluster.phase == .off
    }

    /// Whether the countries by which a party without a name is called are all among some actors, and there are any.
    private func isOf(_ actors: [Int], _ party: Party) -> Bool {
        let countries = party.phrase.compactMap { token -> Int? in
            guard let mention = context.mention(token), mention.type == .country else { return nil }
            return mention.actors.first
        }
        return !countries.isEmpty && countries.allSatisfy(actors.contains)
    }

    /// „съветниците“, „нашите съветници“
    private func isKnown(_ party: Party) -> Bool {
        let words = context.vocabulary.words
        return span(max(0, party.tokens.lowerBound - 2), party.tokens.upperBound).contains {
            words.possessiveAdjectives.contains(context.form($0))
                || context.tokens[$0].grammar.isSuperset(of: [.definite, .plural])
        }
    }

    /// Only groups, nobody by name.
    func isGroup(_ actors: [Int]) -> Bool {
        !actors.isEmpty && actors.allSatisfy { context.actors[$0].actor.type == .group }
    }

    /// Occasions at which a body or many sit.
    static func isSitting(_ kind: Meeting.Kind) -> Bool {
        kind == .session || kind == .summit || kind == .conference || kind == .talks
    }

    /// The same actor, or an official and his country.
    func isSame(_ a: Int, _ b: Int) -> Bool {
        if a == b { return true }
        let first = context.actors[a]
        let second = context.actors[b]
        if first.actor.type == .person, second.actor.type == .person { return false }
        guard !first.country.isEmpty, first.country == second.country else { return false }
        return first.actor.type == .country || second.actor.type == .country || first.actor.type == .place
            || second.actor.type == .place
    }

    /// Whether both call parties by the same noun.
    func sharesWord(_ mention: MeetingMention, _ cluster: MeetingCluster) -> Bool {
        mention.parties.contains { party in
            party.actors.isEmpty && lemma(party).map(cluster.nouns.contains) ?? false
        }
    }

    /// The noun of a description: „ключовите съветници“.
    func lemma(_ party: Party) -> LemmaID? {
        party.tokens.lazy.compactMap { context.reading($0, having: .noun)?.lemma }.first
    }

    /// „преди срещата двамата разговаряха“: the one that lies before or after is not this one.
    @Sendable static func isBeside(
        _ mention: MeetingMention, _ cluster: MeetingCluster, _ merger: MeetingMerger
    ) -> Bool {
        cluster.mentions.contains { mention.besides.contains($0.head) }
    }

    /// „ще посети Малайзия“ is no occasion of people none of whom is at home there.
    @Sendable static func isVisitElsewhere(
        _ mention: MeetingMention, _ cluster: MeetingCluster, _ merger: MeetingMerger
    ) -> Bool {
        guard mention.kind == .visit, cluster.kind != .visit else { return false }
        // Guest and host are of two countries; those of one who met are another occasion.
        let people = cluster.actors.filter { merger.context.actors[$0].actor.type == .person }
        let countries = people.map { merger.context.actors[$0].country }.filter { !$0.isEmpty }
        if countries.count > 1, Set(countries).count == 1 { return true }
        guard mention.isVerb || mention.reference != .definite,
            let place = mention.place, let known = cluster.place,
            let country = merger.country(place), let other = merger.country(known)
        else { return false }
        return country != other
    }

    /// The country that a place is or lies in.
    func country(_ mention: Int) -> String? {
        guard let actor = context.mentions[mention].actors.first else { return nil }
        let named = context.actors[actor]
        if named.actor.type == .country { return named.actor.id }
        return named.country.isEmpty ? nil : named.country
    }

    @Sendable static func isOtherPhase(
        _ mention: MeetingMention, _ cluster: MeetingCluster, _ merger: MeetingMerger
    ) -> Bool {
        guard let told = mention.evidence.first, let phase = cluster.phase else { return false }
        let own = MeetingCluster.phase(of: told.status)
        if own == phase || told.weight == .guess || cluster.phaseWeight == .guess { return false }
        if told.isSuperseded, phase == .off || phase == .ahead { return false }
        switch (own, phase) {
        case (.ahead, .off), (.off, .ahead): return false
        case (.underWay, .past), (.past, .underWay), (.underWay, .ahead), (.ahead, .underWay): return false
        case (.past, .ahead), (.ahead, .past), (.past, .off), (.off, .past):
            return !(mention.reference == .definite && told.weight <= .attribute && mention.parties.count < 2)
        default: return true
        }
    }

    @Sendable static func isOtherTime(
        _ mention: MeetingMention, _ cluster: MeetingCluster, _ merger: MeetingMerger
    ) -> Bool {
        guard let a = mention.time, let b = cluster.time, a != b else { return false }
        let first = merger.context.times[a]
        let second = merger.context.times[b]
        guard let s1 = first.start, let e1 = first.end, let s2 = second.start, let e2 = second.end else { return false }
        if s1 < e2, s2 < e1 { return false }
        // „в 11 часа“ names no day.
        if Self.isHour(first) || Self.isHour(second) { return false }
        // A new date for what was put off is the same occasion.
        let isMoved = cluster.phase == .off || mention.evidence.contains { $0.status == .postponed || $0.isSuperseded }
        return !(isMoved && cluster.phase != .past)
    }

    @Sendable static func isAnother(
        _ mention: MeetingMention, _ cluster: MeetingCluster, _ merger: MeetingMerger
    ) -> Bool {
        if mention.reference == .another {
            if let phase = cluster.phase, phase != .ahead { return true }
            if !mention.isVerb, !cluster.isAnother { return true }
        }
        if mention.isEarlier, let phase = cluster.phase, phase != .past { return true }
        if cluster.isEarlier, mention.isNext { return true }
        return false
    }

    static func isHour(_ time: TimeExpression) -> Bool { time.precision == .minute || time.precision == .hour }

    /// A new indefinite occasion without parties is none of those before it, but for its title.
    @Sendable static func isUnbound(
        _ mention: MeetingMention, _ cluster: MeetingCluster, _ merger: MeetingMerger
    ) -> Bool {
        if mention.isProcess,
            mention.reference != .definite || mention.sentence - (cluster.mentions.last?.sentence ?? 0) > 1
        {
            return true
        }
        guard mention.parties.isEmpty, mention.reference == .new else { return false }
        return mention.sentence - (cluster.mentions.last?.sentence ?? 0) > 1
    }
}
