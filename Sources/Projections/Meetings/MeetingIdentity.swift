import Chronicle

/// Which meeting a claim belongs to: the one rule of identity.
///
/// A claim joins a known meeting when kind, participants, time and place are all compatible:
///
/// - **Kind.** A call is only ever a call. `meeting`, `summit`, `visit` and `talks` are words for one face-to-face occasion;
///   `summit`, `session` and `conference` are words for one gathering. Nothing else mixes.
/// - **Participants.** Those of the one contain those of the other, and at least two actors, or one body (an organisation, a
///   delegation), are common; of a gathering each article names others, there the common ones suffice. Where a single person
///   is all that is common, day and place must both be the same. A conference on the same days at the same place is the
///   same one whoever is named.
/// - **Time.** Every claim bounds the occasion: by the time that it gives, else by what its status means on the day of
///   publication (what was held lies before it, what is scheduled after it). The bounds must meet. A meeting that was
///   proposed or postponed, or called off before it had a date, may move: a claim of the same people with a later date is
///   still about it.
/// - **Place.** Two different places are two meetings, unless the same people, or those of the one among those of the other,
///   are said to meet on the very same day (a city and its country), or a moved meeting is called by the same uncommon word.
/// - What was **held** does not join what was **cancelled**, nor the other way round, unless the participants are the same.
///
/// All claims of one article are about different occasions: an article tells them apart. So they are assigned together, the
/// best pair first: by participants, then time, place, status, kind and the word used. A claim that joins none founds a new
/// meeting, whose id is `m-` and the claim's sequence and never changes.
enum MeetingIdentity {
    /// How long before its publication a meeting without a date may have been held.
    static let heldDaysBefore = 60
    /// The same where the place agrees.
    static let heldDaysBeforeAtSamePlace = 400
    /// How long after the publication a meeting without a date may take place.
    static let aheadDays = 200
    /// How far publication and a meeting that is under way may lie apart.
    static let ongoingDays = 7
    /// Days by which reports of the same held meeting may differ: time zones, talks past midnight.
    static let toleranceDays = 1

    /// The id of the meeting that a claim founds.
    static func id(foundedBy sequence: UInt64) -> String { "m-\(sequence)" }

    /// Assigns the claims of one article.
    ///
    /// - Parameters:
    ///   - claims: the claims of one extraction, in order.
    ///   - meetings: known meetings that have a participant in common with them; others do no harm.
    /// - Returns: for each claim the index of the meeting that it joins, or nil.
    static func assign(_ claims: [Claim], to meetings: [MeetingState]) -> [Int?] {
        struct Pair {
            var claim: Int
            var meeting: Int
            var score: Int
            var distance: Int64
        }
        var pairs: [Pair] = []
        for (index, claim) in claims.enumerated() {
            for (candidate, meeting) in meetings.enumerated() {
                guard let score = affinity(claim, meeting) else { continue }
                let distance = abs(claim.published - meeting.lastPublished)
                pairs.append(Pair(claim: index, meeting: candidate, score: score, distance: distance))
            }
        }
        pairs.sort { a, b in
            if a.score != b.score { return a.score > b.score }
            if a.distance != b.distance { return a.distance < b.distance }
            if a.meeting != b.meeting { return meetings[a.meeting].founded > meetings[b.meeting].founded }
            return a.claim < b.claim
        }
        var assignment = [Int?](repeating: nil, count: claims.count)
        var taken: Set<Int> = []
        for pair in pairs where assignment[pair.claim] == nil && !taken.contains(pair.meeting) {
            assignment[pair.claim] = pair.meeting
            taken.insert(pair.meeting)
        }
        return assignment
    }

    /// How well a claim fits a meeting; nil where they are not compatible.
    static func affinity(_ claim: Claim, _ meeting: MeetingState) -> Int? {
        guard kindsAgree(claim.kind, meeting.kinds),
            let participants = agreement(claim, meeting),
            let time = timing(claim, meeting, participants: participants),
            let place = placing(claim, meeting, participants: participants, time: time)
        else { return nil }
        if participants != .same, excludes(claim.status, meeting.status) { return nil }
        if participants == .loose, time != .sameDay || place != .same { return nil }
        return participants.rawValue * 4 + time.rawValue * 2 + place.rawValue * 2
            + (claim.status == meeting.status ? 2 : 0) + (claim.kind == meeting.kind ? 1 : 0)
            + (sharesTrigger(claim, meeting) ? 2 : 0)
    }

    // MARK: Kind

    private static let faceToFace = MeetingKinds(.meeting, .summit, .visit, .talks)
    private static let gatherings = MeetingKinds(.summit, .session, .conference)

    private static func kindsAgree(_ kind: Meeting.Kind, _ kinds: MeetingKinds) -> Bool {
        let kind = MeetingKinds(kind)
        return [kind, faceToFace, gatherings].contains { $0.isSuperset(of: kind) && !$0.isDisjoint(with: kinds) }
    }

    // MARK: Participants

    enum Agreement: Int {
        /// One person in common, or a conference that others attend.
        case loose = 0
        case contained = 1
        case same = 2
    }

