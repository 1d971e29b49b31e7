import Chronicle
import GRDB

/// Who said what, to whom and of whom.
struct StatementsProjection: Projection {
    let name = "statements"
    let version = 1

    func createTables(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE statement (
                    sequence INTEGER PRIMARY KEY, batch INTEGER NOT NULL, article TEXT NOT NULL,
                    -- id of the speaker, empty for an unnamed source; the article's words for it
                    speaker TEXT NOT NULL, speaker_text TEXT NOT NULL, medium TEXT NOT NULL,
                    cue TEXT NOT NULL, mode TEXT NOT NULL, content TEXT NOT NULL, addressee TEXT NOT NULL,
                    sentence TEXT NOT NULL, sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
                    rules TEXT NOT NULL,
                    published INTEGER NOT NULL, published_offset INTEGER NOT NULL, recorded INTEGER NOT NULL);
                CREATE INDEX statement_article ON statement(article);
                CREATE INDEX statement_speaker ON statement(speaker, published);
                CREATE INDEX statement_published ON statement(published);
                CREATE TABLE statement_about (
                    statement INTEGER NOT NULL REFERENCES statement(sequence) ON DELETE CASCADE, actor TEXT NOT NULL,
                    PRIMARY KEY (statement, actor)) WITHOUT ROWID;
                CREATE INDEX statement_about_actor ON statement_about(actor);
                """)
    }

    func apply(_ event: BatchedEvent, _ db: Database) throws {
        switch event.content.payload {
        case .statementReported(let statement): try insert(statement, event, db)
        case .articleExtracted: try Extraction.replaceRows(of: "statement", closedBy: event, db)
        case .articleRetracted, .articleRedacted:
            try db.run("DELETE FROM statement WHERE article = ?", [event.content.article])
        case .actorsMerged(let merge):
            for id in merge.merged {
                let into = try ActorIdentity.resolve(merge.into, db)
                try db.run("UPDATE statement SET speaker = ? WHERE speaker = ?", [into, id])
                try db.run("UPDATE statement SET addressee = ? WHERE addressee = ?", [into, id])
                try db.run("UPDATE statement SET medium = ? WHERE medium = ?", [into, id])
                try db.run("UPDATE OR REPLACE statement_about SET actor = ? WHERE actor = ?", [into, id])
            }
        default: break
        }
    }

    private func insert(_ statement: StatementReported, _ event: BatchedEvent, _ db: Database) throws {
        let published = try Extraction.published(of: event, db)
        let evidence = statement.evidence
        try db.run(
            "INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                event.row, event.batchRow, event.content.article,
                try ActorIdentity.resolve(statement.speaker.actor.id, db),
                statement.speaker.text.isEmpty ? statement.speaker.actor.name : statement.speaker.text,
                try ActorIdentity.resolve(statement.speaker.medium.id, db), statement.cue, statement.mode.name,
                statement.content, try ActorIdentity.resolve(statement.addressee.actor.id, db), evidence.text,
                Int64(evidence.sentence.start), Int64(evidence.sentence.end), evidence.rules.joined(separator: " "),
                published.microseconds, published.offset, event.recorded,
            ])
        for about in statement.about where !about.actor.id.isEmpty {
            try db.run(
                "INSERT OR IGNORE INTO statement_about VALUES (?, ?)",
                [event.row, try ActorIdentity.resolve(about.actor.id, db)])
        }
    }
}
