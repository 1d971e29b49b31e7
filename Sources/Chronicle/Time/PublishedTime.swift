/// When a publisher published an article: an instant and the local time it was given in.
///
/// Read from ISO 8601 as publishers write it: a date; a date and time, separated by „T“ or a space, with or without
/// seconds and fraction; `Z`, `±hh:mm`, `±hhmm`, `±hh`, or no offset, which is read as UTC.
public struct PublishedTime: Hashable, Sendable {
    /// The instant.
    public var instant: Instant
    /// Minutes east of UTC of the time as written.
    public var offsetMinutes: Int

    /// Reads a time; nil where the string is none, or lies outside the years 1900 to 2200.
    public init?(_ string: String) {
        var reader = Reader(bytes: Array(string.utf8))
        guard let year = reader.digits(4), (1900...2200).contains(year), reader.take("-"),
            let month = reader.digits(2), (1...12).contains(month), reader.take("-"),
            let day = reader.digits(2), (1...31).contains(day)
        else { return nil }
        let date = CivilDate(year: year, month: month, day: day)
        guard date.components == (year, month, day) else { return nil }

        var seconds = 0
        var microseconds = 0
        var offset = 0
        if !reader.isAtEnd {
            guard reader.take("T") || reader.take("t") || reader.take(" "),
                let hour = reader.digits(2), hour < 24, reader.take(":"), let minute = reader.digits(2), minute < 60
            else { return nil }
            seconds = hour * 3_600 + minute * 60
            if reader.take(":") {
                guard let second = reader.digits(2), second <= 60 else { return nil }
                seconds += second
            }
            if reader.take(".") || reader.take(",") {
                guard let fraction = reader.fraction() else { return nil }
                microseconds = fraction
            }
            guard let minutes = reader.offset() else { return nil }
            offset = minutes
        }
        guard reader.isAtEnd else { return nil }
        let total = Int64(date.days) * 86_400 + Int64(seconds) - Int64(offset) * 60
        instant = Instant(microseconds: total * 1_000_000 + Int64(microseconds))
        offsetMinutes = offset
    }

    private struct Reader {
        let bytes: [UInt8]
        var position = 0

        var isAtEnd: Bool { position == bytes.count }

        mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
            position += 1
            return true
        }

        mutating func digits(_ count: Int) -> Int? {
            guard position + count <= bytes.count else { return nil }
            var value = 0
            for byte in bytes[position..<position + count] {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            position += count
            return value
        }

        /// Digits after the decimal point, as microseconds.
        mutating func fraction() -> Int? {
            var value = 0
            var count = 0
            while position < bytes.count, (0x30...0x39).contains(bytes[position]) {
                if count < 6 { value = value * 10 + Int(bytes[position] - 0x30) }
                count += 1
                position += 1
            }
            guard count > 0 else { return nil }
            for _ in min(count, 6)..<6 { value *= 10 }
            return value
        }

        mutating func offset() -> Int? {
            if isAtEnd || take("Z") || take("z") { return 0 }
            let isWest = take("-")
            guard isWest || take("+"), let hours = digits(2), hours <= 18 else { return nil }
            _ = take(":")
            let minutes = isAtEnd ? 0 : digits(2)
            guard let minutes, minutes < 60 else { return nil }
            return (isWest ? -1 : 1) * (hours * 60 + minutes)
        }
    }
}
