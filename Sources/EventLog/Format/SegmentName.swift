/// The names of files in a log's directory.
enum SegmentName {
    private static let segmentSuffix = ".segment"
    private static let indexSuffix = ".index"
    private static let digits = 20

    /// The file of the segment that begins with a sequence.
    static func segment(firstSequence: UInt64) -> String { padded(firstSequence) + segmentSuffix }

    /// The file of that segment's index.
    static func index(firstSequence: UInt64) -> String { padded(firstSequence) + indexSuffix }

    /// The first sequence of a segment file's name; nil for any other file.
    static func firstSequence(ofSegment name: String) -> UInt64? { number(of: name, suffix: segmentSuffix) }

    /// The first sequence of a segment file's path; nil for any other file.
    static func firstSequence(ofPath path: String) -> UInt64? {
        path.split(separator: "/").last.flatMap { firstSequence(ofSegment: String($0)) }
    }

    /// The first sequence of an index file's name; nil for any other file.
    static func firstSequence(ofIndex name: String) -> UInt64? { number(of: name, suffix: indexSuffix) }

    private static func number(of name: String, suffix: String) -> UInt64? {
        guard name.utf8.count == digits + suffix.utf8.count, name.hasSuffix(suffix) else { return nil }
        return UInt64(name.prefix(digits))
    }

    private static func padded(_ sequence: UInt64) -> String {
        let number = String(sequence)
        return String(repeating: "0", count: digits - number.utf8.count) + number
    }
}
