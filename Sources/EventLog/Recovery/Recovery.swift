/// Opens the segments of a directory for writing: checks the chain, finds the end, cuts a torn tail, refuses damage.
///
/// A tail is torn when nothing proves that it was ever synced. Two things prove it: a later record that says that
/// everything before it was synced, and the tip file. Only the last batch of the last segment is ever cut.
struct Recovery {
    let directory: String
    let options: LogOptions
    private var fileSystem: any FileSystem { options.fileSystem }
    private let tip: Tip?
    private var report = LogOpenReport()
    private var sealed: [SegmentFile] = []

    /// What the writer goes on from.
    struct Result {
        var segments: [SegmentFile]
        var file: any File
        var progress: SegmentWriter.Progress
        var index: SegmentIndex
        var report: LogOpenReport
    }

    /// Recovers the log in a directory whose lock is held.
    static func run(directory: String, options: LogOptions) throws -> Result {
        var recovery = Recovery(
            directory: directory, options: options,
            tip: try Tip.load(directory: directory, fileSystem: options.fileSystem))
        return try recovery.run()
    }

    private init(directory: String, options: LogOptions, tip: Tip?) {
        self.directory = directory
        self.options = options
        self.tip = tip
    }

    private mutating func run() throws -> Result {
        var paths = try SegmentFile.paths(directory: directory, fileSystem: fileSystem)
        if let last = paths.last, try isTornCreation(last) {
            try fileSystem.remove(last)
            try fileSystem.syncDirectory(directory)
            report.removedFile = last
            paths.removeLast()
        }
        sealed = try SegmentFile.loadSealed(paths.dropLast(), after: nil, fileSystem: fileSystem)
        guard let last = paths.last else { return try create() }
        guard let file = try fileSystem.open(last, .write) else {
            throw LogError.damaged(LogDamage(file: last, offset: 0, reason: .truncated))
        }
        let segment = try SegmentFile.load(path: last, file: file)
        try segment.checkChain(after: sealed.last)
        if segment.footer != nil {
            sealed.append(segment)
            return try create()
        }
        return try resume(segment, file)
    }

    /// Whether the file is a segment whose header was never completed; no record was then ever written to it.
    private func isTornCreation(_ path: String) throws -> Bool {
        let file = try SegmentFile.open(path, fileSystem)
        guard try file.size() <= SegmentHeader.size else { return false }
        do {
            _ = try SegmentHeader(try file.bytes(at: 0, count: SegmentHeader.size), file: path)
            return false
        } catch LogError.damaged {
            return true
        }
    }

    /// Begins a new segment after the sealed ones; the first one of all when there are none.
    private mutating func create() throws -> Result {
        let previous = sealed.last?.footer
        let lastSequence = previous?.sequences.upperBound ?? 0
        try requireDurable(upTo: lastSequence)
        let identifier = sealed.last?.header.log ?? tip?.log ?? .random()
        let header = SegmentHeader(
            log: identifier, number: (previous?.number ?? 0) + 1, firstSequence: lastSequence + 1,
            time: max(options.now(), previous?.lastTime ?? .min),
            previousFooterHash: previous?.hash ?? SegmentHeader.noHash)
        let file = try SegmentWriter.createSegment(header, directory: directory, fileSystem: fileSystem)
        sealed.append(SegmentFile(path: directory + "/" + header.fileName, header: header))
        report.wasCreated = previous == nil && report.removedFile == nil
        return result(
            file,
            SegmentWriter.Progress(
                offset: SegmentHeader.size, sequence: lastSequence, time: previous?.lastTime ?? .min, firstTime: nil,
                batches: 0, lastBatch: tip?.lastBatch ?? lastSequence), SegmentIndex())
    }

    /// Goes on with an unsealed last segment.
    private mutating func resume(_ segment: SegmentFile, _ file: any File) throws -> Result {
        let size = try file.size()
        let scan = try SegmentScan.run(
            file: file, header: segment.header, from: .start(of: segment.header), limit: size)
        if let stop = scan.stop { try requireTorn(segment, file, scan, stop, size) }
        try requireDurable(upTo: scan.lastSequence, segment, scan)
        if scan.end < size { try file.truncate(to: scan.end) }
        // What survived a crash of the process may so far be in memory only.
        try file.sync()
        sealed.append(segment)
        let previous = sealed.dropLast().last?.footer
        return result(
            file,
            SegmentWriter.Progress(
                offset: scan.end, sequence: scan.lastSequence, time: scan.lastTime ?? previous?.lastTime ?? .min,
                firstTime: scan.firstTime, batches: scan.batches,
                lastBatch: scan.lastBatch ?? tip?.lastBatch ?? scan.lastSequence), scan.index)
    }

    /// Refuses when a record behind the bad place proves that the place had been synced.
    private mutating func requireTorn(
        _ segment: SegmentFile, _ file: any File, _ scan: SegmentScan, _ stop: SegmentScan.Stop, _ size: Int
    ) throws {
        let cursor = RecordCursor(
            file: file, seed: segment.header.recordSeed, offset: stop.offset, sequence: scan.lastSequence + 1,
            beginsBatch: false)
        while let record = try cursor.skipToNextRecord(limit: size) {
            if record.flags.contains(.afterSync) {
                throw LogError.damaged(
                    LogDamage(
                        file: segment.path, offset: stop.offset,
                        sequences: scan.lastSequence + 1...max(scan.lastSequence + 1, record.sequence - 1),
                        reason: stop.reason))
            }
        }
        report.cut = LogOpenReport.Cut(
            file: segment.path, offset: scan.end, bytes: size - scan.end, reason: stop.reason)
    }

    /// Refuses when the tip says that more was durable than is there, unless only the very last batch is concerned.
    private mutating func requireDurable(
        upTo lastSequence: UInt64, _ segment: SegmentFile? = nil, _ scan: SegmentScan? = nil
    ) throws {
        guard let tip, tip.durable.sequence > lastSequence,
            sealed.isEmpty || sealed[0].header.log == tip.log, segment.map({ $0.header.log == tip.log }) ?? true
        else { return }
        let lost = lastSequence + 1...tip.durable.sequence
        guard let segment, let scan, lastSequence + 1 >= tip.lastBatch else {
            if let segment, let stop = scan?.stop {
                throw LogError.damaged(
                    LogDamage(file: segment.path, offset: stop.offset, sequences: lost, reason: stop.reason))
            }
            throw LogError.recordsMissing(directory: directory, sequences: lost)
        }
        var cut = report.cut ?? LogOpenReport.Cut(file: segment.path, offset: scan.end, bytes: 0, reason: .truncated)
        cut.acknowledged = lost
        report.cut = cut
    }

    private func result(_ file: any File, _ progress: SegmentWriter.Progress, _ index: SegmentIndex) -> Result {
        var report = report
        report.segments = sealed.count
        report.lastSequence = progress.sequence
        return Result(segments: sealed, file: file, progress: progress, index: index, report: report)
    }
}

extension LogIdentifier {
    /// A new identifier.
    static func random() -> LogIdentifier {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<16).map { _ in UInt8.random(in: 0 ... .max, using: &generator) }
        return LogIdentifier(bytes: bytes)!
    }
}
