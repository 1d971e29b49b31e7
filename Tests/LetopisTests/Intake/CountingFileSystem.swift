import EventLog
import Foundation
import Synchronization

/// The real file system, which counts the syncs of files and can hold them.
final class CountingFileSystem: FileSystem {
    private let real = PosixFileSystem()
    private let state = Mutex((syncs: 0, isHeld: false))

    /// Syncs that have begun.
    var syncs: Int { state.withLock { $0.syncs } }

    /// Holds syncs, or lets them go.
    func hold(_ isHeld: Bool) { state.withLock { $0.isHeld = isHeld } }

    fileprivate func sync(_ file: any File) throws {
        state.withLock { $0.syncs += 1 }
        while state.withLock({ $0.isHeld }) { usleep(1_000) }
        try file.sync()
    }

    func createDirectory(_ path: String) throws { try real.createDirectory(path) }
    func list(_ directory: String) throws -> [String] { try real.list(directory) }
    func open(_ path: String, _ mode: FileMode) throws -> (any File)? {
        try real.open(path, mode).map { CountedFile(file: $0, fileSystem: self) }
    }
    func remove(_ path: String) throws { try real.remove(path) }
    func rename(_ path: String, to newPath: String) throws { try real.rename(path, to: newPath) }
    func syncDirectory(_ path: String) throws { try real.syncDirectory(path) }
    func lock(_ path: String, for directory: String) throws -> any Sendable { try real.lock(path, for: directory) }

    private final class CountedFile: File {
        private let file: any File
        private let fileSystem: CountingFileSystem

        init(file: any File, fileSystem: CountingFileSystem) {
            self.file = file
            self.fileSystem = fileSystem
        }

        func size() throws -> Int { try file.size() }
        func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws -> Int {
            try file.read(into: buffer, at: offset)
        }
        func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws -> Int { try file.write(bytes, at: offset) }
        func truncate(to length: Int) throws { try file.truncate(to: length) }
        func sync() throws { try fileSystem.sync(file) }
    }
}
