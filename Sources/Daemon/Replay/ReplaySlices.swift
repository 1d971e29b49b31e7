import Chronicle
import EventLog
import Projections
import ZeroMQ

/// A part of history as messages, a slice at a time.
struct ReplaySlices {
    private let reader: any LogReader
    private let end: UInt64
    private let topics: [String]
    private let encoder: EventEncoder
    /// The previous sequence of each topic within this replay.
    private var tails: [String: UInt64] = [:]

    /// Records looked at for one slice, so that a filter that lets little through keeps nobody waiting.
    private static let recordsMax = 512
    /// Messages in one slice, whatever the credit.
    private static let messagesMax = 64

    init(reader: any LogReader, end: UInt64, topics: [String], encoder: EventEncoder) {
        self.reader = reader
        self.end = end
        self.topics = topics
        self.encoder = encoder
    }

    /// All through the last sequence has been read.
    var isAtEnd: Bool { reader.position > end }

    /// The next messages, at most as many as there is credit for; none where the filter let none of a slice through.
    mutating func next(messagesMax credit: Int) throws -> [Message] {
        let limit = min(credit, Self.messagesMax)
        var messages: [Message] = []
        var looked = 0
        while messages.count < limit, looked < Self.recordsMax, !isAtEnd {
            // As many records as there may be messages: none is read that cannot be sent.
            let wanted = min(UInt64(limit - messages.count), end - reader.position + 1)
            let count = try reader.read(recordsMax: Int(wanted)) { record in
                guard let event = try Event(record) else { return }
                let topic = event.content.topic
                guard Topic.matches(topic, prefixes: topics) else { return }
                messages.append(try encoder.message(event, topic: topic, previous: tails[topic] ?? 0))
                tails[topic] = event.sequence
            }
            if count == 0 { break }
            looked += count
        }
        return messages
    }
}
