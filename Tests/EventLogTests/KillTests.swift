import Foundation
import Synchronization
import TestSupport
import Testing

@testable import EventLog

/// A real process that writes a real directory is killed at any moment, again and again.
///
/// `LETOPIS_TEST_KILLS` says how often, `LETOPIS_TEST_SEED` with which batches the first writer begins.
@Suite struct KillTests {
    /// Small, so that many a kill hits a rollover.
    private static let segmentBytes = 4_096
    /// A writer that is killed late has not written more than this.
    private static let batchesMax = 200

    @Test func everythingAcknowledgedSurvivesAndAFollowerSeesAllOfItOnce() async throws {
        let directory = try TemporaryDirectory()
        let log = directory.path + "/log"
        let follower = Task { try await Self.follow(log) }
        var random = SeededGenerator(seed: TestSettings.seed)
        var acknowledged: UInt64 = 0
        for kill in 0..<TestSettings.kills {
            let output = URL(fileURLWithPath: "\(directory.path)/writer-\(kill)")
            let writer = try LogWriterProcess(
                directory: log, seed: random.next() >> 1, segmentBytes: Self.segmentBytes,
                batchesMax: Self.batchesMax, output: output)
            // Some are killed while they open the log, the others after so many batches.
            let batches = Int.random(in: -2...40, using: &random)
            try await eventually("writer \(kill) appends") {
                let told = writer.told
                if !writer.isRunning { throw Ended(lines: told.lines) }
                return batches < 0 || told.lines.count > batches
            }
            writer.kill()
            let told = writer.told
            if let opened = told.opened {
                #expect(opened >= acknowledged, "kill \(kill): \(acknowledged) were acknowledged, \(opened) found")
            }
            acknowledged = max(acknowledged, told.acknowledged)
            try FileManager.default.removeItem(at: output)
        }

        let last = try SegmentLog.open(directory: log, options: LogOptions(segmentBytesMax: Self.segmentBytes))
        #expect(last.lastSequence >= acknowledged && acknowledged > 0)
        try Self.expectWhole(last)
        _ = try await last.append([LogEntry(type: 0, payload: [])])
        let tip = last.lastSequence
        await last.close()
        #expect(try await follower.value == tip, "the follower saw every record once, in order")
        #expect(try LogVerification.run(directory: log).isIntact)
    }

    /// Follows the log from another process than its writers' until a record of type 0 comes.
    private static func follow(_ directory: String) async throws -> UInt64 {
        try await eventually("there is a log") {
            (try? SegmentLogView.open(directory: directory)) != nil
        }
        let view = try SegmentLogView.open(directory: directory)
        let reader = try view.makeReader(from: 1)
        var last: UInt64 = 0
        var ended = false
        while !ended {
            let handed = try reader.read(recordsMax: 100) { record in
                guard record.sequence == last + 1 else { throw Gap(after: last, found: record.sequence) }
                last = record.sequence
                ended = record.type == 0
            }
            if handed == 0 { _ = try await view.waitForSequence(after: last) }
        }
        return last
    }

    /// Every batch is there with all of its records, in one piece and in order.
    private static func expectWhole(_ log: SegmentLog) throws {
        var next: UInt64 = 1
        var place = 0
        var number = ""
        _ = try log.makeReader(from: 1).read(recordsMax: .max) { record in
            let words = String(decoding: record.payload.prefix(40), as: UTF8.self).split(separator: " ")
            let count = Int(words[2]) ?? 0
            if place == 0 { number = String(words[0]) }
            let isRight =
                record.sequence == next && words[0] == number && Int(words[1]) == place
                && record.endsBatch == (place == count - 1)
            guard isRight else { throw Gap(after: next - 1, found: record.sequence) }
            next += 1
            place = record.endsBatch ? 0 : place + 1
        }
        #expect(place == 0, "the last batch is whole")
    }

    private struct Ended: Error { var lines: [String] }
    private struct Gap: Error {
        var after: UInt64
        var found: UInt64
    }
}
