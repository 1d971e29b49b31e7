import Testing

@testable import EventLog

/// A log whose first segments are no longer kept.
@Suite struct StartTests {
    private let directory = "/log"
    private let batches = (0..<12).map { batch($0, records: 1 + $0 % 2, bytes: 120) }

    /// A log of several segments whose start file says that it begins with the segment at an index.
    private func log(startingAt index: Int) async throws -> (fileSystem: MemoryFileSystem, start: LogStart) {
        let fileSystem = MemoryFileSystem()
        let log = try SegmentLog.open(
            directory: directory, options: LogOptions(segmentBytesMax: 700, fileSystem: fileSystem))
        for batch in batches { _ = try await log.append(batch) }
        await log.close()
        let segments = try segments(fileSystem)
        let kept = segments[index < 0 ? segments.count + index : index]
        let start = LogStart(
            log: kept.header.log, number: kept.header.number, firstSequence: kept.header.firstSequence,
            lastTime: kept.header.time, previousFooterHash: kept.header.previousFooterHash)
        fileSystem.setContent("/log/start", start.encoded)
        return (fileSystem, start)
    }

    private func segments(_ fileSystem: MemoryFileSystem) throws -> [SegmentFile] {
        try fileSystem.paths(suffix: ".segment").map {
            try SegmentFile.load(path: $0, file: try SegmentFile.open($0, fileSystem))
        }
    }

    private func remove(upTo count: Int, from fileSystem: MemoryFileSystem) {
        for path in fileSystem.paths(suffix: ".segment").prefix(count) { fileSystem.removeFile(path) }
    }

    @Test(arguments: [2, -1], [true, false])
    func allWhoReadBeginThere(index: Int, leftovers: Bool) async throws {
        let (fileSystem, start) = try await log(startingAt: index)
        let digest = try LogVerification.run(directory: directory, fileSystem: fileSystem).digest
        if !leftovers { remove(upTo: Int(start.number) - 1, from: fileSystem) }
        let all = kept(batches).filter { $0.sequence >= start.firstSequence }
        let last = UInt64(kept(batches).count)

        let view = try SegmentLogView.open(directory: directory, fileSystem: fileSystem)
        #expect(view.firstSequence == start.firstSequence)
        #expect(try view.all(from: start.firstSequence) == all)
        #expect(throws: LogError.sequenceUnavailable(requested: 1, kept: start.firstSequence...last)) {
            try view.makeReader(from: 1)
        }
        let found = try LogVerification.run(directory: directory, fileSystem: fileSystem)
        #expect(found.isIntact && found.firstSequence == start.firstSequence && found.digest == digest)
        #expect(found.records == UInt64(all.count))
        let statistics = try LogStatistics.gather(directory: directory, fileSystem: fileSystem)
        #expect(statistics.firstSequence == start.firstSequence && statistics.records == UInt64(all.count))

        let log = try SegmentLog.open(directory: directory, options: LogOptions(fileSystem: fileSystem))
        #expect(log.openReport.removedSegments == (leftovers ? Int(start.number) - 1 : 0))
        #expect(try segments(fileSystem).map(\.header.number).first == start.number)
        #expect(fileSystem.paths(suffix: ".index").allSatisfy { $0 >= segmentPath(start.firstSequence) })
        #expect(log.firstSequence == start.firstSequence)
        #expect(try log.all(from: start.firstSequence) == all)
        #expect(try await log.append(batch(99)).sequences == last + 1...last + 1)
        await log.close()
        #expect(try LogVerification.run(directory: directory, fileSystem: fileSystem).isIntact)
    }

    private func segmentPath(_ sequence: UInt64) -> String {
        directory + "/" + SegmentName.index(firstSequence: sequence)
    }

    @Test func withoutTheStartFileTheFirstSegmentsAreMissed() async throws {
        let (fileSystem, start) = try await log(startingAt: 2)
        remove(upTo: 2, from: fileSystem)
        fileSystem.removeFile("/log/start")
        let error = try #require(throws: LogError.self) {
            try SegmentLog.open(directory: directory, options: LogOptions(fileSystem: fileSystem))
        }
        guard case .damaged(let damage) = error else {
            Issue.record("unexpected: \(error)")
            return
        }
        #expect(damage.sequences == 1...start.firstSequence - 1)
        let found = try LogVerification.run(directory: directory, fileSystem: fileSystem)
        #expect(found.damages.first == damage)
    }

    @Test func aMissingSegmentBehindTheStartIsRefused() async throws {
        let (fileSystem, _) = try await log(startingAt: 2)
        remove(upTo: 2, from: fileSystem)
        for path in fileSystem.paths(suffix: ".segment") {
            let copy = fileSystem.copy()
            copy.removeFile(path)
            #expect(throws: LogError.self, "without \(path)") {
                try SegmentLog.open(directory: directory, options: LogOptions(fileSystem: copy))
            }
            #expect(try LogVerification.run(directory: directory, fileSystem: copy).damages.count > 0)
        }
    }

    @Test func everyFlippedBitOfTheStartFileIsRefusedByName() async throws {
        let (fileSystem, start) = try await log(startingAt: 2)
        remove(upTo: 2, from: fileSystem)
        var bytes = start.encoded
        #expect(bytes.count == LogStart.size)
        let segments = fileSystem.paths(suffix: ".segment").map { fileSystem.content($0) }
        for bit in 0..<8 * bytes.count {
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            let copy = fileSystem.copy()
            copy.setContent("/log/start", bytes)
            let open = { _ = try SegmentLog.open(directory: directory, options: LogOptions(fileSystem: copy)) }
            let view = { _ = try SegmentLogView.open(directory: directory, fileSystem: copy) }
            let verify = { _ = try LogVerification.run(directory: directory, fileSystem: copy) }
            for attempt in [open, view, verify] {
                let error = try #require(throws: LogError.self, "bit \(bit)") { try attempt() }
                #expect(error == .damaged(LogDamage(file: "/log/start", offset: 0, reason: .start)))
            }
            #expect(copy.paths(suffix: ".segment").map { copy.content($0) } == segments)
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        }
    }

    @Test func aStartOfAnotherPlaceOrLogIsRefused() async throws {
        let (fileSystem, start) = try await log(startingAt: 2)
        remove(upTo: 2, from: fileSystem)
        var numbered = start
        numbered.number += 1
        var foreign = start
        foreign.log = .random()
        var unlinked = start
        unlinked.previousFooterHash[0] ^= 1
        for other in [numbered, foreign, unlinked] {
            let copy = fileSystem.copy()
            copy.setContent("/log/start", other.encoded)
            #expect(throws: LogError.self) {
                try SegmentLog.open(directory: directory, options: LogOptions(fileSystem: copy))
            }
            #expect(try LogVerification.run(directory: directory, fileSystem: copy).damages.count > 0)
        }
    }
}
