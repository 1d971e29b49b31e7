import Chronicle

/// An extracted event in a line.
struct EventWording {
    /// "meeting", "statement", "office", "actor".
    let kind: String
    /// What it reports: the parts that there are, with dots between them.
    let text: String

    /// Nil for events that report nothing of the world.
    init?(_ event: EventContent) {
        switch event.payload {
        case .actorMentioned(let mention):
            kind = "actor"
            text = Self.joined(mention.actor.name, mention.actor.id, mention.actor.type.name, mention.role)
        case .meetingReported(let meeting):
            kind = "meeting"
            text = Self.joined(
                meeting.status.name, meeting.kind.name,
                meeting.participants.map(Self.text).joined(separator: ", "), Self.text(meeting.time),
                meeting.place.place.name, meeting.certainty == .hedged ? "hedged" : "",
                meeting.hasSource ? "said by \(Self.text(meeting.source))" : "")
        case .statementReported(let statement):
            kind = "statement"
            text = Self.joined(Self.text(statement.speaker), statement.cue, statement.content)
        case .affiliationReported(let affiliation):
            kind = "office"
            text = Self.joined(
                affiliation.person.actor.name, affiliation.office, affiliation.organisation.actor.name,
                affiliation.country.actor.name, affiliation.standing.name,
                affiliation.hasTerm ? Self.term(affiliation.term) : "")
        default:
            return nil
        }
    }

    /// What an article says was claimed of a meeting before.
    static func text(_ earlier: EarlierClaim) -> String {
        joined(
            earlier.status.name, earlier.hasTime ? "for \(text(earlier.time))" : "",
            earlier.hasSource ? "said by \(text(earlier.source))" : "",
            earlier.hasSaid ? "said \(text(earlier.said))" : "")
    }

    private static func text(_ participant: Participant) -> String {
        participant.role == .participant
            ? participant.actor.name : "\(participant.actor.name) (\(participant.role.name))"
    }

    private static func text(_ source: ClaimSource) -> String {
        source.hasActor ? source.actor.name : source.text.isEmpty ? source.medium.name : source.text
    }

    private static func text(_ time: TimeReference) -> String {
        if time.start.isEmpty { return time.text }
        return time.text.isEmpty ? time.start : "\(time.start) („\(time.text)“)"
    }

    /// "from 2014-01-01 to 2020-01-01 („от 2014 до 2019 г.“)"
    private static func term(_ time: TimeReference) -> String {
        let ends = [time.start.isEmpty ? "" : "from \(time.start)", time.end.isEmpty ? "" : "until \(time.end)"]
        return "\(ends.filter { !$0.isEmpty }.joined(separator: " ")) („\(time.text)“)"
    }

    private static func joined(_ parts: String...) -> String { parts.filter { !$0.isEmpty }.joined(separator: " · ") }
}
