import Foundation
import Synchronization
import Testing

@testable import EventLog

/// A directory of its own for a test, removed with the object.
final class TemporaryDirectory: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "/letopis-log-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// What a test wrote and reads back.
struct Kept: Hashable {
    var sequence: UInt64
    var type: UInt16
    var payload: [UInt8]
    var endsBatch: Bool
}

extension Log {
    /// Everything from a sequence to the tip.
    func all(from sequence: UInt64 = 1) throws -> [Kept] {
        var kept: [Kept] = []
        let reader = try makeReader(from: sequence)
        _ = try reader.read(recordsMax: .max) { record in
            kept.append(
                Kept(
                    sequence: record.sequence, type: record.type, payload: Array(record.payload),
                    endsBatch: record.endsBatch))
        }
        return kept
    }
}

/// A batch of small records whose content tells where they belong.
func batch(_ label: Int, records: Int = 1, bytes: Int = 20) -> [LogEntry] {
    (0..<records).map { index in
        let text = Array("batch \(label) record \(index) ".utf8)
        return LogEntry(
            type: UInt16(truncatingIfNeeded: label), payload: Array((0..<bytes).map { text[$0 % text.count] }))
    }
}

/// What reading back batches must give.
func kept(_ batches: [[LogEntry]], from first: UInt64 = 1) -> [Kept] {
    var sequence = first
    var kept: [Kept] = []
    for batch in batches {
        for (index, entry) in batch.enumerated() {
            kept.append(
                Kept(
                    sequence: sequence, type: entry.type, payload: entry.payload, endsBatch: index == batch.count - 1))
            sequence += 1
        }
    }
    return kept
}

/// Lets other tasks run until a condition holds; gives up after ten seconds and records that.
func untilTrue(_ condition: () -> Bool, sourceLocation: SourceLocation = #_sourceLocation) async {
    let deadline = ContinuousClock.now + .seconds(10)
    while !condition() {
        if ContinuousClock.now > deadline {
            Issue.record("the condition did not come true in time", sourceLocation: sourceLocation)
            return
        }
        await Task.yield()
    }
}

/// Waits until a condition holds that depends on other processes; gives up after half a minute.
func eventually(_ what: String, _ condition: () throws -> Bool) async throws {
    struct Overdue: Error { var what: String }
    let deadline = ContinuousClock.now + .seconds(30)
    while try !condition() {
        if ContinuousClock.now > deadline { throw Overdue(what: "in vain was waited until \(what)") }
        try await Task.sleep(for: .milliseconds(2))
    }
}

/// A clock that moves by the same step each time it is looked at.
final class StepClock: Sendable {
    private let time: Mutex<Int64>
    private let step: Int64

    init(step: Int64 = 1000) {
        self.step = step
        time = Mutex(1_000_000)
    }

    func next() -> Int64 {
        time.withLock { time in
            time += step
            return time
        }
    }
}
