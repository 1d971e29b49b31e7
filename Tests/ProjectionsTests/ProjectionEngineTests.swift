import Chronicle
import Foundation
import GRDB
import Testing

@testable import Projections

@Suite struct ProjectionEngineTests {
    private let anna = person("anna")
    private let boris = person("boris")

    private func filled() throws -> Newsroom {
        let room = try Newsroom()
        try room.publish(
            "a1", at: "2025-05-01T09:00:00+03:00",
            [
                .actorMentioned(
                    ActorMentioned.with {
                        $0.actor = anna
                        $0.role = "министър"
                        $0.mentions = [TextSpan.with { $0.end = 4 }]
                    }),
                meeting(.meeting, .scheduled, [anna, boris], on: "2025-05-10", at: "Виена"),
                .statementReported(
                    StatementReported.with {
                        $0.speaker = ClaimSource.with { $0.actor = anna }
                        $0.cue = "заяви"
                        $0.content = "ще се видим"
                        $0.about = [ActorReference.with { $0.actor = boris }]
                        $0.evidence = evidence("Анна заяви, че ще се видят.")
                    }),
                .affiliationReported(
                    AffiliationReported.with {
                        $0.person = ActorReference.with { $0.actor = anna }
                        $0.office = "министър"
                        $0.organisation = ActorReference.with { $0.actor = body("ministry") }
                        $0.standing = .current
                        $0.asOf = "2025-05-01"
                    }),
            ])
        try room.publish(
            "a2", at: "2025-05-09T09:00:00+03:00", [meeting(.meeting, .cancelled, [anna, boris], on: "2025-05-10")])
        return room
    }

    /// Everything that can be asked, as bytes.
    private func answers(_ library: Library) async throws -> String {
        var bytes: [UInt8] = []
        for meeting in try await library.meetings(MeetingsQuery()) {
            bytes += try QueryJSON.encode(meeting)
            bytes += try QueryJSON.encode(try await library.meeting(meeting.id))
        }
        for actor in try await library.actors() {
            bytes += try QueryJSON.encode(try await library.actor(actor.id))
        }
        bytes += try QueryJSON.encode(try await library.statements())
        bytes += try QueryJSON.encode(try await library.graph(GraphQuery(kinds: EdgeKind.allCases)))
        bytes += try QueryJSON.encode(try await library.status())
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func aRebuildAnswersByteForByteTheSame() async throws {
        let room = try filled()
        let live = try await room.library()
        let before = try await answers(live)
        try await room.engine().rebuild()
        #expect(try await answers(live) == before)
        #expect(try await answers(try await room.library("other.sqlite")) == before)
        #expect(before.contains("Виена"))
    }

    @Test func eventByEventIsTheSameAsAllAtOnce() async throws {
        let room = try filled()
        let all = try await answers(try await room.library())
        let step = try Newsroom()
        let engine = try step.engine()
        let reader = try room.log.makeReader(from: 1)
        for record in try EventApplier.nextRecords(of: reader).records {
            // Each batch as it was: an article, then its extraction.
            if record.sequence == record.batch {
                let batch = try EventApplier.nextRecords(of: try room.log.makeReader(from: 1)).records
                    .filter { $0.batch == record.batch }
                step.log.append(
                    batch.map { .init(type: $0.type, payload: $0.payload ?? []) }, time: batch[0].time)
                try await engine.catchUp()
            }
        }
        #expect(try await answers(Library(engine.store)) == all)
    }

    @Test func anEventThatCannotBeAppliedIsSetAside() async throws {
        let room = try filled()
        try room.append([
            EventContent(article: "", .meetingCorrected(MeetingCorrected.with { $0.meeting = "m-404" }))
        ])
        room.log.append([.init(type: 20, payload: [0xFF, 0xFF])], time: 0)
        room.log.append([.init(type: 999, payload: [])], time: 0)
        try room.publish("a3", at: "2025-05-20T09:00:00Z", [meeting(.call, .held, [anna, boris], on: "2025-05-19")])
        let library = try await room.library()
        let status = try await library.status()
        #expect(status.setAside == 2)
        #expect(status.lastSetAside.map(\.projection) == ["*", "meetings"])
        #expect(status.sequence == room.log.lastSequence)
        #expect(try await library.meetings(MeetingsQuery(kinds: [.call])).count == 1)
    }

    @Test func aProjectionOfAnotherVersionIsRebuilt() async throws {
        let room = try filled()
        let before = try await answers(try await room.library())
        let store = try ProjectionStore(path: room.path)
        try await store.pool.write { db in
            try db.execute(sql: "UPDATE projection SET version = 99 WHERE name = 'meetings'; DELETE FROM meeting")
        }
        #expect(throws: ProjectionError.outdated(path: room.path)) { try Library(path: room.path) }
        #expect(try await answers(try await room.library()) == before)
    }

    @Test func theFileOfAnotherLogIsRebuilt() async throws {
        let room = try filled()
        _ = try await room.library()
        let other = try Newsroom(log: MemoryLog(seed: 9))
        try other.publish("b1", at: "2025-05-01T09:00:00Z", [])
        let engine = ProjectionEngine(store: try ProjectionStore(path: room.path), log: other.log)
        try await engine.catchUp()
        #expect(try await Library(engine.store).status().articles == 1)
    }

    @Test func theEngineFollowsTheLogUntilItIsCancelled() async throws {
        let room = try filled()
        let engine = try room.engine()
        let (applied, continuation) = AsyncStream.makeStream(of: UInt64.self)
        let running = Task { try await engine.run { continuation.yield($0) } }
        var sequences = applied.makeAsyncIterator()
        #expect(await sequences.next() == room.log.lastSequence)
        try room.publish("a3", at: "2025-05-20T09:00:00Z", [])
        while let sequence = await sequences.next(), sequence < room.log.lastSequence {}
        #expect(try await Library(engine.store).status().articles == 3)
        running.cancel()
        try await running.value
    }

    @Test func aFileThatNobodyWritesIsReadWithoutADaemon() async throws {
        let room = try filled()
        let before = try await answers(try await room.library())
        #expect(try await answers(try Library(path: room.path)) == before)
        #expect(throws: ProjectionError.missing(path: "/nowhere.sqlite")) { try Library(path: "/nowhere.sqlite") }
    }
}
