/// What the house needs of a log: append a batch, read from a sequence, follow the tail.
///
/// A log knows bytes, sequences and batches, nothing of news. Sequences start at 1 and have no gap; all records of a
/// batch survive or none; every reader sees the same order.
public protocol Log: Sendable {
    /// Tells this log from every other one.
    var identifier: LogIdentifier { get }

    /// The first sequence kept; one more than ``lastSequence`` when nothing is.
    var firstSequence: UInt64 { get }

    /// The last durable sequence; 0 when the log is empty.
    var lastSequence: UInt64 { get }

    /// Queues a batch and returns at once, so that one caller can have many batches in flight in the order of its calls.
    ///
    /// - Parameters:
    ///   - batch: 1 to ``LogLimits/batchRecordsMax`` entries.
    ///   - completion: called once, when the batch is durable or has failed, on a thread of the log: it must be quick and
    ///     not block. No reader has seen anything of a batch that failed. After a failed write or sync, which turns the log
    ///     read-only, the next start finds the whole batch or nothing of it.
    /// - Throws: ``LogError`` when the batch is refused; the completion is then not called.
    func submit(
        _ batch: [LogEntry], completion: @escaping @Sendable (Result<LogReceipt, LogError>) -> Void) throws

    /// A reader whose first record is the one of a sequence.
    ///
    /// - Throws: ``LogError`` when the sequence lies before the first one kept.
    func makeReader(from sequence: UInt64) throws -> any LogReader

    /// Suspends until a sequence beyond the given one is durable, and returns the last durable one.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    func waitForSequence(after sequence: UInt64) async throws -> UInt64
}

extension Log {
    /// Appends a batch and returns once it is durable, or as the ``SyncPolicy`` says.
    ///
    /// A call that is under way is not undone by cancelling its task.
    ///
    /// - Returns: the sequences that it got and the time recorded for it.
    /// - Throws: ``LogError``, as ``submit(_:completion:)`` tells.
    public func append(_ batch: [LogEntry]) async throws -> LogReceipt {
        try await withCheckedThrowingContinuation { continuation in
            do {
                try submit(batch) { continuation.resume(with: $0) }
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }

    /// A reader for someone who has read through a sequence: at the record after it, or at the first one kept when that
    /// comes later.
    ///
    /// - Throws: ``LogError`` when the sequence lies beyond the last one.
    public func makeReader(after sequence: UInt64) throws -> any LogReader {
        try makeReader(from: max(sequence + 1, firstSequence))
    }
}

/// Reads a log in order. Not to be shared between threads; any number of readers may read one log.
public protocol LogReader: AnyObject {
    /// The sequence of the record that comes next.
    var position: UInt64 { get }

    /// Hands out the records that follow, without copying, up to a number of them, and moves on.
    ///
    /// - Parameters:
    ///   - recordsMax: the largest number of records.
    ///   - body: called for each record in order; its payload is valid during the call only. When it throws, the reader
    ///     stands at the record that it threw on.
    /// - Returns: how many records were handed out; 0 at the durable tip.
    /// - Throws: ``LogError`` for damage, with file, offset and sequence, and what `body` throws.
    func read(recordsMax: Int, _ body: (LogRecord) throws -> Void) throws -> Int
}

/// What is appended: a type that the log does not interpret, and bytes.
public struct LogEntry: Sendable {
    /// A number that the log keeps and does not interpret.
    public var type: UInt16
    /// The bytes; at most ``LogLimits/recordBytesMax``.
    public var payload: [UInt8]

    /// An entry.
    public init(type: UInt16, payload: [UInt8]) {
        self.type = type
        self.payload = payload
    }
}

/// What came of a batch.
public struct LogReceipt: Hashable, Sendable {
    /// The sequences of its records.
    public var sequences: ClosedRange<UInt64>
    /// When it was recorded: microseconds since 1970-01-01 UTC, never before an earlier record's.
    public var time: Int64

    /// A receipt.
    public init(sequences: ClosedRange<UInt64>, time: Int64) {
        self.sequences = sequences
        self.time = time
    }
}

/// A record as it stands in the log; the payload is borrowed from the reader.
public struct LogRecord {
    /// What became of what was appended.
    public enum State: Hashable, Sendable {
        /// It is there as it was appended.
        case intact
        /// It was removed on purpose; the payload is what was put in its place, which may be empty.
        case redacted
        /// It could not be read any more when `letopis log repair` ran; payload, type and time tell nothing.
        case lost
    }

    /// Its place in the one order.
    public var sequence: UInt64
    /// Microseconds since 1970-01-01 UTC.
    public var time: Int64
    /// The entry's type.
    public var type: UInt16
    /// The last record of its batch.
    public var endsBatch: Bool
    /// Whether this is what was appended.
    public var state: State
    /// The entry's bytes; valid only while the reader's closure runs.
    public var payload: UnsafeRawBufferPointer

    /// A record.
    public init(
        sequence: UInt64, time: Int64, type: UInt16, endsBatch: Bool, state: State = .intact,
        payload: UnsafeRawBufferPointer
    ) {
        self.sequence = sequence
        self.time = time
        self.type = type
        self.endsBatch = endsBatch
        self.state = state
        self.payload = payload
    }
}

/// The 16 random bytes that a log gets when it is created.
public struct LogIdentifier: Hashable, Sendable {
    /// The 16 bytes.
    public let bytes: [UInt8]

    /// An identifier; nil unless there are 16 bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        self.bytes = bytes
    }
}
