import Chronicle
import EventLog
import Logging
import ServiceLifecycle

/// Removes what is no longer to be kept from the front of the log: at the start and then each minute, or a second later
/// where somebody has still to read it.
///
/// An event tells first what goes, with the chronicle's digest at its end; it is durable before anything is removed.
/// Nothing goes that somebody who follows the log has not read.
struct RetentionService: DaemonService {
    let log: SegmentLog
    let policy: RetentionPolicy
    /// The last sequence that everybody has read.
    let readThrough: @Sendable () async throws -> UInt64
    var now: @Sendable () -> Int64 = LogOptions.systemTime
    let logger: Logger

    private static let interval: Duration = .seconds(60)
    private static let readersInterval: Duration = .seconds(1)

    func run() async throws {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            var interval = Self.interval
            do {
                try await trim()
                let left = policy.expired(of: log.sealedSegments, now: now(), readThrough: .max)
                if !left.segments.isEmpty { interval = Self.readersInterval }
            } catch {
                logger.error("Retention tries again in \(interval.components.seconds) s: \(error)")
            }
            try? await cancelWhenGracefulShutdown { [interval] in try await Task.sleep(for: interval) }
        }
        logger.info("Retention has stopped")
    }

    /// Removes what has expired, and seals the active segment where it is to take no more.
    ///
    /// - Returns: what was removed.
    /// - Throws: `LogError`, and what `readThrough` throws.
    @discardableResult
    func trim() async throws -> [SealedSegment] {
        let removed = try await removeExpired()
        // This last: it takes room, and the other makes some.
        if let age = policy.segmentAgeMax { try await log.sealActiveSegment(startedBefore: now() - age) }
        return removed
    }

    private func removeExpired() async throws -> [SealedSegment] {
        let expired = policy.expired(of: log.sealedSegments, now: now(), readThrough: try await readThrough())
        guard let first = expired.segments.first, let last = expired.segments.last else { return [] }
        let trimmed = LogTrimmed.with {
            $0.firstSequence = first.sequences.lowerBound
            $0.lastSequence = last.sequences.upperBound
            $0.firstRecorded = Instant(microseconds: first.firstTime).timestamp
            $0.lastRecorded = Instant(microseconds: last.lastTime).timestamp
            $0.segments = UInt64(expired.segments.count)
            $0.bytes = UInt64(expired.segments.reduce(0) { $0 + $1.bytes })
            $0.reasons = expired.reasons
            $0.digest = .init(last.digest)
        }
        let content = EventContent(article: "", .logTrimmed(trimmed))
        _ = try await log.append([LogEntry(type: EventType.logTrimmed.rawValue, payload: try content.logBytes())])
        let removed = try await log.removeSegments(endingBefore: last.sequences.upperBound + 1)
        logger.notice(
            "Removed what is no longer to be kept",
            metadata: ["sequences": "\(trimmed.firstSequence)-\(trimmed.lastSequence)", "bytes": "\(trimmed.bytes)"])
        return removed
    }
}
