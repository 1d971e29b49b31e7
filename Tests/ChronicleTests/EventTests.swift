import Chronicle
import Testing

@Suite("Events")
struct EventTests {
    private func meeting() -> EventContent {
        var meeting = MeetingReported()
        meeting.kind = .summit
        meeting.status = .postponed
        meeting.certainty = .hedged
        var span = TextSpan()
        span.start = 0
        span.end = 5
        meeting.evidence.sentence = span
        meeting.evidence.text = "„Срещата“ е отложена."
        return EventContent(article: "а-1", articleSequence: 3, extractor: "1.0.0", .meetingReported(meeting))
    }

    @Test("an event comes back from the log's bytes as it was")
    func roundTrip() throws {
        let content = meeting()
        let event = try content.logBytes().withUnsafeBytes {
            try Event(sequence: 4, time: 1_700_000_000_000_001, type: 20, payload: $0)
        }
        #expect(event.content == content)
        #expect(event.type == .meetingReported)
        #expect(event.content.topic == "meeting.postponed")
    }

    @Test("an event of a newer version is kept byte for byte")
    func newer() throws {
        // Field 99, a message with one varint, beside the article's id.
        let bytes: [UInt8] = [0x0A, 0x01, 0x61, 0x9A, 0x06, 0x02, 0x08, 0x07]
        let event = try bytes.withUnsafeBytes { try Event(sequence: 1, time: 0, type: 99, payload: $0) }
        #expect(event.type == nil)
        #expect(event.content.article == "a")
        #expect(event.content.topic == "unknown")
        #expect(try event.content.logBytes() == bytes)
    }

    @Test("CloudEvents JSON has its attributes in order and the payload as data, offset zero included")
    func cloudEvent() throws {
        let event = Event(
            sequence: 4, recorded: Instant(microseconds: 1_761_030_000_000_000), typeNumber: 20, content: meeting())
        let json = String(decoding: try event.cloudEvent(log: [UInt8](repeating: 0xAB, count: 16)), as: UTF8.self)
        #expect(
            json == #"{"specversion":"1.0","id":"4","source":"urn:letopis:log:abababababababababababababababab","#
                + #""type":"letopis.meeting.reported","time":"2025-10-21T07:00:00.000000Z","subject":"а-1","#
                + #""datacontenttype":"application/json","sequence":"4","extractor":"1.0.0","articlesequence":"3","#
                + #""data":{"kind":"summit","status":"postponed","certainty":"hedged","evidence":"#
                + #"{"sentence":{"start":0,"end":5},"text":"„Срещата“ е отложена."}}}"#)
    }

    @Test("every type's number is its payload's field and its name leads back to it", arguments: EventType.allCases)
    func types(type: EventType) throws {
        // A length-delimited field of the type's number, empty.
        var key = UInt32(type.rawValue) << 3 | 2
        var bytes: [UInt8] = []
        while key > 0x7F {
            bytes.append(UInt8(key & 0x7F) | 0x80)
            key >>= 7
        }
        bytes += [UInt8(key), 0]
        let content = try EventContent(serializedBytes: bytes)
        #expect(content.type == type)
        #expect(EventType(name: type.name) == type)
        #expect(Topic.ofEvents.contains(content.topic))
        #expect(type.topic == (type == .meetingReported ? nil : content.topic))
    }

    @Test("names of enumerations are those of the schema's JSON")
    func names() throws {
        for status in Meeting.Status.allCases where status != .unspecified {
            var meeting = MeetingReported()
            meeting.status = status
            #expect(try meeting.jsonString() == #"{"status":"\#(status.name)"}"#)
            #expect(Meeting.Status(name: status.name) == status)
        }
        for kind in Meeting.Kind.allCases where kind != .unspecified {
            var meeting = MeetingReported()
            meeting.kind = kind
            #expect(try meeting.jsonString() == #"{"kind":"\#(kind.name)"}"#)
        }
        for type in ActorType.allCases where type != .unspecified {
            var actor = Actor()
            actor.type = type
            #expect(try actor.jsonString() == #"{"type":"\#(type.name)"}"#)
        }
    }
}
