import Chronicle
import GRDB

/// The table of meetings: each row is what ``MeetingState`` derives from the meeting's claims.
enum MeetingTable {
    /// A meeting from its claims; nil when none of them counts.
    static func state(of id: String, _ db: Database) throws -> MeetingState? {
        let claims = try ClaimTables.claims(of: id, db)
        guard !claims.isEmpty else { return nil }
        return MeetingState(id: id, claims: claims, corrections: try corrections(of: id, db))
    }

    /// A meeting with its claims, now or as of an earlier moment; nil when none of them counts.
    static func history(of id: String, asOf: AsOf? = nil, _ db: Database) throws -> MeetingHistory? {
        let claims = try ClaimTables.claims(of: id, asOf: asOf, db)
        guard !claims.isEmpty else { return nil }
        return MeetingHistory(id: id, claims: claims, corrections: try corrections(of: id, asOf: asOf, db))
    }

    /// The meeting that an id or an alias stands for.
    static func existing(_ id: String, _ db: Database) throws -> String {
        let resolved: String = try db.row("SELECT meeting FROM meeting_alias WHERE alias = ?", [id])?[0] ?? id
        guard try db.row("SELECT 1 FROM claim WHERE meeting = ? LIMIT 1", [resolved]) != nil else {
            throw ProjectionError.unknownMeeting(id)
        }
        return resolved
    }

    /// Derives a meeting again from its claims and writes its row, or removes it when it has no claims left.
    static func derive(_ id: String, _ db: Database) throws {
        if let state = try state(of: id, db) {
            try write(state, db)
        } else {
            try db.run("DELETE FROM meeting WHERE id = ?", [id])
        }
    }

    /// Writes a meeting's row anew.
    static func write(_ state: MeetingState, _ db: Database) throws {
        let time = state.time ?? .none
        let reach = state.reach
        try db.run("DELETE FROM meeting WHERE id = ?", [state.id])
        try db.run(
            "INSERT INTO meeting VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                state.id, Int64(state.founded), state.kind.name, state.status.name, state.certainty.name,
                state.isContested, time.start, time.end, time.precision.name, state.place?.id ?? "",
                state.place?.name ?? "", Int64(state.deciding.turn.sequence), state.votes.count, state.firstPublished,
                state.lastPublished, reach.start, reach.end,
            ])
        for (position, party) in state.participants.enumerated() {
            try db.run(
                "INSERT INTO meeting_participant VALUES (?, ?, ?, ?, ?, ?)",
                [state.id, position, party.actor, party.role, reach.start, reach.end])
        }
    }

    private static func corrections(
        of id: String, asOf: AsOf? = nil, _ db: Database
    ) throws -> [MeetingState.Correction] {
        // An editor's correction has no time of publication: it counts from when it was recorded.
        let until: Int64 = if case .recorded(let time) = asOf { time } else { .max }
        return try db.rows(
            "SELECT * FROM meeting_correction WHERE meeting = ? AND recorded <= ? ORDER BY sequence", [id, until]
        ).map { row in
            let time = Claim.Time(
                text: row["time_text"], start: row["time_start"], end: row["time_end"],
                precision: TimeReference.Precision(name: row["time_precision"]) ?? .unspecified)
            let place = Claim.Place(id: row["place"], name: row["place_name"])
            return MeetingState.Correction(
                sequence: UInt64(row["sequence"] as Int64), recorded: row["recorded"],
                kind: Meeting.Kind(name: row["kind"]) ?? .unspecified,
                status: Meeting.Status(name: row["status"]) ?? .unspecified,
                time: time.isEmpty ? nil : time, place: place.id.isEmpty && place.name.isEmpty ? nil : place,
                author: row["author"], reason: row["reason"])
        }
    }
}
