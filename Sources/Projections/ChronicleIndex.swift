import Chronicle
import EventLog
import Foundation
import GRDB

/// What the daemon must look up about its own log, kept on disk: which articles are known, how far extraction has come,
/// and the last sequence of each topic.
///
/// It follows the log like every projection: rows and checkpoint are committed together, deleting the file loses
/// nothing, and a file that belongs to another log or cannot be read is made anew.
public final class ChronicleIndex: Sendable {
    /// The latest version of an article.
    public struct ArticleEntry: Hashable, Sendable {
        /// Sequence of its `article.accepted`.
        public var sequence: UInt64
        /// Its version, from 1.
        public var version: UInt32
        /// SHA-256 of its text: see `Article.contentHash`.
        public var contentHash: [UInt8]

        /// An entry.
        public init(sequence: UInt64, version: UInt32, contentHash: [UInt8]) {
            self.sequence = sequence
            self.version = version
            self.contentHash = contentHash
        }
    }

    /// Raised whenever the tables change: an older file is then made anew.
    private static let schemaVersion: Int64 = 1

    /// How many records are read and committed at a time.
    private static let recordsPerTransaction = 512

    private let database: DatabaseQueue

    /// Opens the index of a log, or makes a new one beside which nothing is lost.
    ///
    /// - Parameters:
    ///   - url: the index file; its folder must exist.
    ///   - log: the log that it is about.
    /// - Throws: what GRDB throws when the file cannot be made.
    public init(url: URL, log: any Log) throws {
        if let database = try? Self.open(url), (try? Self.belongs(database, to: log)) == true {
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

    private static func open(_ url: URL) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.label = "letopis.index"
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
        }
        return try DatabaseQueue(path: url.path, configuration: configuration)
    }

    private static func belongs(_ database: DatabaseQueue, to log: any Log) throws -> Bool {
        try database.read { db in
            guard let row = try Row.fetchOne(db, sql: "SELECT schema, log, checkpoint FROM state") else { return false }
            let checkpoint: Int64 = row["checkpoint"]
            return row["schema"] == schemaVersion && row["log"] == Data(log.identifier.bytes)
                && UInt64(checkpoint) <= log.lastSequence
        }
    }

    private static func create(_ database: DatabaseQueue, for log: any Log) throws {
        try database.write { db in
            try db.execute(
                sql: """
                    CREATE TABLE state (
                        schema INTEGER NOT NULL, log BLOB NOT NULL,
                        checkpoint INTEGER NOT NULL, extracted_through INTEGER NOT NULL);
                    CREATE TABLE article (
                        id TEXT PRIMARY KEY, sequence INTEGER NOT NULL, version INTEGER NOT NULL,
                        content_hash BLOB NOT NULL) WITHOUT ROWID;
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

    /// The latest version of an article; nil for one that is not in the index.
    public func article(id: String) throws -> ArticleEntry? {
        try database.read { db in
            let statement = try db.cachedStatement(
                sql: "SELECT sequence, version, content_hash FROM article WHERE id = ?")
            guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
            let sequence: Int64 = row[0]
            let version: Int64 = row[1]
            let hash: Data = row[2]
            return ArticleEntry(sequence: UInt64(sequence), version: UInt32(version), contentHash: Array(hash))
        }
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
        let reader = try log.makeReader(from: checkpoint + 1)
        while true {
            var additions = Additions()
            let count = try reader.read(recordsMax: Self.recordsPerTransaction) { record in
                let event = try Event(
                    sequence: record.sequence, time: record.time, type: record.type, payload: record.payload)
                additions.add(event)
            }
            if count == 0 { return checkpoint }
            checkpoint = reader.position - 1
            try commit(additions, checkpoint: checkpoint)
        }
    }

    private struct Additions {
        var articles: [String: ArticleEntry] = [:]
        var topics: [String: UInt64] = [:]
        var extractedThrough: UInt64 = 0

        mutating func add(_ event: Event) {
            topics[event.content.topic] = event.sequence
            switch event.content.payload {
            case .articleAccepted(let accepted):
                articles[event.content.article] = ArticleEntry(
                    sequence: event.sequence, version: accepted.version, contentHash: Array(accepted.contentHash))
            case .articleExtracted:
                extractedThrough = max(extractedThrough, event.content.articleSequence)
            default:
                break
            }
        }
    }

    private func commit(_ additions: Additions, checkpoint: UInt64) throws {
        try database.write { db in
            let article = try db.cachedStatement(sql: "INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?)")
            for (id, entry) in additions.articles {
                try article.execute(
                    arguments: [id, Int64(entry.sequence), Int64(entry.version), Data(entry.contentHash)])
            }
            let topic = try db.cachedStatement(sql: "INSERT OR REPLACE INTO topic VALUES (?, ?)")
            for (name, sequence) in additions.topics { try topic.execute(arguments: [name, Int64(sequence)]) }
            try db.execute(
                sql: "UPDATE state SET checkpoint = ?, extracted_through = max(extracted_through, ?)",
                arguments: [Int64(checkpoint), Int64(additions.extractedThrough)])
        }
    }
}
