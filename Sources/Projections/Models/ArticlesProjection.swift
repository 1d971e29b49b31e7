import Chronicle
import Foundation
import GRDB

/// Articles with their versions, and which extraction of them the other tables hold.
///
/// `article_version` has a row for each `article.accepted`; `article` says which version is the newest and whether the
/// source took it back.
struct ArticlesProjection: Projection {
    let name = "articles"
    let version = 1

    func createTables(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE article (
                    id TEXT PRIMARY KEY,
                    -- the newest version: sequence of its article.accepted
                    sequence INTEGER NOT NULL,
                    -- the version that the facts are of, and the batch and program that they are from; 0 before the first
                    extracted_sequence INTEGER NOT NULL DEFAULT 0,
                    extraction_batch INTEGER NOT NULL DEFAULT 0,
                    extractor TEXT NOT NULL DEFAULT '',
                    -- current, retracted or redacted
                    standing TEXT NOT NULL DEFAULT 'current',
                    standing_reason TEXT NOT NULL DEFAULT '') WITHOUT ROWID;
                CREATE TABLE article_version (
                    sequence INTEGER PRIMARY KEY, article TEXT NOT NULL REFERENCES article(id), version INTEGER NOT NULL,
                    title TEXT NOT NULL, body TEXT NOT NULL, language TEXT NOT NULL, source TEXT NOT NULL,
                    url TEXT NOT NULL,
                    -- microseconds since 1970-01-01 UTC; minutes east of UTC; 1 where the sender gave it
                    published INTEGER NOT NULL, published_offset INTEGER NOT NULL, published_known INTEGER NOT NULL,
                    recorded INTEGER NOT NULL, intake TEXT NOT NULL, content_hash BLOB NOT NULL);
                CREATE INDEX article_version_article ON article_version(article, sequence);
                CREATE TABLE rejection (
                    sequence INTEGER PRIMARY KEY, recorded INTEGER NOT NULL, intake TEXT NOT NULL, reason TEXT NOT NULL,
                    length INTEGER NOT NULL);
                """)
    }

    func apply(_ event: BatchedEvent, _ db: Database) throws {
        switch event.content.payload {
        case .articleAccepted(let accepted): try accept(accepted, event, db)
        case .articleRejected(let rejected):
            try db.run(
                "INSERT INTO rejection VALUES (?, ?, ?, ?, ?)",
                [event.row, event.recorded, rejected.intake, rejected.reason, Int64(rejected.rawLength)])
        case .articleExtracted:
            guard try Extraction.isNewest(event, db) else { return }
            try db.run(
                "UPDATE article SET extracted_sequence = ?, extraction_batch = ?, extractor = ? WHERE id = ?",
                [
                    Int64(event.content.articleSequence), event.batchRow, event.content.extractor,
                    event.content.article,
                ])
        case .articleRetracted(let correction):
            try take(back: event.content.article, as: "retracted", correction.editor.reason, db)
        case .articleRedacted(let correction):
            try take(back: event.content.article, as: "redacted", correction.editor.reason, db)
            try db.run(
                "UPDATE article_version SET title = '', body = '' WHERE article = ?", [event.content.article])
        default: break
        }
    }

    private func accept(_ accepted: ArticleAccepted, _ event: BatchedEvent, _ db: Database) throws {
        let article = accepted.article
        let id = event.content.article.isEmpty ? article.id : event.content.article
        // A new text after the old one was taken back counts.
        try db.run(
            """
            INSERT INTO article (id, sequence) VALUES (?, ?)
            ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, standing = 'current', standing_reason = ''
            """, [id, event.row])
        let published = article.hasPublished ? Instant(article.published).microseconds : event.recorded
        try db.run(
            "INSERT INTO article_version VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                event.row, id, Int64(accepted.version), article.title, article.body, article.language, article.source,
                article.url, published, article.hasPublished ? Int(article.publishedOffsetMinutes) : 0,
                article.hasPublished, event.recorded, accepted.intake, accepted.contentHash,
            ])
    }

    private func take(back article: String, as standing: String, _ reason: String, _ db: Database) throws {
        try db.run("UPDATE article SET standing = ?, standing_reason = ? WHERE id = ?", [standing, reason, article])
        guard db.changesCount > 0 else {
            throw ProjectionError.inapplicable("there is no article “\(article)” to be \(standing)")
        }
    }
}

/// Which of several extractions of an article counts: that of the newest version, and of one version the latest.
enum Extraction {
    /// Whether the batch that an `article.extracted` closes replaces what is known of its article.
    static func isNewest(_ event: BatchedEvent, _ db: Database) throws -> Bool {
        guard
            let row = try db.row(
                "SELECT extracted_sequence, standing FROM article WHERE id = ?", [event.content.article])
        else { return true }
        let standing: String = row["standing"]
        return standing == "current" && Int64(event.content.articleSequence) >= row["extracted_sequence"]
    }

    /// Keeps of an article's rows in a table only those of the batch that counts.
    static func replaceRows(of table: String, closedBy event: BatchedEvent, _ db: Database) throws {
        let article = event.content.article
        if try isNewest(event, db) {
            try db.run("DELETE FROM \(table) WHERE article = ? AND batch <> ?", [article, event.batchRow])
        } else {
            try db.run("DELETE FROM \(table) WHERE article = ? AND batch = ?", [article, event.batchRow])
        }
    }

    /// When the version of the article that an event was extracted from was published.
    static func published(of event: BatchedEvent, _ db: Database) throws -> (microseconds: Int64, offset: Int) {
        guard
            let row = try db.row(
                "SELECT published, published_offset FROM article_version WHERE sequence = ?",
                [Int64(event.content.articleSequence)])
        else { return (event.recorded, 0) }
        return (row[0], row[1])
    }
}
