import Chronicle
import GRDB

/// Which actors to list.
public struct ActorsQuery: Hashable, Sendable {
    /// Actors of a list at most.
    public static let limitMax = 10_000

    /// A part of the name, in upper or lower case.
    public var text: String
    /// Any of these types; empty for all.
    public var types: [ActorType]
    /// Actors at most.
    public var limit: Int

    /// A query for all actors, up to a limit.
    public init(text: String = "", types: [ActorType] = [], limit: Int = 100) {
        self.text = text
        self.types = types
        self.limit = limit
    }
}

/// One actor and how much is known of it.
public struct ActorRecord: Codable, Hashable, Sendable {
    /// Wikidata QID, or type and slug.
    public var id: String
    /// The name it is known by.
    public var name: String
    /// person, organisation, country, place, group, event or product.
    public var type: String
    /// The office that articles last gave it; empty where none did.
    public var role: String
    /// Articles that mention it.
    public var articles: Int
    /// Meetings that it takes part in.
    public var meetings: Int
    /// Statements that it made.
    public var statements: Int
    /// Day of the first article that mentions it, UTC; empty where none does.
    public var firstMentioned: String
    /// Day of the last article that mentions it, UTC; empty where none does.
    public var lastMentioned: String
}

/// One actor with its offices and its neighbours in the graph.
public struct ActorDetailRecord: Codable, Hashable, Sendable {
    /// The actor.
    public var actor: ActorRecord
    /// Other names that articles call it by.
    public var names: [String]
    /// Ids that were merged into it.
    public var aliases: [String]
    /// Offices, the last reported first.
    public var affiliations: [AffiliationRecord]
    /// Its edges, the heaviest first.
    public var edges: [EdgeRecord]
}

/// An office as one article reports it.
public struct AffiliationRecord: Codable, Hashable, Sendable {
    /// Sequence of the event.
    public var sequence: UInt64
    /// Who.
    public var person: ActorReferenceRecord
    /// The office in its base form.
    public var office: String
    /// The organisation that it is an office of.
    public var organisation: ActorReferenceRecord?
    /// The country that it is an office of.
    public var country: ActorReferenceRecord?
    /// current, former, acting or designated.
    public var standing: String
    /// The day that it refers to.
    public var asOf: String
    /// The sentence.
    public var evidence: EvidenceRecord

    init(_ row: Row, _ db: Database) throws {
        sequence = UInt64(row["sequence"] as Int64)
        person = try ActorReferenceRecord(id: row["person"], db)
        office = row["office"]
        organisation = try ActorReferenceRecord(known: row["organisation"], db)
        country = try ActorReferenceRecord(known: row["country"], db)
        standing = row["standing"]
        asOf = row["as_of"]
        evidence = try EvidenceRecord(
            article: row["article"], sentence: row["sentence"], start: row["sentence_start"], end: row["sentence_end"],
            rules: row["rules"], db)
    }
}

extension ActorReferenceRecord {
    init(id: String, _ db: Database) throws {
        let row = try db.row("SELECT name, type FROM actor WHERE id = ?", [id])
        self.init(id: id, name: row?[0] ?? id, type: row?[1] ?? "")
    }

    /// Nil for an empty id.
    init?(known id: String, _ db: Database) throws {
        guard !id.isEmpty else { return nil }
        try self.init(id: id, db)
    }
}

extension Library {
    /// Edges of one actor at most.
    static let neighboursMax = 200

    /// The actors that a query asks for, those of most articles first.
    ///
    /// - Throws: ``ProjectionError`` for an impossible parameter.
    public func actors(_ query: ActorsQuery = ActorsQuery()) async throws -> [ActorRecord] {
        try Self.check(limit: query.limit, max: ActorsQuery.limitMax)
        return try await read { db in
            var condition = "id NOT IN (SELECT alias FROM actor_alias)"
            var arguments = StatementArguments()
            if !query.text.isEmpty {
                condition += " AND instr(folded_name, ?) > 0"
                arguments += [ActorIdentity.folded(query.text)]
            }
            if !query.types.isEmpty {
                condition += " AND type IN (" + query.types.map { "'\($0.name)'" }.joined(separator: ", ") + ")"
            }
            let sql = """
                SELECT id FROM actor WHERE \(condition)
                ORDER BY (SELECT count(DISTINCT article) FROM mention WHERE actor = id) DESC, id LIMIT \(query.limit)
                """
            return try db.rows(sql, arguments).map { try Self.actor($0[0], db) }
        }
    }

    /// One actor with its neighbours.
    ///
    /// - Parameter name: an id, a name or a surname.
    /// - Throws: ``ProjectionError/unknownActor(_:nearest:)`` or ``ProjectionError/ambiguousActor(_:candidates:)``.
    public func actor(_ name: String) async throws -> ActorDetailRecord {
        try await read { db in
            let id = try ActorLookup.id(of: name, db)
            let query = GraphQuery(actor: id, limit: Self.neighboursMax)
            return ActorDetailRecord(
                actor: try Self.actor(id, db),
                names: try db.rows("SELECT DISTINCT name FROM mention WHERE actor = ? ORDER BY name", [id]).map {
                    $0[0]
                },
                aliases: try db.rows("SELECT alias FROM actor_alias WHERE actor = ? ORDER BY alias", [id]).map {
                    $0[0]
                },
                affiliations: try db.rows(
                    "SELECT * FROM affiliation WHERE person = ? ORDER BY published DESC, sequence", [id]
                ).map { try AffiliationRecord($0, db) },
                edges: try Self.edges(query, actor: id, db))
        }
    }

    private static func actor(_ id: String, _ db: Database) throws -> ActorRecord {
        let row = try db.row(
            """
            SELECT name, type,
                coalesce((SELECT role FROM mention WHERE actor = ?1 AND role <> ''
                          ORDER BY published DESC, sequence DESC LIMIT 1), '') AS role,
                (SELECT count(DISTINCT article) FROM mention WHERE actor = ?1) AS articles,
                (SELECT count(*) FROM meeting_participant WHERE actor = ?1) AS meetings,
                (SELECT count(*) FROM statement WHERE speaker = ?1) AS statements,
                coalesce((SELECT date(min(published) / 1000000, 'unixepoch') FROM mention WHERE actor = ?1), '') AS first,
                coalesce((SELECT date(max(published) / 1000000, 'unixepoch') FROM mention WHERE actor = ?1), '') AS last
            FROM actor WHERE id = ?1
            """, [id])
        guard let row else { throw ProjectionError.unknownActor(id, nearest: []) }
        return ActorRecord(
            id: id, name: row["name"], type: row["type"], role: row["role"], articles: row["articles"],
            meetings: row["meetings"], statements: row["statements"], firstMentioned: row["first"],
            lastMentioned: row["last"])
    }
}
