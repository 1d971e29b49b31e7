/// Looks through a log for everything that a start or a reader would refuse, and finds what can take its place.
///
/// Reads every byte and changes nothing. What a start itself puts right, a torn tail, is none of its business.
struct RepairPlan {
    let directory: String
    let fileSystem: any FileSystem
    private let tip: Tip?
    private let identifier: LogIdentifier
    /// The mark of where the log begins, as it stands there or is made anew.
    private(set) var start: LogStart?
    /// What is wrong with the mark.
    private(set) var startDamage: LogDamage?
    private(set) var segments: [SegmentRepair] = []

    /// A segment file as far as its first bytes and its last ones can be read.
    private struct Found {
        var path: String
        var first: UInt64
        var file: any File
        var size: Int
        /// Nil when it cannot be read and no single bit explains why.
        var header: SegmentHeader?
        var headerIsDamaged: Bool
        var footer: SegmentFooter?
    }

    /// Looks through a log.
    ///
    /// - Throws: ``LogError/noLog(directory:)``, and ``LogError/damaged(_:)`` for what cannot be repaired.
    init(
        directory: String, fileSystem: any FileSystem, progress: (LogVerification.Progress) throws -> Void
    ) throws {
        self.directory = directory
        self.fileSystem = fileSystem
        tip = try Tip.load(directory: directory, fileSystem: fileSystem)
        do {
            start = try LogStart.load(directory: directory, fileSystem: fileSystem)
        } catch LogError.damaged(let damage) {
            startDamage = damage
        }
        var found: [Found] = []
        for path in try SegmentFile.paths(directory: directory, fileSystem: fileSystem) {
            if start?.isBehind(path) == true { continue }
            found.append(try Self.find(path, fileSystem))
        }
        if found.isEmpty, tip.map({ $0.durable.sequence == 0 }) ?? true, start == nil {
            throw LogError.noLog(directory: directory)
        }
        guard let log = found.lazy.compactMap({ $0.header?.log ?? $0.footer?.log }).first ?? start?.log ?? tip?.log
        else { throw LogError.damaged(LogDamage(file: found[0].path, offset: 0, reason: .header)) }
        identifier = log
        try removeTornCreation(from: &found)
        try repairStart(found.first)
        let total = found.reduce(0) { $0 + $1.size }
        var done = 0
        for place in found.indices {
            try fillGap(before: found[place])
            try look(at: found[place], next: place + 1 < found.count ? found[place + 1] : nil)
            done += found[place].size
            try progress(
                LogVerification.Progress(
                    file: found[place].path, bytes: done, bytesTotal: total,
                    records: segments.last?.content.lastSequence ?? 0))
        }
        try replaceMissingEnd()
        try compareChain()
    }

    private static func find(_ path: String, _ fileSystem: any FileSystem) throws -> Found {
        let file = try SegmentFile.open(path, fileSystem)
        let size = try file.size()
        let bytes = try file.bytes(at: 0, count: SegmentHeader.size)
        var found = Found(
            path: path, first: SegmentName.firstSequence(ofPath: path) ?? 0, file: file, size: size,
            headerIsDamaged: false)
        do {
            found.header = try SegmentHeader(bytes, file: path)
        } catch LogError.damaged {
            found.headerIsDamaged = true
            found.header = SegmentHeader.correctingOneBit(bytes, file: path)
        }
        if let header = found.header, header.firstSequence != found.first {
            throw LogError.damaged(LogDamage(file: path, offset: 40, reason: .chain))
        }
        let end = size - SegmentFooter.size
        if end >= SegmentHeader.size {
            let footer = SegmentFooter(try file.bytes(at: end, count: SegmentFooter.size))
            found.footer = footer.flatMap { $0.offset == end && $0.sequences.lowerBound == found.first ? $0 : nil }
        }
        return found
    }

    /// The last file may be one whose creation a crash has interrupted; the next start removes it.
    private func removeTornCreation(from found: inout [Found]) throws {
        guard let last = found.last, last.headerIsDamaged, last.size <= SegmentHeader.size else { return }
        if last.first != tip?.durable.segment, last.first != start?.firstSequence { found.removeLast() }
    }

    private mutating func repairStart(_ first: Found?) throws {
        guard startDamage != nil, let first else { return }
        guard first.first > 1 else { return }
        guard let header = first.header else {
            throw LogError.damaged(LogDamage(file: first.path, offset: 0, reason: .header))
        }
        // The time of the last record removed is lost; none of those kept is older than this.
        let cursor = RecordCursor(
            file: first.file, seed: header.recordSeed, offset: SegmentHeader.size, sequence: first.first,
            beginsBatch: true)
        var time = header.time
        if case .record(let record, _) = try cursor.peek(limit: first.size) { time = min(time, record.time) }
        start = LogStart(
            log: header.log, number: header.number, firstSequence: first.first, lastTime: time,
            previousFooterHash: header.previousFooterHash)
    }

    /// The number and first sequence that the next segment should have, by those before it.
    private var expected: (number: UInt64, sequence: UInt64) {
        if let last = segments.last { return (last.header.number + 1, last.content.lastSequence + 1) }
        return (start?.number ?? 1, start?.firstSequence ?? 1)
    }

