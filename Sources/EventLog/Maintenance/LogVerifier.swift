import Crypto

/// Verifies one segment after the other and remembers what the chain needs.
struct LogVerifier {
    private let fileSystem: any FileSystem
    private let tip: Tip?
    private let target: UInt64?
    private var result = LogVerification()
    /// The segment before, sealed and sound.
    private var previous: SegmentFile?
    /// False behind a segment whose footer is lost: the next one cannot be compared with it.
    private var chainIsKnown = true
    private var nextSequence: UInt64 = 1
    private var lastPath = ""

    init(fileSystem: any FileSystem, tip: Tip?, target: UInt64?) {
        self.fileSystem = fileSystem
        self.tip = tip
        self.target = target
    }

    /// Verifies a segment.
    ///
    /// - Parameter nextPath: the segment after it, which tells that this one must be sealed and where it ends.
    /// - Returns: what was found so far.
    mutating func verify(_ path: String, nextPath: String?) throws -> LogVerification {
        if let target, nextSequence > target { return result }
        let file = try SegmentFile.open(path, fileSystem)
        let size = try file.size()
        if nextPath == nil, result.segments > 0, size < SegmentHeader.size {
            // The writer is creating it.
            result.uncommittedBytes = size
            return result
        }
        result.segments += 1
        lastPath = path
        let damagesBefore = result.damages.count
        let name = nextPath.flatMap { $0.split(separator: "/").last }.map(String.init) ?? ""
        let nextFirst = SegmentName.firstSequence(ofSegment: name)
        do {
            let segment = try SegmentFile.load(path: path, file: file)
            try checkChain(segment)
            nextSequence = segment.header.firstSequence
            try verify(segment, file, size: size, nextFirst: nextFirst)
            chainIsKnown = segment.footer != nil
            previous = segment
        } catch LogError.damaged(let damage) {
            report(damage, upTo: nextFirst)
            chainIsKnown = false
            previous = nil
            result.bytes += size
        }
        if result.damages.count > damagesBefore { nextSequence = max(nextSequence, nextFirst ?? 0) }
        return result
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
        guard chainIsKnown else { return }
        do {
            try segment.checkChain(after: previous)
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
        let batchesBefore = result.batches
        let walkEnd = try walk(segment, file, limit: limit, nextFirst: nextFirst)
        let isWhole = walkEnd == limit
        result.bytes += isWhole && segment.footer != nil ? size : walkEnd
        let hash = try hash(file, segment.path, count: walkEnd)
        if let footer = segment.footer, isWhole {
            let agrees =
                footer.segmentHash == hash && footer.sequences.upperBound == nextSequence - 1
                && footer.batches == result.batches - batchesBefore
            if !agrees {
                report(LogDamage(file: segment.path, offset: footer.offset, reason: .digest), upTo: nextFirst)
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
    private mutating func walk(
        _ segment: SegmentFile, _ file: any File, limit: Int, nextFirst: UInt64?
    ) throws -> Int {
        let cursor = RecordCursor(
            file: file, seed: segment.header.recordSeed, offset: SegmentHeader.size, sequence: nextSequence,
            beginsBatch: true)
        defer { nextSequence = cursor.sequence }
        while true {
            switch try cursor.peek(limit: limit) {
            case .record(let record, _):
                cursor.advance(past: record)
                result.records += 1
                if record.flags.contains(.endsBatch) { result.batches += 1 }
                if record.sequence == target { return cursor.offset }
            case .end:
                if !cursor.isBetweenBatches {
                    report(LogDamage(file: segment.path, offset: limit, reason: .truncated), upTo: nextFirst)
                }
                return limit
            case .invalid(let reason):
                let damage = LogDamage(file: segment.path, offset: cursor.offset, reason: reason)
                nextSequence = cursor.sequence
                guard let record = try cursor.skipToNextRecord(limit: limit) else {
                    report(damage, upTo: segment.footer.map { $0.sequences.upperBound + 1 } ?? nextFirst)
                    return limit
                }
                report(damage, upTo: max(record.sequence, nextSequence + 1))
            }
        }
    }

    private func hash(_ file: any File, _ path: String, count: Int) throws -> [UInt8] {
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 4 * LogLimits.readBytes, alignment: 16)
        defer { chunk.deallocate() }
        var running = SHA256()
        var offset = 0
        while offset < count {
            let part = UnsafeMutableRawBufferPointer(rebasing: chunk[..<min(chunk.count, count - offset)])
            let read = try file.read(into: part, at: offset)
            if read == 0 { throw LogError.damaged(LogDamage(file: path, offset: offset, reason: .truncated)) }
            running.update(bufferPointer: UnsafeRawBufferPointer(rebasing: part[..<read]))
            offset += read
        }
        return Array(running.finalize())
    }
}
