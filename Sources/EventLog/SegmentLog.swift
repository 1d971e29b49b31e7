import Threading

/// A log in a directory of segment files, opened for writing by one process.
///
/// ```swift
/// let log = try SegmentLog.open(directory: "letopis-data/log")
/// let receipt = try await log.append([LogEntry(type: 1, payload: bytes)])
/// let reader = try log.makeReader(from: receipt.sequences.lowerBound)
/// ```
///
/// Appends may run concurrently: those that wait at the same time share one write and one sync. Batches of one task that
/// appends one after the other keep their order.
public final class SegmentLog: Log {
    /// What opening found and did.
    public let openReport: LogOpenReport
    /// The directory.
    public let directory: String

    private let catalog: SegmentCatalog
    private let committer: Committer
    private let waiters: SequenceWaiters

    /// Opens the log in a directory for writing, or creates it.
    ///
    /// Reads headers and footers of sealed segments and the whole last segment. A torn tail, of which nothing was
    /// acknowledged, is cut off and told in ``openReport``.
    ///
    /// - Throws: ``LogError/locked(directory:processIdentifier:)`` when another process writes it,
    ///   ``LogError/damaged(_:)`` or ``LogError/recordsMissing(directory:sequences:)`` for damage, which is never cut;
    ///   ``ThreadError`` where the system has no more threads.
    public static func open(directory: String, options: LogOptions = LogOptions()) throws -> SegmentLog {
        try options.fileSystem.createDirectory(directory)
        let lock = try DirectoryLock(directory: directory, fileSystem: options.fileSystem)
        try DraftFile.removeAll(directory: directory, fileSystem: options.fileSystem)
        let recovered = try Recovery.run(directory: directory, options: options)
        guard let tipFile = try options.fileSystem.open(directory + "/" + Tip.fileName, .create) else {
            throw LogError.noLog(directory: directory)
        }
        let progress = recovered.progress
        let catalog = SegmentCatalog(
            directory: directory, fileSystem: options.fileSystem, segments: recovered.segments,
            end: .init(sequence: progress.sequence, offset: progress.offset),
            index: recovered.index, keepsIndexes: true)
        let writer = try SegmentWriter(
            catalog: catalog, options: options, tipFile: tipFile, file: recovered.file, progress: progress)
        return try SegmentLog(
            catalog: catalog, options: options, report: recovered.report, writer: writer, lock: lock)
    }

    private init(
        catalog: SegmentCatalog, options: LogOptions, report: LogOpenReport, writer: sending SegmentWriter,
        lock: DirectoryLock
    ) throws {
        directory = catalog.directory
        openReport = report
        self.catalog = catalog
        let waiters = SequenceWaiters(last: report.lastSequence)
        self.waiters = waiters
        let committer = Committer(directory: catalog.directory, options: options, waiters: waiters)
        self.committer = committer
        try SystemThread.start(named: "log-commit") {
            committer.run(writer)
            lock.release()
            committer.end()
        }.detach()
    }

    deinit { committer.requestEnd() }

    /// Tells this log from every other one.
    public var identifier: LogIdentifier { catalog.identifier }

    /// The last durable sequence; 0 when the log is empty.
    public var lastSequence: UInt64 { catalog.end.sequence }

    /// The first sequence kept; one more than ``lastSequence`` when the log is empty.
    public var firstSequence: UInt64 { catalog.firstSequence }

    /// The segments to which nothing is written any more, in order.
    public var sealedSegments: [SealedSegment] { catalog.segments.compactMap(\.footer).map(SealedSegment.init) }

    /// Whether the log takes records.
    public var health: LogHealth { committer.health }

    /// Bytes, as they will be written, that wait for the disk.
    public var queuedBytes: Int { committer.queuedBytes }

    /// Queues a batch and returns at once; the completion is called on the committer's thread.
    ///
    /// - Throws: ``LogError`` when the batch is refused; the completion is then not called.
    public func submit(
        _ batch: [LogEntry], completion: @escaping @Sendable (Result<LogReceipt, LogError>) -> Void
    ) throws {
        try committer.submit(batch, completion: completion)
    }

