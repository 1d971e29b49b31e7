import Synchronization

/// The lock that makes one process the writer of a directory, held until it is released.
final class DirectoryLock: Sendable {
    static let fileName = "lock"

    private let held: Mutex<(any Sendable)?>

    /// Takes the lock.
    ///
    /// - Throws: ``LogError/locked(directory:processIdentifier:)``.
    init(directory: String, fileSystem: any FileSystem) throws {
        held = Mutex(try fileSystem.lock(directory + "/" + Self.fileName, for: directory))
    }

    func release() {
        held.withLock { $0 = nil }
    }
}
