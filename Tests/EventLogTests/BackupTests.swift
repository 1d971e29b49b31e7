import Foundation
import TestSupport
import Testing

@testable import EventLog

@Suite struct BackupTests {
    private let fileSystem = MemoryFileSystem()

    private func options(_ fileSystem: MemoryFileSystem) -> LogOptions {
        LogOptions(segmentBytesMax: 512, fileSystem: fileSystem)
    }

    private func append(_ numbers: Range<Int>) async throws -> SegmentLog {
        let log = try SegmentLog.open(directory: "/log", options: options(fileSystem))
        for number in numbers { _ = try await log.append(batch(number, records: 1 + number % 2, bytes: 60)) }
        return log
    }

    /// The backup opens, verifies, and has what was appended.
    private func expect(_ batches: Range<Int>, _ backup: LogBackup) throws {
        let verified = try LogVerification.run(directory: "/backup", fileSystem: fileSystem)
        #expect(verified.isIntact, "\(verified.damages)")
        #expect(verified.digest == backup.digest && verified.lastSequence == backup.lastSequence)
        let view = try SegmentLogView.open(directory: "/backup", fileSystem: fileSystem)
        #expect(try view.all() == kept(batches.map { batch($0, records: 1 + $0 % 2, bytes: 60) }))
        #expect(view.identifier == backup.identifier)
    }

    @Test func onlyWhatIsNewIsCopied() async throws {
        let log = try await append(0..<9)
        let first = try LogBackup.run(from: "/log", to: "/backup", fileSystem: fileSystem)
        #expect(first.skippedBytes == 0)
        try expect(0..<9, first)
        for number in 9..<20 { _ = try await log.append(batch(number, records: 1 + number % 2, bytes: 60)) }
        let second = try LogBackup.run(from: "/log", to: "/backup", fileSystem: fileSystem)
        #expect(second.skippedBytes > 0 && second.skippedBytes + second.copiedBytes > first.copiedBytes)
        try expect(0..<20, second)
        let third = try LogBackup.run(from: "/log", to: "/backup", fileSystem: fileSystem)
        #expect(third.digest == second.digest && third.copiedBytes < 512)
        await log.close()
    }

    @Test func aRestoredBackupGoesOn() async throws {
        await (try await append(0..<9)).close()
        _ = try LogBackup.run(from: "/log", to: "/backup", fileSystem: fileSystem)
        let restored = MemoryFileSystem()
        for (path, bytes) in fileSystem.disk.files where path.hasPrefix("/backup/") {
            restored.setContent("/log/" + path.dropFirst("/backup/".count), bytes)
        }
        let log = try SegmentLog.open(directory: "/log", options: options(restored))
        #expect(log.openReport.cut == nil && log.lastSequence == 13)
        #expect(try await log.append(batch(9)).sequences == 14...14)
        await log.close()
    }

    @Test func redactedSegmentsTakeThePlaceOfTheOldOnes() async throws {
        let log = try await append(0..<9)
        let before = try LogBackup.run(from: "/log", to: "/backup", fileSystem: fileSystem)
        _ = try await log.redact([2: Array("gone".utf8)])
        let after = try LogBackup.run(from: "/log", to: "/backup", fileSystem: fileSystem)
        #expect(after.digest == before.digest && after.copiedBytes > 0)
        let view = try SegmentLogView.open(directory: "/backup", fileSystem: fileSystem)
        #expect(try view.all()[1].payload == Array("gone".utf8))
        await log.close()
    }

