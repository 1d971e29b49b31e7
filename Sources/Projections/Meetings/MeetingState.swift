import Chronicle

/// A meeting as its claims make it: the one derivation behind the board, the history, identity, and every `as of`.
struct MeetingState: Sendable {
    /// What an editor overruled.
    struct Correction: Equatable, Sendable {
        var sequence: UInt64
        var recorded: Int64
        var kind = Meeting.Kind.unspecified
        var status = Meeting.Status.unspecified
        var time: Claim.Time?
        var place: Claim.Place?
        var author = ""
        var reason = ""
    }

    let id: String
    /// The claims of articles, in the order in which they were said.
    private(set) var claims: [Claim] = []
    /// What articles say had been said before, in no order: it is history, and decides nothing.
    private(set) var recalled: [Claim] = []
    let corrections: [Correction]
    /// Indexes of ``claims``: what decides, and both sides where it is contested.
    private(set) var decision = MeetingStatus.Decision(deciding: 0, sides: [])
    private var facts = MeetingFacts()
    private var votes: [MeetingStatus.Vote] = []

    /// Derives a meeting; nil when there are no claims.
    init?(id: String, claims: [Claim], corrections: [Correction] = []) {
        guard claims.contains(where: { $0.position == 0 }) else { return nil }
        self.id = id
        self.corrections = corrections
        add(claims)
    }

    /// Adds claims. One that was said last of all is taken in alone, anything else makes all be gone through again.
    mutating func add(_ more: [Claim]) {
        for claim in more where claim.position > 0 {
            recalled.append(claim)
            facts.recall(claim)
        }
        let own = more.filter { $0.position == 0 }.sorted(by: Self.isSaidBefore)
        guard let first = own.first else { return }
        let isLast = claims.last.map { Self.isSaidBefore($0, first) } ?? true
        var next = claims.count
        claims.append(contentsOf: own)
        if !isLast {
            claims.sort(by: Self.isSaidBefore)
            facts = MeetingFacts()
            votes = []
            for claim in recalled { facts.recall(claim) }
            next = 0
        }
        var deciding = next == 0 ? nil : decision.deciding
        for index in next..<claims.count {
            facts.add(claims[index])
            votes.append(MeetingStatus.Vote(claims[index]))
            deciding = MeetingStatus.deciding(deciding, or: index, votes)
        }
        guard let deciding else { return }
        decision = MeetingStatus.Decision(
            deciding: deciding, sides: MeetingStatus.sides(votes, deciding: deciding))
    }

    /// All claims and what they recall, in the order in which they were said.
    var history: [Claim] { (claims + recalled).sorted(by: Self.isSaidBefore) }

    /// What an article tells of earlier comes before the article itself, whatever it says of the time.
    private static func isSaidBefore(_ a: Claim, _ b: Claim) -> Bool {
        if a.said != b.said { return a.said < b.said }
        if a.sequence != b.sequence { return a.sequence < b.sequence }
        return (a.position == 0 ? Int.max : a.position) < (b.position == 0 ? Int.max : b.position)
    }

    // MARK: How it stands

    var kind: Meeting.Kind { corrections.last { $0.kind != .unspecified }?.kind ?? facts.kind }
    var status: Meeting.Status {
        corrections.last { $0.status != .unspecified }?.status ?? decidingClaim.status
    }
    var certainty: Certainty { decidingClaim.certainty }
    var participants: [Claim.Party] { facts.participants }
    var time: Claim.Time? { corrections.last { $0.time != nil }?.time ?? facts.time }
    /// Times that it had before it was moved.
    var formerTimes: [Claim.Time] { facts.formerTimes }
    var place: Claim.Place? { corrections.last { $0.place != nil }?.place ?? facts.places.last }
    /// Claims of the last two days contradict each other, and no editor has decided.
    var isContested: Bool { !decision.sides.isEmpty && !corrections.contains { $0.status != .unspecified } }
    /// The claim that decides the status.
    var decidingClaim: Claim { claims[decision.deciding] }
    var firstPublished: Int64 { facts.firstPublished }
    var lastPublished: Int64 { facts.lastPublished }

    // MARK: What identity asks for

    /// Sequence of the first claim.
    var founded: UInt64 { facts.founded }
    var kinds: Set<Meeting.Kind> { facts.kinds.union([kind]) }
    var participantIDs: Set<String> { facts.participantIDs }
    var interval: LocalInterval? { time?.interval }
    var formerIntervals: [LocalInterval] { formerTimes.compactMap(\.interval) }
    var triggerStems: Set<String> { facts.triggerStems }
    /// Local minute at which the deciding claim was published.
    var statusMinute: Int { decidingClaim.publishedMinute }

    /// The time that the status leaves open, where no claim gives one.
    var impliedBounds: LocalInterval {
        MeetingIdentity.bounds(of: status, publishedMinute: decidingClaim.publishedMinute)
    }

    /// Whether any claim puts the meeting at a place.
    func isAt(_ place: Claim.Place) -> Bool {
        facts.places.contains { known in
            (!place.id.isEmpty && known.id == place.id) || (!place.name.isEmpty && known.name == place.name)
        }
    }
}
