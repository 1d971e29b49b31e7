import Chronicle
import GRDB

/// A read model computed from the log alone: a set of tables and how an event changes them.
///
/// All that a projection knows is in its tables, so that applying an event twice over is impossible (rows and checkpoint
/// commit together) and rebuilding is applying everything again; it may keep copies of rows in memory and forgets them when
/// told. It must be deterministic: no clock, no randomness, no order of a hash table.
protocol Projection: Sendable {
    /// Names it in checkpoints, health and errors.
    var name: String { get }

    /// Raised with every change to the tables or to what is written to them; the file is then rebuilt.
    var version: Int { get }

    /// Creates the tables, in an empty file.
    func createTables(_ db: Database) throws

    /// Changes the tables by one event. What it throws sets the event aside; nothing of it then stays in the tables.
    func apply(_ event: BatchedEvent, _ db: Database) throws

    /// Drops what is kept in memory: the tables are not what they were, after a rollback or a swap.
    func forget()
}

extension Projection {
    func forget() {}
}

/// An event with the batch that it was appended in.
struct BatchedEvent: Sendable {
    /// Its place in the log.
    var sequence: UInt64
    /// When it was recorded: microseconds since 1970-01-01 UTC.
    var recorded: Int64
    /// Sequence of the first event of its batch: the facts of one extraction have it in common.
    var batch: UInt64
    /// What it says.
    var content: EventContent
}

extension BatchedEvent {
    /// The sequence as SQLite keeps it.
    var row: Int64 { Int64(sequence) }
    /// The batch as SQLite keeps it.
    var batchRow: Int64 { Int64(batch) }
}

extension Database {
    /// Runs a statement that is prepared once for the connection.
    func run(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }

    /// The rows of a statement that is prepared once for the connection.
    func rows(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws -> [Row] {
        try Row.fetchAll(cachedStatement(sql: sql), arguments: arguments)
    }

    /// The first row of a statement that is prepared once for the connection.
    func row(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws -> Row? {
        try Row.fetchOne(cachedStatement(sql: sql), arguments: arguments)
    }
}
