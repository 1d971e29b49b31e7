/// The limits of a log, in one place. Nothing in it grows beyond these.
public enum LogLimits {
    /// The largest payload of a record: 16 MiB.
    public static let recordBytesMax = 16 << 20

    /// The largest sum of payloads in a batch: 64 MiB.
    public static let batchBytesMax = 64 << 20

    /// The largest number of records in a batch.
    public static let batchRecordsMax = 1 << 16

    /// What a redacted record keeps of its payload's place for itself: a replacement must be shorter by this. A shorter payload
    /// cannot be redacted.
    public static let redactionBytes = 36

    /// A segment is sealed before it grows beyond this: 128 MiB. Only a single batch larger than it makes one larger.
    public static let segmentBytesMax = 128 << 20

    /// The smallest segment size that may be configured.
    public static let segmentBytesMin = 512

    /// Bytes, as they will be written, that may wait for the committer: 128 MiB. Beyond it ``Log/append(_:)`` is refused.
    public static let queueBytesMax = 128 << 20

    /// Queued batches are written together up to this many bytes: 8 MiB. A larger batch is written alone.
    public static let commitBytesMax = 8 << 20

    /// A sparse index has an entry for every so many bytes of a segment: 64 KiB.
    public static let indexStrideBytes = 64 << 10

    /// What a reader fetches at once: 256 KiB; more only for a larger record.
    public static let readBytes = 256 << 10
}
