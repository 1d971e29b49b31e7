import Chronicle
import GRDB

/// The tables of claims, written and read in one place.
enum ClaimTables {
    static let sql = """
        CREATE TABLE claim (
            -- sequence of the meeting.reported; 0 for the claim itself, 1 and following for what the article says had been
            -- said before
            sequence INTEGER NOT NULL, position INTEGER NOT NULL,
            batch INTEGER NOT NULL, article TEXT NOT NULL,
            -- the meeting it belongs to; NULL until the article's extraction is complete
            meeting TEXT,
            kind TEXT NOT NULL, status TEXT NOT NULL, certainty TEXT NOT NULL,
            time_text TEXT NOT NULL, time_start TEXT NOT NULL, time_end TEXT NOT NULL, time_precision TEXT NOT NULL,
            place TEXT NOT NULL, place_name TEXT NOT NULL, topic TEXT NOT NULL, outcome TEXT NOT NULL,
            source TEXT NOT NULL, source_name TEXT NOT NULL, source_text TEXT NOT NULL, medium TEXT NOT NULL,
            triggers TEXT NOT NULL, sentence TEXT NOT NULL, sentence_start INTEGER NOT NULL,
            sentence_end INTEGER NOT NULL, rules TEXT NOT NULL,
            -- microseconds since 1970-01-01 UTC; minutes east of UTC
            said INTEGER NOT NULL, published INTEGER NOT NULL, published_offset INTEGER NOT NULL,
            recorded INTEGER NOT NULL,
            -- when a newer extraction or a correction took it out of the board; NULL while it is in
            superseded INTEGER,
            PRIMARY KEY (sequence, position)) WITHOUT ROWID;
        CREATE INDEX claim_article ON claim(article);
        CREATE INDEX claim_meeting ON claim(meeting);
        CREATE INDEX claim_published ON claim(published);
        CREATE TABLE claim_participant (
            claim INTEGER NOT NULL, position INTEGER NOT NULL, actor TEXT NOT NULL, name TEXT NOT NULL,
            type TEXT NOT NULL, role TEXT NOT NULL, PRIMARY KEY (claim, position)) WITHOUT ROWID;
        CREATE INDEX claim_participant_actor ON claim_participant(actor);
        """

    /// Writes a claim that belongs to no meeting yet.
    static func insert(_ claim: Claim, batch: Int64, _ db: Database) throws {
        try db.run(
            """
            INSERT INTO claim VALUES
            (?, ?, ?, ?, NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)
            """,
            [
                Int64(claim.sequence), claim.position, batch, claim.article, claim.kind.name, claim.status.name,
                claim.certainty.name, claim.time.text, claim.time.start, claim.time.end, claim.time.precision.name,
                claim.place?.id ?? "", claim.place?.name ?? "", claim.topic, claim.outcome, claim.source.actor,
                claim.source.name, claim.source.text, claim.source.medium, claim.triggers.joined(separator: "\n"),
                claim.sentence, claim.sentenceStart, claim.sentenceEnd, claim.rules, claim.said, claim.published,
                claim.publishedOffset, claim.recorded,
            ])
        guard claim.position == 0 else { return }
        for (position, party) in claim.parties.enumerated() {
            try db.run(
                "INSERT INTO claim_participant VALUES (?, ?, ?, ?, ?, ?)",
                [Int64(claim.sequence), position, party.actor, party.name, party.type, party.role])
        }
    }

    /// The columns of a claim in the order in which they are read.
    private static let columns = """
        c.sequence, c.position, c.article, c.said, c.published, c.published_offset, c.recorded, c.kind, c.status,
        c.certainty, c.time_text, c.time_start, c.time_end, c.time_precision, c.place, c.place_name, c.topic, c.outcome,
        c.source, c.source_name, c.source_text, c.medium, c.triggers, c.sentence, c.sentence_start, c.sentence_end,
        c.rules, c.meeting
        """

