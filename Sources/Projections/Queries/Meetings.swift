import Chronicle
import GRDB

/// Which meetings to list.
public struct MeetingsQuery: Hashable, Sendable {
    /// Meetings of a list at most.
    public static let limitMax = 10_000

    /// Any of these statuses; empty for all.
    public var statuses: [Meeting.Status]
    /// Any of these kinds; empty for all.
    public var kinds: [Meeting.Kind]
    /// All of these take part: ids or names.
    public var actors: [String]
    /// A place by id or a part of its name.
    public var place: String
    /// The meeting's time lies on or after this day: "2025-10-20".
    public var from: String
    /// The meeting's time begins on or before this day.
    public var to: String
    /// Words in a sentence that tells of the meeting, in upper or lower case.
    public var text: String
    /// Only meetings whose recent claims contradict each other.
    public var isContested: Bool
    /// The moment to look from; nil for now.
    public var asOf: AsOf?
    /// Meetings at most.
    public var limit: Int

    /// A query for all meetings, up to a limit.
    public init(
        statuses: [Meeting.Status] = [], kinds: [Meeting.Kind] = [], actors: [String] = [], place: String = "",
        from: String = "", to: String = "", text: String = "", isContested: Bool = false, asOf: AsOf? = nil,
        limit: Int = 100
    ) {
        self.statuses = statuses
        self.kinds = kinds
        self.actors = actors
        self.place = place
        self.from = from
        self.to = to
        self.text = text
        self.isContested = isContested
        self.asOf = asOf
        self.limit = limit
    }
}

/// One meeting as it stands.
public struct MeetingRecord: Codable, Hashable, Sendable {
    /// Its id, which never changes.
    public var id: String
    /// meeting, call, summit, session, talks, visit or conference.
    public var kind: String
    /// proposed, scheduled, ongoing, held, postponed or cancelled.
    public var status: String
    /// asserted or hedged.
    public var certainty: String
    /// Whether claims of the last 48 hours contradict each other.
    public var contested: Bool
    /// Everyone who is said to take part.
    public var participants: [ParticipantRecord]
    /// When; for a meeting that was called off or postponed the time that no longer holds.
    public var time: TimeRecord?
    /// Times that it had before it was moved, oldest first.
    public var formerTimes: [TimeRecord]
    /// Where.
    public var place: PlaceRecord?
    /// What about, in an article's words; empty where not said.
    public var topic: String
    /// How it ended, in an article's words; empty where not said.
    public var outcome: String
    /// The claim that decides the status.
    public var decidedBy: ClaimRecord
    /// The strongest claim of the other side, where the meeting is contested.
    public var contradictedBy: ClaimRecord?
    /// Claims of articles about it.
    public var claims: Int
    /// Articles that tell of it.
    public var articles: Int
    /// When the first of them was published, with its offset.
    public var firstReported: String
    /// When the last of them was published, with its offset.
    public var lastReported: String

    init(_ history: MeetingHistory, _ db: Database) throws {
        let state = history.state
        let own = history.claims
        id = state.id
        kind = state.kind.name
        status = state.status.name
        certainty = state.certainty.name
        contested = state.isContested
        participants = state.participants.map(ParticipantRecord.init)
        time = TimeRecord(state.time)
        formerTimes = state.formerTimes.compactMap { TimeRecord($0) }
        place = PlaceRecord(state.place)
        topic = own.last { !$0.topic.isEmpty }?.topic ?? ""
        outcome = own.last { !$0.outcome.isEmpty }?.outcome ?? ""
        decidedBy = try ClaimRecord(history.deciding, decides: true, db)
        contradictedBy = try history.opposing.map { try ClaimRecord($0, decides: false, db) }
        claims = own.count
        articles = Set(own.map(\.article)).count
        let first = own.min { $0.published < $1.published } ?? history.deciding
        let last = own.max { $0.published < $1.published } ?? history.deciding
        firstReported = Moment.text(microseconds: first.published, offsetMinutes: first.publishedOffset)
        lastReported = Moment.text(microseconds: last.published, offsetMinutes: last.publishedOffset)
    }
}

/// One meeting with everything that was said of it.
public struct MeetingHistoryRecord: Codable, Hashable, Sendable {
    /// How it stands.
    public var meeting: MeetingRecord
    /// All claims, in the order in which they were said.
    public var history: [ClaimRecord]
    /// What an editor overruled.
    public var corrections: [CorrectionRecord]
    /// Ids of meetings that were merged into it.
    public var aliases: [String]
}

/// What an editor overruled.
public struct CorrectionRecord: Codable, Hashable, Sendable {
    /// Sequence of the event.
    public var sequence: UInt64
    /// When it was recorded, UTC.
    public var recorded: String
    /// By whom.
    public var author: String
    /// Why.
    public var reason: String
}

extension Library {
    /// The meetings that a query asks for, the last reported first.
    ///
    /// - Throws: ``ProjectionError`` for an unknown actor or an impossible parameter.
    public func meetings(_ query: MeetingsQuery) async throws -> [MeetingRecord] {
        for (name, day) in [("from", query.from), ("to", query.to)]
        where !day.isEmpty && (day.utf8.count != 10 || PublishedTime(day) == nil) {
            throw ProjectionError.invalidParameter(name: name, value: day, expected: "a day such as 2025-10-20")
        }
        try Self.check(limit: query.limit, max: MeetingsQuery.limitMax)
        return try await read { db in
            let actors = try query.actors.map { try ActorLookup.id(of: $0, db) }
            var found: [MeetingRecord] = []
            for id in try candidates(query, actors, db) {
                guard let history = try MeetingTable.history(of: id, asOf: query.asOf, db),
                    query.asOf == nil || query.matches(history, actors)
                else { continue }
                found.append(try MeetingRecord(history, db))
                if query.asOf == nil && found.count == query.limit { break }
            }
            return Array(found.prefix(query.limit))
        }
    }

