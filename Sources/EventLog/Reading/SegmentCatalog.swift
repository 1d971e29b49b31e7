import Synchronization

/// The segments of a log and how far they may be read: what a writer publishes and readers go by.
final class SegmentCatalog: Sendable {
    /// How far a segment reaches, and what comes after it.
    struct Extent {
        var limit: Int
        var next: SegmentFile?
    }

    /// The end of what may be read.
    struct End: Sendable {
        var sequence: UInt64
        var offset: Int
    }

    private struct State {
        var segments: [SegmentFile]
        var end: End
        var index = SegmentIndex()
    }

    let directory: String
    let fileSystem: any FileSystem
    let identifier: LogIdentifier
    /// Whether indexes that had to be built are kept as files.
    let keepsIndexes: Bool
    private let state: Mutex<State>

    /// A catalogue; the last segment is the active one, the others are sealed.
    init(
        directory: String, fileSystem: any FileSystem, segments: [SegmentFile], end: End, index: SegmentIndex,
        keepsIndexes: Bool
    ) {
        precondition(!segments.isEmpty, "a log has at least one segment")
        self.directory = directory
        self.fileSystem = fileSystem
        self.keepsIndexes = keepsIndexes
        identifier = segments[0].header.log
        state = Mutex(State(segments: segments, end: end, index: index))
    }

    var end: End { state.withLock { $0.end } }

    var firstSequence: UInt64 { state.withLock { $0.segments[0].header.firstSequence } }

    var segments: [SegmentFile] { state.withLock { $0.segments } }

    /// Moves the end, within the active segment.
    func advance(to end: End, index entries: [SegmentIndex.Entry] = []) {
        state.withLock { state in
            state.end = end
            for entry in entries { state.index.note(sequence: entry.sequence, time: entry.time, offset: entry.offset) }
        }
    }

    /// Replaces the active segment by sealed ones and a new active one.
    func roll(sealed: [SegmentFile], active: SegmentFile, end: End) {
        state.withLock { state in
            state.segments.removeLast()
            state.segments += sealed
            state.segments.append(active)
            state.end = end
            state.index = SegmentIndex()
        }
    }

    /// Notes a new footer of a sealed segment.
    func update(_ segment: SegmentFile) {
        state.withLock { state in
            guard let place = state.segments.firstIndex(where: { $0.header.number == segment.header.number }) else {
                return
            }
            state.segments[place] = segment
        }
    }

    /// Forgets the segments before the one that begins with a sequence; the active one always stays.
    func removeSegments(before sequence: UInt64) {
        state.withLock { state in
            let count = state.segments.dropLast().prefix { $0.header.firstSequence < sequence }.count
            state.segments.removeFirst(count)
        }
    }

    /// How far the segment with a number reaches now; nil when it is no longer kept.
    func extent(ofSegment number: UInt64) -> Extent? {
        state.withLock { state in
            let first = state.segments[0].header.number
            guard number >= first else { return nil }
            let place = Int(number - first)
            guard place + 1 < state.segments.count else { return Extent(limit: state.end.offset, next: nil) }
            let limit = state.segments[place].footer?.offset ?? state.end.offset
            return Extent(limit: limit, next: state.segments[place + 1])
        }
    }

    /// The segment that holds a sequence, or that will hold it as the next.
    ///
    /// - Throws: ``LogError/sequenceUnavailable(requested:kept:)``.
    func segment(kept sequence: UInt64) throws -> SegmentFile {
        let segment = state.withLock { state in
            sequence > state.end.sequence + 1
                ? nil : Self.last(state.segments) { $0.header.firstSequence <= sequence }
        }
        guard let segment else { throw unavailable(sequence) }
        return segment
    }

    /// Tells that a sequence is not kept.
    func unavailable(_ sequence: UInt64) -> LogError {
        state.withLock { state in
            let first = state.segments[0].header.firstSequence
            let last = state.end.sequence
            return .sequenceUnavailable(requested: sequence, kept: last >= first ? first...last : nil)
        }
    }

    /// Opens the file of a segment for reading from a sequence.
    ///
    /// - Throws: ``LogError/sequenceUnavailable(requested:kept:)`` when it is no longer kept.
    func open(_ segment: SegmentFile, at sequence: UInt64) throws -> any File {
        if let file = try fileSystem.open(segment.path, .read) { return file }
        if let start = try LogStart.load(directory: directory, fileSystem: fileSystem), start.isBehind(segment.path) {
            // Removed by another process.
            removeSegments(before: start.firstSequence)
            throw unavailable(sequence)
        }
        throw LogError.damaged(LogDamage(file: segment.path, offset: 0, reason: .missing))
    }

    /// The first segment with a record at or after a time; the active one when there is none.
    func segment(reaching time: Int64) -> SegmentFile {
        state.withLock { state in
            state.segments.first { ($0.footer?.lastTime ?? .max) >= time } ?? state.segments[state.segments.count - 1]
        }
    }

    /// The sparse index of a segment: the writer's own for the active one, else the file's, else built anew.
    func index(of segment: SegmentFile) throws -> SegmentIndex {
        guard let footer = segment.footer else { return state.withLock { $0.index } }
        let store = IndexStore(directory: directory, fileSystem: fileSystem)
        if let index = try store.load(footer) { return index }
        let file = try open(segment, at: segment.header.firstSequence)
        let scan = try SegmentScan.run(
            file: file, header: segment.header, from: .start(of: segment.header), limit: footer.offset)
        // Derived: a disk that does not take it is no reason not to read.
        if keepsIndexes { try? store.save(scan.index, footer) }
        return scan.index
    }

    private static func last(_ segments: [SegmentFile], where holds: (SegmentFile) -> Bool) -> SegmentFile? {
        var low = 0
        var high = segments.count
        while low < high {
            let middle = (low + high) / 2
            if holds(segments[middle]) { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? segments[low - 1] : nil
    }
}
