import Chronicle
import EventLog
import Foundation
import GRDB

/// What the daemon must look up about its own log, kept on disk: which articles are known, how far extraction has come,
/// and the last sequence of each topic.
///
/// It follows the log like every projection: rows and checkpoint are committed together, deleting the file loses nothing
/// that the log still keeps, and a file that belongs to another log or cannot be read is made anew.
public final class ChronicleIndex: Sendable {
    /// A version of an article.
    public struct ArticleEntry: Hashable, Sendable {
        /// The article's id.
        public var id: String
        /// Sequence of its `article.accepted`.
        public var sequence: UInt64
        /// Its version, from 1.
        public var version: UInt32
        /// SHA-256 of its text: see `Article.contentHash`.
        public var contentHash: [UInt8]
        /// Who published it; empty where the sender did not say.
        public var source: String

        /// An entry.
        public init(id: String, sequence: UInt64, version: UInt32, contentHash: [UInt8], source: String) {
            self.id = id
            self.sequence = sequence
            self.version = version
            self.contentHash = contentHash
            self.source = source
        }
    }

    /// Raised whenever the tables change: an older file is then made anew.
    private static let schemaVersion: Int64 = 2

    /// How many records are read and committed at a time, at most.
    public static let recordsPerTransaction = 4_096
    /// How many articles are read at a time when the filter is filled.
    private static let articlesPerFilling = 8_192
    /// What SQLite keeps of the file in memory for each connection, in KiB.
    private static let cacheKibibytes = 16 << 10

    private let database: any DatabaseWriter
    private let filter = ArticleFilter()

