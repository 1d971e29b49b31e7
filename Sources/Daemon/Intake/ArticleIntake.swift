import Chronicle
import EventLog
import Language
import Logging
import Projections
import Synchronization

/// Takes articles into the log: tells new ones from known ones, appends, and says what became of each.
///
/// Batches of one sender's socket go to the log in the order of their arrival and do not wait for each other: while one is
/// being made durable the next is read and queued, and all that have queued share one sync. An article that comes twice at
/// once is accepted once.
public actor ArticleIntake {
    private let log: any Log
    private let isReady: @Sendable () -> Bool
    private let detector: LanguageDetector
    private let counters: DaemonCounters
    private let logger: Logger

    private var register: ArticleRegister
    /// Why articles were last refused: told once, counted each time.
    private var refusal = ""

    /// How far the index has come, and who waits for it to come further.
    private struct IndexProgress {
        var checkpoint: UInt64 = 0
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    /// Outside of the actor, which is not to wait for those who keep the index: their thread yields to all others.
    private let progress = Mutex(IndexProgress())

    /// The largest batch, in bytes of messages; the events made of them are at most twice as long.
    static let batchBytesMax = 8 << 20

    /// Articles that may be in the log and not in the index yet; beyond them intake waits for the index.
    static let recentMax = 65_536

    /// An intake before a log. Whoever keeps the index up with the log must tell ``indexed(through:)``.
    ///
    /// - Parameter isReady: whether the index has the log as it stood at the start; until then no article is taken.
    public init(
        log: any Log, index: ChronicleIndex, isReady: @escaping @Sendable () -> Bool = { true },
        detector: LanguageDetector, counters: DaemonCounters, logger: Logger
    ) {
        self.log = log
        self.isReady = isReady
        self.detector = detector
        self.counters = counters
        self.logger = logger
        register = ArticleRegister(index: index)
    }

    /// Takes messages into the log.
    ///
    /// - Returns: a receipt for each message, in their order; `accepted` and `rejected` only when that is durable.
    public nonisolated func take(_ messages: [IntakeMessage]) async -> [Receipt] {
        var receipts: [Receipt] = []
        for batch in Self.batches(messages) { receipts += await self.receipts(of: submit(batch)) }
        counters.count(receipts)
        return receipts
    }

    /// Cuts messages into batches: as many as stay under ``batchBytesMax``, and at least one.
    static func batches(_ messages: [IntakeMessage]) -> [ArraySlice<IntakeMessage>] {
        var batches: [ArraySlice<IntakeMessage>] = []
        var start = 0
        var bytes = 0
        for (index, message) in messages.enumerated() {
            if index > start, bytes + message.body.count > batchBytesMax {
                batches.append(messages[start..<index])
                (start, bytes) = (index, 0)
            }
            bytes += message.body.count
        }
        if start < messages.count { batches.append(messages[start...]) }
        return batches
    }

    /// Reads messages; the failure is one of encoding.
    nonisolated func read(_ messages: ArraySlice<IntakeMessage>) -> Result<[IntakeCandidate], any Error> {
        Result { try messages.map { try IntakeCandidate($0, detector: detector) } }
    }

    /// Reads a batch and queues it for the log.
    nonisolated func submit(_ messages: ArraySlice<IntakeMessage>) async -> IntakeBatch {
        await submit(read(messages), count: messages.count)
    }

    /// Waits until a batch is durable, and answers its messages in their order.
    nonisolated func receipts(of batch: IntakeBatch) async -> [Receipt] {
        let outcome = await batch.outcome()
        if case .failure(let refusal) = outcome { await note(refusal, of: batch.pending) }
        return batch.receipts(outcome)
    }

    /// Says what the index has now, and need not be known here any more.
    ///
    /// - Parameter checkpoint: the sequence through which the index has the log.
    public nonisolated func indexed(through checkpoint: UInt64) {
        let waiters = progress.withLock { progress in
            progress.checkpoint = checkpoint
            defer { progress.waiters = [] }
            return progress.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Forgets what the index has, and waits until it has more where too much is still to be known.
    private func makeRoom() async {
        while true {
            let checkpoint = progress.withLock { $0.checkpoint }
            register.recent.forget(through: checkpoint)
            if register.recent.count < Self.recentMax { return }
            await withCheckedContinuation { continuation in
                let hasMoved = progress.withLock { progress in
                    if progress.checkpoint == checkpoint { progress.waiters.append(continuation) }
                    return progress.checkpoint != checkpoint
                }
                if hasMoved { continuation.resume() }
            }
        }
    }

    /// Queues messages that have been read for the log, all as one batch, once there is room in the register.
    func submit(_ candidates: Result<[IntakeCandidate], any Error>, count: Int) async -> IntakeBatch {
        await makeRoom()
        var batch = IntakeBatch(count: count)
        guard isReady() else {
            batch.refuse(IntakeBatch.Refusal(reason: "the index of articles has not caught up with the log yet"))
            return batch
        }
        do {
            for candidate in try candidates.get() { try batch.add(candidate, to: &register) }
        } catch {
            batch.refuse(IntakeBatch.Refusal(reason: "the index of articles cannot be read: \(error)"))
            return batch
        }
        guard !batch.entries.isEmpty else { return batch }
        do {
            try log.submit(batch.entries) { [pending = batch.pending] result in
                pending.end(result.map(\.sequences.lowerBound).mapError(IntakeBatch.Refusal.init(logError:)))
            }
        } catch {
            batch.refuse(IntakeBatch.Refusal(logError: error))
        }
        return batch
    }

    private func note(_ refusal: IntakeBatch.Refusal, of batch: PendingBatch) {
        register.recent.forget(batch)
        if refusal.reason != self.refusal { logger.error("Articles are refused: \(refusal.reason)") }
        self.refusal = refusal.reason
    }
}
