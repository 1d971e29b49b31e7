import Chronicle
import Extraction

/// What was read out of an article, for a person.
struct ExtractionSummary {
    private let extraction: Extraction
    private let doc: String

    init(_ extraction: Extraction, doc: String) {
        self.extraction = extraction
        self.doc = doc
    }

    func print() {
        Terminal.output.line("\(doc)  (\(extraction.language.isEmpty ? "language unknown" : extraction.language))")
        for event in extraction.events { print(event) }
        for entry in extraction.document.trace?.entries ?? [] { print(entry) }
        Terminal.output.line("")
    }

    private func print(_ event: EventContent) {
        switch event.payload {
        case .actorMentioned(let mention):
            line("actor", mention.actor.name, mention.actor.id, mention.actor.type.name, mention.role)
        case .meetingReported(let meeting):
            line(
                "meeting", meeting.status.name, meeting.kind.name,
                meeting.participants.map(\.actor.name).joined(separator: ", "), time(meeting.time),
                meeting.place.place.name, meeting.certainty == .hedged ? "hedged" : "")
            quote(meeting.evidence)
            for earlier in meeting.earlier {
                line("  earlier", earlier.status.name, earlier.source.text, time(earlier.said))
                quote(earlier.evidence)
            }
        case .statementReported(let statement):
            let speaker = statement.speaker.hasActor ? statement.speaker.actor.name : statement.speaker.text
            line("statement", speaker, statement.cue, statement.content)
        case .affiliationReported(let affiliation):
            line(
                "office", affiliation.person.actor.name, affiliation.office, affiliation.organisation.actor.name,
                affiliation.country.actor.name, affiliation.standing.name)
        default:
            break
        }
    }

    private func print(_ entry: Trace.Entry) {
        let tokens = extraction.document.tokens[entry.tokens]
        let words =
            tokens.isEmpty
            ? "" : extraction.document.text[tokens.first!.bytes.lowerBound..<tokens.last!.bytes.upperBound]
        line("rule", entry.stage, entry.rule, "„\(words)“", entry.note)
    }

    private func line(_ kind: String, _ parts: String...) {
        let name = kind + String(repeating: " ", count: max(1, 12 - kind.count))
        Terminal.output.line("  " + name + parts.filter { !$0.isEmpty }.joined(separator: " · "))
    }

    private func quote(_ evidence: Evidence) {
        let rules = evidence.rules.isEmpty ? "" : "  [\(evidence.rules.joined(separator: ", "))]"
        Terminal.output.line("              „\(evidence.text)“\(rules)")
    }

    private func time(_ time: TimeReference) -> String {
        if time.start.isEmpty { return time.text }
        return time.text.isEmpty ? time.start : "\(time.start) („\(time.text)“)"
    }
}
