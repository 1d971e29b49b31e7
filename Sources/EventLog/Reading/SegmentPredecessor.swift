/// What comes before a segment.
enum SegmentPredecessor {
    /// Nothing: the log begins with it.
    case beginning
    /// Segments that are no longer kept.
    case removed(LogStart)
    /// A sealed segment.
    case segment(SegmentFile)

    /// What comes before the first segment kept.
    init(_ start: LogStart?) {
        self = start.map { .removed($0) } ?? .beginning
    }

    /// The sequence that the segment must begin with; nil when what comes before is not sealed.
    var nextSequence: UInt64? {
        switch self {
        case .beginning: 1
        case .removed(let start): start.firstSequence
        case .segment(let previous): previous.footer.map { $0.sequences.upperBound + 1 }
        }
    }
}
