import Chronicle

/// What claims say of a meeting but for its status.
///
/// Claims are taken in as they come, and what follows is the same in whatever order: each fact knows when it was first or
/// last said.
struct MeetingFacts: Sendable {
    /// Times that it has and had.
    private(set) var times = MeetingTimes()
    private(set) var triggerStems: Set<String> = []
    private(set) var founded = UInt64.max
    private(set) var firstPublished = Int64.max
    private(set) var lastPublished = Int64.min

    private var attendances: [String: Attendance] = [:]
    private var kindCounts: [KindCount] = []
    private var placeMentions: [PlaceMention] = []

    /// Someone whom claims name.
    private struct Attendance {
        /// As the first claim has it, and where that is.
        var party: Claim.Party
        var first: Claim.Turn
        var position: Int
        /// The last role that says more than that they take part.
        var role: (turn: Claim.Turn, name: String)?

        mutating func add(_ other: Claim.Party, at turn: Claim.Turn, position: Int) {
            if turn < first { (party, first, self.position) = (other, turn, position) }
            guard !other.role.isEmpty, other.role != "participant", role.map({ $0.turn <= turn }) ?? true else {
                return
            }
            role = (turn, other.role)
        }

        var withRole: Claim.Party {
            var party = party
            party.role = role?.name ?? party.role
            return party
        }
    }

    private struct KindCount {
        var kind: Meeting.Kind
        var count: Int
        var first: Claim.Turn
    }

    private struct PlaceMention {
        var place: Claim.Place
        var last: Claim.Turn
    }

    /// All that any claim gives.
    var kinds: MeetingKinds { kindCounts.reduce(into: []) { $0.insert(MeetingKinds($1.kind)) } }

    /// The kind that most claims give, the earliest of equals.
    var kind: Meeting.Kind {
        let best = kindCounts.max { a, b in a.count != b.count ? a.count < b.count : b.first < a.first }
        return best?.kind ?? .unspecified
    }

    /// Everyone whom a claim names, in the order of first mention; the last role that says more than taking part.
    var participants: [Claim.Party] {
        attendances.values.sorted { a, b in a.first != b.first ? a.first < b.first : a.position < b.position }
            .map(\.withRole)
    }

    var participantCount: Int { attendances.count }

    func isParticipant(_ actor: String) -> Bool { attendances[actor] != nil }

    /// Every place that a claim gives, each once, the last given last.
    var places: some Sequence<Claim.Place> { placeMentions.lazy.map(\.place) }

    /// The place last given.
    var place: Claim.Place? { placeMentions.last?.place }

    /// Takes in what an article says had been said before.
    mutating func recall(_ claim: Claim) { times.recall(claim.time) }

    /// Takes in a claim.
    mutating func add(_ claim: Claim) {
        let turn = claim.turn
        founded = min(founded, claim.sequence)
        firstPublished = min(firstPublished, claim.published)
        lastPublished = max(lastPublished, claim.published)
        times.add(claim)
        if let index = kindCounts.firstIndex(where: { $0.kind == claim.kind }) {
            kindCounts[index].count += 1
            kindCounts[index].first = min(kindCounts[index].first, turn)
        } else {
            kindCounts.append(KindCount(kind: claim.kind, count: 1, first: turn))
        }
        for (position, party) in claim.parties.enumerated() {
            attendances[party.actor, default: Attendance(party: party, first: turn, position: position)]
                .add(party, at: turn, position: position)
        }
        if let place = claim.place { add(place, at: turn) }
        for trigger in claim.triggers { triggerStems.insert(MeetingIdentity.stem(trigger)) }
    }

    private mutating func add(_ place: Claim.Place, at turn: Claim.Turn) {
        var mention = PlaceMention(place: place, last: turn)
        if let index = placeMentions.firstIndex(where: { $0.place == place }) {
            mention.last = max(mention.last, placeMentions[index].last)
            placeMentions.remove(at: index)
        }
        let index = placeMentions.lastIndex { $0.last <= mention.last }.map { $0 + 1 } ?? 0
        placeMentions.insert(mention, at: index)
    }
}

/// A set of kinds.
struct MeetingKinds: OptionSet, Sendable {
    let rawValue: UInt64

    init(rawValue: UInt64) { self.rawValue = rawValue }

    /// A kind of a newer version of the events, which has no meaning here yet, counts as one with all of its sort.
    init(_ kind: Meeting.Kind) { rawValue = 1 << min(UInt64(clamping: kind.rawValue), 63) }

    init(_ kinds: Meeting.Kind...) { self = kinds.reduce(into: []) { $0.insert(MeetingKinds($1)) } }
}
