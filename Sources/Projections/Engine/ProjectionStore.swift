import Foundation
import GRDB

/// The projection file, opened for writing: one SQLite database in WAL mode with foreign keys on.
///
/// One process writes it, any number may read it with any SQLite tool. It holds nothing that the log does not: deleting
/// it loses nothing. The table `projection` has the checkpoint of each projection, `chronicle` the log that it was
/// computed from, `set_aside` the events that could not be applied.
public struct ProjectionStore: Sendable {
    /// Where the file is.
    public let path: String
    let pool: DatabasePool

    /// How long a writer waits for another one before it gives up.
    static let busyTimeoutSeconds = 30.0

    /// Opens the file, and creates it where there is none.
    ///
    /// - Throws: ``ProjectionError/unreadable(path:reason:)``.
    public init(path: String) throws {
        self.path = path
        var configuration = Configuration()
        configuration.label = "projections"
        configuration.busyMode = .timeout(Self.busyTimeoutSeconds)
        configuration.prepareDatabase { db in
            // The log is the truth: a commit that a power failure takes away is applied again.
            try db.execute(sql: "PRAGMA synchronous = NORMAL")
        }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
        } catch {
            throw ProjectionError.unreadable(path: path, reason: "\(error)")
        }
    }

    /// The last sequence in the tables; 0 before there are any.
    ///
    /// - Throws: what SQLite says.
    public func checkpoint() async throws -> UInt64 {
        try await pool.read(Self.lastSequence)
    }

    /// The last sequence in the tables, read on the thread of the caller.
    func lastSequence() throws -> UInt64 { try pool.read(Self.lastSequence) }

    private static func lastSequence(_ db: Database) throws -> UInt64 { try Checkpoint.read(db)?.sequence ?? 0 }

    /// Writes the file anew without what was deleted from the tables, and empties the write-ahead log: SQLite otherwise
    /// keeps the bytes until it needs the space.
    ///
    /// - Throws: what SQLite says, also when a reader holds the file for longer than ``busyTimeoutSeconds``.
    public func eraseDeleted() throws {
        try pool.vacuum()
        try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    }

    /// A file beside the one in service, to rebuild in: it is thrown away when anything goes wrong, so it needs no sync and
    /// a journal only in memory.
    static func scratch(path: String) throws -> DatabaseQueue {
        try removeFiles(path: path)
        var configuration = Configuration()
        configuration.label = "projections rebuild"
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF")
        }
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    static func removeFiles(path: String) throws {
        for suffix in ["", "-wal", "-shm", "-journal"] where FileManager.default.fileExists(atPath: path + suffix) {
            try FileManager.default.removeItem(atPath: path + suffix)
        }
    }
}
