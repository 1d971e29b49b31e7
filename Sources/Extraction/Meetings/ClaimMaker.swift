import Chronicle
import Language

/// Makes the claim of an occasion from its mentions: the status that the article ends on, and those claimed before.
struct ClaimMaker {
    let context: MeetingContext

    /// What is decided of an occasion as a whole.
    static let rules = [
        ListedRule(
            name: "claim.too-few",
            examples: ["Европейската комисия ще проведе важна [среща] утре." => "no meeting"]),
        ListedRule(
            name: "claim.status",
            examples: [
                "Срещата между Румен Радев и Никушор Дан беше насрочена за днес. [Срещата] беше отложена."
                    => "postponed asserted"
            ]),
        ListedRule(
            name: "claim.earlier",
            examples: ["Радев и Дан трябваше да се [видят] в Русе. Срещата беше отменена." => "scheduled then"]),
        ListedRule(
            name: "claim.call",
            examples: ["Румен Радев проведе [разговор] с Никушор Дан." => "call"]),
    ]

    /// The claim; nil where in the end too little is known of who meets.
    func claim(_ cluster: MeetingCluster, trace: inout Trace?) -> MeetingClaim? {
        let participants = participants(of: cluster)
        guard isEnough(participants, cluster) else {
            trace?.note(meeting: "claim.too-few", at: cluster.mentions[0].head, "no meeting")
            return nil
        }
        let decided = decide(cluster)
        let head = cluster.mentions[decided.mention].head
        trace?.note(meeting: "claim.status", at: head, "\(decided.status) \(decided.certainty)")
        var claim = MeetingClaim(
            triggers: cluster.mentions.map { $0.head..<($0.head + 1) }, kind: kind(of: cluster), status: decided.status,
            certainty: decided.certainty, sentence: cluster.mentions[decided.mention].sentence)
        claim.participants = participants
        claim.time = time(of: cluster, decided)
        claim.place = cluster.mentions.lazy.compactMap(\.place).first
        claim.topic = cluster.mentions.lazy.map(\.topic).first { !$0.isEmpty } ?? 0..<0
        claim.outcome = cluster.mentions.lazy.map(\.outcome).first { !$0.isEmpty } ?? 0..<0
        claim.source = cluster.mentions[decided.mention].source
        claim.earlier = earlier(cluster, decided)
        for earlier in claim.earlier {
            trace?.note(meeting: "claim.earlier", at: earlier.triggers[0].lowerBound, "\(earlier.status) then")
        }
        if claim.kind != cluster.kind { trace?.note(meeting: "claim.call", at: head, "\(claim.kind)") }
        for mention in cluster.mentions {
            for rule in mention.rules where !claim.rules.contains("\(rule)") { claim.rules.append("\(rule)") }
        }
        return claim
    }

    // MARK: Status

    private struct Decision {
        var status: Meeting.Status
        var certainty: Certainty
        var mention: Int
    }

    /// How much a status outweighs another of the same weight: what undoes a plan is news, the plan is known.
    private static func rank(_ evidence: StatusEvidence) -> Int {
        switch evidence.status {
        // „няма да се състои“ may still be a postponement, „е отменена“ is not.
        case .cancelled: evidence.isImplied ? 5 : 7
        case .postponed: 6
        case .held: 4
        case .ongoing: 3
        case .scheduled: 2
        default: 1
        }
    }

    private func decide(_ cluster: MeetingCluster) -> Decision {
        var best: (evidence: StatusEvidence, mention: Int)?
        for (index, mention) in cluster.mentions.enumerated() {
            for evidence in mention.evidence where !evidence.isSuperseded {
                guard let known = best else {
                    best = (evidence, index)
                    continue
                }
                if isStronger(evidence, index, than: known.evidence, known.mention, cluster) {
                    best = (evidence, index)
                }
            }
        }
        // „трябваше да се срещнат“, and nothing says that they did: it came to nothing.
        let isLapsed = cluster.mentions.contains { $0.evidence.contains(where: \.isLapsed) }
        guard let best, !(isLapsed && best.evidence.weight == .guess) else {
            let isPlan = cluster.mentions.contains { $0.evidence.contains(where: \.isSuperseded) }
            return Decision(
                status: isLapsed ? .cancelled : isPlan ? .scheduled : .held, certainty: .hedged, mention: 0)
        }
        var status = best.evidence.status
        // „няма да се проведе в събота. Нова дата ще бъде обявена“: it is put off.
        if status == .cancelled, best.evidence.isImplied, awaitsDay(cluster, best.mention) { status = .postponed }
        var isHedged = best.evidence.certainty == .hedged
        // A plan that somebody doubts is hedged even where another sentence takes it for granted.
        if status == .scheduled {
            isHedged =
                isHedged
                || cluster.mentions.contains { mention in
                    mention.evidence.contains { $0.certainty == .hedged && !$0.isSuperseded }
                }
        }
        return Decision(status: status, certainty: isHedged ? .hedged : .asserted, mention: best.mention)
    }

