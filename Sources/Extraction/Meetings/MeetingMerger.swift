import Chronicle
import Language

/// Brings together all mentions of one occasion, and keeps apart different occasions of the same people.
///
/// Each mention goes, in the order of the text, to the earlier occasion that fits it best, or founds a new one. What
/// makes it unfit is listed in ``vetoes``.
struct MeetingMerger {
    /// A reason why a mention cannot belong to an occasion.
    struct Veto: NamedRule {
        let name: StaticString
        let examples: [RuleExample]
        let applies: @Sendable (MeetingMention, MeetingCluster, MeetingMerger) -> Bool
    }

    let context: MeetingContext

    /// The occasions of an article, in the order of their first mention.
    func merge(_ mentions: [MeetingMention], trace: inout Trace?) -> [MeetingCluster] {
        var clusters: [MeetingCluster] = []
        var pending: [MeetingMention] = []
        var previous = -1
        for mention in mentions {
            var mention = mention
            // „кръг преговори“ is one mention in two words.
            if mention.continues { mention.evidence.removeAll() }
            if mention.continues, let index = clusters.firstIndex(where: { $0.mentions.last?.head == previous }) {
                add(mention, to: &clusters[index])
                trace?.note(meeting: "goes-on", at: mention.head, "occasion \(index)")
                previous = mention.head
                continue
            }
            previous = mention.head
            if mention.isIdentification, let index = identified(by: mention, clusters) {
                add(mention, to: &clusters[index])
                trace?.note(meeting: "which-occasion", at: mention.head, "occasion \(index)")
                continue
            }
            if mention.wantsKnownParties { resolveParties(of: &mention, clusters, trace: &trace) }
            var best: (index: Int, score: Int)?
            for (index, cluster) in clusters.enumerated() {
                if let veto = veto(mention, cluster) {
                    trace?.note(meeting: veto.name, at: mention.head, "not occasion \(index)")
                    continue
                }
                let score = fit(mention, cluster, age: clusters.count - index)
                if score > 0, best.map({ score >= $0.score }) ?? true { best = (index, score) }
            }
            for party in mention.attending { mention.admit([party], role: party.role) }
            if let best {
                if isOffer(mention, of: clusters[best.index]) {
                    mention.parties.removeAll { $0.role == .host }
                    trace?.note(meeting: "offer", at: mention.head, "no party to occasion \(best.index)")
                }
                add(mention, to: &clusters[best.index])
                trace?.note(meeting: "same-occasion", at: mention.head, "occasion \(best.index), fit \(best.score)")
            } else if !mention.isProcess, !isErrand(mention, mentions, clusters),
                canFound(mention) || foundsOfPair(&mention, clusters, trace: &trace)
            {
                clusters.append(found(mention))
                trace?.note(meeting: "new-occasion", at: mention.head, "occasion \(clusters.count - 1)")
                for adopted in adopt(&pending, into: &clusters[clusters.count - 1]) {
                    trace?.note(meeting: "adopted", at: adopted.head, "occasion \(clusters.count - 1)")
                }
            } else {
                pending.append(mention)
                trace?.note(meeting: "no-parties", at: mention.head, "no meeting")
            }
        }
        return clusters
    }

    /// Why a mention cannot belong to an occasion; nil where it can.
    private func veto(_ mention: MeetingMention, _ cluster: MeetingCluster) -> Veto? {
        Self.vetoes.first { $0.applies(mention, cluster, self) }
    }

    /// „срещата им така и не се състоя“, „срещата бе свалена от програмата“: an occasion of the two just told of, and none of
    /// those that they had.
    private func foundsOfPair(
        _ mention: inout MeetingMention, _ clusters: [MeetingCluster], trace: inout Trace?
    ) -> Bool {
        guard !mention.isVerb, mention.reference == .definite, mention.parties.isEmpty, mention.kind != .session,
            mention.kind != .conference, !clusters.isEmpty, mention.evidence.first?.weight == .assertion,
            !isMeal(mention), !mention.isWeak
        else { return false }
        resolveParties(of: &mention, clusters, trace: &trace)
        return actors(of: mention).count > 1 && canFound(mention)
    }

