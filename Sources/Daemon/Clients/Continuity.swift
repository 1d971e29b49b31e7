import Chronicle

/// Tells which of the events that arrive are new and which are missing before them.
///
/// A subscriber to all topics sees every sequence, so that a jump is a gap. One who filters goes by the previous
/// sequence of the topic in the header. A tip tells of events that should have come before the tip before it.
struct Continuity {
    let log: [UInt8]
    private let topics: [String]
    /// All before this sequence has been taken; for a subscriber who filters, from here on the topics count.
    private var next: UInt64
    /// For a subscriber who filters: the last sequence taken of each topic.
    private var lastOfTopic: [String: UInt64] = [:]
    private var previousTip: UInt64 = 0

    init(log: [UInt8], topics: [String], next: UInt64) {
        self.log = log
        self.topics = topics
        self.next = next
    }

    private var isFiltered: Bool { !topics.isEmpty }

    /// Notes that an event has arrived.
    ///
    /// - Returns: whether it is new.
    @discardableResult
    mutating func take(_ event: PublishedEvent) -> Bool {
        let sequence = event.header.sequence
        guard sequence >= next, sequence > lastOfTopic[event.topic] ?? 0 else { return false }
        if isFiltered {
            lastOfTopic[event.topic] = sequence
        } else {
            next = sequence + 1
        }
        return true
    }

    /// Everything through a sequence has been taken.
    mutating func skip(through sequence: UInt64) {
        next = max(next, sequence + 1)
    }

    /// The parts of history that are missing when this event or tip arrives.
    mutating func missing(before event: PublishedEvent) -> [ReplayRequest.Range] {
        let sequence = event.header.sequence
        if event.topic == Topic.tip {
            defer { previousTip = sequence }
            if isFiltered || previousTip < next { return [] }
            return [ReplayRequest.Range(from: next, to: previousTip)]
        }
        if isFiltered {
            let last = max(lastOfTopic[event.topic] ?? 0, next - 1)
            guard event.header.previous > last else { return [] }
            return [ReplayRequest.Range(from: last + 1, to: event.header.previous, topics: [event.topic])]
        }
        guard sequence > next else { return [] }
        return [ReplayRequest.Range(from: next, to: sequence - 1)]
    }
}
