import Threading

/// Queues batches and writes what has queued with one write and one sync, on a thread of its own.
final class Committer: Sendable {
    typealias Completion = @Sendable (Result<LogReceipt, LogError>) -> Void

    /// A batch whose writer waits for it.
    private struct Waiting {
        var batch: [LogEntry]
        var bytes: Int
        var completion: Completion
    }

    /// Work on the segments that must not meet a commit, and whom to tell when it is refused.
    private struct Maintenance {
        var run: (SegmentWriter) throws -> Void
        var refuse: (LogError) -> Void
    }

    private struct State {
        var queue: [Waiting] = []
        var maintenance: [Maintenance] = []
        var queuedBytes = 0
        var health = LogHealth.healthy
        var isClosing = false
        var hasEnded = false
        var closers: [CheckedContinuation<Void, Never>] = []
    }

    private enum Work {
        case commit([Waiting])
        case maintain(Maintenance)
        case sync
        case end
    }

    private let state = Monitor(State())
    private let directory: String
    private let sync: SyncPolicy
    private let queueBytesMax: Int
    private let waiters: SequenceWaiters

    init(directory: String, options: LogOptions, waiters: SequenceWaiters) {
        self.directory = directory
        self.waiters = waiters
        sync = options.sync
        queueBytesMax = options.queueBytesMax
    }

    var health: LogHealth { state.withLock { $0.health } }

    var queuedBytes: Int { state.withLock { $0.queuedBytes } }

    /// Queues a batch.
    ///
    /// - Parameter completion: called on the committer's thread, unless the batch is refused.
    func submit(_ batch: [LogEntry], completion: @escaping Completion) throws {
        let bytes = try Self.checkedBytes(batch)
        let refusal = state.withLock { state -> LogError? in
            if state.isClosing { return .closed(directory: directory) }
            if case .readOnly(let reason) = state.health { return .readOnly(reason: reason) }
            if state.queuedBytes > 0, state.queuedBytes + bytes > queueBytesMax {
                return .queueFull(bytes: state.queuedBytes, limit: queueBytesMax)
            }
            state.queuedBytes += bytes
            state.queue.append(Waiting(batch: batch, bytes: bytes, completion: completion))
            return nil
        }
        if let refusal { throw refusal }
    }