    /// Puts segments of placeholders where files are missing.
    private mutating func fillGap(before found: Found) throws {
        let (number, sequence) = expected
        guard found.first > sequence else {
            if found.first < sequence {
                throw LogError.damaged(LogDamage(file: found.path, offset: 40, reason: .chain))
            }
            return
        }
        let missing = try numberOf(found) - number
        guard missing > 0, found.first - sequence >= missing else {
            throw LogError.damaged(
                LogDamage(file: found.path, offset: 32, sequences: sequence...found.first - 1, reason: .chain))
        }
        for place in 0..<missing {
            let last = place + 1 == missing ? found.first - 1 : sequence + place
            addMissing(sequence + place...last, number: number + place, seals: true)
        }
    }

    private mutating func addMissing(_ sequences: ClosedRange<UInt64>, number: UInt64, seals: Bool) {
        let path = directory + "/" + SegmentName.segment(firstSequence: sequences.lowerBound)
        let time = segments.last?.footer?.lastTime ?? segments.last?.header.time ?? start?.lastTime ?? 0
        var header = SegmentHeader(
            log: identifier, number: number, firstSequence: sequences.lowerBound, time: time,
            previousFooterHash: start?.previousFooterHash ?? SegmentHeader.noHash)
        header.flags = .rebuilt
        segments.append(
            SegmentRepair(
                path: path, header: header, lacksPreviousHash: !segments.isEmpty, footer: nil,
                content: SegmentContent(missing: sequences, path: path, time: time), seals: seals))
    }

    /// A segment's number: what it says itself, or the first one with which its records can be read.
    private func numberOf(_ found: Found) throws -> UInt64 {
        if let number = found.header?.number ?? found.footer?.number { return number }
        let (number, sequence) = expected
        let candidates = number...number + min(found.first - sequence, Self.missingSegmentsMax)
        for candidate in candidates {
            let cursor = RecordCursor(
                file: found.file, seed: header(of: found, number: candidate).recordSeed, offset: SegmentHeader.size,
                sequence: found.first, beginsBatch: false)
            if case .record = try cursor.peek(limit: found.size) { return candidate }
            if try cursor.skipToNextRecord(limit: found.size) != nil { return candidate }
        }
        return found.first > sequence ? number + 1 : number
    }

    /// As many neighbours in a row may be missing for a segment whose own number is lost to be found.
    private static let missingSegmentsMax: UInt64 = 16

    private func header(of found: Found, number: UInt64) -> SegmentHeader {
        var header = SegmentHeader(
            log: identifier, number: number, firstSequence: found.first,
            time: found.footer?.firstTime ?? segments.last?.footer?.lastTime ?? start?.lastTime ?? 0,
            previousFooterHash: found.footer?.previousFooterHash ?? start?.previousFooterHash ?? SegmentHeader.noHash)
        header.flags = .rebuilt
        return header
    }

    private mutating func look(at found: Found, next: Found?) throws {
        let header = try found.header ?? header(of: found, number: numberOf(found))
        guard header.log == identifier else {
            throw LogError.damaged(LogDamage(file: found.path, offset: 16, reason: .identifier))
        }
        let isLast = next == nil
        let durable = tip.flatMap { $0.log == identifier ? $0.durable : nil }
        let seals = !isLast || found.footer != nil || (durable.map { $0.segment > found.first } ?? false)
        var last = found.footer?.sequences.upperBound
        if last == nil, seals {
            if let next {
                last = next.header.map { $0.number == header.number + 1 } ?? true ? next.first - 1 : found.first
            } else {
                last = durable.map { $0.segment - 1 }
            }
        } else if last == nil {
            last = durable?.sequence
        }
        var repair = SegmentRepair(
            path: found.path, header: header,
            lacksPreviousHash: found.header == nil && found.footer == nil && !segments.isEmpty, footer: found.footer,
            content: try SegmentContent(
                found.file, found.path, header,
                .init(
                    limit: found.footer?.offset ?? found.size, last: last,
                    proven: seals ? nil : durable?.sequence ?? 0)), seals: seals)
        if found.headerIsDamaged { repair.damages.append(LogDamage(file: found.path, offset: 0, reason: .header)) }
        if seals, repair.content.damages.isEmpty { try checkFooter(&repair, found) }
        segments.append(repair)
    }

    /// Compares the footer with what the content gives.
    private func checkFooter(_ repair: inout SegmentRepair, _ found: Found) throws {
        let end =
            found.footer?.offset ?? SegmentHeader.size
            + repair.content.pieces.reduce(0) { sum, piece in
                if case .kept(let range) = piece { sum + range.count } else { sum }
            }
        var right = try SegmentSummary(found.file, found.path, repair.header, end: end).footer
        right?.flags = found.footer?.flags ?? []
        guard right != found.footer || found.footer == nil else { return }
        repair.damages.append(
            LogDamage(file: found.path, offset: end, reason: found.footer == nil ? .footer : .digest))
        repair.footer = right
    }

    /// The tip may prove records of segments behind the last one that is there.
    private mutating func replaceMissingEnd() throws {
        let (number, sequence) = expected
        guard let tip, tip.log == identifier, tip.durable.sequence >= sequence else { return }
        addMissing(sequence...tip.durable.sequence, number: number, seals: false)
    }

    /// Segments that are whole in themselves may still not be of one chain.
    private mutating func compareChain() throws {
        for place in segments.indices.dropFirst() {
            let before = segments[place - 1]
            guard before.allDamages.isEmpty, !segments[place].header.flags.contains(.rebuilt),
                let footer = before.footer,
                !footer.flags.contains(.repaired), footer.hash != segments[place].header.previousFooterHash
            else { continue }
            segments[place - 1].damages.append(LogDamage(file: before.path, offset: footer.offset, reason: .chain))
        }
    }
}
