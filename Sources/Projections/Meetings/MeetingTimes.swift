import Chronicle

/// When a meeting is, by the times that claims give it in turn: a finer one for the same time replaces a coarser one, another
/// time moves the meeting. What was held does not move.
struct MeetingTimes: Sendable {
    /// The time last given; where no claim gives one, that which an article recalls.
    var time: Claim.Time? { course.time ?? recalled.last }

    /// Times that it had before, oldest first: those that articles recall, then those that it was moved from.
    var former: [Claim.Time] {
        guard !recalled.isEmpty else { return course.moved }
        let known = course.moved + [time].compactMap { $0 }
        return recalled.filter { time in
            !known.contains { $0.interval.map { time.interval?.overlaps($0) ?? true } ?? false }
        } + course.moved
    }

    /// Times that articles recall, each once.
    private var recalled: [Claim.Time] = []
    /// Every time that a claim gives, each once; an interval is known of each.
    private var given: [Claim.Time] = []
    /// Which claim gives which, in turn.
    private var mentions: [Mention] = []
    private var course = Course()

    private struct Mention {
        var turn: Claim.Turn
        /// Index of ``given``.
        var time: Int32
        /// It says for certain that the meeting was held then.
        var isHeld: Bool
    }

    /// Takes in what an article says had been said before.
    mutating func recall(_ time: Claim.Time) {
        guard time.interval != nil, !recalled.contains(where: { $0.interval == time.interval }) else { return }
        recalled.append(time)
    }

    /// Takes in the time of a claim. One whose turn is last is taken in alone, anything else makes all be gone through again.
    mutating func add(_ claim: Claim) {
        guard claim.time.interval != nil else { return }
        let time: Int
        if let known = given.firstIndex(of: claim.time) {
            time = known
        } else {
            time = given.count
            given.append(claim.time)
        }
        let isHeld = claim.status == .held && claim.certainty != .hedged
        let mention = Mention(turn: claim.turn, time: Int32(time), isHeld: isHeld)
        guard let last = mentions.last, mention.turn < last.turn else {
            mentions.append(mention)
            course.take(claim.time, isHeld: isHeld)
            return
        }
        mentions.insert(mention, at: mentions.lastIndex { $0.turn < mention.turn }.map { $0 + 1 } ?? 0)
        course = Course()
        for mention in mentions { course.take(given[Int(mention.time)], isHeld: mention.isHeld) }
    }

    /// Where the times given in turn lead to.
    private struct Course {
        private(set) var time: Claim.Time?
        private(set) var moved: [Claim.Time] = []
        private var isFixed = false

        mutating func take(_ next: Claim.Time, isHeld: Bool) {
            guard let interval = next.interval else { return }
            if let known = time, let knownInterval = known.interval {
                if interval.overlaps(knownInterval) {
                    if Self.coarseness(next.precision) < Self.coarseness(known.precision) { time = next }
                } else if !isFixed || isHeld {
                    moved.append(known)
                    time = next
                }
            } else {
                time = next
            }
            if isHeld { isFixed = true }
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
}
