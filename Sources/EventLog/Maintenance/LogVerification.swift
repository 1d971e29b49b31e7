/// What a walk through the whole log found: whether history is what was written, and one digest for all of it.
public struct LogVerification: Hashable, Sendable {
    /// How far a verification is.
    public struct Progress: Hashable, Sendable {
        /// The segment that was just finished.
        public var file: String
        /// Bytes looked at so far.
        public var bytes: Int
        /// Bytes to look at in all.
        public var bytesTotal: Int
        /// Records looked at so far.
        public var records: UInt64
    }

    /// The log; nil when no segment has a readable header.
    public var identifier: LogIdentifier?
    /// Everything that does not hold, in the order of the log.
    public var damages: [LogDamage] = []
    /// How many segments were looked at.
    public var segments = 0
    /// How many whole and valid records there are.
    public var records: UInt64 = 0
    /// How many batches they came in.
    public var batches: UInt64 = 0
    /// Bytes of headers, records and footers.
    public var bytes = 0
    /// How many of the records are redacted: their place in the chain is proven, not what stands there now.
    public var redactedRecords: UInt64 = 0
    /// How many records stand in place of ones that could not be read any more when the log was repaired.
    public var lostRecords: UInt64 = 0
    /// How many segments have a header or footer that a repair made anew: their link to the next is not proven.
    public var repairedSegments = 0
    /// The sequence that the first segment kept begins with; more than 1 when older ones were removed.
    public var firstSequence: UInt64 = 1
    /// The last sequence verified; 0 in an empty log.
    public var lastSequence: UInt64 = 0
    /// Bytes behind the committed end: a write under way, or a torn tail that the next start will cut.
    public var uncommittedBytes = 0
    /// SHA-256 over the hash of the footer before the last record's segment and the hash of that segment up to the end of
    /// that record; nil when anything is damaged.
    ///
    /// Kept elsewhere, it proves later that nothing up to ``lastSequence`` was altered: verify up to that sequence again.
    /// Redaction does not change it, and removing the first segments neither.
    public var digest: [UInt8]?

    /// Whether everything holds.
    public var isIntact: Bool { damages.isEmpty }

    /// The digest in hexadecimal digits; nil when anything is damaged.
    public var digestText: String? {
        digest?.hexadecimalText
    }

    /// Reads every byte of a log and checks checksums, sequences, batches, footers and the hash chain.
    ///
    /// Goes on behind damage, so that ``damages`` names all of it. May run beside the writer.
    ///
    /// - Parameters:
    ///   - sequence: verify up to the end of this record only; nil for all that is committed.
    ///   - progress: called after each segment; what it throws ends the verification.
    /// - Throws: ``LogError/noLog(directory:)``, ``LogError/file(_:)``, ``LogError/sequenceUnavailable(requested:kept:)``
    ///   when the log does not have `sequence`; damage is not thrown but reported.
    public static func run(
        directory: String, upTo sequence: UInt64? = nil, fileSystem: any FileSystem = PosixFileSystem(),
        progress: (Progress) throws -> Void = { _ in }
    ) throws -> LogVerification {
        // Before the directory is listed: what it tells of is then in the list.
        let tip = try Tip.load(directory: directory, fileSystem: fileSystem)
        let start = try LogStart.load(directory: directory, fileSystem: fileSystem)
        let paths = try SegmentFile.paths(directory: directory, fileSystem: fileSystem).filter {
            !(start?.isBehind($0) ?? false)
        }
        guard !paths.isEmpty else { throw LogError.noLog(directory: directory) }
        var verifier = LogVerifier(
            directory: directory, fileSystem: fileSystem, tip: tip, start: start, target: sequence)
        let total = try paths.reduce(0) { try $0 + (fileSystem.open($1, .read)?.size() ?? 0) }
        for (place, path) in paths.enumerated() {
            let found = try verifier.verify(path, nextPath: place + 1 < paths.count ? paths[place + 1] : nil)
            try progress(Progress(file: path, bytes: found.bytes, bytesTotal: total, records: found.records))
        }
        let result = verifier.finished()
        let first = result.firstSequence
        if let sequence, result.isIntact, sequence < first || result.lastSequence < sequence {
            throw LogError.sequenceUnavailable(
                requested: sequence, kept: result.lastSequence >= first ? first...result.lastSequence : nil)
        }
        return result
    }
}
