/// Where a log begins whose first segments were removed: the link to what is no longer kept.
///
/// The start file is durable before the first of those segments is removed. Segments before it are what an interrupted
/// removal has left.
struct LogStart: Hashable, Sendable {
    static let size = 96
    static let magic: StaticString = "LETOPISB"
    static let fileName = "start"

    /// The log.
    var log: LogIdentifier
    /// The number of the first segment kept.
    var number: UInt64
    /// The sequence of its first record.
    var firstSequence: UInt64
    /// The time of the last record removed.
    var lastTime: Int64
    /// What the header of the first segment kept holds of the footer before it.
    var previousFooterHash: [UInt8]

    /// The mark as it stands on disk.
    var encoded: [UInt8] {
        var block = BlockEncoder()
        block.put(Self.magic)
        block.put(SegmentHeader.version)
        block.put(UInt32(0))
        block.put(log.bytes)
        block.put(number)
        block.put(firstSequence)
        block.put(lastTime)
        block.put(previousFooterHash)
        block.put(UInt32(0))
        block.putChecksum()
        return block.bytes
    }

    /// Reads the mark of a directory; nil when the log begins with its first segment.
    ///
    /// - Throws: ``LogError/damaged(_:)`` or ``LogError/unsupportedVersion(file:version:)`` naming the file.
    static func load(directory: String, fileSystem: any FileSystem) throws -> LogStart? {
        let path = directory + "/" + fileName
        guard let file = try fileSystem.open(path, .read) else { return nil }
        // One byte more than there should be, to notice it.
        let bytes = try file.bytes(at: 0, count: size + 1)
        let damage = LogError.damaged(LogDamage(file: path, offset: 0, reason: .start))
        guard var block = BlockDecoder(bytes, size: size, magic: magic) else { throw damage }
        let version = block.number(UInt32.self)
        guard version == SegmentHeader.version else { throw LogError.unsupportedVersion(file: path, version: version) }
        guard block.number(UInt32.self) == 0, let log = LogIdentifier(bytes: block.bytes(16)) else { throw damage }
        let start = LogStart(
            log: log, number: block.number(), firstSequence: block.number(), lastTime: block.number(),
            previousFooterHash: block.bytes(32))
        guard block.number(UInt32.self) == 0, start.number > 1, start.firstSequence > 1 else { throw damage }
        return start
    }

    /// Puts the mark into a directory, durably and in one step.
    func save(directory: String, fileSystem: any FileSystem) throws {
        try DraftFile.replace(directory + "/" + Self.fileName, in: directory, fileSystem: fileSystem) { file in
            try encoded.withUnsafeBytes { try file.writeAll($0, at: 0) }
        }
    }

    /// Whether a segment file lies before the mark: it was removed, or is to be.
    func isBehind(_ path: String) -> Bool {
        SegmentName.firstSequence(ofPath: path).map { $0 < firstSequence } ?? false
    }

    /// Removes the segments before the mark, and their indexes.
    ///
    /// - Returns: how many segments it removed.
    func removeLeftovers(directory: String, fileSystem: any FileSystem) throws -> Int {
        var count = 0
        for name in try fileSystem.list(directory) {
            let segment = SegmentName.firstSequence(ofSegment: name)
            guard let sequence = segment ?? SegmentName.firstSequence(ofIndex: name), sequence < firstSequence else {
                continue
            }
            try fileSystem.remove(directory + "/" + name)
            if segment != nil { count += 1 }
        }
        if count > 0 { try fileSystem.syncDirectory(directory) }
        return count
    }

    /// Runs a body with the mark of a directory, again when the mark has moved meanwhile and the body failed: what it
    /// looked at may have been removed.
    static func following<Result>(
        directory: String, fileSystem: any FileSystem, _ body: (LogStart?) throws -> Result
    ) throws -> Result {
        while true {
            let start = try load(directory: directory, fileSystem: fileSystem)
            do {
                return try body(start)
            } catch LogError.damaged(let damage) {
                if try load(directory: directory, fileSystem: fileSystem) == start { throw LogError.damaged(damage) }
            }
        }
    }
}
