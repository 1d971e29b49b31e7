import Chronicle
import GRDB

/// The projections as they stood at one moment, to be read in pages while the projector goes on.
///
/// SQLite keeps what is needed for it until it is let go, so it is not to be kept for long.
public struct ProjectionSnapshot: Sendable {
    /// The last sequence that is in the tables.
    public let sequence: UInt64
    /// When that event was recorded.
    public let recorded: Instant
    private let reader: DatabaseSnapshot
    private let path: String

    init(_ store: ProjectionStore) throws {
        do {
            reader = try store.pool.makeSnapshot()
            guard let checkpoint = try reader.read({ try Checkpoint.read($0) }) else {
                throw ProjectionError.missing(path: store.path)
            }
            sequence = checkpoint.sequence
            recorded = Instant(microseconds: checkpoint.recorded)
            path = store.path
        } catch let error as DatabaseError {
            throw ProjectionError.unreadable(path: store.path, reason: error.message ?? "\(error)")
        }
    }

    /// The next meetings in the order of their ids.
    ///
    /// - Parameters:
    ///   - id: the last one of the page before; empty for the first page.
    ///   - limit: meetings at most.
    /// - Throws: ``ProjectionError/unreadable(path:reason:)``.
    public func meetings(after id: String, limit: Int) async throws -> [MeetingRecord] {
        do {
            return try await reader.read { db in
                try db.rows("SELECT id FROM meeting WHERE id > ? ORDER BY id LIMIT ?", [id, limit]).compactMap { row in
                    try MeetingTable.history(of: row[0], db).map { try MeetingRecord($0, db) }
                }
            }
        } catch let error as DatabaseError {
            throw ProjectionError.unreadable(path: path, reason: error.message ?? "\(error)")
        }
    }
}

extension ProjectionStore {
    /// The projections as they stand now.
    ///
    /// - Throws: ``ProjectionError/missing(path:)`` where they have not been built yet, or
    ///   ``ProjectionError/unreadable(path:reason:)``.
    public func snapshot() throws -> ProjectionSnapshot { try ProjectionSnapshot(self) }
}
