import Chronicle
import EventLog

/// How much of the log is kept: what is older, or more, goes from the front in whole segments.
public struct RetentionPolicy: Hashable, Sendable {
    /// The age in microseconds beyond which a segment's last event is not kept; nil: any.
    public var ageMax: Int64?
    /// The bytes of sealed segments beyond which the oldest are not kept; nil: any number.
    public var bytesMax: Int?

    /// A policy; without limits it keeps everything.
    public init(ageMax: Int64? = nil, bytesMax: Int? = nil) {
        self.ageMax = ageMax
        self.bytesMax = bytesMax
    }

    /// The age beyond which a segment takes no more events, so that what it holds goes in its time: an eighth of what is
    /// kept, by which the oldest event may be older than the limit.
    var segmentAgeMax: Int64? { ageMax.map { max(1, $0 / Self.segmentsPerAge) } }
    private static let segmentsPerAge: Int64 = 8

    /// Segments that are no longer to be kept, and why.
    struct Expired {
        var segments: [SealedSegment] = []
        var reasons: [LogTrimmed.Reason] = []
    }

    /// The segments from the front that have expired, as far as all who follow the log have read it.
    ///
    /// - Parameters:
    ///   - now: microseconds since 1970-01-01 UTC.
    ///   - readThrough: the last sequence that everybody has read.
    func expired(of segments: [SealedSegment], now: Int64, readThrough: UInt64) -> Expired {
        var expired = Expired()
        var bytes = segments.reduce(0) { $0 + $1.bytes }
        for segment in segments where segment.sequences.upperBound <= readThrough {
            let isOld = ageMax.map { now - segment.lastTime > $0 } ?? false
            let isTooMuch = bytesMax.map { bytes > $0 } ?? false
            guard isOld || isTooMuch else { break }
            let reason = isOld ? LogTrimmed.Reason.age : .size
            if !expired.reasons.contains(reason) { expired.reasons.append(reason) }
            expired.segments.append(segment)
            bytes -= segment.bytes
        }
        return expired
    }
}

extension RetentionPolicy {
    private static let ages: [(suffix: String, microseconds: Int64)] = [("d", 86_400_000_000), ("h", 3_600_000_000)]
    private static let sizes: [(suffix: String, bytes: Int)] = [
        ("MiB", 1 << 20), ("GiB", 1 << 30), ("TiB", 1 << 40),
    ]

    /// The microseconds of an age such as `90d` or `36h`; nil for another text.
    static func age(_ text: String) -> Int64? {
        ages.lazy.compactMap { unit in Self.count(text, unit.suffix, unit.microseconds) }.first
    }

    /// The bytes of a size such as `50GiB`; nil for another text.
    static func size(_ text: String) -> Int? {
        sizes.lazy.compactMap { unit in Self.count(text, unit.suffix, unit.bytes) }.first
    }

    private static func count<Number: FixedWidthInteger>(_ text: String, _ suffix: String, _ unit: Number) -> Number? {
        guard text.hasSuffix(suffix), let count = Number(text.dropLast(suffix.count)), count > 0 else { return nil }
        let (product, overflows) = count.multipliedReportingOverflow(by: unit)
        return overflows ? nil : product
    }
}
