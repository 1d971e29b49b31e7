import Chronicle

/// A meeting as its claims make it: the one derivation behind the board, the history, identity, and every `as of`.
///
/// It keeps of each claim only what can still matter when another comes, some 100 bytes, and is the same in whatever order
/// claims come.
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
    let corrections: [Correction]
    /// What the claims of articles say of the status, in turn. What articles recall is history, and decides nothing.
    private(set) var votes: [MeetingStatus.Vote] = []
    /// Indexes of ``votes``: what decides, and both sides where it is contested.
    private(set) var decision = MeetingStatus.Decision(deciding: 0, sides: [])
    private var facts = MeetingFacts()

    /// Derives a meeting; nil when there are no claims.
    init?(id: String, claims: [Claim], corrections: [Correction] = []) {
        guard claims.contains(where: { $0.position == 0 }) else { return nil }
        self.id = id
        self.corrections = corrections
        add(claims)
    }

    /// Adds claims, with what they recall.
    mutating func add(_ claims: [Claim]) {
        // Votes that stay what and where they were.
        var settled = votes.count
        for claim in claims {
            guard claim.position == 0 else {
                facts.recall(claim)
                continue
            }
            facts.add(claim)
            let vote = MeetingStatus.Vote(claim)
            let index = votes.lastIndex { $0.turn < vote.turn }.map { $0 + 1 } ?? 0
            votes.insert(vote, at: index)
            settled = min(settled, index)
        }
        decision = MeetingStatus.decide(votes, standing: decision, settled: settled) ?? decision
    }

    /// Bytes of memory, by what meetings of the size usually take: votes and times of each claim, and a kilobyte of names.
    var sizeEstimate: Int { 1_024 + 100 * votes.count }

    // MARK: How it stands

    var kind: Meeting.Kind { corrections.last { $0.kind != .unspecified }?.kind ?? facts.kind }
    var status: Meeting.Status { corrections.last { $0.status != .unspecified }?.status ?? deciding.status }
    var certainty: Certainty { deciding.certainty }
    var participants: [Claim.Party] { facts.participants }
    var time: Claim.Time? { corrections.last { $0.time != nil }?.time ?? facts.times.time }
    /// Times that it had before it was moved.
    var formerTimes: [Claim.Time] { facts.times.former }
    var place: Claim.Place? { corrections.last { $0.place != nil }?.place ?? facts.place }
    /// Claims of the last two days contradict each other, and no editor has decided.
    var isContested: Bool { !decision.sides.isEmpty && !corrections.contains { $0.status != .unspecified } }
    /// What the claim says that decides the status.
    var deciding: MeetingStatus.Vote { votes[decision.deciding] }
    var firstPublished: Int64 { facts.firstPublished }
    var lastPublished: Int64 { facts.lastPublished }

    // MARK: What identity asks for

    /// Sequence of the first claim.
    var founded: UInt64 { facts.founded }
    var kinds: MeetingKinds { facts.kinds.union(MeetingKinds(kind)) }
    var participantCount: Int { facts.participantCount }
    var interval: LocalInterval? { time?.interval }
    var formerIntervals: [LocalInterval] { formerTimes.compactMap(\.interval) }
    var triggerStems: Set<String> { facts.triggerStems }
    /// Local minute at which the deciding claim was published.
    var statusMinute: Int { deciding.publishedMinute }

    func isParticipant(_ actor: String) -> Bool { facts.isParticipant(actor) }

    /// The time that the status leaves open, where no claim gives one.
    var impliedBounds: LocalInterval { MeetingIdentity.bounds(of: status, publishedMinute: statusMinute) }

    /// Whether it may still come to another date than the one that it has, if it has one.
    var isMovable: Bool {
        switch status {
        case .proposed, .postponed: true
        case .cancelled: interval == nil
        default: false
        }
    }

    /// All the time that it had, has and may come to have.
    var reach: LocalInterval {
        let reach = formerIntervals.reduce(interval ?? impliedBounds) { $0.hull($1) }
        return isMovable ? reach.hull(LocalInterval(start: statusMinute, end: .max)) : reach
    }

    /// Whether any claim puts the meeting at a place.
    func isAt(_ place: Claim.Place) -> Bool {
        facts.places.contains { known in
            (!place.id.isEmpty && known.id == place.id) || (!place.name.isEmpty && known.name == place.name)
        }
    }
}
