/// What a redaction did.
public struct LogRedaction: Hashable, Sendable {
    /// The records whose payload was replaced, ascending.
    public var redacted: [UInt64] = []
    /// The records that had been redacted or lost before and were left as they were, ascending.
    public var left: [UInt64] = []
}

/// Replaces payloads: rewrites each segment concerned beside itself and puts the new file in the place of the old one.
struct Redaction {
    /// A record's new bytes and their place in the segment.
    private struct Patch {
        var offset: Int
        var bytes: [UInt8]
    }

    private let catalog: SegmentCatalog
    private var result = LogRedaction()
    /// By segment number.
    private var patches: [UInt64: [Patch]] = [:]

    /// Runs on the committer's thread.
    ///
    /// - Throws: ``LogError``, before anything is changed when a replacement does not fit or a record is not there.
    static func run(_ replacements: [UInt64: [UInt8]], catalog: SegmentCatalog, writer: SegmentWriter) throws
        -> LogRedaction
    {
        var redaction = Redaction(catalog: catalog)
        for (sequence, replacement) in replacements.sorted(by: { $0.key < $1.key }) {
            try redaction.prepare(sequence, replacement)
        }
        if redaction.patches.keys.max() == catalog.segments.last?.header.number {
            try DurabilityInDoubt.ifFailing { try writer.roll() }
        }
        for segment in catalog.segments {
            if let patches = redaction.patches[segment.header.number] { try redaction.rewrite(segment, patches) }
        }
        // A redaction that was interrupted may have left a new name that is not durable yet.
        try DurabilityInDoubt.ifFailing { try catalog.fileSystem.syncDirectory(catalog.directory) }
        return redaction.result
    }

    private init(catalog: SegmentCatalog) {
        self.catalog = catalog
    }

    private mutating func prepare(_ sequence: UInt64, _ replacement: [UInt8]) throws {
        try SegmentReader(catalog: catalog, sequence: sequence).withCurrent { try prepare($0, replacement) }
    }

    private mutating func prepare(_ record: SegmentReader.Place, _ replacement: [UInt8]) throws {
        let sequence = record.header.sequence
        guard record.header.flags.isDisjoint(with: [.redacted, .lost]) else {
            result.left.append(sequence)
            return
        }
        let room = record.header.payloadBytes - LogLimits.redactionBytes
        guard replacement.count <= room else {
            throw LogError.redactionTooLarge(sequence: sequence, bytes: replacement.count, limit: room)
        }
        let bytes = RedactedPayload.record(
            redacting: record.header, record.bytes, replacement: replacement, seed: record.segment.header.recordSeed)
        patches[record.segment.header.number, default: []].append(Patch(offset: record.offset, bytes: bytes))
        result.redacted.append(sequence)
    }

    private func rewrite(_ segment: SegmentFile, _ patches: [Patch]) throws {
        guard var footer = segment.footer else {
            throw LogError.damaged(LogDamage(file: segment.path, offset: SegmentHeader.size, reason: .footer))
        }
        footer.redactedRecords += UInt32(patches.count)
        let source = try SegmentFile.open(segment.path, catalog.fileSystem)
        try DraftFile.replace(segment.path, in: catalog.directory, fileSystem: catalog.fileSystem) { draft in
            // Everything else is copied as it is, damage too.
            var end = 0
            for patch in patches {
                try copy(source, to: draft, end..<patch.offset, of: segment.path)
                try patch.bytes.withUnsafeBytes { try draft.writeAll($0, at: patch.offset) }
                end = patch.offset + patch.bytes.count
            }
            try copy(source, to: draft, end..<footer.offset, of: segment.path)
            try footer.encoded.withUnsafeBytes { try draft.writeAll($0, at: footer.offset) }
        }
        var rewritten = segment
        rewritten.footer = footer
        catalog.update(rewritten)
    }

    private func copy(_ source: any File, to draft: any File, _ range: Range<Int>, of path: String) throws {
        var offset = range.lowerBound
        while offset < range.upperBound {
            let bytes = try source.bytes(at: offset, count: min(range.upperBound - offset, 4 * LogLimits.readBytes))
            guard !bytes.isEmpty else {
                throw LogError.damaged(LogDamage(file: path, offset: offset, reason: .truncated))
            }
            try bytes.withUnsafeBytes { try draft.writeAll($0, at: offset) }
            offset += bytes.count
        }
    }
}