    /// Opens the index of a log, or makes a new one beside which nothing is lost.
    ///
    /// - Parameters:
    ///   - url: the index file; its folder must exist.
    ///   - log: the log that it is about.
    /// - Throws: what GRDB throws when the file cannot be made.
    public init(url: URL, log: any Log) throws {
        if let database = try Self.open(url, of: log) {
            self.database = database
            return
        }
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: url.path + suffix)
        }
        database = try Self.open(url)
        try Self.create(database, for: log)
    }

    /// Opens an index that another process keeps, to look things up only.
    ///
    /// - Throws: what GRDB throws when there is none.
    public init(readingFrom url: URL) throws {
        var configuration = Configuration()
        configuration.readonly = true
        database = try DatabaseQueue(path: url.path, configuration: configuration)
    }

    /// Opens a file that is an index of the log; nil for one that is something else or cannot be read as what it is.
    private static func open(_ url: URL, of log: any Log) throws -> DatabasePool? {
        do {
            let database = try open(url)
            return try belongs(database, to: log) ? database : nil
        } catch let error as DatabaseError
            where [.SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_ERROR].contains(error.resultCode)
        {
            // A file of another kind, a damaged one, one with other tables. A full or failing disk is no reason to give up a
            // good one.
            return nil
        }
    }

    private static func open(_ url: URL) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.label = "letopis.index"
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -\(cacheKibibytes)")
        }
        return try DatabasePool(path: url.path, configuration: configuration)
    }

    private static func belongs(_ database: any DatabaseWriter, to log: any Log) throws -> Bool {
        try database.read { db in
            guard let row = try Row.fetchOne(db, sql: "SELECT schema, log, checkpoint FROM state") else { return false }
            let checkpoint: Int64 = row["checkpoint"]
            return row["schema"] == schemaVersion && row["log"] == Data(log.identifier.bytes)
                && UInt64(checkpoint) <= log.lastSequence
        }
    }

    private static func create(_ database: any DatabaseWriter, for log: any Log) throws {
        try database.write { db in
            try db.execute(
                sql: """
                    CREATE TABLE state (
                        schema INTEGER NOT NULL, log BLOB NOT NULL,
                        checkpoint INTEGER NOT NULL, extracted_through INTEGER NOT NULL);
                    CREATE TABLE article (
                        sequence INTEGER PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL,
                        content_hash BLOB NOT NULL, source TEXT NOT NULL);
                    CREATE INDEX article_by_id ON article(id, sequence);
                    CREATE INDEX article_by_content ON article(content_hash, source, sequence);
                    CREATE TABLE topic (name TEXT PRIMARY KEY, sequence INTEGER NOT NULL) WITHOUT ROWID;
                    """)
            try db.execute(
                sql: "INSERT INTO state VALUES (?, ?, 0, 0)",
                arguments: [schemaVersion, Data(log.identifier.bytes)])
        }
    }

    // MARK: Looking up

    /// The sequence through which the log is in the index.
    public func checkpoint() throws -> UInt64 { try state("checkpoint") }

    /// The sequence of the last `article.accepted` whose extraction is in the index; all before it are extracted too.
    public func extractedThrough() throws -> UInt64 { try state("extracted_through") }

    /// The last sequence that neither the index nor extraction needs any more: all before it is indexed, and every article
    /// up to it extracted.
    public func needlessThrough() throws -> UInt64 {
        let (checkpoint, extracted) = (try checkpoint(), try extractedThrough())
        let accepted = try topicTails()[EventType.articleAccepted.name] ?? 0
        return extracted >= accepted ? checkpoint : min(extracted, checkpoint)
    }

    /// The latest version of an article; nil for one that is not in the index.
    public func latestVersion(id: String) throws -> ArticleEntry? {
        guard filter.mayHold(.id(id)) else { return nil }
        return try article("WHERE id = ? ORDER BY sequence DESC LIMIT 1", [id])
    }

    /// The first article of a source with this text; nil where there is none in the index.
    public func first(contentHash: [UInt8], source: String) throws -> ArticleEntry? {
        guard filter.mayHold(.content(hash: contentHash, source: source)) else { return nil }
        return try article(
            "WHERE content_hash = ? AND source = ? ORDER BY sequence LIMIT 1", [Data(contentHash), source])
    }

    private func article(_ condition: String, _ arguments: StatementArguments) throws -> ArticleEntry? {
        try database.read { db in
            let statement = try db.cachedStatement(sql: "SELECT \(Self.columns) FROM article \(condition)")
            return try Row.fetchOne(statement, arguments: arguments).map(Self.entry)
        }
    }

    private static let columns = "id, sequence, version, content_hash, source"

    private static func entry(_ row: Row) -> ArticleEntry {
        let sequence: Int64 = row[1]
        let version: Int64 = row[2]
        let hash: Data = row[3]
        return ArticleEntry(
            id: row[0], sequence: UInt64(sequence), version: UInt32(version), contentHash: Array(hash), source: row[4])
    }

    /// Bytes that the filter before the tables takes: 2.5 to 5 for each article.
    public var filterBytes: Int { filter.byteCount }

    /// Whether lookups of articles that are not there are spared the disk.
    public var isFilterFilled: Bool { filter.isFilled }

    /// Fills the filter that spares lookups of new articles the disk. Until that is done, every lookup goes there; articles
    /// that are indexed meanwhile are in it already.
    ///
    /// - Throws: what GRDB throws, and `CancellationError`.
    public func fillFilter() throws {
        if filter.isFilled { return }
        let last = try checkpoint()
        var sequence: UInt64 = 0
        while sequence < last {
            try Task.checkCancellation()
            let articles = try database.read { db in
                try Row.fetchAll(
                    db,
                    sql: """
                        SELECT \(Self.columns) FROM article WHERE sequence > ? AND sequence <= ?
                        ORDER BY sequence LIMIT \(Self.articlesPerFilling)
                        """, arguments: [Int64(sequence), Int64(last)]
                ).map(Self.entry)
            }
            filter.insert(articles)
            sequence = articles.last?.sequence ?? last
        }
        filter.endFilling()
    }

    /// The last sequence of each topic.
    public func topicTails() throws -> [String: UInt64] {
        try database.read { db in
            var tails: [String: UInt64] = [:]
            for row in try Row.fetchAll(db, sql: "SELECT name, sequence FROM topic") {
                let sequence: Int64 = row[1]
                tails[row[0]] = UInt64(sequence)
            }
            return tails
        }
    }

    private func state(_ column: String) throws -> UInt64 {
        try database.read { db in
            UInt64(try Int64.fetchOne(db, sql: "SELECT \(column) FROM state") ?? 0)
        }
    }

    // MARK: Following the log

    /// Reads the log from the checkpoint to its durable tip.
    ///
    /// - Returns: the new checkpoint.
    /// - Throws: what the log's reader and GRDB throw, and `EventError` for a record that is no event.
    @discardableResult
    public func catchUp(with log: any Log) throws -> UInt64 {
        var checkpoint = try checkpoint()
        while let next = try advance(from: checkpoint, with: log) { checkpoint = next }
        return checkpoint
    }

    /// Takes the next stretch of the log into the index, in one transaction.
    ///
    /// - Parameter checkpoint: the checkpoint as ``checkpoint()`` has it.
    /// - Returns: the new checkpoint; nil where there is nothing new.
    /// - Throws: as ``catchUp(with:)``.
    public func advance(from checkpoint: UInt64, with log: any Log) throws -> UInt64? {
        let reader = try log.makeReader(after: checkpoint)
        var additions = Additions()
        _ = try reader.read(recordsMax: Self.recordsPerTransaction) { record in
            try additions.add(record)
        }
        guard reader.position > checkpoint + 1 else { return nil }
        try commit(additions, checkpoint: reader.position - 1)
        return reader.position - 1
    }

    private struct Additions {
        var articles: [ArticleEntry] = []
        var topics: [String: UInt64] = [:]
        var extractedThrough: UInt64 = 0

        /// Decodes no more of a record than is wanted of it: the texts of articles are most of a log.
        mutating func add(_ record: LogRecord) throws {
            if record.holdsNoEvent { return }
            guard let type = EventType(rawValue: record.type), let topic = type.topic else {
                if let event = try Event(record) { topics[event.content.topic] = event.sequence }
                return
            }
            topics[topic] = record.sequence
            guard [.articleAccepted, .articleExtracted].contains(type) else { return }
            let event = try EventOutline(sequence: record.sequence, payload: record.payload)
            if type == .articleExtracted {
                extractedThrough = max(extractedThrough, event.articleSequence)
            } else {
                articles.append(
                    ArticleEntry(
                        id: event.article, sequence: record.sequence, version: event.articleAccepted.version,
                        contentHash: Array(event.articleAccepted.contentHash),
                        source: event.articleAccepted.article.source))
            }
        }
    }

    private func commit(_ additions: Additions, checkpoint: UInt64) throws {
        // Before the rows: what is in the tables is always in the filter.
        filter.insert(additions.articles)
        try database.write { db in
            let article = try db.cachedStatement(sql: "INSERT INTO article VALUES (?, ?, ?, ?, ?)")
            for entry in additions.articles {
                try article.execute(
                    arguments: [
                        Int64(entry.sequence), entry.id, Int64(entry.version), Data(entry.contentHash), entry.source,
                    ])
            }
            let topic = try db.cachedStatement(sql: "INSERT OR REPLACE INTO topic VALUES (?, ?)")
            for (name, sequence) in additions.topics { try topic.execute(arguments: [name, Int64(sequence)]) }
            try db.execute(
                sql: "UPDATE state SET checkpoint = ?, extracted_through = max(extracted_through, ?)",
                arguments: [Int64(checkpoint), Int64(additions.extractedThrough)])
        }
    }
}
