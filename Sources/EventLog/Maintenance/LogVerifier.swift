/// Verifies one segment after the other and remembers what the chain needs.
struct LogVerifier {
    private let directory: String
    private let fileSystem: any FileSystem
    private let tip: Tip?
    private let target: UInt64?
    private var result = LogVerification()
    /// What the next segment must continue; nil behind a segment whose footer is lost, which nothing can be compared with.
    private var predecessor: SegmentPredecessor?
    private var nextSequence: UInt64
    private var lastPath = ""

    init(directory: String, fileSystem: any FileSystem, tip: Tip?, start: LogStart?, target: UInt64?) {
        self.directory = directory
        self.fileSystem = fileSystem
        self.tip = tip
        self.target = target
        predecessor = SegmentPredecessor(start)
        nextSequence = start?.firstSequence ?? 1
        result.firstSequence = nextSequence
    }

    /// Verifies a segment.
    ///
    /// - Parameter nextPath: the segment after it, which tells that this one must be sealed and where it ends.
    /// - Returns: what was found so far.
    mutating func verify(_ path: String, nextPath: String?) throws -> LogVerification {
        if let target, nextSequence > target { return result }
        let nextFirst = nextPath.flatMap(SegmentName.firstSequence(ofPath:))
        guard let file = try open(path, nextFirst: nextFirst) else { return result }
        let size = try file.size()
        if nextPath == nil, result.segments > 0, size < SegmentHeader.size {
            // The writer is creating it.
            result.uncommittedBytes = size
            return result
        }
        result.segments += 1
        lastPath = path
        let damagesBefore = result.damages.count
        do {
            let segment = try SegmentFile.load(path: path, file: file)
            try checkChain(segment)
            nextSequence = segment.header.firstSequence
            try verify(segment, file, size: size, nextFirst: nextFirst)
            predecessor = segment.footer == nil ? nil : .segment(segment)
        } catch LogError.damaged(let damage) {
            report(damage, upTo: nextFirst)
            predecessor = nil
            result.bytes += size
        }
        if result.damages.count > damagesBefore { nextSequence = max(nextSequence, nextFirst ?? 0) }
        return result
    }

    /// Opens a segment; nil when it was removed meanwhile because it is no longer kept, or is missing, which is reported.
    private mutating func open(_ path: String, nextFirst: UInt64?) throws -> (any File)? {
        if let file = try fileSystem.open(path, .read) { return file }
        if let start = try LogStart.load(directory: directory, fileSystem: fileSystem), start.isBehind(path) {
            predecessor = .removed(start)
            nextSequence = start.firstSequence
        } else if nextFirst != nil || result.segments == 0 {
            report(LogDamage(file: path, offset: 0, reason: .missing), upTo: nextFirst)
            predecessor = nil
        }
        // The last one: begun by a writer that was killed, and taken away by the next. The tip tells if it was more.
        return nil
    }

    /// The result once all segments are verified.
    func finished() -> LogVerification {
        var result = result
        result.lastSequence = nextSequence - 1
        if let tip, target == nil, tip.log == result.identifier, tip.durable.sequence >= nextSequence, result.isIntact {
            result.damages.append(
                LogDamage(
                    file: lastPath, offset: tip.durable.offset, sequences: nextSequence...tip.durable.sequence,
                    reason: .truncated))
        }
        if !result.isIntact { result.digest = nil }
        return result
    }

    private mutating func report(_ damage: LogDamage, upTo nextFirst: UInt64?) {
        var damage = damage
        if damage.sequences == nil, let nextFirst, nextFirst > nextSequence {
            damage.sequences = nextSequence...nextFirst - 1
        }
        result.damages.append(damage)
    }

    private mutating func checkChain(_ segment: SegmentFile) throws {
        result.identifier = result.identifier ?? segment.header.log
        guard let predecessor else { return }
        do {
            try segment.checkChain(after: predecessor)
        } catch LogError.damaged(let damage) {
            report(damage, upTo: segment.header.firstSequence)
        }
    }

