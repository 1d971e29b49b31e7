import Synchronization

/// What a daemon has done since it started.
public final class DaemonCounters: Sendable {
    /// The counts.
    public struct Counts: Codable, Hashable, Sendable {
        /// Articles taken into the log.
        public var accepted = 0
        /// Articles that were in the log already.
        public var duplicates = 0
        /// Messages that were no articles.
        public var rejected = 0
        /// Articles that the log could not take.
        public var unavailable = 0
        /// Messages from feeds that were dropped because intake could not keep up with them.
        public var droppedFromFeeds = 0
        /// Articles extracted.
        public var extracted = 0
        /// Events published; those that nobody listens to are not.
        public var published = 0
        /// Events sent to clients of the replay socket.
        public var replayed = 0
    }

    private let counts = Mutex(Counts())

    /// Counts from zero.
    public init() {}

    /// The counts at this moment.
    public var current: Counts { counts.withLock { $0 } }

    /// Changes the counts.
    func update(_ change: (inout Counts) -> Void) { counts.withLock { change(&$0) } }

    /// Counts what became of articles.
    func count(_ receipts: [Receipt]) {
        update { counts in
            for receipt in receipts {
                switch receipt.status {
                case .accepted: counts.accepted += 1
                case .duplicate: counts.duplicates += 1
                case .rejected: counts.rejected += 1
                case .unavailable: counts.unavailable += 1
                }
            }
        }
    }
}
