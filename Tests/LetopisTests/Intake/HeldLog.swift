import EventLog
import Synchronization

/// A log that takes batches and does not get on with them until it is let go; then it is the log behind it.
final class HeldLog: Log {
    private typealias Held = ([LogEntry], @Sendable (Result<LogReceipt, LogError>) -> Void)

    private let log: SegmentLog
    private let held = Mutex<[Held]?>([])

    init(_ log: SegmentLog) { self.log = log }

    var identifier: LogIdentifier { log.identifier }
    var firstSequence: UInt64 { log.firstSequence }
    var lastSequence: UInt64 { log.lastSequence }

    /// Entries of the batches that wait.
    var heldEntries: Int { held.withLock { $0?.reduce(0) { $0 + $1.0.count } ?? 0 } }

    func submit(_ batch: [LogEntry], completion: @escaping @Sendable (Result<LogReceipt, LogError>) -> Void) throws {
        let isHeld = held.withLock { held in
            held?.append((batch, completion))
            return held != nil
        }
        if !isHeld { try log.submit(batch, completion: completion) }
    }

    func letGo() throws {
        let batches = held.withLock { held in
            defer { held = nil }
            return held ?? []
        }
        for (batch, completion) in batches { try log.submit(batch, completion: completion) }
    }

    func makeReader(from sequence: UInt64) throws -> any LogReader { try log.makeReader(from: sequence) }

    func waitForSequence(after sequence: UInt64) async throws -> UInt64 {
        try await log.waitForSequence(after: sequence)
    }
}
