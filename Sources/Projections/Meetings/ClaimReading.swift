import Chronicle
import GRDB

extension Claim {
    /// The claims that a `meeting.reported` holds: its own and those that it says were made before, oldest first.
    static func claims(in meeting: MeetingReported, event: BatchedEvent, _ db: Database) throws -> [Claim] {
        let published = try Extraction.published(of: event, db)
        var own = Claim(
            sequence: event.sequence, article: event.content.article, said: published.microseconds,
            published: published.microseconds, publishedOffset: published.offset, recorded: event.recorded,
            kind: meeting.kind, status: meeting.status, certainty: meeting.certainty)
        own.parties = try meeting.participants.filter { !$0.actor.id.isEmpty }.map {
            Party(
                actor: try ActorIdentity.resolve($0.actor.id, db), name: $0.actor.name, type: $0.actor.type.name,
                role: $0.role.name)
        }
        own.time = Time(meeting.time)
        own.place = meeting.hasPlace ? Place(meeting.place) : nil
        own.topic = meeting.topic
        own.outcome = meeting.outcome
        own.source = try Source(meeting.source, db)
        own.add(meeting.evidence)

        let earlier = try meeting.earlier.enumerated().map { index, said in
            var claim = own
            claim.position = index + 1
            claim.status = said.status
            claim.certainty = said.certainty
            claim.time = Time(said.time)
            claim.source = try Source(said.source, db)
            claim.topic = ""
            claim.outcome = ""
            claim.add(said.evidence)
            if let start = Moment.minute(civil: said.said.start) {
                let minute = start - published.offset
                claim.said = min(Int64(minute) * Moment.microsecondsPerMinute, published.microseconds)
            }
            return claim
        }
        own.earlierTimes = earlier.compactMap(\.time.interval)
        return [own] + earlier
    }

    private mutating func add(_ evidence: Evidence) {
        sentence = evidence.text
        sentenceStart = Int(evidence.sentence.start)
        sentenceEnd = Int(evidence.sentence.end)
        rules = evidence.rules.joined(separator: " ")
        triggers = evidence.triggers.compactMap { evidence.word(at: $0) }
    }
}

extension Claim.Time {
    init(_ time: TimeReference) {
        self.init(text: time.text, start: time.start, end: time.end, precision: time.precision)
    }
}

extension Claim.Place {
    init?(_ reference: PlaceReference) {
        guard !reference.place.id.isEmpty || !reference.place.name.isEmpty else { return nil }
        self.init(id: reference.place.id, name: reference.place.name)
    }
}

extension Claim.Source {
    init(_ source: ClaimSource, _ db: Database) throws {
        self.init(
            actor: try ActorIdentity.resolve(source.actor.id, db), name: source.actor.name, text: source.text,
            medium: source.medium.name)
    }
}

extension Evidence {
    /// The words of a span that lies in the evidence's sentence.
    fileprivate func word(at span: TextSpan) -> String? {
        let scalars = text.unicodeScalars
        guard span.start >= sentence.start, span.end > span.start,
            Int(span.end - sentence.start) <= scalars.count
        else { return nil }
        let start = scalars.index(scalars.startIndex, offsetBy: Int(span.start - sentence.start))
        let end = scalars.index(start, offsetBy: Int(span.end - span.start))
        return String(scalars[start..<end])
    }
}
