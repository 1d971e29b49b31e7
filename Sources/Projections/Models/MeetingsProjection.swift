import Chronicle
import GRDB

/// Meetings with their claims: which claim belongs to which meeting, and how each meeting stands.
///
/// Claims are kept as they come and are assigned when the extraction of their article is complete, all of one article
/// together (``MeetingIdentity``). `meeting` holds what ``MeetingState`` derives from them, for queries; it can always be
/// derived again from `claim` and `meeting_correction`. A claim that a newer extraction replaced stays, marked with the
/// time, so that the board of an earlier moment can be shown.
struct MeetingsProjection: Projection {
    let name = "meetings"
    let version = 2
    private let cache = MeetingCache()

    /// How far around an article's publication known meetings are looked for.
    static let candidateDays: Int64 = 800
    /// Candidates of one claim and participant at most, the latest first.
    static let candidatesMax = 400

    func createTables(_ db: Database) throws {
        try db.execute(sql: ClaimTables.sql)
        try db.execute(
            sql: """
                CREATE TABLE meeting (
                    id TEXT PRIMARY KEY, founded INTEGER NOT NULL,
                    kind TEXT NOT NULL, status TEXT NOT NULL, certainty TEXT NOT NULL, is_contested INTEGER NOT NULL,
                    time_start TEXT NOT NULL, time_end TEXT NOT NULL, time_precision TEXT NOT NULL,
                    place TEXT NOT NULL, place_name TEXT NOT NULL,
                    -- the claim that decides the status
                    deciding_claim INTEGER NOT NULL, claims INTEGER NOT NULL,
                    -- microseconds since 1970-01-01 UTC
                    first_published INTEGER NOT NULL, last_published INTEGER NOT NULL,
                    -- local minutes since 1970-01-01 between which claims about it must lie, the end left out
                    reach_start INTEGER NOT NULL, reach_end INTEGER NOT NULL) WITHOUT ROWID;
                CREATE INDEX meeting_status ON meeting(status, time_start);
                CREATE INDEX meeting_time ON meeting(time_start);
                CREATE INDEX meeting_last_published ON meeting(last_published);
                CREATE INDEX meeting_conference ON meeting(reach_end, reach_start) WHERE kind = 'conference';
                CREATE TABLE meeting_participant (
                    meeting TEXT NOT NULL REFERENCES meeting(id) ON DELETE CASCADE, position INTEGER NOT NULL,
                    actor TEXT NOT NULL, role TEXT NOT NULL,
                    -- those of the meeting
                    reach_start INTEGER NOT NULL, reach_end INTEGER NOT NULL,
                    PRIMARY KEY (meeting, position)) WITHOUT ROWID;
                CREATE INDEX meeting_participant_actor ON meeting_participant(actor, reach_end, reach_start);
                CREATE TABLE meeting_alias (alias TEXT PRIMARY KEY, meeting TEXT NOT NULL) WITHOUT ROWID;
                CREATE TABLE meeting_correction (
                    sequence INTEGER PRIMARY KEY, meeting TEXT NOT NULL, recorded INTEGER NOT NULL, kind TEXT NOT NULL,
                    status TEXT NOT NULL, time_text TEXT NOT NULL, time_start TEXT NOT NULL, time_end TEXT NOT NULL,
                    time_precision TEXT NOT NULL, place TEXT NOT NULL, place_name TEXT NOT NULL, author TEXT NOT NULL,
                    reason TEXT NOT NULL);
                CREATE INDEX meeting_correction_meeting ON meeting_correction(meeting);
                """)
    }

    func forget() { cache.removeAll() }

    func apply(_ event: BatchedEvent, _ db: Database) throws {
        if event.content.isCorrection { forget() }
        switch event.content.payload {
        case .meetingReported(let meeting):
            for claim in try Claim.claims(in: meeting, event: event, db) {
                try ClaimTables.insert(claim, batch: event.batchRow, db)
            }
        case .articleExtracted: try complete(event, db)
        case .articleRetracted: try supersede(article: event.content.article, but: nil, at: event.recorded, db)
        case .articleRedacted: try erase(article: event.content.article, event, db)
        case .actorsMerged(let merge): try mergeActors(merge, db)
        case .meetingsMerged(let merge): try mergeMeetings(merge, db)
        case .meetingSplit(let split): try self.split(split, event, db)
        case .meetingCorrected(let correction): try correct(correction, event, db)
        default: break
        }
    }

