/// A segment on disk as far as header and footer tell.
struct SegmentFile: Hashable, Sendable {
    /// The file's path.
    var path: String
    /// Its first bytes.
    var header: SegmentHeader
    /// Its last bytes, once it is sealed.
    var footer: SegmentFooter?

    /// Reads header and footer of a segment file and checks both on their own.
    ///
    /// - Returns: the segment; without a footer when the file does not end with one.
    static func load(path: String, file: any File) throws -> SegmentFile {
        let header = try SegmentHeader(try file.bytes(at: 0, count: SegmentHeader.size), file: path)
        var segment = SegmentFile(path: path, header: header)
        let end = try file.size() - SegmentFooter.size
        if end >= SegmentHeader.size,
            let footer = SegmentFooter(try file.bytes(at: end, count: SegmentFooter.size)), footer.offset == end
        {
            segment.footer = footer
        }
        return segment
    }

    /// Checks that the segment continues the one before it, and that its header and footer are of one piece.
    ///
    /// - Throws: ``LogError/damaged(_:)`` naming the file, what does not hold, and the sequences that are missing before it.
    func checkChain(after predecessor: SegmentPredecessor) throws {
        let next = predecessor.nextSequence
        func require(_ condition: Bool, _ reason: LogDamage.Reason, at offset: Int) throws {
            guard condition else {
                let missing = next.flatMap { $0 < header.firstSequence ? $0...header.firstSequence - 1 : nil }
                throw LogError.damaged(LogDamage(file: path, offset: offset, sequences: missing, reason: reason))
            }
        }
        try require(path.hasSuffix("/" + header.fileName), .chain, at: 40)
        switch predecessor {
        case .beginning:
            try require(header.number == 1 && header.firstSequence == 1, .chain, at: 32)
            try require(header.previousFooterHash == SegmentHeader.noHash, .chain, at: 56)
        case .removed(let start):
            try require(header.log == start.log, .identifier, at: 16)
            try require(header.number == start.number && header.firstSequence == start.firstSequence, .chain, at: 32)
            try require(header.previousFooterHash == start.previousFooterHash, .chain, at: 56)
        case .segment(let previous):
            guard let before = previous.footer else {
                throw LogError.damaged(previous.footerDamage(nextSequence: header.firstSequence))
            }
            try require(header.log == previous.header.log, .identifier, at: 16)
            try require(header.number == before.number + 1, .chain, at: 32)
            try require(header.firstSequence == before.sequences.upperBound + 1, .chain, at: 40)
            try require(
                before.flags.contains(.repaired) || header.previousFooterHash == before.hash, .chain, at: 56)
        }
        if let footer {
            try require(
                footer.log == header.log && footer.number == header.number
                    && footer.sequences.lowerBound == header.firstSequence
                    && footer.previousFooterHash == header.previousFooterHash, .chain, at: footer.offset)
        }
    }

    private func footerDamage(nextSequence: UInt64) -> LogDamage {
        LogDamage(
            file: path, offset: SegmentHeader.size,
            sequences: nextSequence > header.firstSequence ? header.firstSequence...nextSequence - 1 : nil,
            reason: .footer)
    }

    /// Opens a segment that must exist.
    static func open(_ path: String, _ fileSystem: any FileSystem) throws -> any File {
        guard let file = try fileSystem.open(path, .read) else {
            throw LogError.damaged(LogDamage(file: path, offset: 0, reason: .missing))
        }
        return file
    }

    /// The paths of a directory's segments in order, without a gap that is not there.
    ///
    /// A file created while its directory is listed may be missing from the list although a later one is in it. So the
    /// directory is listed twice: all segments before the last of the first list exist when the second is made.
    ///
    /// - Parameter previous: only those behind this segment; nil for all.
    static func paths(
        directory: String, fileSystem: any FileSystem, after previous: SegmentFile? = nil
    ) throws -> [String] {
        // All names have the same length, so that their order is that of the sequences.
        let known = previous?.header.fileName ?? ""
        func listedNames() throws -> [String] {
            try fileSystem.list(directory).filter { $0 > known && SegmentName.firstSequence(ofSegment: $0) != nil }
        }
        guard let last = try listedNames().max() else { return [] }
        return try listedNames().filter { $0 <= last }.sorted().map { directory + "/" + $0 }
    }

    /// Loads sealed segments by header and footer and checks the chain through them.
    static func loadSealed(
        _ paths: some Sequence<String>, after predecessor: SegmentPredecessor, fileSystem: any FileSystem
    ) throws -> [SegmentFile] {
        var segments: [SegmentFile] = []
        for path in paths {
            let segment = try load(path: path, file: try open(path, fileSystem))
            try segment.checkChain(after: segments.last.map { .segment($0) } ?? predecessor)
            segments.append(segment)
        }
        if let last = segments.last, last.footer == nil {
            throw LogError.damaged(
                LogDamage(file: last.path, offset: SegmentHeader.size, reason: .footer))
        }
        return segments
    }
}
