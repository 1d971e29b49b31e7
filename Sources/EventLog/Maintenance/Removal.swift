/// Removes whole sealed segments from the front of a log.
enum Removal {
    /// Runs on the committer's thread.
    static func run(endingBefore sequence: UInt64, catalog: SegmentCatalog) throws -> [SealedSegment] {
        let segments = catalog.segments
        let removed = segments.dropLast().compactMap(\.footer).prefix { $0.sequences.upperBound < sequence }
        guard let last = removed.last else { return [] }
        let first = segments[removed.count].header
        let start = LogStart(
            log: first.log, number: first.number, firstSequence: first.firstSequence, lastTime: last.lastTime,
            previousFooterHash: first.previousFooterHash)
        // From here on the log begins there, whatever becomes of the files.
        try start.save(directory: catalog.directory, fileSystem: catalog.fileSystem)
        catalog.removeSegments(before: start.firstSequence)
        _ = try start.removeLeftovers(directory: catalog.directory, fileSystem: catalog.fileSystem)
        return removed.map(SealedSegment.init)
    }
}
