import Chronicle
import GRDB

/// What an edge of the actor graph says.
public enum EdgeKind: String, CaseIterable, Codable, Sendable {
    /// They met face to face, or are meeting.
    case met
    /// They talked by telephone or video.
    case called
    /// A meeting of theirs is planned.
    case willMeet = "will_meet"
    /// A call of theirs is planned.
    case willCall = "will_call"
    /// A meeting of theirs was proposed.
    case mayMeet = "may_meet"
    /// A call of theirs was proposed.
    case mayCall = "may_call"
    /// A meeting or call of theirs was postponed.
    case postponed
    /// A meeting or call of theirs was called off.
    case cancelled
    /// The source said something of the target.
    case speaksAbout = "speaks_about"
    /// The source said something to the target.
    case speaksTo = "speaks_to"
    /// The source holds an office in the target.
    case holdsOffice = "holds_office"
    /// The source held an office in the target.
    case heldOffice = "held_office"
    /// One article mentions both: weak, and only shown when asked for.
    case mentionedTogether = "mentioned_together"

    /// Those that are shown unless others are asked for.
    public static let usual = allCases.filter { $0 != .mentionedTogether }

    /// Whether source and target play different parts.
    public var isDirected: Bool {
        switch self {
        case .speaksAbout, .speaksTo, .holdsOffice, .heldOffice: true
        default: false
        }
    }
}

/// Which part of the actor graph to show.
public struct GraphQuery: Hashable, Sendable {
    /// Edges of an answer at most.
    public static let limitMax = 100_000

    /// Only edges of this actor, by id or name; nil for all.
    public var actor: String?
    /// The kinds of edges.
    public var kinds: [EdgeKind]
    /// The least weight of an edge.
    public var weightMin: Int
    /// Only what is of this day or later: "2025-10-20".
    public var from: String
    /// Only what is of this day or earlier.
    public var to: String
    /// Edges at most.
    public var limit: Int

    /// A query for all edges but those that only say that two were mentioned together.
    public init(
        actor: String? = nil, kinds: [EdgeKind] = EdgeKind.usual, weightMin: Int = 1, from: String = "",
        to: String = "",
        limit: Int = 1_000
    ) {
        self.actor = actor
        self.kinds = kinds
        self.weightMin = weightMin
        self.from = from
        self.to = to
        self.limit = limit
    }
}

/// An edge: all relations of one kind between two actors.
public struct EdgeRecord: Codable, Hashable, Sendable {
    /// The actor at its beginning.
    public var source: ActorReferenceRecord
    /// The actor at its end.
    public var target: ActorReferenceRecord
    /// What it says.
    public var kind: EdgeKind
    /// Whether source and target play different parts.
    public var directed: Bool
    /// Meetings, statements, reports or articles that it stands for.
    public var weight: Int
    /// Day of the first of them.
    public var first: String
    /// Day of the last of them.
    public var last: String
    /// The office, the cue or the kind of meeting of the last.
    public var label: String
    /// Sequence of the event that shows the last of them.
    public var evidence: UInt64
    /// The article of that event.
    public var article: String
}

/// A part of the actor graph.
public struct GraphRecord: Codable, Hashable, Sendable {
    /// The actors, by id.
    public var nodes: [ActorReferenceRecord]
    /// The edges, the heaviest first.
    public var edges: [EdgeRecord]
}

extension Library {
    /// The part of the graph that a query asks for.
    ///
    /// - Throws: ``ProjectionError`` for an unknown actor or an impossible parameter.
    public func graph(_ query: GraphQuery = GraphQuery()) async throws -> GraphRecord {
        try Self.check(limit: query.limit, max: GraphQuery.limitMax)
        for (name, day) in [("from", query.from), ("to", query.to)]
        where !day.isEmpty && (day.utf8.count != 10 || PublishedTime(day) == nil) {
            throw ProjectionError.invalidParameter(name: name, value: day, expected: "a day such as 2025-10-20")
        }
        return try await read { db in
            let actor = try query.actor.map { try ActorLookup.id(of: $0, db) }
            let edges = try Self.edges(query, actor: actor, db)
            let nodes = Set(edges.flatMap { [$0.source, $0.target] })
            return GraphRecord(nodes: nodes.sorted { $0.id < $1.id }, edges: edges)
        }
    }

    static func edges(_ query: GraphQuery, actor: String?, _ db: Database) throws -> [EdgeRecord] {
        guard !query.kinds.isEmpty else { return [] }
        var conditions = ["kind IN (" + query.kinds.map { "'\($0.rawValue)'" }.joined(separator: ", ") + ")"]
        var arguments = StatementArguments()
        if let actor {
            conditions.append("(source = ? OR target = ?)")
            arguments += [actor, actor]
        }
        if !query.from.isEmpty {
            conditions.append("day >= ?")
            arguments += [query.from]
        }
        if !query.to.isEmpty {
            conditions.append("day <= ?")
            arguments += [query.to]
        }
        // Each edge is shown by its last relation.
        let sql = """
            SELECT * FROM (
                SELECT *, count(*) OVER edge AS weight, min(day) OVER edge AS first,
                    row_number() OVER (PARTITION BY source, target, kind ORDER BY day DESC, evidence DESC) AS place
                FROM relation WHERE \(conditions.joined(separator: " AND "))
                WINDOW edge AS (PARTITION BY source, target, kind))
            WHERE place = 1 AND weight >= \(query.weightMin)
            ORDER BY weight DESC, source, target, kind LIMIT \(query.limit)
            """
        return try db.rows(sql, arguments).compactMap { row in
            guard let kind = EdgeKind(rawValue: row["kind"]) else { return nil }
            return EdgeRecord(
                source: try ActorReferenceRecord(id: row["source"], db),
                target: try ActorReferenceRecord(id: row["target"], db), kind: kind, directed: kind.isDirected,
                weight: row["weight"], first: row["first"], last: row["day"], label: row["label"],
                evidence: UInt64(row["evidence"] as Int64), article: row["article"] ?? "")
        }
    }
}
