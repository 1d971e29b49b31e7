import Chronicle
import Projections
import ZeroMQ

extension EventEncoder {
    /// How a meeting stands, as CloudEvents JSON with the meeting of the HTTP interface as `data`.
    ///
    /// The header's sequence is the one through which the state holds, its third number counts the states from 1.
    func state(
        of meeting: MeetingRecord, topic: String, number: UInt64, in snapshot: ProjectionSnapshot
    ) throws -> Message {
        let data = try QueryJSON.encode(meeting)
        var writer = JSONWriter()
        writer.object { json in
            json.member("specversion", "1.0")
            json.member("id", "\(meeting.id)@\(snapshot.sequence)")
            json.member("source", "urn:letopis:log:" + log.hexadecimal)
            json.member("type", "letopis." + Topic.latestMeeting)
            json.member("time", snapshot.recorded.rfc3339)
            json.member("subject", meeting.id)
            json.member("datacontenttype", "application/json")
            json.member("sequence", String(snapshot.sequence))
            json.name("data")
            json.raw(data)
        }
        let header = EventHeader(log: log, sequence: snapshot.sequence, previous: number)
        return [Frame(topic), Frame(header.bytes), Frame(writer.bytes)]
    }

    /// The end of the states: through which sequence they hold, and how many they are.
    func endOfStates(topic: String, count: UInt64, in snapshot: ProjectionSnapshot) -> Message {
        var writer = JSONWriter()
        writer.object { json in
            json.member("sequence", snapshot.sequence)
            json.member("count", count)
        }
        let header = EventHeader(log: log, sequence: snapshot.sequence, previous: count)
        return [Frame(topic), Frame(header.bytes), Frame(writer.bytes)]
    }
}
