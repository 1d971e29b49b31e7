import Chronicle
import Projections
import ZeroMQ

/// Makes the messages of the events and replay sockets: topic · header · body.
struct EventEncoder: Sendable {
    /// The log's 16 bytes.
    let log: [UInt8]

    /// An event as it is published and replayed.
    func message(_ event: Event, topic: String, previous: UInt64) throws -> Message {
        let header = EventHeader(log: log, sequence: event.sequence, previous: previous)
        return [Frame(topic), Frame(header.bytes), Frame(try event.cloudEvent(log: log))]
    }

    /// The last sequence, for those who hear nothing else.
    func tip(_ sequence: UInt64) -> Message {
        control(Topic.tip, sequence: sequence)
    }

    /// The end of a replay: everything through this sequence has been sent.
    func end(_ sequence: UInt64) -> Message {
        control(ReplayReply.end, sequence: sequence)
    }

    /// A request that was not understood.
    func error(_ problem: String, topic: String = ReplayReply.error) -> Message {
        var writer = JSONWriter()
        writer.object { $0.member("error", problem) }
        return [Frame(topic), Frame(EventHeader(log: log, sequence: 0, previous: 0).bytes), Frame(writer.bytes)]
    }

    /// How the daemon stands.
    func status(_ status: DaemonStatus, sequence: UInt64) throws -> Message {
        let header = EventHeader(log: log, sequence: sequence, previous: 0)
        return [Frame(ReplayReply.status), Frame(header.bytes), Frame(try QueryJSON.encode(status))]
    }

    private func control(_ topic: String, sequence: UInt64) -> Message {
        var writer = JSONWriter()
        writer.object { $0.member("sequence", sequence) }
        return [
            Frame(topic), Frame(EventHeader(log: log, sequence: sequence, previous: 0).bytes), Frame(writer.bytes),
        ]
    }
}

/// First frames of the replay socket's answers that are no events.
public enum ReplayReply {
    /// All that was asked for has been sent; the header's sequence tells through which one.
    public static let end = "end"
    /// The request was not understood or cannot be answered; the body says why.
    public static let error = "error"
    /// How the daemon stands: ``DaemonStatus``.
    public static let status = "status"
}
