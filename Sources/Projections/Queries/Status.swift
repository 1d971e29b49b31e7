import Chronicle
import GRDB

/// How far the projections are and what is in them.
public struct ProjectionStatusRecord: Codable, Hashable, Sendable {
    /// The log's identifier in hexadecimal.
    public var log: String
    /// The last sequence that is in the tables.
    public var sequence: UInt64
    /// When that event was recorded, UTC.
    public var recorded: String
    /// Version of each projection.
    public var versions: [String: Int]
    /// Articles.
    public var articles: Int
    /// Articles whose newest version has not been extracted yet.
    public var articlesWaiting: Int
    /// Messages that were refused.
    public var rejections: Int
    /// Actors.
    public var actors: Int
    /// Meetings.
    public var meetings: Int
    /// Claims of meetings.
    public var claims: Int
    /// Statements.
    public var statements: Int
    /// Reports of offices.
    public var affiliations: Int
    /// Events that could not be applied.
    public var setAside: Int
    /// The last of them.
    public var lastSetAside: [SetAsideRecord]
}

/// An event that a projection could not apply.
public struct SetAsideRecord: Codable, Hashable, Sendable {
    /// Its sequence.
    public var sequence: UInt64
    /// The projection; `*` where the event could not be read.
    public var projection: String
    /// The event's type.
    public var type: String
    /// Its article.
    public var article: String
    /// What was wrong.
    public var error: String
}

extension Library {
    /// The last sequence that is in the tables; 0 before the first event.
    ///
    /// - Throws: ``ProjectionError/unreadable(path:reason:)``.
    public func sequence() async throws -> UInt64 { try await read { try Checkpoint.read($0)?.sequence ?? 0 } }

    /// Events that were set aside, in a status.
    static let setAsideShownMax = 20

    /// How far the projections are.
    ///
    /// - Throws: ``ProjectionError``.
    public func status() async throws -> ProjectionStatusRecord {
        try await read { db in
            guard let checkpoint = try Checkpoint.read(db) else { throw ProjectionError.missing(path: path) }
            func count(_ from: String) throws -> Int { try db.row("SELECT count(*) FROM \(from)")?[0] ?? 0 }
            return ProjectionStatusRecord(
                log: checkpoint.log, sequence: checkpoint.sequence,
                recorded: Instant(microseconds: checkpoint.recorded).rfc3339, versions: checkpoint.versions,
                articles: try count("article"),
                articlesWaiting: try count("article WHERE extracted_sequence < sequence AND standing = 'current'"),
                rejections: try count("rejection"), actors: try count("actor"), meetings: try count("meeting"),
                claims: try count("claim WHERE superseded IS NULL AND position = 0"),
                statements: try count("statement"), affiliations: try count("affiliation"),
                setAside: try count("set_aside"),
                lastSetAside: try db.rows(
                    "SELECT * FROM set_aside ORDER BY sequence DESC, projection LIMIT ?",
                    [
                        Self.setAsideShownMax
                    ]
                ).map {
                    SetAsideRecord(
                        sequence: UInt64($0["sequence"] as Int64), projection: $0["projection"], type: $0["type"],
                        article: $0["article"], error: $0["error"])
                })
        }
    }
}
