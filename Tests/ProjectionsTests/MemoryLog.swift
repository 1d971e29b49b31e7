import EventLog
import Synchronization

/// A log in memory, with the recorded times that a test gives.
final class MemoryLog: Log {
    struct Stored {
        var time: Int64
        var type: UInt16
        var endsBatch: Bool
        var payload: [UInt8]
        var state = LogRecord.State.intact
    }

    private struct State {
        var records: [Stored] = []
        var firstSequence: UInt64 = 1
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    let identifier: LogIdentifier
    private let state = Mutex(State())

    init(seed: UInt8 = 7) {
        identifier = LogIdentifier(bytes: [UInt8](repeating: seed, count: 16))!
    }

    var firstSequence: UInt64 { state.withLock { $0.firstSequence } }

    var lastSequence: UInt64 { state.withLock { UInt64($0.records.count) } }

    func submit(_ batch: [LogEntry], completion: @escaping @Sendable (Result<LogReceipt, LogError>) -> Void) throws {
        completion(.success(append(batch, time: Int64(lastSequence) * 1_000_000)))
    }

    /// Lets the log begin later, as retention does.
    func removeRecords(before sequence: UInt64) {
        state.withLock { state in
            state.firstSequence = sequence
            for place in 0..<Int(sequence - 1) { state.records[place].payload = [] }
        }
    }

    /// Makes a record one that was lost.
    func lose(_ sequence: UInt64) {
        state.withLock { state in
            state.records[Int(sequence - 1)].payload = []
            state.records[Int(sequence - 1)].state = .lost
        }
    }

    @discardableResult
    func append(_ batch: [LogEntry], time: Int64) -> LogReceipt {
        let (receipt, waiting) = state.withLock { state in
            let first = UInt64(state.records.count) + 1
            for (index, entry) in batch.enumerated() {
                state.records.append(
                    Stored(
                        time: time, type: entry.type, endsBatch: index == batch.count - 1, payload: entry.payload))
            }
            defer { state.waiting = [] }
            return (LogReceipt(sequences: first...UInt64(state.records.count), time: time), state.waiting)
        }
        for continuation in waiting { continuation.resume() }
        return receipt
    }

    func makeReader(from sequence: UInt64) throws -> any LogReader {
        guard sequence >= firstSequence else {
            throw LogError.sequenceUnavailable(requested: sequence, kept: firstSequence...lastSequence)
        }
        return Reader(log: self, position: sequence)
    }

    func waitForSequence(after sequence: UInt64) async throws -> UInt64 {
        while lastSequence <= sequence {
            try Task.checkCancellation()
            await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in
                    let isDue = state.withLock { state in
                        if state.records.count > Int(sequence) || Task.isCancelled { return true }
                        state.waiting.append(continuation)
                        return false
                    }
                    if isDue { continuation.resume() }
                }
            } onCancel: {
                let waiting = state.withLock { state in
                    defer { state.waiting = [] }
                    return state.waiting
                }
                for continuation in waiting { continuation.resume() }
            }
        }
        return lastSequence
    }

    private func record(at sequence: UInt64) -> Stored? {
        state.withLock { $0.records.indices.contains(Int(sequence) - 1) ? $0.records[Int(sequence) - 1] : nil }
    }

    final class Reader: LogReader {
        let log: MemoryLog
        private(set) var position: UInt64

        init(log: MemoryLog, position: UInt64) {
            self.log = log
            self.position = position
        }

        func read(recordsMax: Int, _ body: (LogRecord) throws -> Void) throws -> Int {
            var count = 0
            while count < recordsMax, let stored = log.record(at: position) {
                try stored.payload.withUnsafeBytes { payload in
                    try body(
                        LogRecord(
                            sequence: position, time: stored.time, type: stored.type, endsBatch: stored.endsBatch,
                            state: stored.state, payload: payload))
                }
                position += 1
                count += 1
            }
            return count
        }
    }
}
