/// Reads a log of segments in order, across segments and on into what is still being written.
///
/// Each record is checked before it is handed out. Nothing beyond the committed tip is ever looked at.
public final class SegmentReader: LogReader {
    private let catalog: SegmentCatalog
    /// Looks for records committed by another process; true when there are some.
    private let refresh: (() throws -> Bool)?
    private var segment: SegmentFile
    private var cursor: RecordCursor

    /// The sequence of the record that comes next.
    public var position: UInt64 { cursor.sequence }

    /// Hands out the records that follow, without copying, up to a number of them, and moves on.
    public func read(recordsMax: Int, _ body: (LogRecord) throws -> Void) throws -> Int {
        var handed = 0
        while handed < recordsMax {
            guard let extent = catalog.extent(ofSegment: segment.header.number) else {
                // The segment is no longer kept. Whoever has read all of it goes on, others are told.
                try enter(try catalog.segment(kept: cursor.sequence))
                continue
            }
            if cursor.offset < extent.limit {
                handed += try read(recordsMax: recordsMax - handed, limit: extent.limit, body)
            } else if let next = extent.next {
                try enter(next)
            } else if try refresh?() != true {
                break
            }
        }
        return handed
    }

    private func read(recordsMax: Int, limit: Int, _ body: (LogRecord) throws -> Void) throws -> Int {
        var handed = 0
        while handed < recordsMax {
            switch try cursor.peek(limit: limit) {
            case .record(let record, let bytes):
                try body(LogRecord(record, bytes))
                cursor.advance(past: record)
                handed += 1
            case .end:
                return handed
            case .invalid(let reason):
                throw damage(reason)
            }
        }
        return handed
    }

    /// A record as it stands on disk, and where.
    struct Place {
        var segment: SegmentFile
        var offset: Int
        var header: RecordHeader
        /// All of its bytes, valid while the closure runs that is given them.
        var bytes: UnsafeRawBufferPointer
    }

    /// Looks at the record that comes next.
    func withCurrent<Result>(_ body: (Place) throws -> Result) throws -> Result {
        guard let limit = catalog.extent(ofSegment: segment.header.number)?.limit else {
            throw catalog.unavailable(position)
        }
        switch try cursor.peek(limit: limit) {
        case .record(let header, let bytes):
            return try body(Place(segment: segment, offset: cursor.offset, header: header, bytes: bytes))
        case .end:
            throw catalog.unavailable(position)
        case .invalid(let reason):
            throw damage(reason)
        }
    }

    /// A reader at a sequence, which must be one of the log's or the one after its last.
    init(catalog: SegmentCatalog, sequence: UInt64, refresh: (() throws -> Bool)? = nil) throws {
        let segment = try catalog.segment(kept: sequence)
        self.catalog = catalog
        self.refresh = refresh
        self.segment = segment
        cursor = try Self.cursor(catalog, segment, entry: nil)
        try seek(to: try catalog.index(of: segment).entry(atOrBefore: sequence)) { $0.sequence < sequence }
    }

    /// A reader at the first record whose time is not before the given one.
    init(catalog: SegmentCatalog, time: Int64, refresh: (() throws -> Bool)? = nil) throws {
        self.catalog = catalog
        self.refresh = refresh
        segment = catalog.segment(reaching: time)
        cursor = try Self.cursor(catalog, segment, entry: nil)
        try seek(to: try catalog.index(of: segment).entry(before: time)) { $0.time < time }
    }

    /// Steps to the place that the index names and on over the records that lie before the wanted one.
    private func seek(to entry: SegmentIndex.Entry?, isBefore: (RecordHeader) -> Bool) throws {
        guard let limit = catalog.extent(ofSegment: segment.header.number)?.limit else {
            throw catalog.unavailable(cursor.sequence)
        }
        if let entry {
            cursor = try Self.cursor(catalog, segment, entry: entry)
            // An index is never trusted: unless the record is there, the walk begins at the segment's first.
            guard entry.offset < limit, case .record = try cursor.peek(limit: limit) else {
                cursor = try Self.cursor(catalog, segment, entry: nil)
                return try seek(to: nil, isBefore: isBefore)
            }
        }
        while true {
            switch try cursor.peek(limit: limit) {
            case .record(let record, _):
                guard isBefore(record) else { return }
                cursor.advance(past: record)
            case .end:
                return
            case .invalid(let reason):
                throw damage(reason)
            }
        }
    }

    private func enter(_ next: SegmentFile) throws {
        guard next.header.firstSequence == cursor.sequence else { throw damage(.sequence) }
        cursor = try Self.cursor(catalog, next, entry: nil)
        segment = next
    }

    private static func cursor(
        _ catalog: SegmentCatalog, _ segment: SegmentFile, entry: SegmentIndex.Entry?
    ) throws -> RecordCursor {
        RecordCursor(
            file: try catalog.open(segment, at: entry?.sequence ?? segment.header.firstSequence),
            seed: segment.header.recordSeed, offset: entry?.offset ?? SegmentHeader.size,
            sequence: entry?.sequence ?? segment.header.firstSequence, beginsBatch: entry == nil)
    }

    private func damage(_ reason: LogDamage.Reason) -> LogError {
        .damaged(
            LogDamage(
                file: segment.path, offset: cursor.offset, sequences: cursor.sequence...cursor.sequence, reason: reason)
        )
    }
}