    private static func agreement(_ claim: Claim, _ meeting: MeetingState) -> Agreement? {
        let claimed = Set(claim.parties.map(\.actor))
        let common = claimed.filter(meeting.isParticipant)
        let isSame = common.count == claimed.count && common.count == meeting.participantCount
        let isContained = common.count == claimed.count || common.count == meeting.participantCount
        let hasBody = claim.parties.contains {
            $0.type != "person" && $0.type != "country" && common.contains($0.actor)
        }
        let isGathering = gatherings.isSuperset(of: MeetingKinds(claim.kind, meeting.kind))
        if !common.isEmpty, isContained || isGathering, common.count >= 2 || hasBody {
            return isSame ? .same : .contained
        }
        if !common.isEmpty, isContained { return isSame ? .contained : .loose }
        return claim.kind == .conference && meeting.kind == .conference ? .loose : nil
    }

    // MARK: Time

    enum Timing: Int {
        case moved = 0
        case implied = 1
        case overlapping = 2
        case sameDay = 3
    }

    private static func timing(_ claim: Claim, _ meeting: MeetingState, participants: Agreement) -> Timing? {
        guard let time = claim.time.interval else {
            if let known = meeting.interval {
                return impliedBounds(claim, meeting).overlaps(known) ? .implied : nil
            }
            return impliedBounds(claim, meeting).overlaps(meeting.impliedBounds) ? .implied : nil
        }
        if let known = meeting.interval {
            if time.overlaps(known) {
                return time.isWithin(days: 3) && known.isWithin(days: 3) ? .sameDay : .overlapping
            }
            if meeting.formerIntervals.contains(where: time.overlaps) { return .overlapping }
            if claim.earlierTimes.contains(where: known.overlaps) { return .overlapping }
            if participants == .same, claim.kind == meeting.kind,
                time.gap(to: known) < toleranceDays * Moment.minutesPerDay,
                claim.status == .held, meeting.status != .cancelled
            {
                return .implied
            }
            return mayMove(meeting, to: time, participants: participants) ? .moved : nil
        }
        if time.overlaps(meeting.impliedBounds) { return .implied }
        return mayMove(meeting, to: time, participants: participants) ? .moved : nil
    }

    /// What a claim without a time says of the time by its status.
    private static func impliedBounds(_ claim: Claim, _ meeting: MeetingState) -> LocalInterval {
        let isSamePlace = claim.place.map { meeting.isAt($0) } ?? false
        return bounds(
            of: claim.status, publishedMinute: claim.publishedMinute,
            heldDaysBefore: isSamePlace ? heldDaysBeforeAtSamePlace : heldDaysBefore)
    }

    /// The time that a status leaves open, seen from the day of publication.
    static func bounds(
        of status: Meeting.Status, publishedMinute: Int, heldDaysBefore: Int = heldDaysBefore
    ) -> LocalInterval {
        let day = Moment.minutesPerDay
        let today = publishedMinute - ((publishedMinute % day) + day) % day
        switch status {
        case .held: return LocalInterval(start: today - heldDaysBefore * day, end: today + day)
        case .ongoing: return LocalInterval(start: today - ongoingDays * day, end: today + ongoingDays * day)
        case .postponed, .cancelled:
            return LocalInterval(start: today - heldDaysBefore * day, end: today + aheadDays * day)
        default: return LocalInterval(start: today, end: today + aheadDays * day)
        }
    }

    private static func mayMove(_ meeting: MeetingState, to time: LocalInterval, participants: Agreement) -> Bool {
        meeting.isMovable && participants == .same && time.end > meeting.statusMinute
    }

    /// The time that a claim may speak of: it joins only meetings whose own reach overlaps it, which is how they are found.
    static func reach(of claim: Claim) -> LocalInterval {
        guard let time = claim.time.interval else {
            return bounds(
                of: claim.status, publishedMinute: claim.publishedMinute,
                heldDaysBefore: claim.place == nil ? heldDaysBefore : heldDaysBeforeAtSamePlace)
        }
        let tolerance = toleranceDays * Moment.minutesPerDay
        let reach = claim.earlierTimes.reduce(time) { $0.hull($1) }
        return LocalInterval(
            start: reach.start == .min ? .min : reach.start - tolerance,
            end: reach.end == .max ? .max : reach.end + tolerance)
    }

    // MARK: Place

    enum Placing: Int {
        case different = -1
        case unknown = 0
        case same = 2
    }

    private static func placing(
        _ claim: Claim, _ meeting: MeetingState, participants: Agreement, time: Timing
    ) -> Placing? {
        guard let place = claim.place, meeting.place != nil else { return .unknown }
        if meeting.isAt(place) { return .same }
        let isOneDay = [claim.time.interval, meeting.interval].allSatisfy { $0?.isWithin(days: 1) == true }
        let isSameDay = time == .sameDay && (participants == .same || (participants == .contained && isOneDay))
        let isSameWord = time == .moved && sharesTrigger(claim, meeting)
        return isSameDay || isSameWord ? .different : nil
    }

    // MARK: Status and words

    private static func excludes(_ a: Meeting.Status, _ b: Meeting.Status) -> Bool {
        (a == .held && b == .cancelled) || (a == .cancelled && b == .held)
    }

    private static func sharesTrigger(_ claim: Claim, _ meeting: MeetingState) -> Bool {
        let stems = Set(claim.triggers.map(stem))
        return meeting.triggerStems.contains(where: stems.contains)
    }

    /// Letters of a word that are compared: enough to tell „обяд“ from „среща“, few enough to join a word's forms.
    private static let stemLetters = 4

    /// The beginning of a word by which its forms are joined.
    static func stem(_ word: String) -> String {
        var stem = ""
        stem.unicodeScalars.append(contentsOf: word.lowercased().unicodeScalars.prefix(stemLetters))
        return stem
    }
}