    private mutating func verify(_ segment: SegmentFile, _ file: any File, size: Int, nextFirst: UInt64?) throws {
        if segment.footer == nil, nextFirst != nil {
            result.damages.append(
                LogDamage(file: segment.path, offset: max(0, size - SegmentFooter.size), reason: .footer))
        }
        let limit = try segment.footer?.offset ?? end(of: segment, file, size: size, isLast: nextFirst == nil)
        let before = result
        let (walkEnd, hash) = try walk(segment, file, limit: limit, nextFirst: nextFirst)
        let isWhole = walkEnd == limit
        result.bytes += isWhole && segment.footer != nil ? size : walkEnd
        if !segment.header.flags.isEmpty || segment.footer.map({ !$0.flags.isEmpty }) ?? false {
            result.repairedSegments += 1
        }
        if let footer = segment.footer, isWhole {
            let agrees =
                footer.segmentHash == hash && footer.sequences.upperBound == nextSequence - 1
                && footer.batches == result.batches - before.batches
            if !agrees {
                report(LogDamage(file: segment.path, offset: footer.offset, reason: .digest), upTo: nextFirst)
            } else if UInt64(footer.redactedRecords) != result.redactedRecords - before.redactedRecords {
                report(LogDamage(file: segment.path, offset: footer.offset, reason: .redactions), upTo: nextFirst)
            }
        }
        if segment.footer == nil, nextFirst == nil, target == nil { result.uncommittedBytes = size - limit }
        // An empty segment adds nothing to the chronicle but is already linked to it.
        if walkEnd > SegmentHeader.size || result.digest == nil {
            result.digest = sha256(segment.header.previousFooterHash + hash)
        }
    }

    /// Where the committed bytes of an unsealed segment end.
    private func end(of segment: SegmentFile, _ file: any File, size: Int, isLast: Bool) throws -> Int {
        guard isLast else { return size }
        if let tip, tip.log == segment.header.log, tip.committed.segment == segment.header.firstSequence,
            tip.committed.offset <= size
        {
            return tip.committed.offset
        }
        return try SegmentScan.run(
            file: file, header: segment.header, from: .start(of: segment.header), limit: size
        ).end
    }

    /// Walks the records, over damage too; ends early at the target.
    ///
    /// - Returns: where it ended, and the segment's hash up to there unless there is damage.
    private mutating func walk(
        _ segment: SegmentFile, _ file: any File, limit: Int, nextFirst: UInt64?
    ) throws -> (end: Int, hash: [UInt8]) {
        var hash = SegmentHash(segment.header)
        let cursor = RecordCursor(
            file: file, seed: segment.header.recordSeed, offset: SegmentHeader.size, sequence: nextSequence,
            beginsBatch: true)
        defer { nextSequence = cursor.sequence }
        while true {
            switch try cursor.peek(limit: limit) {
            case .record(let record, let bytes):
                hash.update(record: bytes, flags: record.flags)
                cursor.advance(past: record)
                count(record)
                if record.sequence == target { return (cursor.offset, hash.value) }
            case .end:
                if !cursor.isBetweenBatches {
                    report(LogDamage(file: segment.path, offset: limit, reason: .truncated), upTo: nextFirst)
                }
                return (limit, hash.value)
            case .invalid(let reason):
                let damage = LogDamage(file: segment.path, offset: cursor.offset, reason: reason)
                nextSequence = cursor.sequence
                guard let record = try cursor.skipToNextRecord(limit: limit) else {
                    report(damage, upTo: segment.footer.map { $0.sequences.upperBound + 1 } ?? nextFirst)
                    return (limit, hash.value)
                }
                report(damage, upTo: max(record.sequence, nextSequence + 1))
            }
        }
    }

    private mutating func count(_ record: RecordHeader) {
        result.records += 1
        if record.flags.contains(.endsBatch) { result.batches += 1 }
        if record.flags.contains(.redacted) { result.redactedRecords += 1 }
        if record.flags.contains(.lost) { result.lostRecords += 1 }
    }
}
