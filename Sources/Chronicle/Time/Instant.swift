import SwiftProtobuf

/// A point in time: microseconds since 1970-01-01 UTC, as the log counts.
public struct Instant: Hashable, Comparable, Sendable {
    /// Microseconds since 1970-01-01 UTC.
    public var microseconds: Int64

    /// An instant.
    public init(microseconds: Int64) { self.microseconds = microseconds }

    /// The instant of a protobuf timestamp; what is finer than a microsecond is dropped.
    public init(_ timestamp: Google_Protobuf_Timestamp) {
        microseconds = timestamp.seconds * 1_000_000 + Int64(timestamp.nanos / 1_000)
    }

    /// As a protobuf timestamp.
    public var timestamp: Google_Protobuf_Timestamp {
        Google_Protobuf_Timestamp(
            seconds: microseconds.floorDivided(by: 1_000_000),
            nanos: Int32(microseconds.floorRemainder(by: 1_000_000)) * 1_000)
    }

    /// The local date and time of day, some minutes east of UTC.
    public func civilTime(offsetMinutes: Int = 0) -> CivilTime {
        let minutes = microseconds.floorDivided(by: 60_000_000) + Int64(offsetMinutes)
        return CivilTime(
            date: CivilDate(days: Int(minutes.floorDivided(by: 1_440))), minute: Int(minutes.floorRemainder(by: 1_440)))
    }

    /// RFC 3339 in UTC with microseconds: `2025-10-21T07:00:00.000000Z`.
    public var rfc3339: String {
        let civil = civilTime()
        let seconds = microseconds.floorRemainder(by: 60_000_000)
        return "\(civil):\((seconds / 1_000_000).padded(2)).\((seconds % 1_000_000).padded(6))Z"
    }

    /// Earlier first.
    public static func < (a: Instant, b: Instant) -> Bool { a.microseconds < b.microseconds }
}

extension CivilDate: CustomStringConvertible {
    /// ISO 8601: `2025-10-21`.
    public var description: String {
        let (year, month, day) = components
        return "\(year.padded(4))-\(month.padded(2))-\(day.padded(2))"
    }
}

extension CivilTime: CustomStringConvertible {
    /// ISO 8601 to the minute, without an offset: `2025-10-21T10:00`.
    public var description: String { "\(date)T\((minute / 60).padded(2)):\((minute % 60).padded(2))" }
}

extension BinaryInteger {
    func floorDivided(by divisor: Self) -> Self {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }

    func floorRemainder(by divisor: Self) -> Self {
        let remainder = self % divisor
        return remainder < 0 ? remainder + divisor : remainder
    }

    func padded(_ width: Int) -> String {
        let digits = String(magnitude)
        return (self < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
