import Chronicle
import GRDB

/// An actor or place by id, name and type.
public struct ActorReferenceRecord: Codable, Hashable, Sendable {
    /// Wikidata QID, or type and slug.
    public var id: String
    /// The name it is known by.
    public var name: String
    /// person, organisation, country, place, group, event or product.
    public var type: String
}

/// One who takes part in a meeting.
public struct ParticipantRecord: Codable, Hashable, Sendable {
    /// The actor's id.
    public var id: String
    /// The actor's name.
    public var name: String
    /// The actor's type.
    public var type: String
    /// participant, host, visitor or mediator.
    public var role: String

    init(_ party: Claim.Party) {
        id = party.actor
        name = party.name
        type = party.type
        role = party.role
    }
}

/// A time by its words and the interval that they stand for.
public struct TimeRecord: Codable, Hashable, Sendable {
    /// The article's words; empty where the time follows from something else.
    public var text: String
    /// Start of the half-open interval in the article's local time; empty where it is not known.
    public var start: String
    /// End of the interval, exclusive; empty where it is not known.
    public var end: String
    /// minute, hour, part_of_day, day, week, month, quarter, year or vague.
    public var precision: String

    init?(_ time: Claim.Time?) {
        guard let time, !time.isEmpty else { return nil }
        text = time.text
        start = time.start
        end = time.end
        precision = time.precision.name
    }
}

/// A place by id and name.
public struct PlaceRecord: Codable, Hashable, Sendable {
    /// Wikidata QID, or `place/` and slug.
    public var id: String
    /// Its name.
    public var name: String

    init?(_ place: Claim.Place?) {
        guard let place else { return nil }
        id = place.id
        name = place.name
    }
}

/// The sentence that says so.
public struct EvidenceRecord: Codable, Hashable, Sendable {
    /// Id of the article.
    public var article: String
    /// The article's publisher.
    public var publisher: String
    /// The sentence as it stands in the article.
    public var sentence: String
    /// Code-point offset of the sentence in `title + "\n\n" + body`.
    public var start: Int
    /// Its end, exclusive.
    public var end: Int
    /// The rules that fired.
    public var rules: [String]

    init(article: String, sentence: String, start: Int, end: Int, rules: String, _ db: Database) throws {
        self.article = article
        self.sentence = sentence
        self.start = start
        self.end = end
        self.rules = rules.split(separator: " ").map(String.init)
        publisher =
            try db.row(
                "SELECT v.source FROM article a JOIN article_version v ON v.sequence = a.sequence WHERE a.id = ?",
                [article])?[0] ?? ""
    }
}

/// Who says so.
public struct SourceRecord: Codable, Hashable, Sendable {
    /// The actor's id; empty for an unnamed source.
    public var id: String
    /// The actor's name; empty for an unnamed source.
    public var name: String
    /// The article's words for it.
    public var text: String
    /// The medium that carries it; empty where there is none.
    public var medium: String

    init?(_ source: Claim.Source) {
        guard source != Claim.Source() else { return nil }
        id = source.actor
        name = source.name
        text = source.text
        medium = source.medium
    }

    /// The source in a word, for people.
    public var label: String {
        let who = name.isEmpty ? text : name
        if who.isEmpty { return medium }
        return medium.isEmpty ? who : "\(who), \(medium)"
    }
}

/// What one article says of one meeting.
public struct ClaimRecord: Codable, Hashable, Sendable {
    /// Sequence of the event.
    public var sequence: UInt64
    /// True for what the article says had been said before.
    public var earlier: Bool
    /// meeting, call, summit, session, talks, visit or conference.
    public var kind: String
    /// proposed, scheduled, ongoing, held, postponed or cancelled.
    public var status: String
    /// asserted or hedged.
    public var certainty: String
    /// When it was said, with the article's offset.
    public var said: String
    /// When the article was published, with its offset.
    public var published: String
    /// When it was recorded here, UTC.
    public var recorded: String
    /// The time that it gives for the meeting.
    public var time: TimeRecord?
    /// The place that it gives.
    public var place: PlaceRecord?
    /// Who says so; absent where the article itself does.
    public var source: SourceRecord?
    /// The sentence.
    public var evidence: EvidenceRecord
    /// True for the claim that decides the meeting's status.
    public var decides: Bool

    init(_ claim: Claim, decides: Bool, _ db: Database) throws {
        sequence = claim.sequence
        earlier = claim.position > 0
        kind = claim.kind.name
        status = claim.status.name
        certainty = claim.certainty.name
        said = Moment.text(microseconds: claim.said, offsetMinutes: claim.publishedOffset)
        published = Moment.text(microseconds: claim.published, offsetMinutes: claim.publishedOffset)
        recorded = Instant(microseconds: claim.recorded).rfc3339
        time = TimeRecord(claim.time)
        place = PlaceRecord(claim.place)
        source = SourceRecord(claim.source)
        evidence = try EvidenceRecord(
            article: claim.article, sentence: claim.sentence, start: claim.sentenceStart, end: claim.sentenceEnd,
            rules: claim.rules, db)
        self.decides = decides
    }
}
