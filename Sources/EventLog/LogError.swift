/// What can go wrong with a log: what happened, where, and what to do.
public enum LogError: Error, Hashable, Sendable {
    /// A call to the file system failed.
    case file(FileFailure)
    /// Bytes that were durable are not what was written.
    case damaged(LogDamage)
    /// Records that were acknowledged are not in the directory's segments.
    case recordsMissing(directory: String, sequences: ClosedRange<UInt64>)
    /// A file has a format that this program does not know.
    case unsupportedVersion(file: String, version: UInt32)
    /// Another process has the log open for writing.
    case locked(directory: String, processIdentifier: Int32?)
    /// There is no log in the directory.
    case noLog(directory: String)
    /// An earlier write or sync failed, or the log was opened for reading only; the reason is a sentence.
    case readOnly(reason: String)
    /// The log was closed.
    case closed(directory: String)
    /// A batch without entries.
    case batchEmpty
    /// A batch with too many entries.
    case batchRecordsTooMany(count: Int)
    /// A batch with too many bytes.
    case batchTooLarge(bytes: Int)
    /// An entry with too many bytes.
    case recordTooLarge(bytes: Int)
    /// More waits for the disk than the queue may hold.
    case queueFull(bytes: Int, limit: Int)
    /// A record's payload is too small for what should stand in its place.
    case redactionTooLarge(sequence: UInt64, bytes: Int, limit: Int)
    /// A reader was asked for at a sequence that the log does not have.
    case sequenceUnavailable(requested: UInt64, kept: ClosedRange<UInt64>?)
    /// The log on disk now ends before what had already been read from it.
    case historyShrank(directory: String, from: UInt64, to: UInt64)
    /// A backup would not be what it is to be, or cost what was there; the reason says what to do.
    case backupRefused(destination: String, reason: String)
}

/// A call to the file system that failed.
public struct FileFailure: Error, Hashable, Sendable {
    /// What was tried, as a verb: "write", "sync".
    public var operation: String
    /// The file or directory.
    public var path: String
    /// Where in the file, if that matters.
    public var offset: Int?
    /// The system's error number.
    public var code: Int32

    /// A failure.
    public init(operation: String, path: String, offset: Int? = nil, code: Int32) {
        self.operation = operation
        self.path = path
        self.offset = offset
        self.code = code
    }
}

/// A place in the log where bytes that were durable are not what was written.
public struct LogDamage: Hashable, Sendable {
    /// What does not hold.
    public enum Reason: String, Sendable {
        /// The bytes do not have the checksum that was written with them.
        case checksum = "the checksum does not match"
        /// A length that no record has.
        case length = "the record's length is impossible"
        /// A record other than the next one.
        case sequence = "the sequence does not follow the one before"
        /// Flags or reserved bytes that are not known.
        case flags = "the record's flags are unknown"
        /// A record that does not stand where it should in its batch.
        case batch = "the record's place in its batch is wrong"
        /// A time before the one of an earlier record.
        case time = "the time lies before the one of the record before"
        /// The file ends too early.
        case truncated = "the file ends too early"
        /// The first bytes are no segment header.
        case header = "this is not a segment header"
        /// A sealed segment without a valid footer.
        case footer = "the sealed segment has no valid footer"
        /// Bytes after the footer.
        case trailing = "there are bytes after the footer"
        /// The header belongs to another log.
        case identifier = "the segment belongs to another log"
        /// Header or footer do not continue the previous segment.
        case chain = "the segment does not continue the one before it"
        /// The content is not what the footer's hash was made of.
        case digest = "the hash of the segment is not the one in its footer"
        /// The footer tells of more or fewer redacted records than there are.
        case redactions = "the number of redacted records is not the one in the footer"
        /// Redacted bytes that no redaction leaves.
        case redacted = "the redacted record is not of the form that redaction leaves"
        /// A file that must exist does not.
        case missing = "the file is missing"
        /// The start file is not whole.
        case start = "this is not a mark of where the log begins"
    }

    /// The file.
    public var file: String
    /// The first byte concerned.
    public var offset: Int
    /// The sequences that are lost or in doubt, where that is known.
    public var sequences: ClosedRange<UInt64>?
    /// What does not hold.
    public var reason: Reason

    /// A place of damage.
    public init(file: String, offset: Int, sequences: ClosedRange<UInt64>? = nil, reason: Reason) {
        self.file = file
        self.offset = offset
        self.sequences = sequences
        self.reason = reason
    }
}
