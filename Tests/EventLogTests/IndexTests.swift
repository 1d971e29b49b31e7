import Testing

@testable import EventLog

@Suite struct IndexTests {
    /// A log of several segments with several index entries each, recorded at 1,000, 2,000, 3,000 …
    private func indexedLog() async throws -> MemoryFileSystem {
        let fileSystem = MemoryFileSystem()
        let clock = StepClock()
        let log = try SegmentLog.open(
            directory: "/log",
            options: LogOptions(segmentBytesMax: 400_000, fileSystem: fileSystem, now: { clock.next() }))
        for number in 0..<40 { _ = try await log.append(batch(number, bytes: 30_000)) }
        await log.close()
        return fileSystem
    }

    @Test func missingAndCorruptIndexesChangeNothing() async throws {
        let fileSystem = try await indexedLog()
        let indexes = fileSystem.paths(suffix: ".index")
        #expect(indexes.count >= 3)
        let sound = indexes.map { fileSystem.content($0) }
        for spoil in [
            { (_: [UInt8]) -> [UInt8]? in nil },
            { Array($0.dropLast(1)) },
            { $0.enumerated().map { $0.offset == 60 ? $0.element ^ 1 : $0.element } },
            { _ in [] },
        ] {
            for (path, bytes) in zip(indexes, sound) {
                if let spoilt = spoil(bytes) {
                    fileSystem.setContent(path, spoilt)
                } else {
                    fileSystem.removeFile(path)
                }
            }
            let log = try SegmentLog.open(directory: "/log", options: LogOptions(fileSystem: fileSystem))
            for sequence in 1...UInt64(40) {
                let reader = try log.makeReader(from: sequence)
                var found: [UInt64] = []
                _ = try reader.read(recordsMax: 1) { found.append($0.sequence) }
                #expect(found == [sequence])
            }
            await log.close()
            #expect(indexes.map { fileSystem.content($0) } == sound, "the files come back as they were")
        }
    }

    @Test func aReaderStartsAtATime() async throws {
        let fileSystem = try await indexedLog()
        let log = try SegmentLog.open(directory: "/log", options: LogOptions(fileSystem: fileSystem))
        let view = try SegmentLogView.open(directory: "/log", fileSystem: fileSystem)
        var times: [Int64] = []
        _ = try log.makeReader(from: 1).read(recordsMax: .max) { times.append($0.time) }
        #expect(times == times.sorted())
        for (place, time) in times.enumerated() {
            #expect(try log.makeReader(fromTime: time).position == UInt64(place + 1))
            #expect(try view.makeReader(fromTime: time - 1).position == UInt64(place + 1))
        }
        #expect(try log.makeReader(fromTime: .max).position == 41)
        #expect(try view.makeReader(fromTime: .min).position == 1)
        await log.close()
    }

    @Test func timeNeverRunsBackwards() async throws {
        let clock = StepClock(step: -1000)
        let log = try SegmentLog.open(
            directory: "/log", options: LogOptions(fileSystem: MemoryFileSystem(), now: { clock.next() }))
        let first = try await log.append(batch(1)).time
        #expect(try await log.append(batch(2)).time == first)
        await log.close()
    }

    @Test(arguments: [UInt64(0), 42, 1000])
    func aSequenceThatIsNotThereIsRefused(sequence: UInt64) async throws {
        let fileSystem = try await indexedLog()
        let log = try SegmentLog.open(directory: "/log", options: LogOptions(fileSystem: fileSystem))
        #expect(throws: LogError.sequenceUnavailable(requested: sequence, kept: 1...40)) {
            try log.makeReader(from: sequence)
        }
        await log.close()
    }
}
