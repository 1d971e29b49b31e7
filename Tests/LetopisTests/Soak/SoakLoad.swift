import Chronicle
import Daemon
import Foundation
import Synchronization
import TestSupport

/// What was sent and what was answered, over all rounds.
final class SoakLedger: Sendable {
    private let receipts = Mutex<[String: UInt64]>([:])
    private let contradictions = Mutex<[String]>([])

    /// The sequence that each acknowledged article was given.
    var acknowledged: [String: UInt64] { receipts.withLock { $0 } }
    /// Articles that were given two sequences, or refused.
    var problems: [String] { contradictions.withLock { $0 } }

    func note(_ receipt: Receipt, for id: String) {
        guard receipt.status == .accepted || receipt.status == .duplicate, let sequence = receipt.sequence else {
            contradictions.withLock { $0.append("\(id): \(receipt.status) \(receipt.reason)") }
            return
        }
        let earlier = receipts.withLock { receipts in
            defer { receipts[id] = sequence }
            return receipts[id]
        }
        if let earlier, earlier != sequence { contradictions.withLock { $0.append("\(id): \(earlier), \(sequence)") } }
    }
}

/// What a daemon took of the machine at the end of a round.
struct SoakFootprint: Sendable {
    /// The largest resident memory seen.
    var residentBytes = 0
    /// Open file descriptors when last looked.
    var openFiles = 0

    mutating func look(at process: Int32) {
        let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
        for line in status.split(separator: "\n") where line.hasPrefix("VmRSS:") {
            residentBytes = max(residentBytes, (line.split(separator: " ").compactMap { Int($0) }.first ?? 0) << 10)
        }
        openFiles = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd").count) ?? openFiles
    }
}

/// The load of one round: submitters, a pipeline, a feed, and subscribers and replays that begin and break off.
struct SoakLoad: Sendable {
    let daemon: DaemonProcess
    let ledger: SoakLedger
    let round: Int

    /// Articles in flight of one submitter.
    private static let burst = 64
    /// A burst begins this long after the one before, at the earliest.
    private static let pace: Duration = .milliseconds(500)

    /// Runs until the time is over.
    func run(for period: Duration) async throws -> SoakFootprint {
        let process = daemon.process.identifier
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await submit() }
            group.addTask { try await push(.push, to: daemon.endpoints.pull, name: "pull") }
            group.addTask { try await push(.publish(binds: false), to: daemon.endpoints.subscribe, name: "feed") }
            for number in 0..<3 { group.addTask { try await comeAndGo(number) } }
            var footprint = SoakFootprint()
            let end = ContinuousClock.now + period
            while ContinuousClock.now < end {
                try await Task.sleep(for: min(.milliseconds(200), ContinuousClock.now.duration(to: end)))
                footprint.look(at: process)
            }
            group.cancelAll()
            while true {
                do {
                    if try await group.next() == nil { return footprint }
                } catch is CancellationError {}
            }
        }
    }

    /// Bursts of articles of all kinds; in every fourth burst those of an earlier one come again.
    private func submit() async throws {
        let client = try await ArticleClient(.submit, endpoint: daemon.endpoints.submit)
        var burst = 0
        do {
            while true {
                let begun = ContinuousClock.now
                let numbers = (0..<Self.burst).map { (burst % 4 == 3 ? burst - 2 : burst) * Self.burst + $0 }
                let articles = numbers.map { SoakArticles.article(id: "submit-\(round)-\($0)", number: $0) }
                try await client.submit(articles) { index, receipt in
                    ledger.note(receipt, for: "submit-\(round)-\(numbers[index])")
                }
                burst += 1
                try await Task.sleep(until: begun + Self.pace)
            }
        } catch {
            await client.close(within: .zero)
            throw error
        }
    }

    private func push(_ way: ArticleClient.Way, to endpoint: String, name: String) async throws {
        let client = try await ArticleClient(way, endpoint: endpoint)
        var number = 0
        do {
            while true {
                for _ in 0..<8 {
                    try await client.publish(
                        SoakArticles.article(id: "\(name)-\(round)-\(number)", number: number), topic: "soak")
                    number += 1
                }
                try await Task.sleep(for: .milliseconds(250))
            }
        } catch {
            await client.close(within: .zero)
            throw error
        }
    }

    /// Subscribes or replays, breaks off after some events, and begins again elsewhere.
    private func comeAndGo(_ number: Int) async throws {
        struct Enough: Error {}
        var generator = SeededGenerator(seed: UInt64(round * 100 + number))
        while true {
            try Task.checkCancellation()
            let client = try EventClient(events: daemon.endpoints.events, replay: daemon.endpoints.replay)
            var left = Int.random(in: 1...2_000, using: &generator)
            let take: (PublishedEvent) throws -> Void = { _ in
                left -= 1
                if left == 0 { throw Enough() }
            }
            do {
                if number == 0 {
                    let topics = [["meeting"], [], ["statement"]].randomElement(using: &generator) ?? []
                    try await client.subscribe(topics: topics) { try take($0) }
                } else {
                    let from = UInt64.random(in: 1...5_000, using: &generator)
                    let credit = Int.random(in: 1...500, using: &generator)
                    try await client.replay(ReplayRequest.Range(from: from, credit: credit)) { try take($0) }
                    try await Task.sleep(for: .milliseconds(50))
                }
                await client.close()
            } catch is Enough {
                await client.close()
            } catch {
                await client.close()
                throw error
            }
        }
    }
}

/// Articles of the kinds that come in: with meetings and statements, without, long, and in other languages. Each of many
/// meetings is reported some dozens of times, as in life.
enum SoakArticles {
    static func article(id: String, number: Int) -> [UInt8] {
        switch number % 8 {
        case 0: TestArticles.plain(id: id, title: "Среща \(id)", body: meeting(number / 8))
        case 1: TestArticles.plain(id: id, title: "Изявление", body: statement + " Номер \(id).")
        case 2: TestArticles.plain(id: id, title: "", body: String(repeating: "Текст \(id). ", count: 400))
        default:
            TestArticles.plain(
                id: id, title: "", body: String(repeating: "Text \(id). ", count: 50), language: "xx")
        }
    }

    private static func meeting(_ number: Int) -> String {
        let (pair, date) = number.quotientAndRemainder(dividingBy: months.count * daysMax)
        let host = hosts[(pair + date) % hosts.count]
        let guest = guests[(pair + date / hosts.count) % guests.count]
        return "\(host) ще се срещне с \(guest) в Берлин на \(date % daysMax + 1) \(months[date / daysMax])."
    }

    private static let hosts = [
        "Френският президент Еманюел Макрон", "Италианският премиер Джорджа Мелони", "Испанският премиер Педро Санчес",
        "Полският премиер Доналд Туск", "Британският премиер Киър Стармър", "Гръцкият премиер Кириакос Мицотакис",
    ]
    private static let guests = [
        "германския канцлер Фридрих Мерц", "украинския президент Володимир Зеленски",
        "турския президент Реджеп Тайип Ердоган", "сръбския президент Александър Вучич",
        "румънския президент Никушор Дан", "унгарския премиер Виктор Орбан",
    ]
    private static let months = ["ноември", "декември", "януари", "февруари"]
    private static let daysMax = 28

    private static let statement =
        "„Очакваме решение до петък“, каза министърът на външните работи на Полша Радослав Сикорски във Варшава."
}
