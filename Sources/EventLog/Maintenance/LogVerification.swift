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
    /// The last sequence verified; 0 in an empty log.
    public var lastSequence: UInt64 = 0
    /// Bytes behind the committed end: a write under way, or a torn tail that the next start will cut.
    public var uncommittedBytes = 0
    /// SHA-256 over the hash of the footer before the last record's segment and the SHA-256 of that segment up to the end
    /// of that record; nil when anything is damaged.
    ///
    /// Kept elsewhere, it proves later that nothing up to ``lastSequence`` was altered: verify up to that sequence again.
    public var digest: [UInt8]?

    /// Whether everything holds.
    public var isIntact: Bool { damages.isEmpty }

    /// The digest in hexadecimal digits; nil when anything is damaged.
    public var digestText: String? {
        digest.map { bytes in
            bytes.map { byte in
                let digits = String(byte, radix: 16)
                return digits.utf8.count == 1 ? "0" + digits : digits
            }.joined()
        }
    }

    /// Reads every byte of a log and checks checksums, sequences, batches, footers and the hash chain.
    ///
    /// Goes on behind damage, so that ``damages`` names all of it. May run beside the writer.
    ///
    /// - Parameters:
    ///   - sequence: verify up to the end of this record only; nil for all that is committed.
    ///   - progress: called after each segment; what it throws ends the verification.
    /// - Throws: ``LogError/noLog(directory:)``, ``LogError/file(_:)``, ``LogError/sequenceUnavailable(requested:kept:)``
    ///   when `sequence` lies beyond the log; damage is not thrown but reported.
    public static func run(
        directory: String, upTo sequence: UInt64? = nil, fileSystem: any FileSystem = PosixFileSystem(),
        progress: (Progress) throws -> Void = { _ in }
    ) throws -> LogVerification {
        let paths = try SegmentFile.paths(directory: directory, fileSystem: fileSystem)
        guard !paths.isEmpty else { throw LogError.noLog(directory: directory) }
        var verifier = LogVerifier(
            fileSystem: fileSystem, tip: try Tip.load(directory: directory, fileSystem: fileSystem), target: sequence)
        let total = try paths.reduce(0) { try $0 + SegmentFile.open($1, fileSystem).size() }
        for (place, path) in paths.enumerated() {
            let found = try verifier.verify(path, nextPath: place + 1 < paths.count ? paths[place + 1] : nil)
            try progress(Progress(file: path, bytes: found.bytes, bytesTotal: total, records: found.records))
        }
        let result = verifier.finished()
        if let sequence, result.isIntact, result.lastSequence < sequence {
            throw LogError.sequenceUnavailable(
                requested: sequence, kept: result.lastSequence > 0 ? 1...result.lastSequence : nil)
        }
        return result
    }
}
