/// Opens the segments of a directory for writing: checks the chain, finds the end, cuts a torn tail, refuses damage.
///
/// A tail is torn when nothing proves that it was ever synced. Two things prove it: a later record that says that
/// everything before it was synced, and the tip file. Nothing on disk is changed before everything is checked.
struct Recovery {
    let directory: String
    let options: LogOptions
    private var fileSystem: any FileSystem { options.fileSystem }
    private let tip: Tip?
    private let start: LogStart?
    private var report = LogOpenReport()
    private var sealed: [SegmentFile] = []
    /// A segment file whose header was never completed.
    private var tornCreation: String?

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
        let fileSystem = options.fileSystem
        var recovery = Recovery(
            directory: directory, options: options,
            tip: try Tip.load(directory: directory, fileSystem: fileSystem),
            start: try LogStart.load(directory: directory, fileSystem: fileSystem))
        return try recovery.run()
    }

    private init(directory: String, options: LogOptions, tip: Tip?, start: LogStart?) {
        self.directory = directory
        self.options = options
        self.tip = tip
        self.start = start
    }

    private mutating func run() throws -> Result {
        var paths = try SegmentFile.paths(directory: directory, fileSystem: fileSystem)
        if let start { paths.removeAll { start.isBehind($0) } }
        if let last = paths.last, try isTornCreation(last) {
            tornCreation = last
            paths.removeLast()
        }
        sealed = try SegmentFile.loadSealed(
            paths.dropLast(), after: SegmentPredecessor(start), fileSystem: fileSystem)
        guard let last = paths.last else { return try create() }
        guard let file = try fileSystem.open(last, .write) else {
            throw LogError.damaged(LogDamage(file: last, offset: 0, reason: .missing))
        }
        let segment = try SegmentFile.load(path: last, file: file)
        try segment.checkChain(after: sealed.last.map { .segment($0) } ?? SegmentPredecessor(start))
        if segment.footer != nil {
            // The footer may so far be in memory only; what follows it must not become durable before it.
            try file.sync()
            sealed.append(segment)
            return try create()
        }
        return try resume(segment, file)
    }

    /// Whether the file is a segment whose header was never completed; no record was then ever written to it.
    ///
    /// - Throws: ``LogError/damaged(_:)`` when tip or start tell that the header had been.
    private func isTornCreation(_ path: String) throws -> Bool {
        let file = try SegmentFile.open(path, fileSystem)
        guard try file.size() <= SegmentHeader.size else { return false }
        do {
            _ = try SegmentHeader(try file.bytes(at: 0, count: SegmentHeader.size), file: path)
            return false
        } catch LogError.damaged(var damage) {
            let first = SegmentName.firstSequence(ofPath: path)
            guard let first, first == start?.firstSequence || first == tip?.durable.segment else { return true }
            damage.sequences = tip.flatMap { $0.durable.sequence >= first ? first...$0.durable.sequence : nil }
            throw LogError.damaged(damage)
        }
    }

    /// Begins a new segment after the sealed ones; the first one of all when there are none.
    private mutating func create() throws -> Result {
        let previous = sealed.last?.footer
        if let start, previous == nil {
            let path = directory + "/" + SegmentName.segment(firstSequence: start.firstSequence)
            throw LogError.damaged(LogDamage(file: path, offset: 0, reason: .missing))
        }
        let lastSequence = previous?.sequences.upperBound ?? 0
        try requireDurable(upTo: lastSequence, in: nil, stop: nil)
        try settleNames()
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
                batches: 0), SegmentIndex())
    }

    /// Goes on with an unsealed last segment.
    private mutating func resume(_ segment: SegmentFile, _ file: any File) throws -> Result {
        let size = try file.size()
        let scan = try SegmentScan.run(
            file: file, header: segment.header, from: .start(of: segment.header), limit: size)
        try requireDurable(upTo: scan.lastSequence, in: segment, stop: scan.stop)
        if let stop = scan.stop { try requireTorn(segment, file, scan, stop, size) }
        try settleNames()
        if scan.end < size { try file.truncate(to: scan.end) }
        // What survived a crash of the process may so far be in memory only.
        try file.sync()
        let lastTime = scan.lastTime ?? sealed.last?.footer?.lastTime ?? start?.lastTime
        sealed.append(segment)
        return result(
            file,
            SegmentWriter.Progress(
                offset: scan.end, sequence: scan.lastSequence, time: lastTime ?? .min, firstTime: scan.firstTime,
                batches: scan.batches), scan.index)
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

    /// Refuses when the tip says that more was durable than is there.
    private func requireDurable(
        upTo lastSequence: UInt64, in segment: SegmentFile?, stop: SegmentScan.Stop?
    ) throws {
        let log = (sealed.first ?? segment)?.header.log
        guard let tip, tip.durable.sequence > lastSequence, log == nil || log == tip.log else { return }
        let lost = lastSequence + 1...tip.durable.sequence
        if let segment, let stop {
            throw LogError.damaged(
                LogDamage(file: segment.path, offset: stop.offset, sequences: lost, reason: stop.reason))
        }
        throw LogError.recordsMissing(directory: directory, sequences: lost)
    }

    /// Makes the names durable that a killed process has left, as they may so far be in memory only, and then removes what
    /// an interrupted creation and an interrupted removal have left.
    private mutating func settleNames() throws {
        try fileSystem.syncDirectory(directory)
        if let tornCreation {
            try fileSystem.remove(tornCreation)
            try fileSystem.syncDirectory(directory)
            report.removedFile = tornCreation
        }
        if let start {
            report.removedSegments = try start.removeLeftovers(directory: directory, fileSystem: fileSystem)
        }
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
