import Logging
import ZeroMQ

/// What feeds lose because intake cannot keep up with them: counted, and told in the log when it has grown.
struct FeedDrops {
    let channel: SocketChannel
    let counters: DaemonCounters
    let logger: Logger

    /// How often the count is brought up to date.
    var interval: Duration = .seconds(1)
    /// How many of these intervals pass until it is told.
    static let intervalsPerMessage = 60

    /// Counts until the task is cancelled, and a last time then.
    func run() async {
        var told = 0
        while !Task.isCancelled {
            for _ in 0..<Self.intervalsPerMessage where !Task.isCancelled {
                count()
                try? await Task.sleep(for: interval)
            }
            tell(after: &told)
        }
    }

    private func count() {
        let dropped = channel.statistics.droppedInbound
        counters.update { $0.droppedFromFeeds = dropped }
    }

    private func tell(after told: inout Int) {
        count()
        let dropped = counters.current.droppedFromFeeds
        guard dropped > told else { return }
        logger.warning(
            "\(dropped - told) messages from feeds were dropped, \(dropped) since the start: the log does not keep up")
        told = dropped
    }
}
