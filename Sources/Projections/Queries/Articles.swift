import Chronicle
import GRDB

/// One article with everything that was read out of it.
public struct ArticleRecord: Codable, Hashable, Sendable {
    /// Its id.
    public var id: String
    /// current, retracted or redacted.
    public var standing: String
    /// Why it was taken back; empty where it was not.
    public var standingReason: String
    /// The newest version's text.
    public var title: String
    /// The newest version's text.
    public var body: String
    /// ISO 639-1 code.
    public var language: String
    /// The publisher.
    public var source: String
    /// Where it was published.
    public var url: String
    /// When it was published, with its offset; the recorded time where the sender did not say.
    public var published: String
    /// All versions, the oldest first.
    public var versions: [ArticleVersionRecord]
    /// The program that read the facts out of it; empty before that.
    public var extractor: String
    /// Sequence of the version that the facts are of; 0 before extraction.
    public var extractedSequence: UInt64
    /// The actors that it mentions.
    public var actors: [MentionRecord]
    /// Its claims, with the meetings that they belong to.
    public var meetings: [ArticleClaimRecord]
    /// Its statements.
    public var statements: [StatementRecord]
    /// The offices that it reports.
    public var affiliations: [AffiliationRecord]
}

/// One text of an article.
public struct ArticleVersionRecord: Codable, Hashable, Sendable {
    /// Sequence of its `article.accepted`.
    public var sequence: UInt64
    /// 1 for the first.
    public var version: Int
    /// When it was recorded here, UTC.
    public var recorded: String
    /// submit, pull, subscribe or http.
    public var intake: String
}

/// An actor in an article.
public struct MentionRecord: Codable, Hashable, Sendable {
    /// The actor.
    public var actor: ActorReferenceRecord
    /// Its office there.
    public var role: String
    /// How often it is mentioned.
    public var count: Int
    /// Code-point offsets: "0-7".
    public var spans: [String]
}

/// A claim of an article.
public struct ArticleClaimRecord: Codable, Hashable, Sendable {
    /// Id of the meeting.
    public var meeting: String
    /// The claim.
    public var claim: ClaimRecord
    /// Who takes part, as this article has it.
    public var participants: [ParticipantRecord]
}

extension Library {
    /// One article with its facts.
    ///
    /// - Parameter id: its id, or the beginning of one that no other id has.
    /// - Throws: ``ProjectionError/unknownArticle(_:)``.
    public func article(_ id: String) async throws -> ArticleRecord {
        try await read { db in
            let id = try ArticleLookup.id(of: id, db)
            let sql = """
                SELECT * FROM article a JOIN article_version v ON v.sequence = a.sequence WHERE a.id = ?
                """
            guard let row = try db.row(sql, [id]) else { throw ProjectionError.unknownArticle(id) }
            return ArticleRecord(
                id: id, standing: row["standing"], standingReason: row["standing_reason"], title: row["title"],
                body: row["body"], language: row["language"], source: row["source"], url: row["url"],
                published: Moment.text(microseconds: row["published"], offsetMinutes: row["published_offset"]),
                versions: try Self.versions(id, db), extractor: row["extractor"],
                extractedSequence: UInt64(row["extracted_sequence"] as Int64),
                actors: try db.rows("SELECT * FROM mention WHERE article = ? ORDER BY sequence", [id]).map { row in
                    let spans: String = row["spans"]
                    return MentionRecord(
                        actor: try ActorReferenceRecord(id: row["actor"], db), role: row["role"], count: row["count"],
                        spans: spans.split(separator: " ").map(String.init))
                },
                meetings: try ClaimTables.current(article: id, db).map { meeting, claim in
                    ArticleClaimRecord(
                        meeting: meeting, claim: try ClaimRecord(claim, decides: false, db),
                        participants: claim.parties.map(ParticipantRecord.init))
                },
                statements: try db.rows("SELECT * FROM statement WHERE article = ? ORDER BY sequence", [id])
                    .map { try StatementRecord($0, db) },
                affiliations: try db.rows("SELECT * FROM affiliation WHERE article = ? ORDER BY sequence", [id])
                    .map { try AffiliationRecord($0, db) })
        }
    }

    private static func versions(_ id: String, _ db: Database) throws -> [ArticleVersionRecord] {
        try db.rows("SELECT * FROM article_version WHERE article = ? ORDER BY sequence", [id]).map { row in
            ArticleVersionRecord(
                sequence: UInt64(row["sequence"] as Int64), version: row["version"],
                recorded: Instant(microseconds: row["recorded"]).rfc3339, intake: row["intake"])
        }
    }
}

/// Finds the article that a person means by an id or the beginning of one.
enum ArticleLookup {
    /// Characters that the beginning of an id must have.
    static let prefixMin = 8

    /// The id.
    ///
    /// - Throws: ``ProjectionError/unknownArticle(_:)``, also when several ids begin like this.
    static func id(of text: String, _ db: Database) throws -> String {
        if try db.row("SELECT 1 FROM article WHERE id = ?", [text]) != nil { return text }
        guard text.count >= prefixMin else { throw ProjectionError.unknownArticle(text) }
        let ids: [String] = try db.rows(
            "SELECT id FROM article WHERE id >= ?1 AND id < ?1 || char(1114111) ORDER BY id LIMIT 2", [text]
        ).map { $0[0] }
        guard ids.count == 1 else { throw ProjectionError.unknownArticle(text) }
        return ids[0]
    }
}
