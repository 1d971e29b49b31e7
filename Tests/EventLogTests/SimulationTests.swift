import Glibc
import Testing

@testable import EventLog

/// Append, crash, recover, again and again, against a model of what must survive.
@Suite struct SimulationTests {
    @Test(arguments: 0..<24)
    func acknowledgedBatchesSurviveEveryCrash(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        var fileSystem = MemoryFileSystem()
        var acknowledged: [[LogEntry]] = []
        for round in 0..<25 {
            if Bool.random(using: &random) { fileSystem.limitWrites(to: Int.random(in: 1...300, using: &random)) }
            let options = LogOptions(
                segmentBytesMax: Int.random(in: 512...2048, using: &random), fileSystem: fileSystem)
            var inFlight: [LogEntry]?
            // The power may go at any call, also while the log is being opened.
            if Int.random(in: 0..<3, using: &random) > 0 {
                fileSystem.fail(
                    MemoryFileSystem.Fault(
                        operation: Bool.random(using: &random) ? .write : nil,
                        skip: Int.random(in: 0..<60, using: &random), code: EIO,
                        bytesKept: Int.random(in: 0..<200, using: &random), persists: true))
            }
            do {
                let log = try SegmentLog.open(directory: "/log", options: options)
                expectSame(try log.all(), kept(acknowledged), seed, round)
                for number in 0..<Int.random(in: 0..<12, using: &random) {
                    inFlight = batch(
                        round * 100 + number, records: Int.random(in: 1...4, using: &random),
                        bytes: Int.random(in: 0...300, using: &random))
                    _ = try await log.append(inFlight!)
                    acknowledged.append(inFlight!)
                    inFlight = nil
                }
                if Bool.random(using: &random) { await log.close() }
            } catch LogError.file {
            } catch LogError.readOnly {
            }
            fileSystem = fileSystem.afterPowerFailure(sectorBytes: 64, using: &random)
            // What was not acknowledged may be there, but whole or not at all.
            let log = try SegmentLog.open(directory: "/log", options: LogOptions(fileSystem: fileSystem.copy()))
            let survived = try log.all()
            if let inFlight, survived.count > acknowledged.joined().count { acknowledged.append(inFlight) }
            expectSame(survived, kept(acknowledged), seed, round)
            await log.close()
        }
        await (try SegmentLog.open(directory: "/log", options: LogOptions(fileSystem: fileSystem))).close()
        #expect(try LogVerification.run(directory: "/log", fileSystem: fileSystem).isIntact, "seed \(seed)")
        #expect(!acknowledged.isEmpty, "seed \(seed)")
    }

    private func expectSame(_ found: [Kept], _ expected: [Kept], _ seed: UInt64, _ round: Int) {
        let same = zip(found, expected).prefix { $0 == $1 }.count
        #expect(
            same == found.count && same == expected.count,
            "seed \(seed), round \(round): \(found.count) records instead of \(expected.count), the first \(same) equal"
        )
    }
}
