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

    /// A writer was killed when it had begun a segment: the next one takes the file away and begins it anew.
    @Test func aBeginningThatIsTakenAwayOnceItIsListedIsNoDamage() async throws {
        let whole = MemoryFileSystem()
        let log = try SegmentLog.open(directory: "/log", options: LogOptions(fileSystem: whole))
        let fileSystem = MissingFileSystem(whole)
        let view = try SegmentLogView.open(directory: "/log", fileSystem: fileSystem)
        for number in 0..<4 {
            _ = try await log.append(batch(number, bytes: 200))
            #expect(try await log.sealActiveSegment(startedBefore: .max))
            fileSystem.takeAway(whole.paths(suffix: ".segment").max())
            try view.refresh()
            #expect(try view.all() == log.all())
            #expect(try SegmentLogView.open(directory: "/log", fileSystem: fileSystem).all() == log.all())
            #expect(try LogVerification.run(directory: "/log", fileSystem: fileSystem).isIntact)
            #expect(try LogStatistics.gather(directory: "/log", fileSystem: fileSystem).records == number + 1)
            fileSystem.takeAway(nil)
        }
        _ = try await log.append(batch(4, bytes: 200))
        try view.refresh()
        #expect(try view.all() == log.all())
        // What holds acknowledged records was no beginning, and the tip tells.
        fileSystem.takeAway(whole.paths(suffix: ".segment").max())
        #expect(try !LogVerification.run(directory: "/log", fileSystem: fileSystem).isIntact)
        await log.close()
    }

    /// Leaves the last segment but one out of the next list, as if it had been created meanwhile, and lists a file that is not
    /// there any more.
    private final class MissingFileSystem: FileSystem {
        private let fileSystem: MemoryFileSystem
        private let misses = Mutex(true)
        private let takenAway = Mutex<String?>(nil)

        init(_ fileSystem: MemoryFileSystem) { self.fileSystem = fileSystem }

        func takeAway(_ path: String?) { takenAway.withLock { $0 = path } }

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
        func open(_ path: String, _ mode: FileMode) throws -> (any File)? {
            takenAway.withLock { $0 == path } ? nil : try fileSystem.open(path, mode)
        }
        func remove(_ path: String) throws { try fileSystem.remove(path) }
        func rename(_ path: String, to newPath: String) throws { try fileSystem.rename(path, to: newPath) }
        func syncDirectory(_ path: String) throws { try fileSystem.syncDirectory(path) }
        func lock(_ path: String, for directory: String) throws -> any Sendable {
            try fileSystem.lock(path, for: directory)
        }
    }
}
