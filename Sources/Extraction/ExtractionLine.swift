import Chronicle
import Language

/// One article as a line of JSON: what `letopis extract` prints and evaluation reads.
///
/// Members stand in a fixed order; offsets count code points of the article's text.
public struct ExtractionLine {
    private let extraction: Extraction
    private let name: String
    private var document: Document { extraction.document }

    /// The line of an extraction whose document is called `doc`.
    public init(_ extraction: Extraction, doc: String) {
        self.extraction = extraction
        name = doc
    }

    /// The line as UTF-8, without a line break.
    public var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { json in
            json.member("doc", name)
            json.member("language", extraction.language)
            if let published = extraction.article.publishedCivilTime {
                json.member("published", published.description)
            }
            json.name("entities")
            json.array { for mention in document.mentions where mention.form == .name { entity(mention, &$0) } }
            json.name("meetings")
            json.array { for event in extraction.events { meeting(event.meetingReported, event, &$0) } }
            json.name("statements")
            json.array { for event in extraction.events { statement(event.statementReported, event, &$0) } }
            json.name("affiliations")
            json.array { for event in extraction.events { affiliation(event.affiliationReported, event, &$0) } }
            guard let trace = document.trace else { return }
            json.name("trace")
            json.array { for entry in trace.entries { decision(entry, &$0) } }
        }
        return writer.bytes
    }

    // MARK: Members

    private func entity(_ mention: Mention, _ json: inout JSONWriter) {
        guard let type = Self.entityType(mention.type) else { return }
        let span = document.span(mention.tokens)
        json.object { json in
            json.member("start", span.start)
            json.member("end", span.end)
            json.member("type", type)
            json.member("lemma", mention.name.isEmpty ? document.words(mention.tokens) : mention.name)
            if let actor = mention.actors.first { json.member("id", document.actors[actor].actor.id) }
        }
    }

    private static func entityType(_ type: ActorType) -> String? {
        switch type {
        case .person, .group: "PER"
        case .organisation: "ORG"
        case .country, .place: "LOC"
        case .event: "EVT"
        case .product: "PRO"
        default: nil
        }
    }

    private func meeting(_ meeting: MeetingReported, _ event: EventContent, _ json: inout JSONWriter) {
        guard case .meetingReported = event.payload else { return }
        json.object { json in
            spans("triggers", meeting.evidence.triggers, &json)
            json.member("kind", meeting.kind.name)
            json.member("status", meeting.status.name)
            json.member("certainty", meeting.certainty.name)
            json.name("place")
            if meeting.hasPlace { json.value(meeting.place.place.name) } else { json.null() }
            json.name("when")
            if meeting.hasTime { json.value(meeting.time.text) } else { json.null() }
            if meeting.hasTime { interval(meeting.time, &json) }
            json.name("participants")
            json.array { for participant in meeting.participants { party(participant, &$0) } }
            if meeting.hasSource { source("source", meeting.source, &json) }
            if !meeting.topic.isEmpty { json.member("topic", meeting.topic) }
            if !meeting.outcome.isEmpty { json.member("outcome", meeting.outcome) }
            if !meeting.earlier.isEmpty {
                json.name("earlier")
                json.array { for claim in meeting.earlier { earlier(claim, &$0) } }
            }
            json.member("sentence", meeting.evidence.text)
            strings("rules", meeting.evidence.rules, &json)
        }
    }

    private func party(_ participant: Participant, _ json: inout JSONWriter) {
        json.object { json in
            if !participant.actor.id.isEmpty { json.member("id", participant.actor.id) }
            json.member("name", participant.actor.name)
            if participant.role != .participant { json.member("role", participant.role.name) }
            spans("spans", participant.mentions, &json)
        }
    }

    private func earlier(_ claim: EarlierClaim, _ json: inout JSONWriter) {
        json.object { json in
            json.member("status", claim.status.name)
            json.member("certainty", claim.certainty.name)
            if claim.hasSource { source("source", claim.source, &json) }
            if claim.hasSaid { json.member("said", claim.said.text) }
            if claim.hasTime { json.member("when", claim.time.text) }
            json.member("sentence", claim.evidence.text)
        }
    }

    private func statement(_ statement: StatementReported, _ event: EventContent, _ json: inout JSONWriter) {
        guard case .statementReported = event.payload else { return }
        json.object { json in
            json.name("cue")
            span(statement.cueSpan, &json)
            json.name("speaker")
            json.object { json in
                if !statement.speaker.actor.id.isEmpty { json.member("id", statement.speaker.actor.id) }
                let name = statement.speaker.actor.name
                json.member("name", name.isEmpty ? statement.speaker.text : name)
                spans("spans", statement.speakerMentions, &json)
            }
            json.member("mode", statement.mode.name)
            json.member("content", statement.content)
            if statement.hasAddressee { json.member("addressee", statement.addressee.actor.id) }
            if !statement.about.isEmpty { strings("about", statement.about.map(\.actor.id), &json) }
            strings("rules", statement.evidence.rules, &json)
        }
    }

    private func affiliation(_ found: AffiliationReported, _ event: EventContent, _ json: inout JSONWriter) {
        guard case .affiliationReported = event.payload else { return }
        json.object { json in
            json.member("person", found.person.actor.id)
            json.member("name", found.person.actor.name)
            json.member("office", found.office)
            if found.hasOrganisation { json.member("organisation", found.organisation.actor.id) }
            if found.hasCountry { json.member("country", found.country.actor.id) }
            json.member("standing", found.standing.name)
            if found.hasTerm {
                json.member("term", found.term.text)
                interval(found.term, &json)
            }
            spans("spans", found.evidence.triggers, &json)
            strings("rules", found.evidence.rules, &json)
        }
    }

    private func decision(_ entry: Trace.Entry, _ json: inout JSONWriter) {
        json.object { json in
            json.member("stage", entry.stage)
            json.member("rule", entry.rule)
            json.name("span")
            span(document.span(entry.tokens), &json)
            json.member("words", document.words(entry.tokens))
            json.member("note", entry.note)
        }
    }

    // MARK: Parts

    private func source(_ name: String, _ source: ClaimSource, _ json: inout JSONWriter) {
        json.name(name)
        json.object { json in
            if !source.actor.id.isEmpty { json.member("id", source.actor.id) }
            json.member("name", source.actor.name.isEmpty ? source.text : source.actor.name)
            if !source.medium.id.isEmpty { json.member("medium", source.medium.id) }
        }
    }

    private func interval(_ time: TimeReference, _ json: inout JSONWriter) {
        if !time.start.isEmpty { json.member("start", time.start) }
        if !time.end.isEmpty { json.member("end", time.end) }
        json.member("precision", time.precision.name)
    }

    private func spans(_ name: String, _ spans: [TextSpan], _ json: inout JSONWriter) {
        json.name(name)
        json.array { for item in spans { span(item, &$0) } }
    }

    private func span(_ span: TextSpan, _ json: inout JSONWriter) {
        json.array {
            $0.value(span.start)
            $0.value(span.end)
        }
    }

    private func strings(_ name: String, _ strings: [String], _ json: inout JSONWriter) {
        json.name(name)
        json.array { for string in strings { $0.value(string) } }
    }
}
