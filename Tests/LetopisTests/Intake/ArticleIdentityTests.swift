import Chronicle
import Daemon
import Foundation
import Testing

@Suite("What is the same article")
struct ArticleIdentityTests {
    /// An article that comes, and what its sender is to be told.
    private struct Arrival: Sendable {
        var id: String?
        var text: String
        var source = ""
        var status: Receipt.Status
        /// The arrival that the receipt names, counted from 0 in this story; nil for one that the log gets anew.
        var sameAs: Int?
    }

    /// What lies between two arrivals.
    enum Interval: CaseIterable, Sendable {
        case nothing, oneBatch, indexing, restart, restartWithIndexBehind, restartWithoutIndex
    }

    private static let story: [Arrival] = [
        Arrival(id: "a", text: "Първи текст.", status: .accepted),
        // The same id.
        Arrival(id: "a", text: "Първи текст.", status: .duplicate, sameAs: 0),
        Arrival(id: "a", text: "Първи текст.", source: "Вестник", status: .duplicate, sameAs: 0),
        Arrival(id: "a", text: "Втори текст.", status: .accepted),
        Arrival(id: "a", text: "Втори текст.", status: .duplicate, sameAs: 3),
        // The same text under another id, or none.
        Arrival(id: "b", text: "Първи текст.", status: .duplicate, sameAs: 0),
        Arrival(id: nil, text: "Втори текст.", status: .duplicate, sameAs: 3),
        // Two newspapers with the same text are two articles, with ids of their own or without.
        Arrival(id: "c", text: "Първи текст.", source: "Вестник", status: .accepted),
        Arrival(id: "d", text: "Първи текст.", source: "Вестник", status: .duplicate, sameAs: 7),
        Arrival(id: nil, text: "Агенция.", source: "Един", status: .accepted),
        Arrival(id: nil, text: "Агенция.", source: "Друг", status: .accepted),
        Arrival(id: nil, text: "Агенция.", source: "Един", status: .duplicate, sameAs: 9),
        Arrival(id: nil, text: "Агенция.", source: "Друг", status: .duplicate, sameAs: 10),
        // A text that was corrected and comes back is a version again.
        Arrival(id: "a", text: "Първи текст.", status: .accepted),
        Arrival(id: "e", text: "Първи текст.", status: .duplicate, sameAs: 0),
    ]

    @Test("is decided by one rule, whatever lies between two arrivals", arguments: Interval.allCases)
    func rule(_ interval: Interval) async throws {
        let folder = try TemporaryFolder()
        var fixture = try await IntakeFixture(in: folder.url)
        var receipts: [Receipt] = []
        if interval == .oneBatch {
            receipts = await fixture.take(Self.story.map(Self.message))
        } else {
            for arrival in Self.story {
                receipts += await fixture.take([Self.message(arrival)])
                switch interval {
                case .nothing, .oneBatch: break
                case .indexing:
                    try fixture.catchUp()
                    try fixture.index.fillFilter()
                case .restart, .restartWithIndexBehind, .restartWithoutIndex:
                    if interval == .restart { try fixture.catchUp() }
                    await fixture.log.close()
                    if interval == .restartWithoutIndex { try Self.removeIndex(in: folder.url) }
                    fixture = try await IntakeFixture(in: folder.url)
                }
            }
        }
        for (number, (arrival, receipt)) in zip(Self.story, receipts).enumerated() {
            let first = arrival.sameAs ?? number
            #expect(receipt.status == arrival.status, "arrival \(number)")
            #expect(receipt.article == receipts[first].article, "arrival \(number)")
            #expect(receipt.sequence == receipts[first].sequence, "arrival \(number)")
            if let id = Self.story[first].id { #expect(receipt.article == id, "arrival \(number)") }
        }
        let accepted = Self.story.filter { $0.status == .accepted }.count
        #expect(fixture.log.lastSequence == UInt64(accepted))
        await fixture.log.close()
    }

    @Test("an article without an id has the hash of its text as its id")
    func identifier() async throws {
        let folder = try TemporaryFolder()
        let fixture = try await IntakeFixture(in: folder.url)
        let receipts = await fixture.take(
            [Arrival(id: nil, text: "abc", source: "S", status: .accepted)].map(Self.message))
        var article = Article()
        article.body = "abc"
        #expect(receipts[0].article == Article.identifier(contentHash: article.contentHash))
        await fixture.log.close()
    }

    private static func message(_ arrival: Arrival) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { json in
            if let id = arrival.id { json.member("id", id) }
            json.member("body", arrival.text)
            json.member("source", arrival.source)
        }
        return writer.bytes
    }

    private static func removeIndex(in folder: URL) throws {
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) where file.contains("index") {
            try FileManager.default.removeItem(at: folder.appendingPathComponent(file))
        }
    }
}
