import Glibc
import TestSupport
import Testing

@testable import EventLog

@Suite struct RemovalTests {
    private let batches = (0..<14).map { batch($0, records: 1 + $0 % 2, bytes: 120) }

    private func options(_ fileSystem: MemoryFileSystem) -> LogOptions {
        LogOptions(segmentBytesMax: 700, fileSystem: fileSystem)
    }

    private func filled(_ fileSystem: MemoryFileSystem) async throws -> SegmentLog {
        let log = try SegmentLog.open(directory: "/log", options: options(fileSystem))
        for batch in batches { _ = try await log.append(batch) }
        return log
    }

    private func kept(from sequence: UInt64) -> [Kept] {
        EventLogTests.kept(batches).filter { $0.sequence >= sequence }
    }

    @Test func theActiveSegmentIsSealedWhenItBeganLongAgo() async throws {
        let fileSystem = MemoryFileSystem()
        let clock = StepClock()
        let options = LogOptions(fileSystem: fileSystem, now: { clock.next() })
        let log = try SegmentLog.open(directory: "/log", options: options)
        #expect(try await log.sealActiveSegment(startedBefore: .max) == false, "it has no records")
        _ = try await log.append(batches[0])
        _ = try await log.append(batches[1])
        var first: Int64 = 0
        _ = try log.makeReader(from: 1).read(recordsMax: 1) { first = $0.time }
        #expect(try await log.sealActiveSegment(startedBefore: first) == false)
        await log.close()

        // What was recorded before a restart counts.
        let again = try SegmentLog.open(directory: "/log", options: options)
        #expect(try await again.sealActiveSegment(startedBefore: first + 1))
        #expect(again.sealedSegments.map(\.sequences) == [1...again.lastSequence])
        #expect(again.sealedSegments.map(\.firstTime) == [first])
        #expect(try await again.sealActiveSegment(startedBefore: .max) == false)
        _ = try await again.append(batches[2])
        await again.close()
        #expect(try LogVerification.run(directory: "/log", fileSystem: fileSystem).segments == 2)
    }

    @Test func wholeSegmentsBeforeASequenceGo() async throws {
        let fileSystem = MemoryFileSystem()
        let log = try await filled(fileSystem)
        let digest = try LogVerification.run(directory: "/log", fileSystem: fileSystem).digest
        let sealed = log.sealedSegments
        #expect(sealed.count > 3 && sealed.map(\.number) == Array(1...UInt64(sealed.count)))
        for segment in sealed {
            let upTo = segment.sequences.upperBound
            let verified = try LogVerification.run(directory: "/log", upTo: upTo, fileSystem: fileSystem)
            #expect(verified.digest == segment.digest)
        }
        #expect(try await log.removeSegments(endingBefore: sealed[0].sequences.upperBound).isEmpty)
        #expect(log.firstSequence == 1)
        #expect(try await log.removeSegments(endingBefore: sealed[1].sequences.upperBound + 1) == Array(sealed[..<2]))
        let first = sealed[2].sequences.lowerBound
        #expect(log.firstSequence == first && log.sealedSegments == Array(sealed[2...]))
        #expect(try log.all(from: first) == kept(from: first))
        let last = log.lastSequence
        #expect(throws: LogError.sequenceUnavailable(requested: first - 1, kept: first...last)) {
            try log.makeReader(from: first - 1)
        }
        #expect(try await log.append(batch(99)).sequences == last + 1...last + 1)
        await log.close()
        #expect(try LogVerification.run(directory: "/log", upTo: last, fileSystem: fileSystem).digest == digest)