    /// The claims of a meeting that count: those on the board, or those of an earlier moment.
    static func claims(of meeting: String, asOf: AsOf? = nil, _ db: Database) throws -> [Claim] {
        switch asOf {
        case nil: try claims("c.meeting = ? AND c.superseded IS NULL", [meeting], db).map(\.claim)
        case .recorded(let time):
            try claims(
                "c.meeting = ? AND c.recorded <= ? AND (c.superseded IS NULL OR c.superseded > ?)",
                [meeting, time, time], db
            ).map(\.claim)
        case .published(let time):
            try claims("c.meeting = ? AND c.published <= ? AND c.superseded IS NULL", [meeting, time], db).map(\.claim)
        }
    }

    /// The claims of a batch, each followed by those that it says were made before.
    static func claims(batch: Int64, article: String, _ db: Database) throws -> [Claim] {
        try claims("c.article = ? AND c.batch = ?", [article, batch], db).map(\.claim)
    }

    /// The claims of an article that are on the board, each with its meeting.
    static func current(article: String, _ db: Database) throws -> [(meeting: String, claim: Claim)] {
        try claims("c.article = ? AND c.superseded IS NULL AND c.meeting IS NOT NULL", [article], db).map {
            (meeting: $0.meeting ?? "", claim: $0.claim)
        }
    }

    private static func claims(
        _ condition: String, _ arguments: StatementArguments, _ db: Database
    ) throws -> [(meeting: String?, claim: Claim)] {
        let parties = try parties(condition, arguments, db)
        let statement = try db.cachedStatement(
            sql: "SELECT \(columns) FROM claim c WHERE \(condition) ORDER BY c.sequence, c.position")
        let rows = try Row.fetchCursor(statement, arguments: arguments)
        var claims: [(meeting: String?, claim: Claim)] = []
        // Index of the claim that the earlier ones belong to.
        var own = 0
        while let row = try rows.next() {
            var claim = claim(row)
            claim.parties = parties[claim.sequence] ?? []
            if claim.position == 0 {
                own = claims.count
            } else if let interval = claim.time.interval, claims.indices.contains(own),
                claims[own].claim.sequence == claim.sequence
            {
                claims[own].claim.earlierTimes.append(interval)
            }
            claims.append((row[27], claim))
        }
        return claims
    }

    private static func parties(
        _ condition: String, _ arguments: StatementArguments, _ db: Database
    ) throws -> [UInt64: [Claim.Party]] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT p.claim, p.actor, coalesce(a.name, p.name), p.type, p.role
                FROM claim c JOIN claim_participant p ON p.claim = c.sequence LEFT JOIN actor a ON a.id = p.actor
                WHERE c.position = 0 AND \(condition) ORDER BY p.claim, p.position
                """)
        let rows = try Row.fetchCursor(statement, arguments: arguments)
        var parties: [UInt64: [Claim.Party]] = [:]
        while let row = try rows.next() {
            let claim: Int64 = row[0]
            parties[UInt64(claim), default: []].append(
                Claim.Party(actor: row[1], name: row[2], type: row[3], role: row[4]))
        }
        return parties
    }

    private static func claim(_ row: Row) -> Claim {
        let sequence: Int64 = row[0]
        var claim = Claim(
            sequence: UInt64(sequence), position: row[1], article: row[2], said: row[3], published: row[4],
            publishedOffset: row[5], recorded: row[6], kind: Meeting.Kind(name: row[7]) ?? .unspecified,
            status: Meeting.Status(name: row[8]) ?? .unspecified, certainty: Certainty(name: row[9]) ?? .unspecified)
        claim.time = Claim.Time(
            text: row[10], start: row[11], end: row[12],
            precision: TimeReference.Precision(name: row[13]) ?? .unspecified)
        let place = Claim.Place(id: row[14], name: row[15])
        claim.place = place.id.isEmpty && place.name.isEmpty ? nil : place
        claim.topic = row[16]
        claim.outcome = row[17]
        claim.source = Claim.Source(actor: row[18], name: row[19], text: row[20], medium: row[21])
        let triggers: String = row[22]
        claim.triggers = triggers.split(separator: "\n").map(String.init)
        claim.sentence = row[23]
        claim.sentenceStart = row[24]
        claim.sentenceEnd = row[25]
        claim.rules = row[26]
        return claim
    }
}