    @Test func aDamagedSegmentNeverReplacesAGoodCopy() async throws {
        await (try await append(0..<9)).close()
        let paths = fileSystem.paths(suffix: ".segment")
        for (place, path) in paths.enumerated() {
            let damaged = fileSystem.copy()
            // Redaction counts are what makes a segment be copied again.
            var bytes = fileSystem.content(path)
            bytes[SegmentHeader.size + 45] ^= 1
            damaged.setContent(path, bytes)
            let error = try #require(throws: LogError.self) {
                try LogBackup.run(from: "/log", to: "/backup", fileSystem: damaged)
            }
            #expect("\(error)".contains(path))
            #expect(damaged.content("/backup/" + path.dropFirst(5)).isEmpty, "segment \(place)")
        }
    }

    @Test func whatWouldCostHistoryIsRefused() async throws {
        await (try await append(0..<9)).close()
        let early = fileSystem.copy()
        await (try await append(9..<20)).close()
        _ = try LogBackup.run(from: "/log", to: "/backup", fileSystem: fileSystem)

        func expectRefused(_ files: MemoryFileSystem, from log: String = "/log", to backup: String, _ word: String) {
            let before = files.disk.files.filter { $0.key.hasPrefix("/backup/") }
            do {
                _ = try LogBackup.run(from: log, to: backup, fileSystem: files)
                Issue.record("not refused: \(word)")
            } catch {
                #expect("\(error)".contains(word), "\(error)")
            }
            #expect(files.disk.files.filter { $0.key.hasPrefix("/backup/") } == before, "\(word)")
        }
        expectRefused(fileSystem, to: "/log/backup", "own directory")
        expectRefused(fileSystem, from: "/none", to: "/backup", "There is no log")
        // An older copy of the log was put back, and then written on.
        for (path, bytes) in fileSystem.disk.files where path.hasPrefix("/backup/") { early.setContent(path, bytes) }
        expectRefused(early, to: "/backup", "an older copy was put back")
        let log = try SegmentLog.open(directory: "/log", options: options(early))
        for number in 0..<20 { _ = try await log.append(batch(number, records: 2, bytes: 50)) }
        await log.close()
        expectRefused(early, to: "/backup", "not those that the log has")
        let other = MemoryFileSystem()
        await (try SegmentLog.open(directory: "/other", options: options(other))).close()
        for (path, bytes) in other.disk.files { fileSystem.setContent(path, bytes) }
        expectRefused(fileSystem, from: "/other", to: "/backup", "another log")
    }

    @Test func aBackupKeepsWhatTheLogNoLongerDoes() async throws {
        let log = try await append(0..<12)
        let first = try LogBackup.run(from: "/log", to: "/backup", fileSystem: fileSystem)
        let starts = fileSystem.paths(suffix: ".segment").filter { $0.hasPrefix("/log/") }.compactMap(
            SegmentName.firstSequence(ofPath:))
        _ = try await log.removeSegments(endingBefore: starts[2])
        #expect(log.firstSequence == starts[2])
        for number in 12..<16 { _ = try await log.append(batch(number, records: 1 + number % 2, bytes: 60)) }
        let second = try LogBackup.run(from: "/log", to: "/backup", fileSystem: fileSystem)
        #expect(first.firstSequence == 1 && second.firstSequence == 1)
        try expect(0..<16, second)

        let fresh = try LogBackup.run(from: "/log", to: "/fresh", fileSystem: fileSystem)
        #expect(fresh.firstSequence == starts[2] && fresh.digest == second.digest)
        #expect(try LogVerification.run(directory: "/fresh", fileSystem: fileSystem).digest == second.digest)

        _ = try await log.removeSegments(endingBefore: log.lastSequence)
        let gap = fileSystem.copy()
        for path in gap.paths(suffix: ".segment") where path.hasPrefix("/fresh/") {
            if let first = SegmentName.firstSequence(ofPath: path), first > starts[2] { gap.removeFile(path) }
        }
        gap.removeFile("/fresh/tip")
        let error = try #require(throws: LogError.self) {
            try LogBackup.run(from: "/log", to: "/fresh", fileSystem: gap)
        }
        #expect("\(error)".contains("gap"))
        await log.close()
    }

    @Test func anInterruptedBackupIsTakenUpAgain() async throws {
        await (try await append(0..<9)).close()
        var calls = 0
        while true {
            let files = fileSystem.copy()
            files.fail(
                MemoryFileSystem.Fault(
                    operations: MemoryFileSystem.Operation.changing, skip: calls, code: ENOSPC, bytesKept: 40,
                    persists: true))
            _ = try? LogBackup.run(from: "/log", to: "/backup", fileSystem: files)
            let failures = files.failures
            var random = SeededGenerator(seed: UInt64(calls))
            let left = files.afterPowerFailure(sectorBytes: 64, using: &random)
            let backup = try LogBackup.run(from: "/log", to: "/backup", fileSystem: left)
            let verified = try LogVerification.run(directory: "/backup", fileSystem: left)
            #expect(
                verified.isIntact && verified.digest == backup.digest && verified.lastSequence == 13, "call \(calls)")
            if failures.isEmpty { break }
            calls += 1
        }
        #expect(calls > 10)
    }

    @Test func aBackupAtEveryMomentOfAProcessThatWritesIsALogThatVerifies() async throws {
        let directory = try TemporaryDirectory()
        let log = directory.path + "/log"
        let writer = try LogWriterProcess(
            directory: log, seed: 4, segmentBytes: 16_384, batchesMax: 4_000,
            output: URL(fileURLWithPath: directory.path + "/out"))
        try await eventually("it appends") { writer.told.acknowledged > 0 }
        var last: UInt64 = 0
        for round in 0..<15 {
            let acknowledged = writer.told.acknowledged
            let backup = try LogBackup.run(from: log, to: directory.path + "/backup")
            #expect(backup.lastSequence >= acknowledged && acknowledged >= last, "round \(round)")
            let verified = try LogVerification.run(directory: directory.path + "/backup")
            #expect(verified.isIntact && verified.digest == backup.digest, "round \(round): \(verified.damages)")
            last = acknowledged
        }
        writer.kill()
        #expect(last > 0)
    }
}
