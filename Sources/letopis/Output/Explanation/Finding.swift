import Chronicle
import Extraction

/// An event with the words that it was read from, and by which rules.
struct Finding {
    /// A rule with the words that it fired on.
    struct Firing: Equatable {
        var rule: String
        var tokens: Range<Int>
        var note = ""
    }

    var wording: EventWording
    var colour: Colour
    /// What is told below the event: what the article says was claimed before.
    var notes: [String] = []
    /// The sentence that it rests on, in code points.
    var sentence: TextSpan
    var firings: [Firing]
    /// Words that no rule names but that belong to it: who takes part, who speaks.
    var parts: [Range<Int>] = []

    /// Everything that the article reports but its actors, in the order of the sentences.
    static func all(of extraction: Extraction) -> [Finding] {
        let document = extraction.document
        var meetings = document.meetings.makeIterator()
        var statements = document.statements.makeIterator()
        var affiliations = document.affiliations.makeIterator()
        let findings = extraction.events.compactMap { event -> Finding? in
            guard let wording = EventWording(event) else { return nil }
            switch event.payload {
            case .meetingReported(let reported):
                return meetings.next().map { meeting(wording, reported, $0, document.trace) }
            case .statementReported(let reported):
                return statements.next().map { statement(wording, reported, $0) }
            case .affiliationReported(let reported):
                return affiliations.next().map { affiliation(wording, reported, $0) }
            default:
                return nil
            }
        }
        return findings.enumerated().sorted { a, b in
            (a.element.sentence.start, a.offset) < (b.element.sentence.start, b.offset)
        }.map(\.element)
    }

    private static func meeting(
        _ wording: EventWording, _ event: MeetingReported, _ claim: MeetingClaim, _ trace: Trace?
    ) -> Finding {
        let heads = Set(claim.triggers.map(\.lowerBound))
        let rules = Set(claim.rules)
        var firings: [Firing] = []
        for entry in trace?.entries ?? [] where entry.stage == MeetingStage.name {
            let head = entry.about ?? entry.tokens.lowerBound
            guard heads.contains(head), entry.about != nil || rules.contains(entry.rule) else { continue }
            let firing = Firing(rule: entry.rule, tokens: entry.tokens, note: entry.note)
            if !firings.contains(firing) { firings.append(firing) }
        }
        return Finding(
            wording: wording, colour: .green, notes: event.earlier.map { "earlier " + EventWording.text($0) },
            sentence: event.evidence.sentence, firings: firings,
            parts: claim.triggers + claim.participants.map(\.tokens))
    }

    private static func statement(
        _ wording: EventWording, _ event: StatementReported, _ statement: Statement
    ) -> Finding {
        Finding(
            wording: wording, colour: .magenta, sentence: event.evidence.sentence,
            firings: [Firing(rule: "\(statement.rule)", tokens: statement.cue)], parts: [statement.speaker.tokens])
    }

    private static func affiliation(
        _ wording: EventWording, _ event: AffiliationReported, _ affiliation: Affiliation
    ) -> Finding {
        Finding(
            wording: wording, colour: .blue, sentence: event.evidence.sentence,
            firings: [Firing(rule: "\(affiliation.rule)", tokens: affiliation.tokens)])
    }
}
