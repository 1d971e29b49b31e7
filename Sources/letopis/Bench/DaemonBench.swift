import Chronicle
import Daemon
import Foundation
import Histogram
import Logging
import Synchronization

/// A whole daemon in this process, spoken to over TCP.
struct DaemonBench {
    private let daemon: Daemon
    private let running: Task<Void, any Error>
    private let duration: Duration
    private let articles: [Article]

    init(folder: URL, articles: [Article], duration: Duration) async throws {
        self.articles = articles
        self.duration = duration
        var configuration = DaemonConfiguration()
        configuration.dataDirectory = folder.appendingPathComponent("daemon").path
        configuration.endpoints.submit = "tcp://127.0.0.1:*"
        configuration.endpoints.pull = ""
        configuration.endpoints.events = "tcp://127.0.0.1:*"
        configuration.endpoints.replay = "tcp://127.0.0.1:*"
        configuration.http = ""
        var logger = Logger(label: "letopis.bench") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .error
        let daemon = try await Daemon.start(configuration: configuration, logger: logger)
        self.daemon = daemon
        running = Task { try await daemon.run() }
    }

    func stop() async throws {
        Terminal.errors.progress("stopping the daemon")
        await daemon.stop()
        try await running.value
    }

    /// Acknowledged durable articles of 4 KB, many in flight, extraction going on beside.
    func throughput() async throws -> BenchFigure {
        let name = "acknowledged durable articles of 4 KB"
        Terminal.errors.progress("measuring: \(name)")
        let client = try await ArticleClient(.submit, endpoint: daemon.endpoints.submit)
        let body = String(repeating: "Текст без събития. ", count: 110)
        let clock = ContinuousClock()
        let start = clock.now
        var count = 0
        while start.duration(to: clock.now) < duration {
            let round = count
            try await client.submit(
                (0..<2_000).lazy.map {
                    Self.message(id: "t\(round + $0)", body: "\(round + $0) \(body)", language: "xx")
                }
            ) { _, _ in
                count += 1
            }
        }
        let rate = Double(count) / start.duration(to: clock.now).inSeconds
        await client.close()
        return BenchFigure(
            name: name, value: rate, unit: "articles/s", details: "\(ArticleClient.inFlightMax) in flight")
    }

    /// One article at a time: until its receipt, and until the event that closes its extraction is published.
    func latency() async throws -> [BenchFigure] {
        Terminal.errors.progress("waiting for the articles before")
        while daemon.counters.current.extracted < daemon.counters.current.accepted {
            try await Task.sleep(for: .milliseconds(20))
        }
        Terminal.errors.progress("measuring: latency")
        let arrivals = Mutex<[String: ContinuousClock.Instant]>([:])
        let clock = ContinuousClock()
        let events = try EventClient(events: daemon.endpoints.events, replay: daemon.endpoints.replay)
        let (live, liveContinuation) = AsyncStream.makeStream(of: Void.self)
        let (arrived, arrivedContinuation) = AsyncStream.makeStream(of: Void.self)
        let subscription = Task {
            try await events.subscribe(topics: ["article.extracted"], onLive: { liveContinuation.yield() }) { event in
                let now = ContinuousClock().now
                guard case .object(let object)? = try? JSONParser.parse(event.body),
                    case .string(let article)? = object["subject"]
                else { return }
                arrivals.withLock { $0[article] = now }
                arrivedContinuation.yield()
            }
        }
        for await _ in live { break }

        let client = try await ArticleClient(.submit, endpoint: daemon.endpoints.submit)
        var receipts = Histogram<UInt64>(numberOfSignificantValueDigits: .three)
        var publications = Histogram<UInt64>(numberOfSignificantValueDigits: .three)
        var iterator = arrived.makeAsyncIterator()
        var count = 0
        let start = clock.now
        while start.duration(to: clock.now) < duration || count < 50 {
            let id = "l\(count)"
            let article = articles[count % articles.count]
            count += 1
            let sent = clock.now
            try await client.submit([Self.message(id: id, body: "\(article.text) \(count)", language: article.language)]
            ) { _, _ in }
            receipts.record(max(1, sent.duration(to: clock.now).inMicroseconds))
            var arrival = arrivals.withLock { $0[id] }
            while arrival == nil {
                _ = await iterator.next()
                arrival = arrivals.withLock { $0[id] }
            }
            publications.record(max(1, sent.duration(to: arrival ?? clock.now).inMicroseconds))
        }
        subscription.cancel()
        _ = await subscription.result
        await events.close()
        await client.close()
        return [
            Self.figure("submit to durable receipt, one at a time", receipts),
            Self.figure("submit to last published event, idle", publications),
        ]
    }

    private static func figure(_ name: String, _ histogram: Histogram<UInt64>) -> BenchFigure {
        BenchFigure(
            name: name, value: Double(histogram.valueAtPercentile(50)), unit: "µs p50",
            details:
                "p99 \(histogram.valueAtPercentile(99)) µs, max \(histogram.max) µs, \(histogram.totalCount) articles")
    }

    private static func message(id: String, body: String, language: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { json in
            json.member("id", id)
            json.member("body", body)
            json.member("language", language)
            json.member("published", "2025-10-21T10:00:00+03:00")
        }
        return writer.bytes
    }
}
