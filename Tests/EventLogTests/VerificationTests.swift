import Testing

@testable import EventLog

@Suite struct VerificationTests {
    private func smallLog() async throws -> MemoryFileSystem {
        let fileSystem = MemoryFileSystem()
        let log = try SegmentLog.open(
            directory: "/log", options: LogOptions(segmentBytesMax: 512, fileSystem: fileSystem))
        for number in 0..<9 { _ = try await log.append(batch(number, records: 1 + number % 2, bytes: 40)) }
        await log.close()
        return fileSystem
    }

    @Test func anIntactLogHasADigestThatLaterAppendsDoNotChange() async throws {
        let fileSystem = try await smallLog()
        let before = try LogVerification.run(directory: "/log", fileSystem: fileSystem)
        #expect(before.isIntact)
        #expect(before.records == 13 && before.batches == 9 && before.lastSequence == 13)
        #expect(before.digestText?.utf8.count == 64)

        let log = try SegmentLog.open(
            directory: "/log", options: LogOptions(segmentBytesMax: 512, fileSystem: fileSystem))
        for number in 0..<9 { _ = try await log.append(batch(number, bytes: 100)) }
        let during = try LogVerification.run(directory: "/log", fileSystem: fileSystem)
        await log.close()
        let after = try LogVerification.run(directory: "/log", fileSystem: fileSystem)
        #expect(during.digest == after.digest)
        #expect(after.digest != before.digest)
        #expect(try LogVerification.run(directory: "/log", upTo: 13, fileSystem: fileSystem).digest == before.digest)
        #expect(try LogVerification.run(directory: "/log", upTo: 22, fileSystem: fileSystem).digest == after.digest)
        #expect(throws: LogError.sequenceUnavailable(requested: 23, kept: 1...22)) {
            try LogVerification.run(directory: "/log", upTo: 23, fileSystem: fileSystem)
        }
    }

    @Test func everyFlippedBitIsFound() async throws {
        let fileSystem = try await smallLog()
        let paths = fileSystem.paths(suffix: ".segment")
        #expect(paths.count >= 3)
        for path in paths {
            var bytes = fileSystem.content(path)
            for place in bytes.indices {
                let bit = UInt8(1) << UInt8(place % 8)
                bytes[place] ^= bit
                let copy = fileSystem.copy()
                copy.setContent(path, bytes)
                let found = try LogVerification.run(directory: "/log", fileSystem: copy)
                #expect(!found.isIntact && found.digest == nil, "bit \(bit) of byte \(place) of \(path)")
                #expect(found.damages.contains { $0.file == path || path < $0.file })
                bytes[place] ^= bit
            }
        }
    }

    @Test func aFlippedBitLosesNoRecordButItsOwnBatch() async throws {
        let fileSystem = try await smallLog()
        let path = fileSystem.paths(suffix: ".segment")[1]
        var bytes = fileSystem.content(path)
        bytes[SegmentHeader.size + 50] ^= 1
        fileSystem.setContent(path, bytes)

        let found = try LogVerification.run(directory: "/log", fileSystem: fileSystem)
        let first = try #require(found.damages.first)
        #expect(first.file == path && first.offset == SegmentHeader.size && first.sequences?.count == 1)
        #expect(found.records == 12)

        // The segment is sealed: the log opens, and a reader that comes there is told.
        let log = try SegmentLog.open(directory: "/log", options: LogOptions(fileSystem: fileSystem))
        let damaged = try #require(first.sequences?.lowerBound)
        let error = try #require(throws: LogError.self) { try log.all() }
        guard case .damaged(let damage) = error else {
            Issue.record("unexpected: \(error)")
            return
        }
        #expect(damage == first)
        #expect(try log.all(from: log.lastSequence).count == 1)
        #expect(error.description.contains("record \(damaged)"))
        await log.close()
    }

    @Test func lostSegmentsAndForeignSegmentsAreNamed() async throws {
        let fileSystem = try await smallLog()
        let paths = fileSystem.paths(suffix: ".segment")
        for path in paths {
            let copy = fileSystem.copy()
            copy.removeFile(path)
            #expect(try LogVerification.run(directory: "/log", fileSystem: copy).damages.count > 0, "without \(path)")
        }
        let other = try await smallLog()
        fileSystem.setContent(paths[1], other.content(paths[1]))
        let found = try LogVerification.run(directory: "/log", fileSystem: fileSystem)
        #expect(found.damages.first?.file == paths[1])
        #expect(found.damages.first?.reason == .identifier)
    }

    @Test func statisticsTellWhatIsThere() async throws {
        let fileSystem = try await smallLog()
        let statistics = try LogStatistics.gather(directory: "/log", fileSystem: fileSystem)
        let paths = fileSystem.paths(suffix: ".segment")
        #expect(statistics.segments.map(\.file) == paths)
        #expect(statistics.sequences == 1...13)
        #expect(statistics.batches == 9)
        #expect(statistics.bytes == paths.reduce(0) { $0 + fileSystem.content($1).count })
        #expect(statistics.segments.dropLast().allSatisfy { $0.isSealed })
        #expect(throws: LogError.noLog(directory: "/none")) {
            try LogStatistics.gather(directory: "/none", fileSystem: fileSystem)
        }
    }

    @Test func openingAThousandSegmentsReadsHeadersFootersAndTheLastSegmentOnly() async throws {
        let fileSystem = MemoryFileSystem()
        let options = LogOptions(segmentBytesMax: 4096, fileSystem: fileSystem)
        let log = try SegmentLog.open(directory: "/log", options: options)
        for number in 0..<1000 { _ = try await log.append(batch(number, bytes: 3800)) }
        await log.close()
        let segments = fileSystem.paths(suffix: ".segment")
        #expect(segments.count == 1000)
        let (reads, bytes) = (fileSystem.count(.read), fileSystem.bytesRead)
        let again = try SegmentLog.open(directory: "/log", options: options)
        #expect(fileSystem.count(.read) - reads < 2 * segments.count + 20)
        let ends = segments.count * (SegmentHeader.size + SegmentFooter.size)
        // The walk of recovery and the one of the running hash.
        let last = 2 * fileSystem.content(segments[999]).count
        #expect(fileSystem.bytesRead - bytes < ends + last + 1024)
        await again.close()
    }
}