    /// „Орбан пристигна в Брюксел“, where others are told to meet, or he himself in the next sentence: no visit beside that.
    private func isErrand(_ mention: MeetingMention, _ mentions: [MeetingMention], _ clusters: [MeetingCluster]) -> Bool
    {
        // „прие поканата да дойде“ is told for its own sake.
        guard mention.isMotion, !mention.parties.contains(where: { $0.role == .host }),
            let group = context.group(at: mention.head), context.clauses.groups[group].tense != .subordinate
        else { return false }
        let place = mention.place.flatMap { context.mentions[$0].actors.first }
        let isThere = clusters.contains { cluster in
            cluster.place.flatMap { context.mentions[$0].actors.first } == place && place != nil
        }
        let visitors = actors(of: mention)
        return isThere
            || mentions.contains { other in
                !other.isMotion && abs(other.sentence - mention.sentence) <= 1
                    && actors(of: other).contains(where: visitors.contains)
            }
    }

    /// „X е готов да посрещне двамата“: who offers a place for the occasion of others is no party to it yet.
    private func isOffer(_ mention: MeetingMention, of cluster: MeetingCluster) -> Bool {
        guard mention.isVerb, context.has(mention.head, context.vocabulary.host),
            mention.evidence.first?.status == .proposed
        else { return false }
        let guests = mention.parties.filter { $0.role == .visitor }.flatMap(\.actors)
        return guests.count > 1 && guests.allSatisfy(cluster.actors.contains)
    }

    /// The occasion told of right before „това беше …“, if it is as far on and has a party in common.
    private func identified(by mention: MeetingMention, _ clusters: [MeetingCluster]) -> Int? {
        let named = actors(of: mention)
        let near = clusters.indices.filter { index in
            let cluster = clusters[index]
            guard mention.sentence - (cluster.mentions.last?.sentence ?? 0) <= Self.identifiedSentencesMax,
                named.isEmpty || named.contains(where: { actor in cluster.actors.contains { isSame(actor, $0) } })
            else { return false }
            guard let told = mention.evidence.first, let phase = cluster.phase else { return true }
            return MeetingCluster.phase(of: told.status) == phase
        }
        return near.max { (clusters[$0].mentions.last?.head ?? 0) < (clusters[$1].mentions.last?.head ?? 0) }
    }

    /// How many sentences after an occasion „това беше …“ may say which one it was.
    private static let identifiedSentencesMax = 3

    /// Mentions that named nobody, in the title or a sentence or two before, may have meant the occasion just founded.
    private func adopt(_ pending: inout [MeetingMention], into cluster: inout MeetingCluster) -> [MeetingMention] {
        guard let founder = cluster.mentions.first else { return [] }
        var kept: [MeetingMention] = []
        var adopted: [MeetingMention] = []
        for mention in pending {
            let isNear =
                founder.sentence - mention.sentence <= 2
                && (mention.reference == .definite || mention.sentence == 0 || Self.isSitting(mention.kind))
            if isNear, !mention.isWeak, !mention.isProcess, veto(mention, cluster) == nil {
                adopted.append(mention)
            } else {
                kept.append(mention)
            }
        }
        pending = kept
        for mention in adopted { add(mention, to: &cluster) }
        cluster.mentions.sort { $0.head < $1.head }
        return adopted
    }

    // MARK: Fit

    func fit(_ mention: MeetingMention, _ cluster: MeetingCluster, age: Int) -> Int {
        var score = 1
        let named = actors(of: mention)
        let shared = named.filter { actor in cluster.actors.contains { isSame(actor, $0) } }.count
        score += shared * 8
        if !named.isEmpty, shared == 0, cluster.unnamed.isEmpty { score -= 8 }
        if sharesWord(mention, cluster) { score += 8 }
        if mention.kind == cluster.kind { score += 3 }
        if let time = mention.time, let known = cluster.time, time == known || overlap(time, known) { score += 4 }
        if let place = mention.place, let known = cluster.place {
            score += context.mentions[place].actors == context.mentions[known].actors ? 4 : -4
        }
        if let told = mention.evidence.first, let phase = cluster.phase {
            score += MeetingCluster.phase(of: told.status) == phase ? 4 : -1
        }
        let isSameWord = cluster.mentions.contains {
            context.tokens[$0.head].readings == context.tokens[mention.head].readings
                || lemmaOfHead($0.head) == lemmaOfHead(mention.head)
        }
        if isSameWord { score += 3 }
        if mention.reference == .definite, mention.parties.isEmpty {
            let distance = mention.sentence - (cluster.mentions.last?.sentence ?? 0)
            score += max(0, 6 - distance)
        }
        return score
    }

