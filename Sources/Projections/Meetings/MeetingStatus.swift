import Chronicle

/// What the status of a meeting is, by what was claimed of it.
///
/// Claims are gone through in the order in which they were said; each either becomes the one that decides or does not:
///
/// - Later outweighs earlier, unless the earlier one is **stronger** and not older than 48 hours. Asserted is stronger than
///   hedged; of two equally certain ones that of a participant is stronger.
/// - What was **held** stays held: „ще се срещнат“ about a meeting that took place is background. Only a claim of at least
///   the same strength that it was cancelled or postponed, within 48 hours, can put that in question.
/// - What an article says had been said **before** enters the history and never decides.
///
/// A meeting is **contested** when claims of the last 48 hours (before the latest one) contradict each other: one says that
/// it takes, took or will take place, the other that it was postponed or cancelled. A change of mind is no contradiction: when
/// all claims of the deciding side came after those of the other and none of those was stronger, the status just changed.
enum MeetingStatus {
    /// How long a claim stands against weaker later ones, and in which contradiction counts.
    static let contestedHours: Int64 = 48

    /// The outcome.
    struct Decision: Equatable, Sendable {
        /// Index of the claim that decides.
        var deciding: Int
        /// Indexes of the claim that decides and of the strongest claim against it; empty unless contested.
        var sides: [Int]
    }

    /// What counts of a claim.
    struct Vote: Sendable {
        var turn: Claim.Turn
        /// Local minute at which the article was published.
        var publishedMinute: Int
        var status: Meeting.Status
        var certainty: Certainty
        var isByParty: Bool

        init(_ claim: Claim) {
            turn = claim.turn
            publishedMinute = claim.publishedMinute
            status = claim.status
            certainty = claim.certainty
            isByParty = claim.isByParty
        }

        var said: Int64 { turn.said }
        var isAsserted: Bool { certainty != .hedged }

        /// 2 for what is asserted, and 1 more for what a participant says.
        var strength: Int { (isAsserted ? 2 : 0) + (isByParty ? 1 : 0) }
    }

    /// Decides over claims in turn; nil when there are none.
    ///
    /// - Parameters:
    ///   - standing: what was decided before some of them came.
    ///   - settled: how many of the first are, and stand, as they did then.
    static func decide(_ claims: [Vote], standing: Decision? = nil, settled: Int = 0) -> Decision? {
        // What decided in the end decided over those before it, too; where it has moved, all are gone through again.
        var deciding = standing.flatMap { $0.deciding < settled ? $0.deciding : nil }
        for index in (deciding == nil ? 0 : settled)..<claims.count {
            if let standing = deciding, !outweighs(claims[index], claims[standing]) { continue }
            deciding = index
        }
        guard let deciding else { return nil }
        return Decision(deciding: deciding, sides: sides(claims, deciding: deciding))
    }

    private static func outweighs(_ later: Vote, _ standing: Vote) -> Bool {
        let isOld = later.said - standing.said > contestedHours * Moment.microsecondsPerHour
        let isStronger = later.strength >= standing.strength
        if standing.status == .held && standing.isAsserted {
            // The first report of what was held is the evidence, unless a stronger one comes.
            if later.status == .held { return later.strength > standing.strength }
            return isNegative(later.status) && isStronger && !isOld
        }
        if later.status == .held && later.isAsserted { return true }
        return isStronger || isOld
    }

    /// Both sides of a contradiction: the claim that decides and the strongest against it; empty where there is none.
    private static func sides(_ claims: [Vote], deciding: Int) -> [Int] {
        let decision = claims[deciding]
        let side = Side(decision.status)
        guard side != .neither else { return [] }
        var latest: Int64?
        // The first claim of the last 48 hours on the deciding side, the last one and the strongest against it.
        var firstSupporting = deciding
        var lastOpposing: Int?
        var opposing: Int?
        for index in claims.indices.reversed() {
            let claim = claims[index]
            let end = latest ?? claim.said
            latest = end
            if end - claim.said > contestedHours * Moment.microsecondsPerHour { break }
            if Side(claim.status) == side { firstSupporting = index }
            // Plans do not contradict what took place.
            let isPlan = decision.status == .held && !isNegative(claim.status)
            guard Side(claim.status) == side.opposite, !isPlan else { continue }
            if lastOpposing == nil { lastOpposing = index }
            if opposing.map({ claim.strength > claims[$0].strength }) ?? true { opposing = index }
        }
        guard let opposing, let lastOpposing, let latest,
            latest - decision.said <= contestedHours * Moment.microsecondsPerHour
        else { return [] }
        let isChange =
            claims[lastOpposing].said < claims[firstSupporting].said && decision.strength >= claims[opposing].strength
        return isChange ? [] : [deciding, opposing]
    }

    private static func isNegative(_ status: Meeting.Status) -> Bool { Side(status) == .off }

    private enum Side {
        case on, off, neither

        init(_ status: Meeting.Status) {
            switch status {
            case .scheduled, .ongoing, .held: self = .on
            case .postponed, .cancelled: self = .off
            default: self = .neither
            }
        }

        var opposite: Side {
            switch self {
            case .on: .off
            case .off: .on
            case .neither: .neither
            }
        }
    }
}
