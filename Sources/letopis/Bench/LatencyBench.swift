import Chronicle
import Daemon
import Foundation
import Glibc
import Histogram
import Synchronization
import ZeroMQ

/// One article at a time: until its receipt, beside the disk's own `write` and `fdatasync`; and until the last of its events
/// is published.
struct LatencyBench {
    let folder: URL
    let articles: [Article]
    let duration: Duration

    /// However short the time, so many are measured.
    private static let roundsMin = 50

    func run() async throws -> [BenchFigure] {
        let daemon = try await BenchDaemon(folder: folder, name: "latency", extracts: true)
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

        let context = try Context()
        let sender = try ArticleSender(context: context, endpoint: daemon.endpoints.submit)
        let disk = try BareDisk(folder: folder)
        defer { disk.close() }
        var syncs = Histogram<UInt64>(numberOfSignificantValueDigits: .three)
        var receipts = Histogram<UInt64>(numberOfSignificantValueDigits: .three)
        var publications = Histogram<UInt64>(numberOfSignificantValueDigits: .three)
        var iterator = arrived.makeAsyncIterator()
        var count = 0
        let start = clock.now
        while start.duration(to: clock.now) < duration || count < Self.roundsMin {
            let id = "l\(count)"
            let article = articles[count % articles.count]
            count += 1
            let message = BenchDaemon.message(id: id, body: "\(article.text) \(count)", language: article.language)
            syncs.record(max(1, try clock.measure { try disk.write(message) }.inMicroseconds))
            let sent = clock.now
            _ = try sender.submit([message])
            try sender.awaitReceipts(upTo: 0)
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
        sender.close()
        context.close()
        try await daemon.stop()
        return [50.0, 99.0].map { percentile in
            BenchFigure(
                name: "submit to durable receipt, one at a time", percentile: percentile, receipts,
                anchor: ("write+fdatasync", syncs))
        }
            + [50.0, 99.0].map {
                BenchFigure(name: "submit to last published event, idle", percentile: $0, publications)
            }
    }
}

extension BenchFigure {
    /// A percentile of latencies in microseconds.
    fileprivate init(
        name: String, percentile: Double, _ histogram: Histogram<UInt64>,
        anchor: (name: String, histogram: Histogram<UInt64>)? = nil
    ) {
        self.init(
            name: name, value: Double(histogram.valueAtPercentile(percentile)), unit: "µs p\(Int(percentile))",
            anchor: anchor.map { ($0.name, Double($0.histogram.valueAtPercentile(percentile))) },
            details: "max \(histogram.max) µs, \(histogram.totalCount) articles")
    }
}

/// The disk as it is: the same bytes, written at the end of a file and synced.
private struct BareDisk {
    private let descriptor: Int32
    private let path: String

    init(folder: URL) throws {
        path = folder.appendingPathComponent("latency-disk").path
        descriptor = open(path, O_CREAT | O_WRONLY | O_APPEND, 0o600)
        guard descriptor >= 0 else { throw FileProblem(description: "A file cannot be made in \(folder.path).") }
    }

    func write(_ bytes: [UInt8]) throws {
        let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        guard written == bytes.count, fdatasync(descriptor) == 0 else {
            throw FileProblem(description: "“\(path)” cannot be written: is the disk full?")
        }
    }

    func close() {
        Glibc.close(descriptor)
        unlink(path)
    }
}
