import Synchronization
import Testing

@testable import EventLog

/// A directory in which files are created while it is listed.
@Suite struct ListingTests {
    @Test func aFileThatAListMissesBesideALaterOneIsNoGap() async throws {
        let whole = MemoryFileSystem()
        let options = LogOptions(segmentBytesMax: 512, fileSystem: whole)
        let log = try SegmentLog.open(directory: "/log", options: options)
        for number in 0..<12 { _ = try await log.append(batch(number, bytes: 200)) }
        let fileSystem = MissingFileSystem(whole)
        let view = try SegmentLogView.open(directory: "/log", fileSystem: fileSystem)
        #expect(try view.all() == log.all())
        for number in 12..<24 {
            _ = try await log.append(batch(number, bytes: 200))
            fileSystem.missNext()
            try view.refresh()
            #expect(try view.all() == log.all())
        }
        fileSystem.missNext()
        #expect(try LogVerification.run(directory: "/log", fileSystem: fileSystem).isIntact)
        fileSystem.missNext()
        #expect(try LogStatistics.gather(directory: "/log", fileSystem: fileSystem).records == 24)
        await log.close()
    }

    /// Leaves the last segment but one out of the next list, as if it had been created meanwhile.
    private final class MissingFileSystem: FileSystem {
        private let fileSystem: MemoryFileSystem
        private let misses = Mutex(true)

        init(_ fileSystem: MemoryFileSystem) { self.fileSystem = fileSystem }

        func missNext() { misses.withLock { $0 = true } }

        func list(_ directory: String) throws -> [String] {
            var names = try fileSystem.list(directory).sorted()
            let misses = misses.withLock { misses in
                defer { misses = false }
                return misses
            }
            let segments = names.filter { $0.hasSuffix(".segment") }
            if misses, let missed = segments.dropLast().last { names.removeAll { $0 == missed } }
            return names
        }

        func createDirectory(_ path: String) throws { try fileSystem.createDirectory(path) }
        func open(_ path: String, _ mode: FileMode) throws -> (any File)? { try fileSystem.open(path, mode) }
        func remove(_ path: String) throws { try fileSystem.remove(path) }
        func rename(_ path: String, to newPath: String) throws { try fileSystem.rename(path, to: newPath) }
        func syncDirectory(_ path: String) throws { try fileSystem.syncDirectory(path) }
        func lock(_ path: String, for directory: String) throws -> any Sendable {
            try fileSystem.lock(path, for: directory)
        }
    }
}
