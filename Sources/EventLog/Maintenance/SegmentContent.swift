/// The records of a segment as a repair will have them: what can be read, and placeholders for the rest.
struct SegmentContent {
    /// A part of the content.
    enum Piece {
        /// Whole and valid records, where they stand in the file.
        case kept(Range<Int>)
        case lost(LostRecords)
    }

    private(set) var pieces: [Piece] = []
    /// What could not be read.
    private(set) var damages: [LogDamage] = []
    /// The last sequence of the content; the one before the segment's first when there is none.
    private(set) var lastSequence: UInt64
    private var previous: RecordHeader?

    /// Where the walk is to end and what is known of its end.
    struct Bounds {
        /// Records end here at the latest.
        var limit: Int
        /// The last sequence of the segment, where that is known; what is not found up to it is lost.
        var last: UInt64?
        /// The last sequence that is proven to have been durable, in a segment that is not sealed; what is not found behind
        /// it is a torn tail, which the next start cuts off. Nil in a sealed one, where all of it was.
        var proven: UInt64?
    }

    /// Content of a file that is gone.
    init(missing sequences: ClosedRange<UInt64>, path: String, time: Int64) {
        lastSequence = sequences.upperBound
        damages = [LogDamage(file: path, offset: 0, sequences: sequences, reason: .missing)]
        pieces = LostRecords(sequences, bytes: 0, after: nil, before: nil, time: time).map { [.lost($0)] } ?? []
    }

    /// Reads the records of a file, over damage too.
    init(_ file: any File, _ path: String, _ header: SegmentHeader, _ bounds: Bounds) throws {
        lastSequence = header.firstSequence - 1
        let cursor = RecordCursor(
            file: file, seed: header.recordSeed, offset: SegmentHeader.size, sequence: header.firstSequence,
            beginsBatch: true)
        var proven = bounds.proven ?? .max
        walk: while true {
            switch try cursor.peek(limit: bounds.limit) {
            case .record(let record, _):
                keep(cursor.offset..<cursor.offset + record.recordBytes)
                cursor.advance(past: record)
                previous = record
                lastSequence = record.sequence
            case .end:
                break walk
            case .invalid(let reason):
                if lastSequence >= proven {
                    proven = try Self.lastSynced(file, header, cursor, bounds.limit) ?? proven
                    if lastSequence >= proven { break walk }
                }
                guard try step(over: reason, cursor, path, header, bounds) else { break walk }
            }
        }
        try loseTail(at: cursor.offset, path, header, bounds)
    }

    /// How many records are lost.
    var lost: UInt64 {
        pieces.reduce(0) { count, piece in
            if case .lost(let records) = piece { count + records.count } else { count }
        }
    }

    /// Writes the content behind a header.
    ///
    /// - Returns: where it ends.
    func write(to draft: any File, from source: (any File)?, _ header: SegmentHeader) throws -> Int {
        try header.encoded.withUnsafeBytes { try draft.writeAll($0, at: 0) }
        var end = SegmentHeader.size
        for piece in pieces {
            switch piece {
            case .lost(let records):
                end = try records.write(to: draft, at: end, seed: header.recordSeed)
            case .kept(let range):
                guard let source else { continue }
                try source.copy(range, to: draft, at: end)
                end += range.count
            }
        }
        return end
    }

    private mutating func keep(_ range: Range<Int>) {
        if case .kept(let before)? = pieces.last, before.upperBound == range.lowerBound {
            pieces[pieces.count - 1] = .kept(before.lowerBound..<range.upperBound)
        } else {
            pieces.append(.kept(range))
        }
    }

    /// Steps from a place that cannot be read to the next record that can, and notes what is lost in between.
    ///
    /// - Returns: whether there is such a record.
    private mutating func step(
        over reason: LogDamage.Reason, _ cursor: RecordCursor, _ path: String, _ header: SegmentHeader, _ bounds: Bounds
    ) throws -> Bool {
        let start = cursor.offset
        let first = lastSequence + 1
        while let next = try cursor.skipToNextRecord(limit: bounds.limit) {
            if let last = bounds.last, next.sequence > last { continue }
            if next.sequence == first {
                damages.append(LogDamage(file: path, offset: start, reason: reason))
                return true
            }
            let records = LostRecords(
                first...next.sequence - 1, bytes: cursor.offset - start, after: previous, before: next,
                time: min(next.time, header.time))
            guard let records else { continue }
            pieces.append(.lost(records))
            damages.append(LogDamage(file: path, offset: start, sequences: records.sequences, reason: reason))
            lastSequence = next.sequence - 1
            return true
        }
        return false
    }

    /// Notes what is lost behind the last record that can be read.
    private mutating func loseTail(
        at offset: Int, _ path: String, _ header: SegmentHeader, _ bounds: Bounds
    ) throws {
        let isOpen = previous.map { !$0.flags.contains(.endsBatch) && $0.sequence == lastSequence } ?? false
        guard var last = bounds.last else { return }
        // A batch of which the segment's end was torn off is closed, so that it is one.
        if isOpen, last <= lastSequence, bounds.proven == nil { last = lastSequence + 1 }
        guard last > lastSequence else { return }
        let lost = lastSequence + 1...last
        let records = LostRecords(
            lost, bytes: max(0, bounds.limit - offset), after: previous, before: nil, time: header.time)
        guard let records else { return }
        pieces.append(.lost(records))
        damages.append(LogDamage(file: path, offset: offset, sequences: lost, reason: .truncated))
        lastSequence = last
    }

    /// The last sequence that a later record proves to have been synced; nil when none does.
    private static func lastSynced(
        _ file: any File, _ header: SegmentHeader, _ place: RecordCursor, _ limit: Int
    ) throws -> UInt64? {
        let cursor = RecordCursor(
            file: file, seed: header.recordSeed, offset: place.offset, sequence: place.sequence, beginsBatch: false)
        var last: UInt64?
        while let record = try cursor.skipToNextRecord(limit: limit) {
            if record.flags.contains(.afterSync) { last = record.sequence - 1 }
        }
        return last
    }
}

extension File {
    /// Copies a range of this file into another.
    func copy(_ range: Range<Int>, to target: any File, at place: Int) throws {
        var offset = range.lowerBound
        while offset < range.upperBound {
            let part = try bytes(at: offset, count: min(range.upperBound - offset, 4 * LogLimits.readBytes))
            guard !part.isEmpty else { throw LogError.damaged(LogDamage(file: "", offset: offset, reason: .truncated)) }
            try part.withUnsafeBytes { try target.writeAll($0, at: place + offset - range.lowerBound) }
            offset += part.count
        }
    }
}
