import Chronicle

/// A point in time to look at the chronicle from: by when articles were published, or by when they were recorded here.
public enum AsOf: Hashable, Sendable {
    /// What had been published by then: microseconds since 1970-01-01 UTC.
    case published(Int64)
    /// What had been recorded by then: microseconds since 1970-01-01 UTC.
    case recorded(Int64)
}

extension AsOf {
    /// What had been published by a time: "2025-10-21", which means the end of that day in UTC, or
    /// "2025-10-21T10:00:00+03:00".
    ///
    /// - Throws: ``ProjectionError/invalidParameter(name:value:expected:)``.
    public static func published(by text: String, parameter: String = "as-of") throws -> AsOf {
        .published(try microseconds(of: text, parameter: parameter))
    }

    /// What had been recorded by a time, written as for ``published(by:parameter:)``.
    ///
    /// - Throws: ``ProjectionError/invalidParameter(name:value:expected:)``.
    public static func recorded(by text: String, parameter: String = "as-of-recorded") throws -> AsOf {
        .recorded(try microseconds(of: text, parameter: parameter))
    }

    private static func microseconds(of text: String, parameter: String) throws -> Int64 {
        guard let time = PublishedTime(text) else {
            throw ProjectionError.invalidParameter(
                name: parameter, value: text,
                expected: "a day such as 2025-10-21 or a time such as 2025-10-21T10:00:00+03:00")
        }
        let isDay = text.utf8.count == 10
        return time.instant.microseconds + (isDay ? 24 * Moment.microsecondsPerHour - 1 : 0)
    }
}
