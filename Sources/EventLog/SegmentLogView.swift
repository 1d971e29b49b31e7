import Synchronization

/// A log opened for reading beside the process that writes it, or without one.
///
/// Takes no lock and changes nothing. It sees what the writer has committed; when the writer ends or crashes it goes on
/// with what is there, and with the next writer's records when there is one.
public final class SegmentLogView: Log {
    /// How often the tip is looked at while someone waits for records.
    public static let pollMilliseconds = 20

    /// The directory.
    public let directory: String
    private let catalog: SegmentCatalog
    private let fileSystem: any FileSystem
    /// Held while the catalogue is brought up to date.
    private let updating = Mutex(())

    /// Opens the log in a directory for reading.
    ///
    /// - Throws: ``LogError/noLog(directory:)`` when there is none, ``LogError/damaged(_:)`` for damaged headers, footers
    ///   or chain.
    public static func open(
        directory: String, fileSystem: any FileSystem = PosixFileSystem()
    ) throws -> SegmentLogView {
        let survey = try LogStart.following(directory: directory, fileSystem: fileSystem) { start in
            try SegmentSurvey.run(directory: directory, fileSystem: fileSystem, start: start)
        }
        guard let survey else { throw LogError.noLog(directory: directory) }
        let catalog = SegmentCatalog(
            directory: directory, fileSystem: fileSystem, segments: survey.sealed + [survey.active],
            end: survey.end, index: SegmentIndex(), keepsIndexes: false)
        return SegmentLogView(catalog)
    }

    private init(_ catalog: SegmentCatalog) {
        self.catalog = catalog
        directory = catalog.directory
        fileSystem = catalog.fileSystem
    }

    /// Tells this log from every other one.
    public var identifier: LogIdentifier { catalog.identifier }

    /// The last sequence known to be committed; ``refresh()`` looks for more.
    public var lastSequence: UInt64 { catalog.end.sequence }

    /// The first sequence kept.
    public var firstSequence: UInt64 { catalog.firstSequence }

    /// Always refused.
    public func submit(
        _ batch: [LogEntry], completion: @escaping @Sendable (Result<LogReceipt, LogError>) -> Void
    ) throws {
        throw LogError.readOnly(reason: "It was opened for reading only.")
    }

    /// A reader whose first record is the one of a sequence; it may be the one after the last.
    public func makeReader(from sequence: UInt64) throws -> any LogReader {
        if sequence > lastSequence { try refresh() }
        return try SegmentReader(catalog: catalog, sequence: sequence) { try self.refresh() }
    }

    /// A reader whose first record is the first one recorded at a time or later, in microseconds since 1970.
    public func makeReader(fromTime time: Int64) throws -> any LogReader {
        try refresh()
        return try SegmentReader(catalog: catalog, time: time) { try self.refresh() }
    }

    /// Suspends until a sequence beyond the given one is committed, and returns the last one.
    public func waitForSequence(after sequence: UInt64) async throws -> UInt64 {
        while lastSequence <= sequence {
            if try refresh() { continue }
            try await Task.sleep(for: .milliseconds(Self.pollMilliseconds))
        }
        return lastSequence
    }

    /// Looks for records committed since the last look.
    ///
    /// - Returns: whether there are some.
    /// - Throws: ``LogError/historyShrank(directory:from:to:)`` when the log now ends before what was already seen.
    @discardableResult
    public func refresh() throws -> Bool {
        try updating.withLock { _ in
            try LogStart.following(directory: directory, fileSystem: fileSystem) { start in
                if let start { catalog.removeSegments(before: start.firstSequence) }
                return try refresh(start)
            }
        }
    }

    private func refresh(_ start: LogStart?) throws -> Bool {
        let before = catalog.end
        let segments = catalog.segments
        let active = segments[segments.count - 1]
        if let tip = try Tip.load(directory: directory, fileSystem: fileSystem), tip.log == identifier {
            let committed = tip.committed
            if committed.segment == active.header.firstSequence {
                if committed.sequence == before.sequence { return false }
                if committed.sequence > before.sequence {
                    catalog.advance(to: .init(sequence: committed.sequence, offset: committed.offset))
                    return true
                }
            }
        }
        guard
            let survey = try SegmentSurvey.run(
                directory: directory, fileSystem: fileSystem, start: start, after: segments.dropLast().last,
                known: SegmentScan.Start(offset: before.offset, sequence: before.sequence + 1))
        else { return false }
        if survey.end.sequence < before.sequence {
            throw LogError.historyShrank(directory: directory, from: before.sequence, to: survey.end.sequence)
        }
        if survey.active.header == active.header {
            catalog.advance(to: survey.end)
        } else {
            catalog.roll(sealed: survey.sealed, active: survey.active, end: survey.end)
        }
        return survey.end.sequence > before.sequence
    }
}