    func lemmaOfHead(_ token: Int) -> LemmaID? {
        context.reading(token, in: context.vocabulary.noun.union(context.vocabulary.verb))?.lemma
    }

    func overlap(_ a: Int, _ b: Int) -> Bool {
        guard let s1 = context.times[a].start, let e1 = context.times[a].end, let s2 = context.times[b].start,
            let e2 = context.times[b].end
        else { return false }
        return s1 < e2 && s2 < e1
    }

    // MARK: Founding and growing

    /// Actors that count as parties: not places.
    func actors(of mention: MeetingMention) -> [Int] {
        var actors: [Int] = []
        for party in mention.parties {
            for actor in party.actors where !actors.contains(actor) { actors.append(actor) }
        }
        return actors
    }

    /// Whether a mention that fits nowhere is an occasion of its own.
    func canFound(_ mention: MeetingMention) -> Bool {
        let actors = actors(of: mention)
        let isSeveral =
            actors.count + mention.parties.filter { $0.actors.isEmpty }.count > 1
            || mention.parties.contains { $0.isPlural || $0.type == .group }
        let isBody = mention.parties.contains { $0.type == .organisation || $0.type == .country }
        let isGroup = mention.parties.contains { $0.isPlural && $0.actors.isEmpty }
        let isToldVisit =
            mention.kind == .visit && !actors.isEmpty && mention.place != nil
            && mention.evidence.first?.weight == .assertion
        if mention.isWeak, actors.count < 2, !(mention.isVerb && isGroup), !isToldVisit { return false }
        let isOneByOne = !mention.separate.isEmpty
        if !mention.isVerb, context.tokens[mention.head].grammar.contains(.plural), !isCounted(mention), !isOneByOne,
            actors.count < 2
        {
            return false
        }
        switch mention.kind {
        case .summit: return !actors.isEmpty || isSeveral || mention.place != nil || mention.time != nil
        case .session, .conference:
            let isTold =
                mention.kind == .conference && mention.place != nil && mention.evidence.first?.weight == .assertion
            return isBody || !actors.isEmpty || isSeveral || isTold
        case .visit:
            return isSeveral
                || !actors.isEmpty && (mention.place != nil || mention.time != nil || !mention.evidence.isEmpty)
        case .call: return isSeveral
        default: return isSeveral || isBody && !actors.isEmpty && mention.time != nil
        }
    }

    /// „преговори“ and „консултации“ are plural by nature.
    func isCounted(_ mention: MeetingMention) -> Bool { mention.kind == .talks }

    func found(_ mention: MeetingMention) -> MeetingCluster {
        var cluster = MeetingCluster(
            kind: mention.kind, isKindExplicit: mention.isKindExplicit, isMeal: isMeal(mention))
        add(mention, to: &cluster)
        return cluster
    }