    /// Runs work on the committer's thread, between commits.
    ///
    /// - Throws: what the work throws; with ``DurabilityInDoubt`` the log turns read-only and its cause is thrown.
    func perform<Value: Sendable>(_ work: @escaping @Sendable (SegmentWriter) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let maintenance = Maintenance { writer in
                do {
                    continuation.resume(returning: try work(writer))
                } catch let doubt as DurabilityInDoubt {
                    continuation.resume(throwing: doubt.cause)
                    throw doubt
                } catch {
                    continuation.resume(throwing: error)
                }
            } refuse: {
                continuation.resume(throwing: $0)
            }
            let refusal = state.withLock { state -> LogError? in
                if state.isClosing { return .closed(directory: directory) }
                state.maintenance.append(maintenance)
                return nil
            }
            if let refusal { maintenance.refuse(refusal) }
        }
    }

    /// Takes no more batches, commits those that wait, and suspends until the thread has ended.
    func close() async {
        await withCheckedContinuation { continuation in
            let hasEnded = state.withLock { state in
                state.isClosing = true
                if !state.hasEnded { state.closers.append(continuation) }
                return state.hasEnded
            }
            if hasEnded { continuation.resume() }
        }
    }

    /// Takes no more batches; the thread ends once it has committed those that wait.
    func requestEnd() {
        state.withLock { $0.isClosing = true }
    }

    /// The thread's work: runs until the log is closed.
    func run(_ writer: SegmentWriter) {
        while true {
            switch nextWork(writer) {
            case .commit(let batches):
                commit(batches, writer)
            case .maintain(let maintenance):
                maintain(maintenance, writer)
            case .sync:
                syncOrFail(writer)
            case .end:
                syncOrFail(writer)
                return
            }
        }
    }

    /// Tells those who wait for the end that the thread has nothing open any more.
    func end() {
        let closers = state.withLock { state in
            state.hasEnded = true
            defer { state.closers = [] }
            return state.closers
        }
        for closer in closers { closer.resume() }
    }

    private func nextWork(_ writer: SegmentWriter) -> Work {
        var deadline: UInt64?
        // What a read-only log has not synced it never will: waiting for that would keep the thread busy and from ending.
        if case .every(let interval) = sync, let since = writer.unsyncedSince, case .healthy = health {
            deadline = since + interval.nanoseconds
        }
        let work = state.wait(until: deadline) { state -> Work? in
            if let deadline, monotonicNanoseconds() >= deadline { return .sync }
            if !state.maintenance.isEmpty { return .maintain(state.maintenance.removeFirst()) }
            if !state.queue.isEmpty { return .commit(Self.take(&state)) }
            return state.isClosing ? .end : nil
        }
        return work ?? .sync
    }

    /// Takes from the queue's front what goes into one write.
    private static func take(_ state: inout State) -> [Waiting] {
        var count = 0
        var bytes = 0
        for waiting in state.queue {
            if count > 0, bytes + waiting.bytes > LogLimits.commitBytesMax { break }
            count += 1
            bytes += waiting.bytes
        }
        let taken = Array(state.queue[..<count])
        state.queue.removeFirst(count)
        state.queuedBytes -= bytes
        return taken
    }

    private func commit(_ batches: [Waiting], _ writer: SegmentWriter) {
        if case .readOnly(let reason) = health {
            for waiting in batches { waiting.completion(.failure(.readOnly(reason: reason))) }
            return
        }
        var acknowledged = 0
        var receipts: [LogReceipt] = []
        do {
            for waiting in batches {
                if !writer.fits(batchBytes: waiting.bytes) {
                    try writer.commit()
                    acknowledge(batches[acknowledged...], &receipts, &acknowledged)
                    try writer.roll()
                }
                receipts.append(writer.add(waiting.batch))
            }
            try writer.commit()
            acknowledge(batches[acknowledged...], &receipts, &acknowledged)
            if let failure = writer.tipFailure { _ = fail(failure) }
        } catch {
            let error = fail(error)
            for waiting in batches[acknowledged...] { waiting.completion(.failure(error)) }
        }
    }

    private func maintain(_ maintenance: Maintenance, _ writer: SegmentWriter) {
        if case .readOnly(let reason) = health { return maintenance.refuse(.readOnly(reason: reason)) }
        do {
            try maintenance.run(writer)
        } catch {
            _ = fail((error as? DurabilityInDoubt)?.cause ?? error)
        }
    }

    private func acknowledge(_ batches: ArraySlice<Waiting>, _ receipts: inout [LogReceipt], _ acknowledged: inout Int)
    {
        guard let last = receipts.last else { return }
        for (waiting, receipt) in zip(batches, receipts) { waiting.completion(.success(receipt)) }
        acknowledged += receipts.count
        receipts.removeAll(keepingCapacity: true)
        waiters.reached(last.sequences.upperBound)
    }

    private func syncOrFail(_ writer: SegmentWriter) {
        guard case .healthy = health else { return }
        do {
            try writer.sync()
        } catch {
            _ = fail(error)
        }
    }

    /// Turns the log read-only; what waits in the queue is refused as it comes up.
    private func fail(_ error: any Error) -> LogError {
        let reason = String(describing: error)
        state.withLock { $0.health = .readOnly(reason: reason) }
        return error as? LogError ?? .readOnly(reason: reason)
    }

    /// The length of a batch on disk, once it is known to keep within the limits.
    private static func checkedBytes(_ batch: [LogEntry]) throws -> Int {
        if batch.isEmpty { throw LogError.batchEmpty }
        if batch.count > LogLimits.batchRecordsMax { throw LogError.batchRecordsTooMany(count: batch.count) }
        var bytes = 0
        for entry in batch {
            let count = entry.payload.count
            if count > LogLimits.recordBytesMax { throw LogError.recordTooLarge(bytes: count) }
            bytes += count
        }
        if bytes > LogLimits.batchBytesMax { throw LogError.batchTooLarge(bytes: bytes) }
        return CommitBuffer.encodedBytes(batch)
    }
}

/// A step failed after which it is not known what the disk holds: nothing more may be acknowledged.
struct DurabilityInDoubt: Error {
    var cause: any Error

    /// Runs a step and puts its failure in doubt.
    static func ifFailing<Result>(_ step: () throws -> Result) throws -> Result {
        do {
            return try step()
        } catch {
            throw DurabilityInDoubt(cause: error)
        }
    }
}

/// Whether a log takes records.
public enum LogHealth: Hashable, Sendable {
    /// It does.
    case healthy
    /// A write or sync failed: nothing more is acknowledged until a restart; readers go on.
    case readOnly(reason: String)
}

extension Duration {
    /// The duration in whole nanoseconds; 0 for a negative one.
    var nanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        return UInt64(max(0, seconds)) * 1_000_000_000 + UInt64(max(0, attoseconds)) / 1_000_000_000
    }
}
