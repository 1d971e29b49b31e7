import Chronicle

/// A meeting with all that was said of it, as it is shown.
struct MeetingHistory {
    let state: MeetingState
    /// The claims of articles in turn: one for each vote of the state.
    let claims: [Claim]
    /// All claims and what they recall, in the order in which they were said.
    let all: [Claim]

    /// Derives a meeting; nil when there are no claims.
    init?(id: String, claims: [Claim], corrections: [MeetingState.Correction] = []) {
        guard let state = MeetingState(id: id, claims: claims, corrections: corrections) else { return nil }
        self.state = state
        all = claims.sorted(by: Self.isSaidBefore)
        self.claims = all.filter { $0.position == 0 }
    }

    /// The claim that decides the status.
    var deciding: Claim { claims[state.decision.deciding] }
    /// The strongest claim of the other side, where the meeting is contested.
    var opposing: Claim? { state.isContested ? state.decision.sides.last.map { claims[$0] } : nil }

    /// What an article tells of earlier comes before the article itself, whatever it says of the time.
    private static func isSaidBefore(_ a: Claim, _ b: Claim) -> Bool {
        if a.turn != b.turn { return a.turn < b.turn }
        return (a.position == 0 ? Int.max : a.position) < (b.position == 0 ? Int.max : b.position)
    }
}