    /// One meeting with its history.
    ///
    /// - Parameters:
    ///   - id: its id, or that of one that was merged into it.
    ///   - asOf: the moment to look from; nil for now.
    /// - Throws: ``ProjectionError/unknownMeeting(_:)``.
    public func meeting(_ id: String, asOf: AsOf? = nil) async throws -> MeetingHistoryRecord {
        try await read { db in
            let resolved: String = try db.row("SELECT meeting FROM meeting_alias WHERE alias = ?", [id])?[0] ?? id
            guard let history = try MeetingTable.history(of: resolved, asOf: asOf, db) else {
                throw ProjectionError.unknownMeeting(id)
            }
            let deciding = history.deciding.sequence
            return MeetingHistoryRecord(
                meeting: try MeetingRecord(history, db),
                history: try history.all.map {
                    try ClaimRecord($0, decides: $0.position == 0 && $0.sequence == deciding, db)
                },
                corrections: history.state.corrections.map {
                    CorrectionRecord(
                        sequence: $0.sequence, recorded: Instant(microseconds: $0.recorded).rfc3339, author: $0.author,
                        reason: $0.reason)
                },
                aliases: try db.rows("SELECT alias FROM meeting_alias WHERE meeting = ? ORDER BY alias", [resolved])
                    .map { $0[0] })
        }
    }

    static func check(limit: Int, max: Int) throws {
        guard (1...max).contains(limit) else {
            throw ProjectionError.invalidParameter(
                name: "limit", value: "\(limit)", expected: "a number from 1 to \(max)")
        }
    }

    /// Ids in order. For now, those that match; for another moment, all that any claim of that time belongs to.
    private func candidates(_ query: MeetingsQuery, _ actors: [String], _ db: Database) throws -> [String] {
        var conditions: [String] = []
        var arguments = StatementArguments()
        switch query.asOf {
        case .published(let time):
            let sql = """
                SELECT meeting FROM claim WHERE meeting IS NOT NULL AND published <= ? AND superseded IS NULL
                GROUP BY meeting ORDER BY max(published) DESC, min(sequence)
                """
            return try db.rows(sql, [time]).map { $0[0] }
        case .recorded(let time):
            let sql = """
                SELECT meeting FROM claim
                WHERE meeting IS NOT NULL AND recorded <= ? AND (superseded IS NULL OR superseded > ?)
                GROUP BY meeting ORDER BY max(published) DESC, min(sequence)
                """
            return try db.rows(sql, [time, time]).map { $0[0] }
        case nil: break
        }
        func add(_ condition: String, _ values: StatementArguments) {
            conditions.append(condition)
            arguments += values
        }
        if !query.statuses.isEmpty {
            add(anyOf("status", query.statuses.count), StatementArguments(query.statuses.map(\.name)))
        }
        if !query.kinds.isEmpty { add(anyOf("kind", query.kinds.count), StatementArguments(query.kinds.map(\.name))) }
        for actor in actors {
            add("id IN (SELECT meeting FROM meeting_participant WHERE actor = ?)", [actor])
        }
        if !query.place.isEmpty {
            add(
                "(place = ? OR instr(swiftLowercaseString(place_name), ?) > 0)",
                [query.place, query.place.lowercased()])
        }
        if !query.from.isEmpty { add("(time_start >= ? OR time_end > ?)", [query.from, query.from]) }
        if !query.to.isEmpty { add("time_start <> '' AND substr(time_start, 1, 10) <= ?", [query.to]) }
        if query.isContested { conditions.append("is_contested") }
        if !query.text.isEmpty {
            add(
                """
                id IN (SELECT meeting FROM claim
                       WHERE superseded IS NULL AND instr(swiftLowercaseString(sentence), ?) > 0)
                """, [query.text.lowercased()])
        }
        let filter = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        let sql = "SELECT id FROM meeting \(filter) ORDER BY last_published DESC, founded LIMIT \(query.limit)"
        return try db.rows(sql, arguments).map { $0[0] }
    }

    private func anyOf(_ column: String, _ count: Int) -> String {
        "\(column) IN (" + Array(repeating: "?", count: count).joined(separator: ", ") + ")"
    }
}

extension MeetingsQuery {
    /// The same conditions on a meeting of another moment.
    func matches(_ history: MeetingHistory, _ actors: [String]) -> Bool {
        let state = history.state
        guard statuses.isEmpty || statuses.contains(state.status), kinds.isEmpty || kinds.contains(state.kind),
            actors.allSatisfy(state.isParticipant), !isContested || state.isContested
        else { return false }
        if !place.isEmpty {
            guard let known = state.place else { return false }
            guard known.id == place || known.name.lowercased().contains(place.lowercased()) else { return false }
        }
        let start = state.time?.start ?? ""
        let end = state.time?.end ?? ""
        if !from.isEmpty, start < from, end <= from { return false }
        if !to.isEmpty, start.isEmpty || start.prefix(10) > to { return false }
        return text.isEmpty || history.all.contains { $0.sentence.lowercased().contains(text.lowercased()) }
    }
}
