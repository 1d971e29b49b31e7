/// A segment to which nothing is written any more.
public struct SealedSegment: Hashable, Sendable {
    /// Counts from 1 since the log was created.
    public var number: UInt64
    /// The sequences of its records.
    public var sequences: ClosedRange<UInt64>
    /// The time of the first record, in microseconds since 1970-01-01 UTC.
    public var firstTime: Int64
    /// The time of the last record.
    public var lastTime: Int64
    /// The file's length.
    public var bytes: Int
    /// The chronicle's digest at its last record, as ``LogVerification/digest`` would be: 32 bytes.
    public var digest: [UInt8]

    init(_ footer: SegmentFooter) {
        number = footer.number
        sequences = footer.sequences
        firstTime = footer.firstTime
        lastTime = footer.lastTime
        bytes = footer.offset + SegmentFooter.size
        digest = sha256(footer.previousFooterHash + footer.segmentHash)
    }
}