    func add(_ mention: MeetingMention, to cluster: inout MeetingCluster) {
        cluster.mentions.append(mention)
        for actor in actors(of: mention) where !cluster.actors.contains(actor) {
            if cluster.actors.contains(where: { isSame($0, actor) }) {
                // A person outdoes the country that stood for him.
                if context.actors[actor].actor.type == .person {
                    cluster.actors.removeAll { isSame($0, actor) }
                    cluster.actors.append(actor)
                }
                continue
            }
            cluster.actors.append(actor)
        }
        for party in mention.parties where party.actors.isEmpty || party.form == .description {
            if party.actors.isEmpty { cluster.unnamed.append(party) }
            if let noun = lemma(party) { cluster.nouns.insert(noun) }
        }
        if cluster.actors.filter({ context.actors[$0].actor.type == .person }).count > 1 {
            cluster.actors.removeAll { context.actors[$0].actor.type == .group && !Self.isSitting(cluster.kind) }
        }
        if mention.isKindExplicit, !cluster.isKindExplicit, !isOnlyPart(mention, of: cluster) {
            cluster.kind = mention.kind
            cluster.isKindExplicit = true
        }
        if cluster.time == nil { cluster.time = mention.time }
        if cluster.place == nil { cluster.place = mention.place }
        cluster.isEarlier = cluster.isEarlier || mention.isEarlier
        cluster.isAnother = cluster.isAnother || mention.reference == .another
        if let told = mention.evidence.first, !told.isSuperseded,
            cluster.phase == nil || told.weight > cluster.phaseWeight
        {
            cluster.phase = MeetingCluster.phase(of: told.status)
            cluster.phaseWeight = told.weight
        }
    }

    /// „те се срещнаха …, преговорите продължиха два часа“: an occasion that was told of as a meeting stays one.
    private func isOnlyPart(_ mention: MeetingMention, of cluster: MeetingCluster) -> Bool {
        if mention.isIdentification { return true }
        let isPart =
            mention.kind == .visit || mention.kind == .talks && !context.has(mention.head, context.vocabulary.round)
        guard cluster.kind == .meeting, isPart else { return false }
        // „прие X … визитата“: whoever is received is a visitor.
        let vocabulary = context.vocabulary
        let other = mention.kind == .visit ? vocabulary.talk.union(vocabulary.host) : vocabulary.talk
        return cluster.mentions.contains { !context.has($0.head, other) && !$0.isWeak }
    }

    /// „двамата“, „им“: the parties of the last occasion of two, else the last two people named.
    func resolveParties(of mention: inout MeetingMention, _ clusters: [MeetingCluster], trace: inout Trace?) {
        var known = actors(of: mention)
        let wanted = mention.wantsBoth ? known.count + 2 : 2
        var actors: [Int] = []
        // The pair of the occasion named last, where it is near or this is a meal of its programme.
        let pair = clusters.filter { cluster in
            let people = cluster.actors.filter { context.actors[$0].actor.type == .person }
            let distance = mention.sentence - (cluster.mentions.last?.sentence ?? 0)
            return people.count == 2 && (distance <= 2 || isMeal(mention))
                && (mention.wantsBoth ? !known.contains(where: people.contains) : known.allSatisfy(people.contains))
        }.max { ($0.mentions.last?.head ?? 0) < ($1.mentions.last?.head ?? 0) }
        if let pair { actors = pair.actors.filter { context.actors[$0].actor.type == .person && !known.contains($0) } }
        var token = mention.phrase.lowerBound - 1
        let floor = context.sentences[max(0, mention.sentence - 3)].tokens.lowerBound
        while token >= floor, actors.count + known.count < wanted {
            if let named = context.mention(token), named.form != .adjective, named.type == .person {
                for actor in named.actors where !actors.contains(actor) && !known.contains(actor) {
                    actors.append(actor)
                }
                token = named.tokens.lowerBound
            }
            token -= 1
        }
        // „на среща между двамата лидери Макрон отхвърли …“: one of them stands behind.
        token = mention.head + 1
        while token < context.sentenceEnd(mention.head), actors.count + known.count < wanted {
            if let named = context.mention(token), named.form == .name, named.type == .person, named.actors.count == 1,
                !actors.contains(named.actors[0]), !known.contains(named.actors[0])
            {
                actors.append(named.actors[0])
            }
            token += 1
        }
        guard actors.count + known.count >= 2 else { return }
        known.append(contentsOf: actors)
        for actor in actors {
            mention.parties.append(
                Party(actors: [actor], tokens: mention.head..<(mention.head + 1), form: .pronoun, type: .person))
        }
        mention.rules.append("parties.known")
        trace?.note(
            meeting: "parties.known", at: mention.head,
            actors.map { context.actors[$0].actor.name }.joined(separator: ", "))
    }
}
