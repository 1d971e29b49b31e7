import Glibc
import Testing

@testable import EventLog

/// The disk is full or broken at one call after the other of everything that a log does.
@Suite struct EveryCallTests {
    /// What fails, and how.
    struct Failing: CustomTestStringConvertible {
        var testDescription: String
        var operations: Set<MemoryFileSystem.Operation>
        var code: Int32
        var persists: Bool
    }

    static let failings = [
        Failing(
            testDescription: "EIO once", operations: Set(MemoryFileSystem.Operation.allCases), code: EIO,
            persists: false),
        Failing(
            testDescription: "EIO from then on", operations: MemoryFileSystem.Operation.changing, code: EIO,
            persists: true),
        Failing(
            testDescription: "a full disk for a moment", operations: MemoryFileSystem.Operation.growing, code: ENOSPC,
            persists: false),
        Failing(
            testDescription: "a full disk", operations: MemoryFileSystem.Operation.growing, code: ENOSPC,
            persists: true),
    ]

    private func options(_ fileSystem: MemoryFileSystem) -> LogOptions {
        LogOptions(segmentBytesMax: 512, fileSystem: fileSystem)
    }

    @Test(arguments: failings)
    func aNewLogLosesNothingThatItAcknowledged(failing: Failing) async throws {
        try await fail(failing, on: [:], acknowledged: [])
    }

    @Test(arguments: failings)
    func aLogThatIsOpenedAgainLosesNothing(failing: Failing) async throws {
        let (files, batches) = try await tornLog()
        try await fail(failing, on: files, acknowledged: batches)
    }

    /// Several segments, without indexes, and the last batch torn.
    private func tornLog() async throws -> (files: [String: [UInt8]], batches: [[LogEntry]]) {
        let fileSystem = MemoryFileSystem()
        let log = try SegmentLog.open(directory: "/log", options: options(fileSystem))
        let batches = (0..<7).map { batch($0, records: 1 + $0 % 2, bytes: 70) }
        for batch in batches { _ = try await log.append(batch) }
        await log.close()
        let path = fileSystem.paths(suffix: ".segment").last ?? ""
        fileSystem.setContent(path, fileSystem.content(path) + [UInt8](repeating: 7, count: 50))
        for index in fileSystem.paths(suffix: ".index") { fileSystem.removeFile(index) }
        return (fileSystem.disk.files, batches)
    }

    private func fail(_ failing: Failing, on files: [String: [UInt8]], acknowledged before: [[LogEntry]]) async throws {
        var calls = 0
        var readOnly = 0
        while true {
            let fileSystem = MemoryFileSystem(files: files)
            fileSystem.limitWrites(to: 100)
            fileSystem.fail(
                MemoryFileSystem.Fault(
                    operations: failing.operations, skip: calls, code: failing.code, bytesKept: calls * 13 % 90,
                    persists: failing.persists))
            let place = "\(failing.testDescription), call \(calls)"
            var acknowledged = before
            var refused: [LogEntry]?
            do {
                let log = try SegmentLog.open(directory: "/log", options: options(fileSystem))
                for number in 0..<8 {
                    let next = batch(100 + number, records: 2, bytes: 60)
                    do {
                        _ = try await log.append(next)
                        acknowledged.append(next)
                    } catch {
                        refused = refused ?? next
                        readOnly += 1
                        expectReadOnly(log, error, failing, place)
                    }
                }
                // Indexes are read and built here; one that cannot be kept hinders nobody.
                if failing.code == ENOSPC || !fileSystem.failures.isEmpty {
                    #expect(try log.all() == kept(acknowledged), "\(place)")
                    if log.lastSequence > 0 {
                        #expect(try log.all(from: 2) == Array(kept(acknowledged).dropFirst()), "\(place)")
                    }
                    expectReading(fileSystem, acknowledged, place)
                }
                await log.close()
            } catch {
                #expect("\(error)".contains(words(failing.code)), "\(place): \(error)")
                #expect("\(error)".contains("/log"), "\(place): \(error)")
                // A disk that takes nothing lets be read what it has.
                if failing.code == ENOSPC, !before.isEmpty { expectReading(fileSystem, acknowledged, place) }
            }
            let failures = fileSystem.failures
            fileSystem.fail(nil)
            let log = try SegmentLog.open(directory: "/log", options: options(fileSystem.afterKill()))
            #expect(log.health == .healthy)
            let found = try log.all()
            // What was written and could not be taken back may be there, whole.
            #expect(
                found == kept(acknowledged) || (refused.map { found == kept(acknowledged + [$0]) } ?? false), "\(place)"
            )
            #expect(try await log.append(batch(999)).sequences.lowerBound == log.openReport.lastSequence + 1)
            await log.close()
            if failures.isEmpty { break }
            calls += 1
        }
        #expect(calls > 20 && readOnly > 20)
    }

    private func expectReadOnly(_ log: SegmentLog, _ error: any Error, _ failing: Failing, _ place: String) {
        #expect("\(error)".contains(words(failing.code)), "\(place): \(error)")
        guard case .readOnly(let reason) = log.health else {
            Issue.record("\(place): the log refused a batch and calls itself healthy")
            return
        }
        #expect(reason.contains(words(failing.code)), "\(place): \(reason)")
    }

    private func expectReading(_ fileSystem: MemoryFileSystem, _ acknowledged: [[LogEntry]], _ place: String) {
        // Another process sees no further than the tip says, and must sync for itself when that is torn.
        let isTipOld = fileSystem.failures.contains("/log/tip")
        do {
            let found = try SegmentLogView.open(directory: "/log", fileSystem: fileSystem).all()
            #expect(
                found == kept(acknowledged) || isTipOld && found == Array(kept(acknowledged).prefix(found.count)),
                "\(place)")
        } catch {
            #expect(isTipOld, "\(place): it cannot be read: \(error)")
        }
    }

    private func words(_ code: Int32) -> String { String(cString: strerror(code)) }
}
