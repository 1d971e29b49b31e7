import Chronicle
import EventLog
import Foundation

/// Reading a log from the start: records with their checksums, and every event decoded.
struct ScanBench {
    private static let recordCount = 200_000
    private let clock: BenchClock
    private let records: SegmentLogView
    private let events: SegmentLogView
    private let event: [UInt8]

    init(folder: URL, duration: Duration) async throws {
        clock = BenchClock(duration: duration)
        event = try Self.meeting().logBytes()
        records = try await Self.log(
            folder.appendingPathComponent("scan").path, LogEntry(type: 1, payload: [UInt8](repeating: 0x6C, count: 512))
        )
        events = try await Self.log(
            folder.appendingPathComponent("decode").path,
            LogEntry(type: EventType.meetingReported.rawValue, payload: event))
    }

    func checksums() throws -> BenchFigure {
        let rate = try clock.rate("scan with checksums, 512 B") {
            let reader = try records.makeReader(from: 1)
            var count = 0
            while try reader.read(recordsMax: 4_096, { _ in count += 1 }) > 0 {}
            return count
        }
        return BenchFigure(name: "scan with checksums, 512 B", value: rate, unit: "records/s")
    }

    func decoding() throws -> BenchFigure {
        let alone = try clock.rate("protobuf alone") {
            for _ in 0..<1_000 {
                _ = try event.withUnsafeBytes {
                    try Event(sequence: 1, time: 0, type: EventType.meetingReported.rawValue, payload: $0)
                }
            }
            return 1_000
        }
        let rate = try clock.rate("scan and decode every event") {
            let reader = try events.makeReader(from: 1)
            var count = 0
            while try reader.read(
                recordsMax: 4_096,
                { record in
                    _ = try Event(
                        sequence: record.sequence, time: record.time, type: record.type, payload: record.payload)
                    count += 1
                }) > 0
            {}
            return count
        }
        return BenchFigure(
            name: "scan and decode every event, \(event.count) B", value: rate, unit: "events/s",
            anchor: ("protobuf alone", alone))
    }

    private static func log(_ path: String, _ entry: LogEntry) async throws -> SegmentLogView {
        Terminal.errors.progress("filling a log of \(recordCount) records")
        let log = try SegmentLog.open(directory: path, options: LogOptions(sync: .never))
        let batch = Array(repeating: entry, count: 1_000)
        for _ in 0..<(recordCount / batch.count) { _ = try await log.append(batch) }
        await log.close()
        return try SegmentLogView.open(directory: path)
    }

    /// A meeting as large as most.
    private static func meeting() -> EventContent {
        var meeting = MeetingReported()
        meeting.kind = .meeting
        meeting.status = .scheduled
        meeting.certainty = .asserted
        for (id, name) in [("Q1", "Първи участник"), ("Q2", "Втори участник")] {
            var participant = Participant()
            participant.actor.id = id
            participant.actor.name = name
            participant.actor.type = .person
            participant.role = .participant
            participant.mentions = [TextSpan(10..<24), TextSpan(120..<134)]
            meeting.participants.append(participant)
        }
        meeting.time.text = "в четвъртък"
        meeting.time.start = "2025-10-23"
        meeting.time.end = "2025-10-24"
        meeting.time.precision = .day
        meeting.place.place.id = "Q240"
        meeting.place.place.name = "Брюксел"
        meeting.place.place.type = .place
        meeting.evidence.text =
            "Двамата ще се срещнат в Брюксел в четвъртък, съобщи говорител на правителството пред журналисти."
        meeting.evidence.sentence = TextSpan(40..<136)
        meeting.evidence.triggers = [TextSpan(50..<57)]
        meeting.evidence.rules = ["verb-with-plural-subject"]
        return EventContent(article: "article-1", articleSequence: 1, extractor: "1", .meetingReported(meeting))
    }
}