    // MARK: Extractions

    private func complete(_ event: BatchedEvent, _ db: Database) throws {
        let article = event.content.article
        guard try Extraction.isNewest(event, db) else {
            try delete(article: article, batch: event.batchRow, db)
            return
        }
        let claims = try ClaimTables.claims(batch: event.batchRow, article: article, db)
        let own = claims.filter { $0.position == 0 }
        let joined = try assign(own, db)
        for (claim, meeting) in zip(own, joined) {
            try join(claims.filter { $0.sequence == claim.sequence }, to: meeting, db)
        }
        let changed = try supersede(article: article, but: event.batchRow, at: event.recorded, db)
        for meeting in joined where !changed.contains(meeting) {
            if let state = try cache.state(of: meeting, db) { try MeetingTable.write(state, db) }
        }
    }

    /// The meeting of each claim: a known one or the one that it founds.
    private func assign(_ claims: [Claim], _ db: Database) throws -> [String] {
        let candidates = try candidates(for: claims, db)
        return zip(claims, MeetingIdentity.assign(claims, to: candidates)).map { claim, index in
            index.map { candidates[$0].id } ?? MeetingIdentity.id(foundedBy: claim.sequence)
        }
    }

    private func join(_ claims: [Claim], to meeting: String, _ db: Database) throws {
        guard let sequence = claims.first?.sequence else { return }
        let isNew = meeting == MeetingIdentity.id(foundedBy: sequence)
        let known = isNew ? nil : try cache.take(meeting, db)
        try db.run("UPDATE claim SET meeting = ? WHERE sequence = ?", [meeting, Int64(sequence)])
        if var state = known {
            state.add(claims)
            cache.store(state)
        } else if let state = MeetingState(id: meeting, claims: claims) {
            cache.store(state)
        }
    }

    /// Meetings that share a participant with one of the claims, or are conferences, at a time that claims speak of.
    private func candidates(for claims: [Claim], _ db: Database) throws -> [MeetingState] {
        guard let published = claims.first?.published else { return [] }
        let window = Self.candidateDays * 24 * Moment.microsecondsPerHour
        var ids: Set<String> = []
        for claim in claims {
            let reach = MeetingIdentity.reach(of: claim)
            for actor in Set(claim.parties.map(\.actor)) {
                for row in try db.rows(
                    """
                    SELECT m.id FROM meeting_participant p JOIN meeting m ON m.id = p.meeting
                    WHERE p.actor = ? AND p.reach_end > ? AND p.reach_start < ? AND m.last_published BETWEEN ? AND ?
                    ORDER BY m.last_published DESC, m.founded LIMIT ?
                    """,
                    [
                        actor, reach.start, reach.end, published - window, published + window, Self.candidatesMax,
                    ])
                {
                    ids.insert(row[0])
                }
            }
            guard claim.kind == .conference else { continue }
            for row in try db.rows(
                """
                SELECT id FROM meeting
                WHERE kind = 'conference' AND reach_end > ? AND reach_start < ? AND last_published BETWEEN ? AND ?
                ORDER BY last_published DESC, founded LIMIT ?
                """, [reach.start, reach.end, published - window, published + window, Self.candidatesMax])
            {
                ids.insert(row[0])
            }
        }
        return try ids.compactMap { try cache.state(of: $0, db) }.sorted { $0.founded < $1.founded }
    }

    /// Takes an article's claims of other batches off the board; returns the meetings that they belonged to.
    @discardableResult
    private func supersede(
        article: String, but batch: Int64?, at recorded: Int64, _ db: Database
    ) throws -> Set<String> {
        let condition = "article = ? AND superseded IS NULL AND batch <> ?"
        let arguments: StatementArguments = [article, batch ?? -1]
        let rows = try db.rows("SELECT DISTINCT meeting FROM claim WHERE \(condition)", arguments)
        guard !rows.isEmpty else { return [] }
        try db.run("UPDATE claim SET superseded = ? WHERE \(condition)", [recorded] + arguments)
        let meetings = rows.compactMap { row -> String? in row[0] }
        for meeting in meetings { try derive(meeting, db) }
        return Set(meetings)
    }

