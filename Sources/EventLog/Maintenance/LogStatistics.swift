/// What a log holds: read from headers and footers, and from the records of the last segment.
public struct LogStatistics: Hashable, Sendable {
    /// What one segment holds.
    public struct Segment: Hashable, Sendable {
        /// The file's path.
        public var file: String
        /// Counts from 1.
        public var number: UInt64
        /// The sequences of its records; nil when it has none.
        public var sequences: ClosedRange<UInt64>?
        /// How many batches they came in.
        public var batches: UInt64
        /// The time of the first record, in microseconds since 1970-01-01 UTC.
        public var firstTime: Int64?
        /// The time of the last record.
        public var lastTime: Int64?
        /// The file's length.
        public var bytes: Int
        /// Whether nothing is written to it any more.
        public var isSealed: Bool
        /// How many of its records are redacted.
        public var redactedRecords: UInt64 = 0
        /// Whether `letopis log repair` made its header or footer anew.
        public var isRepaired: Bool
    }

    /// The log.
    public var identifier: LogIdentifier
    /// Its segments in order.
    public var segments: [Segment]
    /// The length of all index files.
    public var indexBytes: Int
    /// The sequence that the first segment kept begins with; more than 1 when older ones were removed.
    public var firstSequence: UInt64

    /// The sequences of all records; nil in an empty log.
    public var sequences: ClosedRange<UInt64>? {
        let ranges = segments.compactMap(\.sequences)
        guard let first = ranges.first, let last = ranges.last else { return nil }
        return first.lowerBound...last.upperBound
    }

    /// How many records there are.
    public var records: UInt64 { sequences.map { $0.upperBound - $0.lowerBound + 1 } ?? 0 }

    /// How many batches they came in.
    public var batches: UInt64 { segments.reduce(0) { $0 + $1.batches } }

    /// How many records are redacted.
    public var redactedRecords: UInt64 { segments.reduce(0) { $0 + $1.redactedRecords } }

    /// The length of all segment files.
    public var bytes: Int { segments.reduce(0) { $0 + $1.bytes } }

    /// The time of the first record.
    public var firstTime: Int64? { segments.lazy.compactMap(\.firstTime).first }

    /// The time of the last record.
    public var lastTime: Int64? { segments.lazy.reversed().compactMap(\.lastTime).first }

    /// Gathers the statistics of a log; may run beside the writer.
    ///
    /// - Throws: ``LogError/noLog(directory:)``, or what ``SegmentLogView/open(directory:fileSystem:)`` throws.
    public static func gather(
        directory: String, fileSystem: any FileSystem = PosixFileSystem()
    ) throws -> LogStatistics {
        try LogStart.following(directory: directory, fileSystem: fileSystem) { start in
            try gather(directory: directory, fileSystem: fileSystem, start: start)
        }
    }

    private static func gather(
        directory: String, fileSystem: any FileSystem, start: LogStart?
    ) throws -> LogStatistics {
        guard let survey = try SegmentSurvey.run(directory: directory, fileSystem: fileSystem, start: start) else {
            throw LogError.noLog(directory: directory)
        }
        var segments: [Segment] = []
        for segment in survey.sealed + [survey.active] {
            let file = try SegmentFile.open(segment.path, fileSystem)
            segments.append(try describe(segment, file, end: survey.end))
        }
        let indexBytes = try fileSystem.list(directory).filter { $0.hasSuffix(".index") }.reduce(0) { sum, name in
            sum + (try fileSystem.open(directory + "/" + name, .read)?.size() ?? 0)
        }
        return LogStatistics(
            identifier: survey.active.header.log, segments: segments, indexBytes: indexBytes,
            firstSequence: start?.firstSequence ?? 1)
    }

    private static func describe(
        _ segment: SegmentFile, _ file: any File, end: SegmentCatalog.End
    ) throws -> Segment {
        var described = Segment(
            file: segment.path, number: segment.header.number, batches: 0, bytes: try file.size(),
            isSealed: segment.footer != nil,
            isRepaired: !segment.header.flags.isEmpty || segment.footer.map { !$0.flags.isEmpty } ?? false)
        if let footer = segment.footer {
            described.sequences = footer.sequences
            described.batches = footer.batches
            described.firstTime = footer.firstTime
            described.lastTime = footer.lastTime
            described.redactedRecords = UInt64(footer.redactedRecords)
        } else {
            let scan = try SegmentScan.run(
                file: file, header: segment.header, from: .start(of: segment.header), limit: end.offset)
            if scan.batches > 0 { described.sequences = segment.header.firstSequence...scan.lastSequence }
            described.batches = scan.batches
            described.firstTime = scan.firstTime
            described.lastTime = scan.lastTime
        }
        return described
    }
}