        // Everything but the active segment.
        let again = try SegmentLog.open(directory: "/log", options: options(fileSystem))
        #expect(again.firstSequence == first)
        _ = try await again.removeSegments(endingBefore: .max)
        #expect(again.sealedSegments.isEmpty && fileSystem.paths(suffix: ".segment").count == 1)
        #expect(fileSystem.paths(suffix: ".index").isEmpty)
        let left = try again.all(from: again.firstSequence)
        await again.close()
        let third = try SegmentLog.open(directory: "/log", options: options(fileSystem))
        #expect(try third.all(from: third.firstSequence) == left)
        #expect(try await third.append(batch(100)).sequences == last + 2...last + 2)
        await third.close()
        #expect(try LogVerification.run(directory: "/log", upTo: last, fileSystem: fileSystem).digest == digest)
    }

    @Test func readersInRemovedSegmentsAreToldAndOthersGoOn() async throws {
        let fileSystem = MemoryFileSystem()
        let log = try await filled(fileSystem)
        let sealed = log.sealedSegments
        let inside = try log.makeReader(from: sealed[1].sequences.lowerBound)
        _ = try inside.read(recordsMax: 1) { _ in }
        let atTheEnd = try log.makeReader(from: sealed[1].sequences.lowerBound)
        _ = try atTheEnd.read(recordsMax: sealed[1].sequences.count) { _ in }
        let beyond = try log.makeReader(from: sealed[2].sequences.lowerBound)
        _ = try await log.removeSegments(endingBefore: sealed[2].sequences.lowerBound)

        let first = sealed[2].sequences.lowerBound
        let requested = sealed[1].sequences.lowerBound + 1
        #expect(throws: LogError.sequenceUnavailable(requested: requested, kept: first...log.lastSequence)) {
            try inside.read(recordsMax: 1) { _ in }
        }
        for reader in [atTheEnd, beyond] {
            var found: [UInt64] = []
            _ = try reader.read(recordsMax: .max) { found.append($0.sequence) }
            #expect(found == Array(first...log.lastSequence))
        }
        await log.close()
    }

    @Test func viewsInOtherProcessesNotice() async throws {
        let fileSystem = MemoryFileSystem()
        let log = try await filled(fileSystem)
        let open = { try SegmentLogView.open(directory: "/log", fileSystem: fileSystem) }
        let (asked, follows, late) = (try open(), try open(), try open())
        let reader = try follows.makeReader(from: 1)
        _ = try reader.read(recordsMax: 1) { _ in }
        for number in 20..<30 { _ = try await log.append(batch(number, bytes: 120)) }
        _ = try await log.removeSegments(endingBefore: .max)
        let first = log.firstSequence

        // Its list still has the segment.
        #expect(throws: LogError.self) { try asked.makeReader(from: 1) }
        #expect(asked.firstSequence > 1)
        try asked.refresh()
        #expect(asked.firstSequence == first && asked.lastSequence == log.lastSequence)
        #expect(try asked.all(from: first) == log.all(from: first))

        // It may finish what it has open, and is then told.
        let error = try #require(throws: LogError.self) { _ = try reader.read(recordsMax: .max) { _ in } }
        guard case .sequenceUnavailable = error else {
            Issue.record("unexpected: \(error)")
            return
        }
        #expect(try late.refresh())
        #expect(late.firstSequence == first)
        #expect(throws: LogError.sequenceUnavailable(requested: 1, kept: first...log.lastSequence)) {
            try late.makeReader(from: 1)
        }
        await log.close()
    }

    @Test func aViewMovesOnWhenItsActiveSegmentIsSealedAndRemovedWithoutANewRecord() async throws {
        let fileSystem = MemoryFileSystem()
        let log = try SegmentLog.open(directory: "/log", options: options(fileSystem))
        _ = try await log.append(batch(1, bytes: 60))
        let view = try SegmentLogView.open(directory: "/log", fileSystem: fileSystem)
        let reader = try view.makeReader(from: 1)
        #expect(try reader.read(recordsMax: 9) { _ in } == 1)
        _ = try await log.redact([1: []])
        _ = try await log.removeSegments(endingBefore: .max)
        #expect(try !view.refresh())
        #expect(view.firstSequence == 2 && view.lastSequence == 1)
        _ = try await log.append(batch(2))
        #expect(try view.all(from: 2) == EventLogTests.kept([batch(2)], from: 2))
        var found: [UInt64] = []
        _ = try reader.read(recordsMax: 9) { found.append($0.sequence) }
        #expect(found == [2])
        await log.close()
    }

    @Test func aVerificationGoesOnWhileSegmentsAreRemoved() async throws {
        let fileSystem = MemoryFileSystem()
        let log = try await filled(fileSystem)
        let digest = try LogVerification.run(directory: "/log", fileSystem: fileSystem).digest
        let other = fileSystem.copy()
        _ = try await log.removeSegments(endingBefore: log.sealedSegments[2].sequences.lowerBound)
        await log.close()
        let doomed = Set(other.paths(suffix: ".segment")).subtracting(fileSystem.paths(suffix: ".segment")).sorted()
        let result = try LogVerification.run(directory: "/log", fileSystem: other) { progress in
            guard progress.file == doomed[0] else { return }
            other.setContent("/log/start", fileSystem.content("/log/start"))
            for path in doomed { other.removeFile(path) }
        }
        #expect(result.isIntact && result.digest == digest)
    }

    @Test(arguments: [ENOSPC, EIO], [false, true])
    func aFailureAtAnyCallLeavesTheOldOrTheNewBeginning(code: Int32, powerFails: Bool) async throws {
        var random = SeededGenerator(seed: UInt64(code))
        let whole = MemoryFileSystem()
        let log = try await filled(whole)
        let digest = try LogVerification.run(directory: "/log", fileSystem: whole).digest
        let first = log.sealedSegments[2].sequences.lowerBound
        let last = log.lastSequence
        await log.close()
        var failures = 0
        for skip in 0..<100 {
            let fileSystem = whole.copy()
            let log = try SegmentLog.open(directory: "/log", options: options(fileSystem))
            fileSystem.fail(
                MemoryFileSystem.Fault(skip: skip, code: code, bytesKept: skip % 90, persists: powerFails))
            let failed = (try? await log.removeSegments(endingBefore: first)) == nil
            if !powerFails { fileSystem.fail(nil) }
            await log.close()
            let left = powerFails ? fileSystem.afterPowerFailure(sectorBytes: 64, using: &random) : fileSystem
            let again = try SegmentLog.open(directory: "/log", options: options(left))
            #expect(again.firstSequence == 1 || again.firstSequence == first, "call \(skip)")
            #expect(try again.all(from: again.firstSequence) == kept(from: again.firstSequence), "call \(skip)")
            #expect(left.paths(suffix: DraftFile.mark).isEmpty, "call \(skip)")
            if !failed { #expect(again.firstSequence == first, "call \(skip): done but not durable") }
            _ = try await again.removeSegments(endingBefore: first)
            #expect(again.firstSequence == first, "call \(skip)")
            let paths = left.paths(suffix: ".segment") + left.paths(suffix: ".index")
            #expect(paths.allSatisfy { $0 >= "/log/" + SegmentName.index(firstSequence: first) }, "call \(skip)")
            _ = try await again.append(batch(50))
            await again.close()
            #expect(
                try LogVerification.run(directory: "/log", upTo: last, fileSystem: left).digest == digest,
                "call \(skip)")
            if failed { failures += 1 } else { break }
        }
        #expect(failures > 5)
    }

    @Test func aStartAfterAKillRemovesNothingThatAPowerFailureNeeds() async throws {
        let fileSystem = MemoryFileSystem()
        let log = try await filled(fileSystem)
        let first = log.sealedSegments[2].sequences.lowerBound
        fileSystem.recordMoments()
        _ = try await log.removeSegments(endingBefore: first)
        let killed = fileSystem.moments
        await log.close()

        var random = SeededGenerator(seed: 7)
        for (number, moment) in killed.enumerated() {
            let next = MemoryFileSystem(moment.disk)
            next.recordMoments()
            await (try SegmentLog.open(directory: "/log", options: options(next))).close()
            for (call, moment) in next.moments.enumerated() {
                for left in moment.disk.afterPowerFailure(sectorBytes: 64, limit: 8, using: &random) {
                    let again = try SegmentLog.open(
                        directory: "/log", options: options(MemoryFileSystem(files: left)))
                    let place = "killed before call \(number), power off before call \(call) of the next start"
                    #expect(again.firstSequence == 1 || again.firstSequence == first, "\(place)")
                    #expect(try again.all(from: again.firstSequence) == kept(from: again.firstSequence), "\(place)")
                    await again.close()
                }
            }
        }
    }
}