    /// Writes a meeting whose claims were changed otherwise than by a claim more.
    private func derive(_ meeting: String, _ db: Database) throws {
        cache.remove(meeting)
        try MeetingTable.derive(meeting, db)
    }

    private func delete(article: String, batch: Int64, _ db: Database) throws {
        try db.run(
            """
            DELETE FROM claim_participant WHERE claim IN (SELECT sequence FROM claim WHERE article = ? AND batch = ?)
            """, [article, batch])
        try db.run("DELETE FROM claim WHERE article = ? AND batch = ?", [article, batch])
    }

    private func erase(article: String, _ event: BatchedEvent, _ db: Database) throws {
        try supersede(article: article, but: nil, at: event.recorded, db)
        for row in try db.rows("SELECT DISTINCT batch FROM claim WHERE article = ?", [article]) {
            try delete(article: article, batch: row[0], db)
        }
    }

    // MARK: Corrections

    private func mergeActors(_ merge: ActorsMerged, _ db: Database) throws {
        let into = try ActorIdentity.resolve(merge.into, db)
        var meetings: Set<String> = []
        for id in merge.merged where id != into {
            for row in try db.rows("SELECT meeting FROM meeting_participant WHERE actor = ?", [id]) {
                meetings.insert(row[0])
            }
            try db.run("UPDATE claim_participant SET actor = ? WHERE actor = ?", [into, id])
            try db.run("UPDATE claim SET source = ? WHERE source = ?", [into, id])
        }
        for meeting in meetings.sorted() { try derive(meeting, db) }
    }

    private func mergeMeetings(_ merge: MeetingsMerged, _ db: Database) throws {
        let into = try MeetingTable.existing(merge.into, db)
        for id in merge.merged {
            let merged = try MeetingTable.existing(id, db)
            guard merged != into else { continue }
            try db.run("UPDATE claim SET meeting = ? WHERE meeting = ?", [into, merged])
            try db.run("UPDATE meeting_correction SET meeting = ? WHERE meeting = ?", [into, merged])
            try db.run("UPDATE meeting_alias SET meeting = ? WHERE meeting = ?", [into, merged])
            try db.run("INSERT OR REPLACE INTO meeting_alias VALUES (?, ?)", [merged, into])
            try derive(merged, db)
        }
        try derive(into, db)
    }

    private func split(_ split: MeetingSplit, _ event: BatchedEvent, _ db: Database) throws {
        let meeting = try MeetingTable.existing(split.meeting, db)
        let founded = MeetingIdentity.id(foundedBy: event.sequence)
        for claim in split.claims {
            try db.run(
                "UPDATE claim SET meeting = ? WHERE sequence = ? AND meeting = ?", [founded, Int64(claim), meeting])
            guard db.changesCount > 0 else {
                throw ProjectionError.inapplicable("claim \(claim) does not belong to meeting \(meeting)")
            }
        }
        try derive(meeting, db)
        try derive(founded, db)
    }

    private func correct(_ correction: MeetingCorrected, _ event: BatchedEvent, _ db: Database) throws {
        let meeting = try MeetingTable.existing(correction.meeting, db)
        let time = Claim.Time(correction.time)
        let place = Claim.Place(correction.place)
        try db.run(
            "INSERT INTO meeting_correction VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                event.row, meeting, event.recorded, correction.kind.name, correction.status.name, time.text, time.start,
                time.end, time.precision.name, place?.id ?? "", place?.name ?? "", correction.editor.author,
                correction.editor.reason,
            ])
        try derive(meeting, db)
    }
}

extension EventContent {
    /// An editor's word, which may change rows of any meeting.
    fileprivate var isCorrection: Bool {
        switch payload {
        case .actorsMerged, .actorRenamed, .meetingsMerged, .meetingSplit, .meetingCorrected, .articleRetracted,
            .articleRedacted:
            true
        default: false
        }
    }
}
