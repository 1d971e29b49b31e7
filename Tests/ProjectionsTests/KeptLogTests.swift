import Chronicle
import EventLog
import Foundation
import Testing

@testable import Projections

/// Logs that do not keep everything, or not everything readable.
@Suite struct KeptLogTests {
    private let anna = person("anna")
    private let boris = person("boris")

    /// Two articles; the first one's events are 1 to 3, the second one's 4 to 6.
    private func filled() throws -> Newsroom {
        let room = try Newsroom()
        try room.publish(
            "a1", at: "2025-05-01T09:00:00Z", [meeting(.meeting, .scheduled, [anna, boris], on: "2025-05-10")])
        try room.publish("a2", at: "2025-05-09T09:00:00Z", [meeting(.call, .held, [anna, boris], on: "2025-05-08")])
        return room
    }

    @Test(arguments: [UInt64(4), 2])
    func aRebuildBeginsWithTheFirstEventKept(first: UInt64) async throws {
        let room = try filled()
        room.log.removeRecords(before: first)
        let library = try await room.library()
        let status = try await library.status()
        #expect(status.sequence == 6 && status.articles == 1)
        #expect(try await library.meetings(MeetingsQuery(kinds: [.call])).count == 1)
        try room.publish("a3", at: "2025-05-20T09:00:00Z", [])
        #expect(try await room.library().status().articles == 2)
        var events: [UInt64] = []
        let engine = try room.engine("other.sqlite")
        let progress = try await engine.rebuild()
        events.append(progress.events)
        #expect(events == [room.log.lastSequence + 1 - first] && progress.total == progress.events)
    }

    @Test func whatIsInTheTablesStaysWhenTheLogForgetsIt() async throws {
        let room = try filled()
        _ = try await room.library()
        room.log.removeRecords(before: 4)
        #expect(try await room.library().status().articles == 2)
    }

    @Test func tablesThatMissEventsWhichAreNoLongerKeptAreRebuilt() async throws {
        let room = try Newsroom()
        try room.publish("a1", at: "2025-05-01T09:00:00Z", [])
        _ = try await room.library()
        try room.publish("a2", at: "2025-05-02T09:00:00Z", [])
        try room.publish("a3", at: "2025-05-03T09:00:00Z", [])
        room.log.removeRecords(before: 5)
        let status = try await room.library().status()
        #expect(status.articles == 1 && status.sequence == 6)
    }

    @Test func aLostRecordStopsNobody() async throws {
        let room = try filled()
        room.log.lose(4)
        let status = try await room.library().status()
        #expect(status.sequence == 6 && status.setAside <= 1)
        let index = try ChronicleIndex(url: room.directory.appending(path: "index.sqlite"), log: room.log)
        #expect(try index.catchUp(with: room.log) == 6)
        #expect(try index.latestVersion(id: "a1")?.sequence == 1)
        #expect(try index.latestVersion(id: "a2") == nil)
    }

    @Test func whatWasDeletedIsNotInTheFileOnceErased() async throws {
        let phrase = "заглавие, което трябва да изчезне"
        let room = try Newsroom()
        try room.publish("a1", at: "2025-05-01T09:00:00Z", title: phrase, [])
        _ = try await room.library()
        let store = try ProjectionStore(path: room.path)
        // As SQLite is where it is not built to overwrite what it deletes.
        try await store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA secure_delete = OFF") }
        try room.append([EventContent(article: "a1", .articleRedacted(ArticleRedacted()))])
        try await ProjectionEngine(store: store, log: room.log).catchUp()
        #expect(try files(of: room, hold: phrase))
        try store.eraseDeleted()
        #expect(try !files(of: room, hold: phrase))
    }

    private func files(of room: Newsroom, hold phrase: String) throws -> Bool {
        try ["", "-wal"].contains { suffix in
            let file = URL(fileURLWithPath: room.path + suffix)
            guard FileManager.default.fileExists(atPath: file.path) else { return false }
            return try Data(contentsOf: file).range(of: Data(phrase.utf8)) != nil
        }
    }

    @Test func theIndexOfALogThatBeginsLaterBeginsThere() throws {
        let room = try filled()
        room.log.removeRecords(before: 4)
        let index = try ChronicleIndex(url: room.directory.appending(path: "index.sqlite"), log: room.log)
        #expect(try index.catchUp(with: room.log) == 6)
        #expect(try index.latestVersion(id: "a1") == nil)
        #expect(try index.latestVersion(id: "a2")?.sequence == 4)
        #expect(try index.extractedThrough() == 4)
    }
}
