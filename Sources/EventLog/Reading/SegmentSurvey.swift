/// What someone without the lock can know of a directory: its segments, and how far they are committed.
///
/// The tip file tells the end: what stands behind it may still fail and be taken back by its writer. Without a tip nobody
/// is writing, and whole batches count as committed once a sync of the segment has returned here.
struct SegmentSurvey {
    /// The sealed segments asked for, in order.
    var sealed: [SegmentFile]
    /// The last segment, which may be sealed while its successor is not there yet.
    var active: SegmentFile
    /// The end of what is committed, in the last segment.
    var end: SegmentCatalog.End

    /// Looks at the segments after a sealed one, or at all.
    ///
    /// - Parameters:
    ///   - start: where the log begins, by ``LogStart/following(directory:fileSystem:_:)``.
    ///   - previous: the last segment that needs no look; nil to look at all.
    ///   - known: a place between two batches that is committed; used if it lies in the last segment and there is no tip.
    /// - Returns: nil when there is no segment.
    static func run(
        directory: String, fileSystem: any FileSystem, start: LogStart?, after previous: SegmentFile? = nil,
        known: SegmentScan.Start? = nil
    ) throws -> SegmentSurvey? {
        let tip = try Tip.load(directory: directory, fileSystem: fileSystem)
        let predecessor = previous.map { .segment($0) } ?? SegmentPredecessor(start)
        var paths = try SegmentFile.paths(directory: directory, fileSystem: fileSystem, after: previous)
        if let start { paths.removeAll { start.isBehind($0) } }
        if let last = paths.last, try isBeingCreated(last, fileSystem) { paths.removeLast() }
        guard let last = paths.last else { return nil }
        let sealed = try SegmentFile.loadSealed(paths.dropLast(), after: predecessor, fileSystem: fileSystem)
        let file = try SegmentFile.open(last, fileSystem)
        let active = try SegmentFile.load(path: last, file: file)
        try active.checkChain(after: sealed.last.map { .segment($0) } ?? predecessor)
        let end = try end(of: active, file, tip: tip, known: known)
        return SegmentSurvey(sealed: sealed, active: active, end: end)
    }

    private static func end(
        of segment: SegmentFile, _ file: any File, tip: Tip?, known: SegmentScan.Start?
    ) throws -> SegmentCatalog.End {
        if let footer = segment.footer {
            return SegmentCatalog.End(sequence: footer.sequences.upperBound, offset: footer.offset)
        }
        let size = try file.size()
        var start = SegmentScan.Start.start(of: segment.header)
        if let tip, tip.log == segment.header.log {
            let committed = tip.committed
            if committed.segment < segment.header.firstSequence {
                return SegmentCatalog.End(sequence: segment.header.firstSequence - 1, offset: SegmentHeader.size)
            }
            if committed.segment == segment.header.firstSequence, committed.offset <= size {
                return SegmentCatalog.End(sequence: committed.sequence, offset: committed.offset)
            }
        } else if let known, known.sequence > segment.header.firstSequence, known.offset <= size {
            start = known
        }
        let scan = try SegmentScan.run(file: file, header: segment.header, from: start, limit: size)
        if scan.end > start.offset { try file.sync() }
        return SegmentCatalog.End(sequence: scan.lastSequence, offset: scan.end)
    }

    /// Whether the file is a segment whose header the writer has not finished, or was one: when a writer that was killed
    /// had left it so, the next one takes it away, perhaps since it was listed.
    private static func isBeingCreated(_ path: String, _ fileSystem: any FileSystem) throws -> Bool {
        guard let file = try fileSystem.open(path, .read) else { return true }
        return try file.size() < SegmentHeader.size
    }
}
