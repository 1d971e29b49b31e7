import Chronicle
import EventLog
import Foundation
import Testing

@testable import Projections

@Suite("The filter before the index of articles")
struct KeyFilterTests {
    @Test("never denies what is there, seldom affirms what is not, and takes the bits that it promises")
    func promises() {
        var filter = KeyFilter()
        var hasher = SystemRandomNumberGenerator()
        let count = 5 * KeyFilter.firstStepKeys
        let keys = (0..<count).map { _ in hasher.next() }
        for key in keys { filter.insert(key) }
        #expect(keys.allSatisfy(filter.mayContain))
        let mistakes = (0..<100_000).count { _ in filter.mayContain(hasher.next()) }
        #expect(mistakes < 5_000)
        let bitsPerKey = Double(filter.byteCount * 8) / Double(count)
        #expect(bitsPerKey < Double(2 * KeyFilter.bitsPerKey))
    }

    @Test("an index finds all its articles before, while and after the filter is filled")
    func filling() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("letopis-index-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let log = MemoryLog()
        let url = folder.appendingPathComponent("index.sqlite")
        _ = try await log.append((0..<500).map(Self.entry))
        try ChronicleIndex(url: url, log: log).catchUp(with: log)

        let index = try ChronicleIndex(url: url, log: log)
        func check(_ numbers: Range<Int>) throws {
            for number in numbers {
                #expect(try index.latestVersion(id: "article-\(number)")?.sequence == UInt64(number + 1))
                #expect(try index.first(contentHash: Self.hash(number), source: "S")?.id == "article-\(number)")
                #expect(try index.first(contentHash: Self.hash(number), source: "T") == nil)
            }
            #expect(try index.latestVersion(id: "another") == nil)
        }
        #expect(!index.isFilterFilled)
        try check(0..<500)
        _ = try await log.append((500..<600).map(Self.entry))
        try index.catchUp(with: log)
        try index.fillFilter()
        #expect(index.isFilterFilled)
        _ = try await log.append((600..<700).map(Self.entry))
        try index.catchUp(with: log)
        try check(0..<700)
        #expect(index.filterBytes < 5 * KeyFilter.firstStepKeys)
    }

    private static func hash(_ number: Int) -> [UInt8] {
        Array(repeating: UInt8(number % 251), count: 31) + [UInt8(number / 251)]
    }

    private static func entry(_ number: Int) throws -> LogEntry {
        var accepted = ArticleAccepted()
        accepted.article.id = "article-\(number)"
        accepted.article.source = "S"
        accepted.version = 1
        accepted.contentHash = Data(hash(number))
        let content = EventContent(article: accepted.article.id, .articleAccepted(accepted))
        return LogEntry(type: EventType.articleAccepted.rawValue, payload: try content.logBytes())
    }
}
