import Glibc

/// When written records are forced to the disk.
public enum SyncPolicy: Hashable, Sendable {
    /// Before they are acknowledged: an acknowledged record survives a power failure.
    case always
    /// At this interval: a power failure may cost the records of the last one. A crash of the process costs none.
    case every(Duration)
    /// Only when a segment is sealed or the log closed; the system writes when it likes.
    case never
}

/// How a log is opened.
public struct LogOptions: Sendable {
    /// When written records are forced to the disk.
    public var sync: SyncPolicy
    /// A segment is sealed before it grows beyond this.
    public var segmentBytesMax: Int
    /// Bytes, as they will be written, that may wait for the committer.
    public var queueBytesMax: Int
    /// Where the files are.
    public var fileSystem: any FileSystem
    /// The clock: microseconds since 1970-01-01 UTC.
    public var now: @Sendable () -> Int64

    /// Options; what is not given has its default.
    public init(
        sync: SyncPolicy = .always,
        segmentBytesMax: Int = LogLimits.segmentBytesMax,
        queueBytesMax: Int = LogLimits.queueBytesMax,
        fileSystem: any FileSystem = PosixFileSystem(),
        now: @escaping @Sendable () -> Int64 = LogOptions.systemTime
    ) {
        precondition(segmentBytesMax >= LogLimits.segmentBytesMin, "segments of less than 512 bytes hold nothing")
        self.sync = sync
        self.segmentBytesMax = segmentBytesMax
        self.queueBytesMax = queueBytesMax
        self.fileSystem = fileSystem
        self.now = now
    }

    /// The system's clock.
    @Sendable public static func systemTime() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
    }
}
