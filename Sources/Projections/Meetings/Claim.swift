import Chronicle

/// A claim as identity and status look at it: what one article says of one meeting, or says was said before.
struct Claim: Equatable, Sendable {
    /// Who takes part, in the order of the article.
    struct Party: Equatable, Sendable {
        var actor: String
        var name: String
        var type: String
        var role: String
    }

    /// A place by id and name.
    struct Place: Equatable, Sendable {
        var id: String
        var name: String
    }

    /// Words and resolved interval, in local minutes where it is known.
    struct Time: Equatable, Sendable {
        let text: String
        let start: String
        let end: String
        let precision: TimeReference.Precision
        /// Nil where neither end is known.
        let interval: LocalInterval?

        init(text: String, start: String, end: String, precision: TimeReference.Precision) {
            self.text = text
            self.start = start
            self.end = end
            self.precision = precision
            interval =
                switch (Moment.minute(civil: start), Moment.minute(civil: end)) {
                case (nil, nil): nil
                case (let start?, let end?): LocalInterval(start: start, end: max(end, start + 1))
                case (let start?, nil): LocalInterval(start: start, end: .max)
                case (nil, let end?): LocalInterval(start: .min, end: end)
                }
        }

        /// No time given.
        static let none = Time(text: "", start: "", end: "", precision: .unspecified)

        var isEmpty: Bool { text.isEmpty && start.isEmpty && end.isEmpty }
    }

    /// Who says so.
    struct Source: Equatable, Sendable {
        var actor = ""
        var name = ""
        var text = ""
        var medium = ""
    }

    /// The order of the claims of articles: by when they were said, those of one moment as they were recorded.
    struct Turn: Comparable, Sendable {
        var said: Int64
        var sequence: UInt64

        static func < (a: Turn, b: Turn) -> Bool { a.said != b.said ? a.said < b.said : a.sequence < b.sequence }
    }

    /// Sequence of the `meeting.reported`.
    var sequence: UInt64
    /// 0 for the claim itself, 1 and following for what the article says had been said before.
    var position = 0
    var article: String
    /// When it was said: microseconds since 1970-01-01 UTC. The article's published time, or what it gives for an earlier
    /// claim.
    var said: Int64
    /// When the article was published, and minutes east of UTC there.
    var published: Int64
    var publishedOffset: Int
    var recorded: Int64
    var kind = Meeting.Kind.unspecified
    var status: Meeting.Status
    var certainty: Certainty
    var parties: [Party] = []
    var time = Time.none
    var place: Place?
    var topic = ""
    var outcome = ""
    var source = Source()
    /// The head words that name the meeting in the evidence sentence.
    var triggers: [String] = []
    var sentence = ""
    var sentenceStart = 0
    var sentenceEnd = 0
    var rules = ""
    /// Times that earlier claims of the same article gave for the meeting.
    var earlierTimes: [LocalInterval] = []

    /// Its place among the claims of articles.
    var turn: Turn { Turn(said: said, sequence: sequence) }
    /// Whether the claim's source is one of those who meet.
    var isByParty: Bool { !source.actor.isEmpty && parties.contains { $0.actor == source.actor } }
    /// Local minute at which the article was published.
    var publishedMinute: Int { Moment.localMinute(microseconds: published, offsetMinutes: publishedOffset) }
}

/// A half-open interval of local minutes since 1970-01-01; an end that is not known lies infinitely far.
struct LocalInterval: Equatable, Sendable {
    var start: Int
    var end: Int

    func overlaps(_ other: LocalInterval) -> Bool { start < other.end && other.start < end }

    /// The shortest interval that contains both.
    func hull(_ other: LocalInterval) -> LocalInterval {
        LocalInterval(start: min(start, other.start), end: max(end, other.end))
    }

    /// Minutes between two intervals; 0 where they overlap or touch.
    func gap(to other: LocalInterval) -> Int {
        if overlaps(other) { return 0 }
        return start >= other.end ? start - other.end : other.start - end
    }

    /// Both ends known, and no longer than a number of days.
    func isWithin(days: Int) -> Bool { start != .min && end != .max && end - start <= days * Moment.minutesPerDay }
}