    /// Whether the sentence or the next speaks of another day to come.
    private func awaitsDay(_ cluster: MeetingCluster, _ mention: Int) -> Bool {
        let sentence = cluster.mentions[mention].sentence
        return context.sentences[sentence..<min(sentence + 2, context.sentences.count)].contains { near in
            near.tokens.contains { context.phraseClasses[$0].intersects(context.vocabulary.phraseNewDay) }
        }
    }

    private func isStronger(
        _ a: StatusEvidence, _ mentionA: Int, than b: StatusEvidence, _ mentionB: Int, _ cluster: MeetingCluster
    ) -> Bool {
        // „пристигна на посещение и разговаря с X“: the visit goes on.
        if cluster.kind == .visit, Set([a.status, b.status]) == [.ongoing, .held],
            a.weight == .assertion || b.weight == .assertion
        {
            let isVisitA = cluster.mentions[mentionA].kind == .visit
            if isVisitA != (cluster.mentions[mentionB].kind == .visit) { return isVisitA }
        }
        let weightA = effectiveWeight(a)
        let weightB = effectiveWeight(b)
        if weightA != weightB { return weightA > weightB }
        if a.status != b.status { return Self.rank(a) > Self.rank(b) }
        return sourceRank(cluster.mentions[mentionA]) > sourceRank(cluster.mentions[mentionB])
    }

    /// Hedged assertions weigh no more than what is taken for known.
    private func effectiveWeight(_ evidence: StatusEvidence) -> Int {
        if evidence.certainty == .hedged, evidence.weight == .assertion,
            evidence.status == .cancelled || evidence.status == .postponed
        {
            return StatusEvidence.Weight.attribute.rawValue - 1
        }
        if evidence.weight == .assertion, evidence.status == .proposed {
            return StatusEvidence.Weight.assertion.rawValue
        }
        return evidence.weight.rawValue
    }

    /// A named source is better than an official's description, that better than „източници“.
    private func sourceRank(_ mention: MeetingMention) -> Int {
        guard let source = mention.source else { return 0 }
        if source.actor != nil { return 3 }
        return source.tokens.count > 1 ? 2 : 1
    }

    private func kind(of cluster: MeetingCluster) -> Meeting.Kind {
        if cluster.isKindExplicit || cluster.place != nil { return cluster.kind }
        let isTalk = cluster.mentions.allSatisfy { context.has($0.head, context.vocabulary.talk) }
        let hasPeople = cluster.actors.filter { context.actors[$0].actor.type == .person }.count == 2
        guard cluster.kind == .meeting, isTalk, hasPeople,
            cluster.mentions.allSatisfy({ !$0.isVerb || $0.reference == .another })
        else { return cluster.kind }
        let countries = Set(cluster.actors.map { context.actors[$0].country })
        return countries.count > 1 ? .call : cluster.kind
    }

    private func time(of cluster: MeetingCluster, _ decided: Decision) -> Int? {
        guard let time = cluster.mentions[decided.mention].time else { return cluster.time }
        // „ще започне в 11 часа“: the day stands elsewhere.
        if let day = cluster.time, day != time, MeetingMerger.isHour(context.times[time]),
            !MeetingMerger.isHour(context.times[day]), context.times[day].precision <= .day
        {
            return day
        }
        return time
    }

    // MARK: Earlier claims

