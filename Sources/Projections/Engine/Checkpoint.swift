import Chronicle
import EventLog
import Foundation
import GRDB

/// How far the tables are, from which log, by which versions of the projections.
struct Checkpoint: Equatable {
    /// The log's identifier in hexadecimal.
    var log: String
    /// The last sequence that is in the tables.
    var sequence: UInt64
    /// When that event was recorded: microseconds since 1970-01-01 UTC.
    var recorded: Int64
    /// Version of each projection by its name.
    var versions: [String: Int]

    /// Creates the engine's own tables and those of the projections, with a checkpoint before the first event.
    ///
    /// - Parameter sequence: the last one that the log does not keep any more; 0 where it keeps all.
    static func create(_ projections: [any Projection], log: String, sequence: UInt64, _ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE chronicle (log TEXT NOT NULL, sequence INTEGER NOT NULL, recorded INTEGER NOT NULL);
                CREATE TABLE projection (name TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID;
                CREATE TABLE set_aside (
                    sequence INTEGER NOT NULL, projection TEXT NOT NULL, type TEXT NOT NULL, article TEXT NOT NULL,
                    error TEXT NOT NULL, PRIMARY KEY (sequence, projection)) WITHOUT ROWID;
                """)
        try db.run("INSERT INTO chronicle VALUES (?, ?, 0)", [log, Int64(sequence)])
        for projection in projections {
            try db.run("INSERT INTO projection VALUES (?, ?)", [projection.name, projection.version])
            try projection.createTables(db)
        }
    }

    /// The checkpoint in a file; nil where there is none.
    static func read(_ db: Database) throws -> Checkpoint? {
        guard try db.tableExists("chronicle"), let row = try db.row("SELECT * FROM chronicle") else { return nil }
        var versions: [String: Int] = [:]
        for row in try db.rows("SELECT name, version FROM projection") { versions[row[0]] = row[1] }
        return Checkpoint(
            log: row["log"], sequence: UInt64(row["sequence"] as Int64), recorded: row["recorded"], versions: versions)
    }

    /// Moves on, in the transaction of the rows.
    static func advance(to sequence: UInt64, recorded: Int64, _ db: Database) throws {
        try db.run("UPDATE chronicle SET sequence = ?, recorded = ?", [Int64(sequence), recorded])
    }
}

extension LogIdentifier {
    /// As 32 hexadecimal digits.
    var hexadecimal: String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
