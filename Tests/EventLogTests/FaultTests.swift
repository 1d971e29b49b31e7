import Glibc
import Testing

@testable import EventLog

@Suite struct FaultTests {
    private func options(_ fileSystem: MemoryFileSystem, sync: SyncPolicy = .always) -> LogOptions {
        LogOptions(sync: sync, segmentBytesMax: 512, fileSystem: fileSystem)
    }

    @Test(arguments: [ENOSPC, EIO], [MemoryFileSystem.Operation.write, .sync])
    func aFailedWriteOrSyncTurnsTheLogReadOnly(code: Int32, operation: MemoryFileSystem.Operation) async throws {
        let fileSystem = MemoryFileSystem()
        let log = try SegmentLog.open(directory: "/log", options: options(fileSystem))
        _ = try await log.append(batch(1))
        fileSystem.fail(MemoryFileSystem.Fault(operations: [operation], code: code, bytesKept: 70))
        let error = try await #require(throws: LogError.self) { try await log.append(batch(2, records: 2)) }
        guard case .file(let failure) = error else {
            Issue.record("unexpected: \(error)")
            return
        }
        #expect(failure.code == code)
        #expect(failure.path.hasSuffix(".segment"))

        // The disk is well again, but only a restart may go on.
        let refused = try await #require(throws: LogError.self) { try await log.append(batch(3)) }
        #expect(refused.description.contains(failure.path))
        guard case .readOnly(let reason) = log.health else {
            Issue.record("the log should be read-only")
            return
        }
        #expect(reason.contains(failure.path))
        #expect(log.lastSequence == 1)
        #expect(try log.all() == kept([batch(1)]))
        await log.close()

        let again = try SegmentLog.open(directory: "/log", options: options(fileSystem))
        #expect(again.health == .healthy)
        #expect(again.openReport.cut == nil)
        #expect(try await again.append(batch(4)).sequences == 2...2)
        #expect(try again.all() == kept([batch(1), batch(4)]))
        await again.close()
    }

    @Test func aLogThatSyncsAtIntervalsEndsAfterAFailedSync() async throws {
        let fileSystem = MemoryFileSystem()
        let log = try SegmentLog.open(directory: "/log", options: options(fileSystem, sync: .every(.milliseconds(1))))
        fileSystem.fail(MemoryFileSystem.Fault(operations: [.sync], code: EIO, persists: true))
        _ = try await log.append(batch(1))
        await untilTrue { log.health != .healthy }
        await #expect(throws: LogError.self) { try await log.append(batch(2)) }
        #expect(fileSystem.failures.count == 1, "a sync that failed is not tried again")
        await log.close()
    }

    @Test func aReaderIsToldOfABadSectorAndGoesOnWhenItIsReadable() async throws {
        let fileSystem = MemoryFileSystem()
        let log = try SegmentLog.open(directory: "/log", options: options(fileSystem))
        _ = try await log.append(batch(1))
        let reader = try log.makeReader(from: 1)
        fileSystem.fail(MemoryFileSystem.Fault(operations: [.read], code: EIO))
        let other = try #require(throws: LogError.self) { try log.makeReader(from: 1).read(recordsMax: 1) { _ in } }
        #expect(other.description.contains("Check the disk"))
        #expect(try reader.read(recordsMax: 5) { _ in } == 1)
        await log.close()
    }

    @Test func appendsThatQueueUpShareOneSync() async throws {
        let fileSystem = MemoryFileSystem()
        let log = try SegmentLog.open(directory: "/log", options: LogOptions(fileSystem: fileSystem))
        let view = try SegmentLogView.open(directory: "/log", fileSystem: fileSystem)
        let before = fileSystem.count(.sync)
        fileSystem.holdSyncs(true)
        try await withThrowingTaskGroup(of: LogReceipt.self) { group in
            group.addTask { try await log.append(batch(0)) }
            await untilTrue { fileSystem.count(.sync) == before + 1 }
            #expect(try !view.refresh(), "what is written but not synced is not seen from elsewhere")
            for number in 1...50 { group.addTask { try await log.append(batch(number)) } }
            await untilTrue { log.queuedBytes == 50 * 56 }
            #expect(log.lastSequence == 0, "nothing is visible before it is durable")
            fileSystem.holdSyncs(false)
            let sequences = try await group.reduce(into: []) { $0.append($1.sequences.lowerBound) }
            #expect(sequences.sorted() == Array(1...51))
        }
        #expect(fileSystem.count(.sync) == before + 2)
        #expect(try view.refresh())
        #expect(try view.all() == log.all())
        await log.close()
    }

    @Test func submittedBatchesKeepTheOrderOfTheCalls() async throws {
        let log = try SegmentLog.open(
            directory: "/log", options: LogOptions(segmentBytesMax: 4096, fileSystem: MemoryFileSystem()))
        let batches = (0..<500).map { batch($0) }
        let sequences = AsyncStream<UInt64?>.makeStream()
        for batch in batches {
            try log.submit(batch) { result in sequences.continuation.yield(try? result.get().sequences.lowerBound) }
        }
        var received: [UInt64?] = []
        for await sequence in sequences.stream.prefix(500) { received.append(sequence) }
        #expect(received == (1...500).map { $0 })
        #expect(try log.all() == kept(batches))
        await log.close()
    }

    @Test func aFullQueueRefusesAndRecovers() async throws {
        let fileSystem = MemoryFileSystem()
        let log = try SegmentLog.open(
            directory: "/log", options: LogOptions(queueBytesMax: 1000, fileSystem: fileSystem))
        let before = fileSystem.count(.sync)
        fileSystem.holdSyncs(true)
        try await withThrowingTaskGroup(of: LogReceipt.self) { group in
            group.addTask { try await log.append(batch(0)) }
            await untilTrue { fileSystem.count(.sync) == before + 1 }
            group.addTask { try await log.append(batch(1, bytes: 900)) }
            await untilTrue { log.queuedBytes == 936 }
            await #expect(throws: LogError.queueFull(bytes: 936, limit: 1000)) {
                try await log.append(batch(2, bytes: 33))
            }
            fileSystem.holdSyncs(false)
            try await group.waitForAll()
        }
        #expect(try await log.append(batch(2, bytes: 101)).sequences == 3...3)
        await log.close()
    }

    @Test func batchesBeyondTheLimitsAreRefused() async throws {
        let log = try SegmentLog.open(directory: "/log", options: LogOptions(fileSystem: MemoryFileSystem()))
        let large = LogEntry(type: 1, payload: [UInt8](repeating: 7, count: LogLimits.recordBytesMax + 1))
        await #expect(throws: LogError.batchEmpty) { try await log.append([]) }
        await #expect(throws: LogError.recordTooLarge(bytes: LogLimits.recordBytesMax + 1)) {
            try await log.append([large])
        }
        let many = [LogEntry](repeating: LogEntry(type: 1, payload: []), count: LogLimits.batchRecordsMax + 1)
        await #expect(throws: LogError.batchRecordsTooMany(count: many.count)) { try await log.append(many) }
        let fits = LogEntry(type: 1, payload: [UInt8](repeating: 7, count: LogLimits.recordBytesMax))
        await #expect(throws: LogError.batchTooLarge(bytes: 5 * LogLimits.recordBytesMax)) {
            try await log.append([fits, fits, fits, fits, fits])
        }
        #expect(log.health == .healthy)
        #expect(log.lastSequence == 0)
        await log.close()
    }
}
