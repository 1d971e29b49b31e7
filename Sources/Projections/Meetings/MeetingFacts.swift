import Chronicle

/// What claims say of a meeting but for its status, gathered claim by claim in the order in which they were said.
struct MeetingFacts: Sendable {
    /// Everyone whom a claim names, in the order of first mention; the last role that says more than taking part.
    private(set) var participants: [Claim.Party] = []
    private(set) var participantIDs: Set<String> = []
    /// Times that it had before it was moved, oldest first.
    private var movedTimes: [Claim.Time] = []
    /// The time last given: a finer one for the same time replaces a coarser one, another time moves the meeting. What was
    /// held does not move.
    private var ownTime: Claim.Time?
    /// Times that articles recall, each once.
    private var recalledTimes: [Claim.Time] = []
    /// Every place that a claim gives, each once, the last given last.
    private(set) var places: [Claim.Place] = []
    private(set) var triggerStems: Set<String> = []
    private(set) var founded = UInt64.max
    private(set) var firstPublished = Int64.max
    private(set) var lastPublished = Int64.min

    private var kindCounts: [(kind: Meeting.Kind, count: Int)] = []
    private var timeIsFixed = false

    var kinds: Set<Meeting.Kind> { Set(kindCounts.map(\.kind)) }

    /// The kind that most claims give, the earliest of equals.
    var kind: Meeting.Kind {
        var best = kindCounts.first
        for next in kindCounts where next.count > best?.count ?? 0 { best = next }
        return best?.kind ?? .unspecified
    }

    /// The time last given; where no claim gives one, that which an article recalls.
    var time: Claim.Time? { ownTime ?? recalledTimes.last }

    /// Times that it had before, oldest first: those that articles recall, then those that it was moved from.
    var formerTimes: [Claim.Time] {
        let known = movedTimes + [time].compactMap { $0 }
        return recalledTimes.filter { recalled in
            !known.contains { $0.interval.map { recalled.interval?.overlaps($0) ?? true } ?? false }
        } + movedTimes
    }

    /// Takes in what an article says had been said before.
    mutating func recall(_ claim: Claim) {
        guard claim.time.interval != nil, !recalledTimes.contains(where: { $0.interval == claim.time.interval }) else {
            return
        }
        recalledTimes.append(claim.time)
    }

    /// Takes in a claim.
    mutating func add(_ claim: Claim) {
        founded = min(founded, claim.sequence)
        firstPublished = min(firstPublished, claim.published)
        lastPublished = max(lastPublished, claim.published)
        add(time: claim)
        if let index = kindCounts.firstIndex(where: { $0.kind == claim.kind }) {
            kindCounts[index].count += 1
        } else {
            kindCounts.append((claim.kind, 1))
        }
        for party in claim.parties { add(party) }
        if let place = claim.place, places.last != place {
            places.removeAll { $0 == place }
            places.append(place)
        }
        for trigger in claim.triggers { triggerStems.insert(MeetingIdentity.stem(trigger)) }
    }

    private mutating func add(_ party: Claim.Party) {
        if participantIDs.insert(party.actor).inserted {
            participants.append(party)
        } else if party.role != "participant", !party.role.isEmpty,
            let index = participants.firstIndex(where: { $0.actor == party.actor })
        {
            participants[index].role = party.role
        }
    }

    private mutating func add(time claim: Claim) {
        guard let interval = claim.time.interval else { return }
        let holds = claim.status == .held && claim.certainty != .hedged
        if let known = ownTime, let knownInterval = known.interval {
            if interval.overlaps(knownInterval) {
                if Self.coarseness(claim.time.precision) < Self.coarseness(known.precision) { ownTime = claim.time }
            } else if !timeIsFixed || holds {
                movedTimes.append(known)
                ownTime = claim.time
            }
        } else {
            ownTime = claim.time
        }
        if holds { timeIsFixed = true }
    }

    private static func coarseness(_ precision: TimeReference.Precision) -> Int {
        switch precision {
        // An hour says no more of the day than the day does; a longer visit keeps its days.
        case .minute, .hour, .partOfDay, .day: TimeReference.Precision.day.rawValue
        case .unspecified: TimeReference.Precision.vague.rawValue
        default: precision.rawValue
        }
    }
}
