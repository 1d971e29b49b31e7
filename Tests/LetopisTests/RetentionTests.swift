import Chronicle
import EventLog
import Foundation
import Logging
import Synchronization
import Testing

@testable import Daemon

@Suite("Retention")
struct RetentionTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let day: Int64 = 86_400_000_000
    /// 2025-10-21.
    private static let start: Int64 = 1_761_000_000_000_000

    /// A log of articles with their extraction, one a day, in segments of two articles or so.
    private func filled(days: Int, from start: Int64 = Self.start) async throws -> SegmentLog {
        let clock = TestClock(start)
        let log = try SegmentLog.open(
            directory: folder.url.appendingPathComponent("data/log").path,
            options: LogOptions(segmentBytesMax: 1_200, now: { clock.time }))
        for day in 0..<days {
            let sequence = log.lastSequence + 1
            let accepted = ArticleAccepted.with {
                $0.article = Article.with {
                    $0.id = "day-\(day)"
                    $0.title = "Ден \(day)"
                    $0.body = "Макрон се срещна с Мерц в Берлин. Това е текстът на статията от този ден."
                    $0.language = "bg"
                }
                $0.version = 1
                $0.contentHash = .init(repeating: UInt8(day), count: 32)
            }
            let extracted = EventContent(
                article: "day-\(day)", articleSequence: sequence, extractor: "test", .articleExtracted(.init()))
            for content in [EventContent(article: "day-\(day)", .articleAccepted(accepted)), extracted] {
                guard let type = content.type else { continue }
                _ = try await log.append([LogEntry(type: type.rawValue, payload: try content.logBytes())])
            }
            clock.advance(by: Self.day)
        }
        return log
    }

    private func service(_ log: SegmentLog, _ policy: RetentionPolicy, readThrough: UInt64, now: Int64)
        -> RetentionService
    {
        RetentionService(
            log: log, policy: policy, readThrough: { readThrough }, now: { now },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    @Test("ages and sizes are read with their units", arguments: ["90d", "36h", "1d", "0d", "d", "9", "-1d", "1m", ""])
    func ages(text: String) {
        let expected: [String: Int64] = ["90d": 90 * Self.day, "36h": Self.day * 3 / 2, "1d": Self.day]
        #expect(RetentionPolicy.age(text) == expected[text])
    }

    @Test("sizes", arguments: ["50GiB", "1MiB", "2TiB", "0GiB", "GiB", "50GB", "9999999999TiB"])
    func sizes(text: String) {
        let expected = ["50GiB": 50 << 30, "1MiB": 1 << 20, "2TiB": 2 << 40]
        #expect(RetentionPolicy.size(text) == expected[text])
    }

    @Test("what is too old goes, and an event with the digest of it comes first")
    func age() async throws {
        let log = try await filled(days: 20)
        let directory = log.directory
        let sealed = log.sealedSegments
        #expect(sealed.count > 5)
        let now = sealed[3].lastTime + 10 * Self.day + 1
        let before = log.lastSequence
        let digest = try LogVerification.run(directory: directory, upTo: sealed[3].sequences.upperBound).digest
        let service = service(log, RetentionPolicy(ageMax: 10 * Self.day), readThrough: before, now: now)
        #expect(try await service.trim() == Array(sealed[...3]))
        #expect(log.firstSequence == sealed[4].sequences.lowerBound)
        #expect(try await service.trim().isEmpty, "once")
        #expect(log.lastSequence == before + 1)

        var told: LogTrimmed?
        _ = try log.makeReader(from: before + 1).read(recordsMax: 1) { record in
            let content = try EventContent(serializedBytes: Array(record.payload))
            if case .logTrimmed(let trimmed)? = content.payload { told = trimmed }
        }
        let trimmed = try #require(told)
        #expect(trimmed.firstSequence == 1 && trimmed.lastSequence == sealed[3].sequences.upperBound)
        #expect(trimmed.reasons == [.age] && Array(trimmed.digest) == digest && trimmed.segments == 4)
        await log.close()
    }

    @Test("what is too much goes, the oldest first, and the active segment stays")
    func size() async throws {
        let log = try await filled(days: 20)
        let sealed = log.sealedSegments
        let bytes = sealed.reduce(0) { $0 + $1.bytes }
        let limit = bytes - sealed[0].bytes - 1
        let last = log.lastSequence
        _ = try await service(log, RetentionPolicy(bytesMax: limit), readThrough: last, now: 0).trim()
        #expect(log.firstSequence == sealed[2].sequences.lowerBound)
        _ = try await service(log, RetentionPolicy(bytesMax: 1), readThrough: last, now: 0).trim()
        #expect(log.sealedSegments.allSatisfy { $0.sequences.upperBound > last })
        await log.close()
    }

    @Test("what is too old goes from a quiet log too, whose segment is never full")
    func quiet() async throws {
        let clock = TestClock(Self.start)
        let log = try SegmentLog.open(
            directory: folder.url.appendingPathComponent("data/log").path, options: LogOptions(now: { clock.time }))
        let policy = RetentionPolicy(ageMax: 8 * Self.day)
        var kept: [UInt64: Int64] = [:]
        for _ in 0..<40 {
            kept[try await log.append([LogEntry(type: 1, payload: [1])]).sequences.lowerBound] = clock.time
            let service = service(log, policy, readThrough: log.lastSequence, now: clock.time)
            _ = try await service.trim()
            clock.advance(by: Self.day / 2)
        }
        let oldest = try #require(kept[log.firstSequence] ?? kept[log.firstSequence + 1])
        let age = clock.time - oldest
        #expect(age > 8 * Self.day && age <= 10 * Self.day, "\(Double(age) / Double(Self.day)) days")
        #expect(log.sealedSegments.count <= 10, "an event or two in each would be too small")
        await log.close()
    }

    @Test("nothing goes that has not been read by all")
    func unread() async throws {
        let log = try await filled(days: 20)
        let sealed = log.sealedSegments
        let policy = RetentionPolicy(ageMax: 1)
        let none = service(log, policy, readThrough: sealed[0].sequences.upperBound - 1, now: .max)
        #expect(try await none.trim().isEmpty)
        #expect(log.firstSequence == 1)
        let two = service(log, policy, readThrough: sealed[1].sequences.upperBound, now: .max)
        #expect(try await two.trim() == Array(sealed[..<2]))
        await log.close()
    }

    @Test("a daemon trims its log and all that follows it goes on; history before is refused in a sentence")
    func daemon() async throws {
        let old = LogOptions.systemTime() - 100 * Self.day
        let log = try await filled(days: 20, from: old)
        let kept = log.sealedSegments
        let last = log.lastSequence
        await log.close()
        let daemon = try await DaemonProcess.start(in: folder.url, ["--retention-age", "90d"])
        try await daemon.settle()
        // The daemon looked before all had read; the next start finds everything read.
        _ = try await daemon.stop()
        let again = try await DaemonProcess.start(in: folder.url, ["--retention-age", "90d"])
        try await eventually("the log is trimmed") {
            let view = try SegmentLogView.open(directory: log.directory)
            return view.firstSequence > 1
        }
        try await again.settle()
        let first = try SegmentLogView.open(directory: log.directory).firstSequence
        #expect(kept.contains { $0.sequences.lowerBound == first })
        let told = try await again.command("log", "dump", "--type", "log.trimmed")
        #expect(told.lines.map { JSONLine($0).data.lastSequence.number } == [Int(first) - 1])
        let refused = try await again.command("replay", "--from", "1")
        #expect(refused.status != 0 && refused.errors.contains("sequence \(first)"), "\(refused.errors)")
        let replayed = try await again.command("replay", "--from", String(first))
        #expect(replayed.lines.map { JSONLine($0).sequence.number } == Array(Int(first)...Int(last + 1)))
        _ = try await again.stop()

        // Everything derived is made anew from what is kept.
        for name in ["index.sqlite", "projections.sqlite"] {
            for suffix in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(at: folder.url.appendingPathComponent("data/" + name + suffix))
            }
        }
        let third = try await DaemonProcess.start(in: folder.url)
        let article = folder.url.appendingPathComponent("new.json")
        try Data(TestArticles.short(1)).write(to: article)
        #expect(try await third.command("submit", article.path).output.contains("accepted"))
        try await third.settle()
        #expect(try await third.command("meetings", "--json").lines.count == 1)
        #expect(try await third.command("log", "verify").status == 0)
        _ = try await third.stop()
    }
}

/// A clock that a test sets.
private final class TestClock: Sendable {
    private let microseconds: Mutex<Int64>

    init(_ time: Int64) { microseconds = Mutex(time) }

    var time: Int64 { microseconds.withLock { $0 } }

    func advance(by step: Int64) { microseconds.withLock { $0 += step } }
}
