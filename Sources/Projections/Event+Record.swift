import Chronicle
import EventLog

extension Event {
    /// Reads the event of a record; nil where there is none any more: the record was lost and repaired, or was redacted
    /// and had no room for what is left of the event. Who follows the log passes over it.
    ///
    /// - Throws: `EventError` when the payload is no event.
    public init?(_ record: LogRecord) throws(EventError) {
        if record.holdsNoEvent { return nil }
        try self.init(sequence: record.sequence, time: record.time, type: record.type, payload: record.payload)
    }
}

extension LogRecord {
    /// Whether nothing of the event is left.
    public var holdsNoEvent: Bool { state != .intact && payload.isEmpty }
}