    /// A reader whose first record is the one of a sequence; it may be the one after the last.
    public func makeReader(from sequence: UInt64) throws -> any LogReader {
        try SegmentReader(catalog: catalog, sequence: sequence)
    }

    /// A reader whose first record is the first one recorded at a time or later, in microseconds since 1970.
    public func makeReader(fromTime time: Int64) throws -> any LogReader {
        try SegmentReader(catalog: catalog, time: time)
    }

    /// Suspends until a sequence beyond the given one is durable, and returns the last durable one.
    ///
    /// - Throws: `CancellationError` when the task is cancelled, ``LogError/closed(directory:)`` when the log is closed.
    public func waitForSequence(after sequence: UInt64) async throws -> UInt64 {
        try await waiters.wait(after: sequence)
    }

    /// Puts something else in the place of records' payloads, for good: what was there is then in no segment file.
    ///
    /// The records keep sequence, time and type and say that they are redacted (``LogRecord/state``); the chronicle's digest
    /// and the proof of all other records stay. Each segment concerned is written anew beside itself and then takes the
    /// other's place; the active one is sealed first. Whenever it is interrupted, a segment is as before or done: run it
    /// again. Records redacted before are left, so running it twice is harmless.
    ///
    /// A reader that has the segment open, in this process or another, goes on with the old file until it moves to the next
    /// segment. What the file system does with the blocks of the old file is not the log's to say, and copies of it,
    /// backups for one, are not touched.
    ///
    /// - Parameter replacements: by sequence, what readers are given instead; may be empty. It must be shorter than the
    ///   payload by at least ``LogLimits/redactionBytes``, so that a payload smaller than that cannot be redacted.
    /// - Throws: ``LogError/redactionTooLarge(sequence:bytes:limit:)`` or
    ///   ``LogError/sequenceUnavailable(requested:kept:)`` before anything is changed; ``LogError/damaged(_:)``,
    ///   ``LogError/file(_:)``.
    public func redact(_ replacements: [UInt64: [UInt8]]) async throws -> LogRedaction {
        try await committer.perform { [catalog] writer in
            try Redaction.run(replacements, catalog: catalog, writer: writer)
        }
    }

    /// Seals the active segment, however small, where its first record is older than a time, and begins the next: otherwise
    /// the segment of a quiet log would hold what is old for as long as it is not full.
    ///
    /// - Parameter time: microseconds since 1970-01-01 UTC.
    /// - Returns: whether it was sealed; a segment without records never is.
    /// - Throws: ``LogError``, and the log is then read-only: as when a segment that is full cannot be sealed.
    @discardableResult
    public func sealActiveSegment(startedBefore time: Int64) async throws -> Bool {
        try await committer.perform { writer in
            guard let first = writer.firstTime, first < time else { return false }
            try DurabilityInDoubt.ifFailing { try writer.roll() }
            return true
        }
    }

    /// Removes the first segments, those all of whose records lie before a sequence.
    ///
    /// Segments go whole, and the active one always stays. Sequences stay what they are: the log begins with a later one
    /// (``firstSequence``), and a file tells where, so that the chain and the chronicle's digest still hold. A reader that
    /// stands in a removed segment is told by ``LogError/sequenceUnavailable(requested:kept:)``; in another process it may
    /// first finish the segment that it has open. Whenever it is interrupted, the log begins where it did or where it
    /// shall, and the next opening removes what was left over.
    ///
    /// - Returns: what was removed, in order; empty when no segment lies wholly before the sequence.
    /// - Throws: ``LogError``; when it is thrown for a file that could not be removed, the log begins later all the same.
    public func removeSegments(endingBefore sequence: UInt64) async throws -> [SealedSegment] {
        try await committer.perform { [catalog] _ in try Removal.run(endingBefore: sequence, catalog: catalog) }
    }

    /// Commits what is queued, syncs, and gives up the directory. Readers may go on reading what there is.
    public func close() async {
        await committer.close()
        waiters.end(.closed(directory: directory))
    }
}