    /// Statuses that somebody is said to have claimed before and that the article no longer holds.
    private func earlier(_ cluster: MeetingCluster, _ decided: Decision) -> [MeetingClaim.Earlier] {
        var found: [MeetingClaim.Earlier] = []
        for mention in cluster.mentions where mention.isVerb || !isGeneric(mention) {
            for evidence in mention.evidence where evidence.status != decided.status || evidence.isSuperseded {
                guard evidence.isSuperseded || mention.isReported && mention.source?.actor != nil,
                    evidence.weight > .guess
                else { continue }
                found.append(
                    MeetingClaim.Earlier(
                        status: evidence.status, certainty: evidence.certainty, source: mention.source,
                        said: mention.said, time: mention.time, sentence: mention.sentence,
                        triggers: [mention.head..<(mention.head + 1)], rules: ["\(evidence.rule)"]))
                break
            }
        }
        return found
    }

    /// „първите срещи“: more than this one.
    private func isGeneric(_ mention: MeetingMention) -> Bool {
        mention.kind != .talks
            && context.reading(mention.head, in: context.vocabulary.noun)?.grammar.contains(.plural) ?? false
    }

    // MARK: Participants

    private func participants(of cluster: MeetingCluster) -> [MeetingClaim.Participant] {
        var found: [MeetingClaim.Participant] = []
        for actor in cluster.actors {
            var role = Chronicle.Participant.Role.participant
            var tokens: Range<Int>?
            for mention in cluster.mentions {
                for party in mention.parties where party.actors.contains(actor) {
                    if tokens == nil || party.form == .name && context.mention(tokens!.lowerBound)?.form != .name {
                        tokens = party.tokens
                    }
                    if party.role != .participant, role == .participant { role = party.role }
                }
            }
            guard let tokens else { continue }
            found.append(MeetingClaim.Participant(actor: actor, tokens: tokens, role: role))
        }
        found += unnamed(of: cluster)
        if found.isEmpty, cluster.kind == .summit, let leaders = leaders(near: cluster) {
            found.append(MeetingClaim.Participant(actor: nil, tokens: leaders, role: .participant))
        }
        return found
    }

    /// „лидерите“: whoever else meets at a summit.
    private func leaders(near cluster: MeetingCluster) -> Range<Int>? {
        guard let head = cluster.mentions.first?.head else { return nil }
        let near = context.tokens.indices.filter { token in
            context.reading(token, in: context.vocabulary.leader)?.grammar.contains(.plural) ?? false
        }.min { abs($0 - head) < abs($1 - head) }
        return near.map { $0..<($0 + 1) }
    }

    /// Parties without a name; beside people by name only where one mention has both.
    private func unnamed(of cluster: MeetingCluster) -> [MeetingClaim.Participant] {
        let people = cluster.actors.filter { context.actors[$0].actor.type == .person }.count
        let beside =
            people < 2
            ? cluster.unnamed
            : cluster.mentions.filter { mention in mention.parties.contains { !$0.actors.isEmpty } }
                .flatMap(\.parties).filter(\.actors.isEmpty)
        var seen: [Range<Int>] = []
        for party in beside where !seen.contains(where: { $0.overlaps(party.tokens) || isSameWord($0, party.tokens) }) {
            seen.append(party.tokens)
        }
        return seen.map { tokens in
            let party = beside.first { $0.tokens == tokens }
            let phrase = party.map { $0.phrase.isEmpty ? tokens : $0.phrase } ?? tokens
            return MeetingClaim.Participant(actor: nil, tokens: phrase, role: party?.role ?? .participant)
        }
    }

    private func isSameWord(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
        guard let word = context.reading(a.lowerBound, having: .noun)?.lemma else { return false }
        return context.reading(b.lowerBound, having: .noun)?.lemma == word
    }

    private func isEnough(_ participants: [MeetingClaim.Participant], _ cluster: MeetingCluster) -> Bool {
        switch cluster.kind {
        case .summit, .conference: return true
        case .session, .visit: return !participants.isEmpty
        default:
            if participants.count > 1 { return true }
            return cluster.unnamed.contains { $0.isPlural }
                || cluster.mentions.flatMap(\.parties).contains { $0.isPlural || $0.type == .group }
        }
    }
}
