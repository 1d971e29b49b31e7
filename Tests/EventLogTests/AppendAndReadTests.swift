import Testing

@testable import EventLog

@Suite struct AppendAndReadTests {
    @Test(arguments: [SyncPolicy.always, .every(.milliseconds(5)), .never])
    func whatIsAppendedIsReadBackAfterReopening(sync: SyncPolicy) async throws {
        let directory = try TemporaryDirectory()
        let options = LogOptions(sync: sync)
        let batches = [batch(1), batch(2, records: 3, bytes: 0), batch(3, records: 2, bytes: 300_000)]
        let log = try SegmentLog.open(directory: directory.path, options: options)
        #expect(log.openReport.wasCreated)
        #expect(log.lastSequence == 0)
        #expect(try log.all().isEmpty)
        var receipts: [LogReceipt] = []
        for batch in batches { receipts.append(try await log.append(batch)) }
        #expect(receipts.map(\.sequences) == [1...1, 2...4, 5...6])
        #expect(try log.all() == kept(batches))
        #expect(try log.all(from: 4) == Array(kept(batches)[3...]))
        await log.close()

        let again = try SegmentLog.open(directory: directory.path, options: options)
        #expect(again.identifier == log.identifier)
        #expect(again.openReport == LogOpenReport(segments: 1, lastSequence: 6))
        #expect(try again.all() == kept(batches))
        #expect(try await again.append(batch(4)).sequences == 7...7)
        await again.close()
    }

    @Test func segmentsRollOverAndTheChainHoldsThroughReopening() async throws {
        let directory = try TemporaryDirectory()
        let options = LogOptions(segmentBytesMax: 512)
        var batches: [[LogEntry]] = []
        for round in 0..<4 {
            let log = try SegmentLog.open(directory: directory.path, options: options)
            for number in 0..<10 {
                let next = batch(round * 10 + number, records: 1 + number % 3, bytes: number * 31)
                batches.append(next)
                _ = try await log.append(next)
            }
            #expect(try log.all() == kept(batches))
            await log.close()
        }
        let view = try SegmentLogView.open(directory: directory.path)
        #expect(try view.all() == kept(batches))
        for sequence in 1...view.lastSequence {
            #expect(try view.all(from: sequence) == Array(kept(batches)[Int(sequence - 1)...]))
        }
        #expect(try PosixFileSystem().list(directory.path).filter { $0.hasSuffix(".segment") }.count > 10)
    }

    @Test func aSecondWriterIsRefusedUntilTheFirstCloses() async throws {
        let directory = try TemporaryDirectory()
        let log = try SegmentLog.open(directory: directory.path)
        #expect(throws: LogError.self) { try SegmentLog.open(directory: directory.path) }
        await log.close()
        await #expect(throws: LogError.closed(directory: directory.path)) { try await log.append(batch(1)) }
        let second = try SegmentLog.open(directory: directory.path)
        await second.close()
    }

    @Test func aViewFollowsTheWriterAcrossRollovers() async throws {
        let directory = try TemporaryDirectory()
        let log = try SegmentLog.open(directory: directory.path, options: LogOptions(segmentBytesMax: 2048))
        let view = try SegmentLogView.open(directory: directory.path)
        let count: UInt64 = 200
        async let followed = follow(view, to: count)
        async let followedInside = follow(log, to: count)
        for number in 0..<Int(count) { _ = try await log.append(batch(number, bytes: 60)) }
        let expected = Array(1...count)
        #expect(try await followed == expected)
        #expect(try await followedInside == expected)
        await log.close()
    }

    private func follow(_ log: any Log, to last: UInt64) async throws -> [UInt64] {
        let reader = try log.makeReader(from: 1)
        var seen: [UInt64] = []
        while reader.position <= last {
            let handed = try reader.read(recordsMax: 7) { seen.append($0.sequence) }
            if handed == 0 { _ = try await log.waitForSequence(after: reader.position - 1) }
        }
        return seen
    }
}
