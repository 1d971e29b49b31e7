import Projections

/// How answers are worded for people.
enum Wording {
    /// "2025-10-23", "2025-10-23 18:30", "2025-10-23 to 2025-10-24", "before 2025-08-21", or the article's words.
    static func time(_ time: TimeRecord?) -> String {
        guard let time else { return "" }
        switch time.precision {
        case "minute", "hour": return time.start.replacing("T", with: " ")
        case "month": return String(time.start.prefix(7))
        case "year": return String(time.start.prefix(4))
        default: break
        }
        let start = String(time.start.prefix(10))
        let end = String(time.end.prefix(10))
        if start.isEmpty { return end.isEmpty ? "„\(time.text)“" : "before \(end)" }
        if end.isEmpty { return "from \(start)" }
        return days(start, until: end)
    }

    /// The days from the first to the one before the last: a single day is written once.
    private static func days(_ start: String, until end: String) -> String {
        guard end > start, let next = Day(start)?.next, next.text < end, let last = Day(end)?.previous else {
            return start
        }
        return "\(start) to \(last.text)"
    }

    /// The time of a meeting; of one that was called off or postponed, the time that no longer holds.
    static func when(_ meeting: MeetingRecord) -> String {
        let time = time(meeting.time)
        return ["postponed", "cancelled"].contains(meeting.status) && !time.isEmpty ? "was \(time)" : time
    }

    /// "postponed", "scheduled?" where hedged, "contested" where claims contradict each other.
    static func status(_ meeting: MeetingRecord) -> String {
        let status = self.status(meeting.status, certainty: meeting.certainty)
        return meeting.contested ? "\(status) contested" : status
    }

    /// A question mark stands for what is hedged.
    static func status(_ status: String, certainty: String) -> String { certainty == "hedged" ? status + "?" : status }

    /// When a claim was said: to the minute, or the day alone where an article recalls the day.
    static func said(_ claim: ClaimRecord) -> String {
        let time = claim.said.prefix(16)
        return claim.earlier && time.hasSuffix("T00:00")
            ? String(time.prefix(10)) : String(time).replacing("T", with: " ")
    }

    static func participants(_ participants: [ParticipantRecord]) -> String {
        participants.map { participant in
            participant.role.isEmpty || participant.role == "participant"
                ? participant.name : "\(participant.name) (\(participant.role))"
        }.joined(separator: ", ")
    }

    static func colour(_ status: String) -> Colour {
        switch status {
        case "held": .green
        case "postponed": .yellow
        case "cancelled": .red
        case "proposed": .dim
        default: .cyan
        }
    }

    /// The sentence in quotation marks, unless it has some of its own.
    static func quote(_ evidence: EvidenceRecord) -> Table.Cell { Table.Cell(quoted(evidence.sentence)) }

    /// „A text“, unless it has quotation marks of its own.
    static func quoted(_ text: String) -> String { text.unicodeScalars.contains("„") ? text : "„\(text)“" }

    /// "a1 (Дневни вести), 2025-10-21, said by …".
    static func origin(_ claim: ClaimRecord) -> Table.Cell {
        var text = article(claim.evidence) + ", " + claim.published.prefix(10)
        if let source = claim.source?.label, !source.isEmpty { text += ", said by \(source)" }
        return Table.Cell(text, .dim)
    }

    /// "a1 (Дневни вести)".
    static func article(_ evidence: EvidenceRecord) -> String {
        let id = shortened(evidence.article)
        return evidence.publisher.isEmpty ? id : "\(id) (\(evidence.publisher))"
    }

    /// Characters that are shown of an id that is a content hash; `letopis article` takes them for the whole.
    private static let hashCharactersShown = 19

    /// An article's id; of a content hash its beginning.
    static func shortened(_ id: String) -> String {
        id.hasPrefix("sha256-") ? String(id.prefix(hashCharactersShown)) : id
    }

    /// "1 meeting", "2 meetings".
    static func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
