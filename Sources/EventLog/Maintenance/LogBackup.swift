/// Copies what is committed of a log into another directory, where it is a log that opens, also while it is being written.
///
/// Sealed segments that are already there are not copied again. Everything that is copied is read and checked on the way, so
/// that a damaged segment never takes the place of a good copy. Restoring is copying back.
public struct LogBackup: Hashable, Sendable {
    /// How far a backup is.
    public struct Progress: Hashable, Sendable {
        /// Bytes looked at so far.
        public var bytes: Int
        /// Bytes to look at in all.
        public var bytesTotal: Int
    }

    /// The log.
    public private(set) var identifier: LogIdentifier
    /// The first sequence in the backup, which keeps what the log no longer does.
    public private(set) var firstSequence: UInt64
    /// The last sequence in the backup.
    public private(set) var lastSequence: UInt64
    /// Bytes copied now.
    public private(set) var copiedBytes = 0
    /// Bytes that were there before.
    public private(set) var skippedBytes = 0
    /// The digest of the chronicle up to ``lastSequence``, as ``LogVerification/digest`` gives it.
    public private(set) var digest: [UInt8] = []

    /// Brings a backup up to date, or makes the first one.
    ///
    /// - Parameters:
    ///   - directory: of the log.
    ///   - destination: a directory; created when it does not exist.
    ///   - progress: called after each segment; what it throws ends the backup, which can be taken up again.
    /// - Returns: what was done, once all of it is durable.
    /// - Throws: ``LogError/backupRefused(destination:reason:)``, ``LogError/damaged(_:)`` naming the segment that is not
    ///   what was written, ``LogError/locked(directory:processIdentifier:)`` when someone else writes the destination,
    ///   ``LogError/noLog(directory:)``, ``LogError/file(_:)``.
    public static func run(
        from directory: String, to destination: String, fileSystem: any FileSystem = PosixFileSystem(),
        progress: (Progress) throws -> Void = { _ in }
    ) throws -> LogBackup {
        guard destination != directory, !destination.hasPrefix(directory + "/") else {
            throw LogError.backupRefused(
                destination: destination, reason: "It lies in the log's own directory; choose one elsewhere.")
        }
        let source = try BackupSource(directory: directory, fileSystem: fileSystem)
        try fileSystem.createDirectory(destination)
        let lock = try DirectoryLock(directory: destination, fileSystem: fileSystem)
        defer { lock.release() }
        try DraftFile.removeAll(directory: destination, fileSystem: fileSystem)
        let target = try BackupTarget(directory: destination, fileSystem: fileSystem)
        try target.check(against: source)
        var backup = LogBackup(
            identifier: source.active.header.log, firstSequence: target.firstSequence ?? source.firstSequence,
            lastSequence: source.end.sequence)
        if target.firstSequence == nil, let start = source.start { try target.store(start) }
        let total = try source.segments.reduce(0) { try $0 + source.bytes(of: $1) }
        for segment in source.segments {
            try backup.copy(segment, from: source, to: target)
            try progress(Progress(bytes: backup.copiedBytes + backup.skippedBytes, bytesTotal: total))
        }
        try target.store(source.tip)
        return backup
    }

    private init(identifier: LogIdentifier, firstSequence: UInt64, lastSequence: UInt64) {
        self.identifier = identifier
        self.firstSequence = firstSequence
        self.lastSequence = lastSequence
    }

    /// The digest in hexadecimal digits.
    public var digestText: String { digest.hexadecimalText }

    private mutating func copy(_ segment: SegmentFile, from source: BackupSource, to target: BackupTarget) throws {
        // Retention may have removed it since; the backup then has it already or is refused the next time.
        guard let file = try source.open(segment) else { return }
        let now = try SegmentFile.load(path: segment.path, file: file)
        if let footer = now.footer, try target.footer(of: segment) == footer {
            skippedBytes += footer.offset + SegmentFooter.size
            digest = sha256(footer.previousFooterHash + footer.segmentHash)
            return
        }
        let isActive = segment.header == source.active.header && source.active.footer == nil
        let end = isActive ? source.end.offset : now.footer?.offset ?? 0
        let length = isActive ? end : end + SegmentFooter.size
        let summary = try target.replace(segment) { draft in
            try file.copy(0..<length, to: draft, at: 0)
            // What is checked is the copy.
            let summary = try SegmentSummary(draft, segment.path, now.header, end: end)
            guard isActive || summary.agrees(with: now.footer) else {
                throw LogError.damaged(LogDamage(file: segment.path, offset: end, reason: .digest))
            }
            return summary
        }
        copiedBytes += length
        // An empty segment adds nothing to the chronicle.
        if summary.footer != nil || digest.isEmpty { digest = sha256(now.header.previousFooterHash + summary.hash) }
    }
}

extension SegmentSummary {
    /// Whether a footer says what the records come to.
    func agrees(with footer: SegmentFooter?) -> Bool {
        var expected = self.footer
        expected?.flags = footer?.flags ?? []
        return footer != nil && expected == footer
    }
}

extension [UInt8] {
    /// Two digits a byte.
    var hexadecimalText: String {
        map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
