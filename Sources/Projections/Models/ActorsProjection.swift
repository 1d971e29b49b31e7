import Chronicle
import GRDB

/// Actors across articles, where they are mentioned, and which of them an editor found to be the same.
///
/// An actor is known by the name that it had first, unless an editor renamed it. A merged actor's id stays as an alias;
/// rows of all tables carry the id that it was merged into.
struct ActorsProjection: Projection {
    let name = "actors"
    let version = 1

    func createTables(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE actor (
                    id TEXT PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL, folded_name TEXT NOT NULL,
                    is_renamed INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
                CREATE INDEX actor_folded_name ON actor(folded_name);
                CREATE TABLE actor_alias (alias TEXT PRIMARY KEY, actor TEXT NOT NULL) WITHOUT ROWID;
                CREATE TABLE mention (
                    sequence INTEGER PRIMARY KEY, batch INTEGER NOT NULL, article TEXT NOT NULL, actor TEXT NOT NULL,
                    name TEXT NOT NULL, role TEXT NOT NULL, count INTEGER NOT NULL,
                    -- code-point offsets in the article: "0-7 58-76"
                    spans TEXT NOT NULL, published INTEGER NOT NULL, sentence TEXT NOT NULL);
                CREATE INDEX mention_article ON mention(article);
                CREATE INDEX mention_actor ON mention(actor, published);
                """)
    }

    func apply(_ event: BatchedEvent, _ db: Database) throws {
        switch event.content.payload {
        case .actorMentioned(let mentioned): try mention(mentioned, event, db)
        case .meetingReported(let meeting):
            for participant in meeting.participants { try note(participant.actor, db) }
            try note(meeting.place.place, db)
            try note(meeting.source, db)
            for earlier in meeting.earlier { try note(earlier.source, db) }
        case .statementReported(let statement):
            try note(statement.speaker, db)
            try note(statement.addressee.actor, db)
            for about in statement.about { try note(about.actor, db) }
        case .affiliationReported(let affiliation):
            try note(affiliation.person.actor, db)
            try note(affiliation.organisation.actor, db)
            try note(affiliation.country.actor, db)
        case .articleExtracted: try Extraction.replaceRows(of: "mention", closedBy: event, db)
        case .articleRetracted, .articleRedacted:
            try db.run("DELETE FROM mention WHERE article = ?", [event.content.article])
        case .actorsMerged(let merge): try self.merge(merge, db)
        case .actorRenamed(let renaming): try rename(renaming, db)
        default: break
        }
    }

    private func mention(_ mentioned: ActorMentioned, _ event: BatchedEvent, _ db: Database) throws {
        guard !mentioned.actor.id.isEmpty else { throw ProjectionError.inapplicable("the actor has no id") }
        try note(mentioned.actor, db)
        let published = try Extraction.published(of: event, db)
        try db.run(
            "INSERT INTO mention VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                event.row, event.batchRow, event.content.article, try ActorIdentity.resolve(mentioned.actor.id, db),
                mentioned.actor.name, mentioned.role, mentioned.mentions.count,
                mentioned.mentions.map { "\($0.start)-\($0.end)" }.joined(separator: " "), published.microseconds,
                mentioned.evidence.text,
            ])
    }

    private func note(_ source: ClaimSource, _ db: Database) throws {
        try note(source.actor, db)
        try note(source.medium, db)
    }

    private func note(_ actor: Actor, _ db: Database) throws {
        guard !actor.id.isEmpty else { return }
        try db.run(
            "INSERT OR IGNORE INTO actor (id, name, type, folded_name) VALUES (?, ?, ?, ?)",
            [actor.id, actor.name, actor.type.name, ActorIdentity.folded(actor.name)])
    }

    private func merge(_ merge: ActorsMerged, _ db: Database) throws {
        let into = try ActorIdentity.resolve(merge.into, db)
        guard try db.row("SELECT 1 FROM actor WHERE id = ?", [into]) != nil else {
            throw ProjectionError.inapplicable("there is no actor “\(merge.into)” to merge into")
        }
        for merged in merge.merged {
            let alias = try ActorIdentity.resolve(merged, db)
            guard alias != into else { continue }
            try db.run("UPDATE actor_alias SET actor = ? WHERE actor = ?", [into, alias])
            try db.run("INSERT OR REPLACE INTO actor_alias VALUES (?, ?)", [alias, into])
            try db.run("UPDATE mention SET actor = ? WHERE actor = ?", [into, alias])
        }
    }

    private func rename(_ renaming: ActorRenamed, _ db: Database) throws {
        let id = try ActorIdentity.resolve(renaming.id, db)
        try db.run(
            "UPDATE actor SET name = ?, folded_name = ?, is_renamed = 1 WHERE id = ?",
            [renaming.name, ActorIdentity.folded(renaming.name), id])
        guard db.changesCount > 0 else {
            throw ProjectionError.inapplicable("there is no actor “\(renaming.id)” to rename")
        }
    }
}

/// Who an id or a name stands for.
enum ActorIdentity {
    /// The id that an id was merged into; itself where it was not.
    static func resolve(_ id: String, _ db: Database) throws -> String {
        guard !id.isEmpty else { return id }
        return try db.row("SELECT actor FROM actor_alias WHERE alias = ?", [id])?[0] ?? id
    }

    /// A name as it is compared: lower case.
    static func folded(_ name: String) -> String { name.lowercased() }
}
