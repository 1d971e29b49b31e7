import Foundation
import GRDB

/// The projections, for reading: every question that the command line and the HTTP interface ask.
///
/// ```swift
/// let library = try Library(path: "letopis-data/projections.sqlite")
/// for meeting in try await library.meetings(MeetingsQuery(statuses: [.scheduled])) { print(meeting.id) }
/// ```
///
/// Each question is answered from one consistent state. It works with and without a running daemon; the answers are the
/// same, byte for byte, for the same log.
public struct Library: Sendable {
    let reader: any DatabaseReader
    let path: String

    /// Reads what a projector of this process writes.
    public init(_ store: ProjectionStore) {
        reader = store.pool
        path = store.path
    }

    /// Opens a projection file read-only.
    ///
    /// - Throws: ``ProjectionError/missing(path:)``, ``ProjectionError/outdated(path:)`` or
    ///   ``ProjectionError/unreadable(path:reason:)``.
    public init(path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { throw ProjectionError.missing(path: path) }
        do {
            reader = try Self.open(path)
        } catch {
            throw ProjectionError.unreadable(path: path, reason: "\(error)")
        }
        self.path = path
        let checkpoint: Checkpoint?
        do {
            checkpoint = try reader.read { try Checkpoint.read($0) }
        } catch {
            throw ProjectionError.unreadable(path: path, reason: "\(error)")
        }
        guard let checkpoint else { throw ProjectionError.missing(path: path) }
        guard checkpoint.versions == ProjectionEngine.versions(ProjectionEngine.all) else {
            throw ProjectionError.outdated(path: path)
        }
    }

    private static func open(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(ProjectionStore.busyTimeoutSeconds)
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.read { _ = try $0.schemaVersion() }
            return queue
        } catch let error as DatabaseError {
            // In a folder that cannot be written to, a file that nobody writes can still be read as it stands.
            guard [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode),
                !FileManager.default.fileExists(atPath: path + "-wal")
            else { throw error }
            let uri = URL(filePath: path).absoluteString + "?immutable=1"
            return try DatabaseQueue(path: uri, configuration: configuration)
        }
    }

    /// Answers a question from one consistent state.
    func read<Answer: Sendable>(_ question: @Sendable @escaping (Database) throws -> Answer) async throws -> Answer {
        do {
            return try await reader.read(question)
        } catch let error as DatabaseError {
            throw ProjectionError.unreadable(path: path, reason: error.message ?? "\(error)")
        }
    }
}
