/// The log that a backup copies, as far as it was committed when the backup began.
struct BackupSource {
    let directory: String
    let fileSystem: any FileSystem
    let start: LogStart?
    let segments: [SegmentFile]
    let active: SegmentFile
    let end: SegmentCatalog.End

    init(directory: String, fileSystem: any FileSystem) throws {
        let (start, survey) = try LogStart.following(directory: directory, fileSystem: fileSystem) { start in
            (start, try SegmentSurvey.run(directory: directory, fileSystem: fileSystem, start: start))
        }
        guard let survey else { throw LogError.noLog(directory: directory) }
        self.directory = directory
        self.fileSystem = fileSystem
        self.start = start
        segments = survey.sealed + [survey.active]
        active = survey.active
        end = survey.end
    }

    var firstSequence: UInt64 { segments[0].header.firstSequence }

    /// The tip that goes with what is copied.
    var tip: Tip {
        let mark = Tip.Mark(sequence: end.sequence, segment: active.header.firstSequence, offset: end.offset)
        return Tip(log: active.header.log, committed: mark, durable: mark)
    }

    /// The length of what is to be copied of a segment.
    func bytes(of segment: SegmentFile) throws -> Int {
        segment.footer.map { $0.offset + SegmentFooter.size } ?? end.offset
    }

    /// Opens a segment; nil when it was removed meanwhile because it is no longer kept.
    func open(_ segment: SegmentFile) throws -> (any File)? {
        if let file = try fileSystem.open(segment.path, .read) { return file }
        if try LogStart.load(directory: directory, fileSystem: fileSystem)?.isBehind(segment.path) == true {
            return nil
        }
        throw LogError.damaged(LogDamage(file: segment.path, offset: 0, reason: .missing))
    }
}

/// The directory that a backup is kept in.
struct BackupTarget {
    let directory: String
    let fileSystem: any FileSystem
    /// What is there already; nil at first.
    private let survey: SegmentSurvey?

    init(directory: String, fileSystem: any FileSystem) throws {
        self.directory = directory
        self.fileSystem = fileSystem
        survey = try SegmentSurvey.run(
            directory: directory, fileSystem: fileSystem,
            start: try LogStart.load(directory: directory, fileSystem: fileSystem))
    }

    private var segments: [SegmentFile] { survey.map { $0.sealed + [$0.active] } ?? [] }

    /// The first sequence that it has; nil when it is empty.
    var firstSequence: UInt64? { segments.first?.header.firstSequence }

    /// Refuses a log whose history is not that of the backup.
    func check(against source: BackupSource) throws {
        guard let survey else { return }
        func refuse(_ reason: String) -> LogError { .backupRefused(destination: directory, reason: reason) }
        guard survey.active.header.log == source.active.header.log else {
            throw refuse("It holds a backup of another log; choose another directory.")
        }
        guard survey.end.sequence <= source.end.sequence else {
            throw refuse(
                """
                The backup has records up to \(survey.end.sequence), the log only up to \(source.end.sequence): the log was \
                cut or an older copy was put back. If that is meant, choose another directory.
                """)
        }
        guard survey.end.sequence + 1 >= source.firstSequence else {
            throw refuse(
                """
                The backup ends with record \(survey.end.sequence), and the log no longer keeps what follows before \
                \(source.firstSequence): there would be a gap. Choose another directory.
                """)
        }
        guard try hasSameHistory(survey, source) else {
            throw refuse(
                "Its records are not those that the log has under the same sequences. Choose another directory.")
        }
    }

    /// Compares the hashes of the last segment that both have, as far as the backup goes.
    private func hasSameHistory(_ survey: SegmentSurvey, _ source: BackupSource) throws -> Bool {
        guard let same = source.segments.first(where: { $0.header.number == survey.active.header.number }) else {
            return true
        }
        guard same.header.canonical == survey.active.header.canonical else { return false }
        guard survey.end.sequence >= same.header.firstSequence else { return true }
        if let footer = survey.active.footer, let other = same.footer { return footer.hash == other.hash }
        guard let file = try source.open(same), let copy = try fileSystem.open(survey.active.path, .read) else {
            return true
        }
        let last = survey.end.sequence
        let end = same.footer?.offset ?? source.end.offset
        let theirs = try SegmentSummary(file, same.path, same.header, end: end, upTo: last).hash
        return try theirs
            == SegmentSummary(copy, survey.active.path, same.header, end: survey.end.offset, upTo: last).hash
    }

    /// The footer of a segment's copy; nil when there is none.
    func footer(of segment: SegmentFile) throws -> SegmentFooter? {
        guard let file = try fileSystem.open(path(segment), .read) else { return nil }
        return try? SegmentFile.load(path: path(segment), file: file).footer
    }

    /// Writes a segment's copy anew and puts it in its place, durably.
    func replace<Result>(_ segment: SegmentFile, _ write: (any File) throws -> Result) throws -> Result {
        var result: Result?
        try DraftFile.replace(path(segment), in: directory, fileSystem: fileSystem) { result = try write($0) }
        return result!
    }

    /// Writes where the backup begins; before its first segment.
    func store(_ start: LogStart) throws {
        try DraftFile.replace(directory + "/" + LogStart.fileName, in: directory, fileSystem: fileSystem) { file in
            try start.encoded.withUnsafeBytes { try file.writeAll($0, at: 0) }
        }
    }

    /// Writes how far the backup goes; after its last segment.
    func store(_ tip: Tip) throws {
        try DraftFile.replace(directory + "/" + Tip.fileName, in: directory, fileSystem: fileSystem) { file in
            try tip.store(to: file)
        }
    }

    private func path(_ segment: SegmentFile) -> String { directory + "/" + segment.header.fileName }
}
