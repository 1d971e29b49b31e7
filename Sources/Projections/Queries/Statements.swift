import Chronicle
import GRDB

/// Which statements to list.
public struct StatementsQuery: Hashable, Sendable {
    /// Statements of a list at most.
    public static let limitMax = 10_000

    /// Said by this actor: id or name.
    public var speaker: String?
    /// Said of this actor: id or name.
    public var about: String?
    /// In this article.
    public var article: String?
    /// Words in the content or the sentence, in upper or lower case.
    public var text: String
    /// Statements at most.
    public var limit: Int

    /// A query for all statements, up to a limit.
    public init(
        speaker: String? = nil, about: String? = nil, article: String? = nil, text: String = "", limit: Int = 100
    ) {
        self.speaker = speaker
        self.about = about
        self.article = article
        self.text = text
        self.limit = limit
    }
}

/// One utterance.
public struct StatementRecord: Codable, Hashable, Sendable {
    /// Sequence of the event.
    public var sequence: UInt64
    /// Who speaks; absent for an unnamed source.
    public var speaker: ActorReferenceRecord?
    /// The article's words for the speaker.
    public var speakerText: String
    /// The medium that carries it.
    public var medium: ActorReferenceRecord?
    /// The speech verb or noun.
    public var cue: String
    /// direct or indirect.
    public var mode: String
    /// What is said.
    public var content: String
    /// To whom.
    public var addressee: ActorReferenceRecord?
    /// Of whom.
    public var about: [ActorReferenceRecord]
    /// When the article was published, with its offset.
    public var published: String
    /// When it was recorded here, UTC.
    public var recorded: String
    /// The sentence.
    public var evidence: EvidenceRecord

    init(_ row: Row, _ db: Database) throws {
        let sequence: Int64 = row["sequence"]
        self.sequence = UInt64(sequence)
        speaker = try ActorReferenceRecord(known: row["speaker"], db)
        speakerText = row["speaker_text"]
        medium = try ActorReferenceRecord(known: row["medium"], db)
        cue = row["cue"]
        mode = row["mode"]
        content = row["content"]
        addressee = try ActorReferenceRecord(known: row["addressee"], db)
        about = try db.rows("SELECT actor FROM statement_about WHERE statement = ? ORDER BY actor", [sequence]).map {
            try ActorReferenceRecord(id: $0[0], db)
        }
        published = Moment.text(microseconds: row["published"], offsetMinutes: row["published_offset"])
        recorded = Instant(microseconds: row["recorded"]).rfc3339
        evidence = try EvidenceRecord(
            article: row["article"], sentence: row["sentence"], start: row["sentence_start"], end: row["sentence_end"],
            rules: row["rules"], db)
    }
}

extension Library {
    /// The statements that a query asks for, the last published first.
    ///
    /// - Throws: ``ProjectionError`` for an unknown actor or article, or an impossible parameter.
    public func statements(_ query: StatementsQuery = StatementsQuery()) async throws -> [StatementRecord] {
        try Self.check(limit: query.limit, max: StatementsQuery.limitMax)
        return try await read { db in
            var conditions: [String] = []
            var arguments = StatementArguments()
            if let speaker = query.speaker {
                conditions.append("speaker = ?")
                arguments += [try ActorLookup.id(of: speaker, db)]
            }
            if let about = query.about {
                conditions.append("sequence IN (SELECT statement FROM statement_about WHERE actor = ?)")
                arguments += [try ActorLookup.id(of: about, db)]
            }
            if let article = query.article {
                conditions.append("article = ?")
                arguments += [try ArticleLookup.id(of: article, db)]
            }
            if !query.text.isEmpty {
                conditions.append("instr(swiftLowercaseString(content || ' ' || sentence), ?) > 0")
                arguments += [query.text.lowercased()]
            }
            let filter = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
            return try db.rows(
                "SELECT * FROM statement \(filter) ORDER BY published DESC, sequence LIMIT \(query.limit)", arguments
            ).map { try StatementRecord($0, db) }
        }
    }
}
