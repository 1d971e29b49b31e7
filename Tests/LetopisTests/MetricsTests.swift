import Foundation
import Metrics
import Testing
import ZeroMQ

@testable import Daemon

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

@Suite("Metrics")
struct MetricsTests {
    @Test("of every kind are written as the format wants them")
    func kinds() throws {
        let registry = MetricsRegistry()
        let counter = Counter(label: "requests", dimensions: [("b", "2"), ("a", "1")], factory: registry)
        counter.increment(by: 3)
        Counter(label: "requests", dimensions: [("a", "1"), ("b", "2")], factory: registry).increment()
        let meter = Meter(label: "7.level-now", factory: registry)
        meter.set(2.5)
        meter.increment(by: 1)
        Metrics.Timer(label: "work", factory: registry).recordMilliseconds(3)
        Metrics.Timer(label: "work", factory: registry).recordSeconds(60)
        Recorder(label: "sizes", factory: registry).record(100)
        Gauge(label: "gauge", factory: registry).record(-1)
        let text = try Exposition(registry.text)
        #expect(text[#"requests_total{a="1",b="2"}"#] == 4)
        #expect(text.kinds["requests_total"] == "counter")
        #expect(text["_7_level_now"] == 3.5)
        #expect(text["gauge"] == -1)
        #expect(text.kinds["gauge"] == "gauge")
        #expect(text[#"work_seconds_bucket{le="0.0025"}"#] == 0)
        #expect(text[#"work_seconds_bucket{le="0.005"}"#] == 1)
        #expect(text[#"work_seconds_bucket{le="10"}"#] == 1)
        #expect(text[#"work_seconds_bucket{le="+Inf"}"#] == 2)
        #expect(text["work_seconds_count"] == 2)
        #expect(text["work_seconds_sum"] == 60.003)
        #expect(text.kinds["work_seconds"] == "histogram")
        #expect(text[#"sizes_bucket{le="256"}"#] == 1)
        counter.destroy()
        #expect(try Exposition(registry.text)[#"requests_total{a="1",b="2"}"#] == nil)
    }

    @Test("keep strange values of labels apart from the format")
    func escaping() throws {
        let registry = MetricsRegistry()
        let value = "a\\b\"c\nd,e={}„ж“"
        Counter(label: "strange", dimensions: [("näme", value)], factory: registry).increment()
        let text = try Exposition(registry.text)
        #expect(text[#"strange_total{n_me="a\\b\"c\nd,e={}„ж“"}"#] == 1)
    }

    @Test("are bounded in number, and what is refused is counted")
    func limit() throws {
        let registry = MetricsRegistry()
        for number in 0..<MetricsRegistry.seriesMax + 5 {
            Counter(label: "flood", dimensions: [("n", String(number))], factory: registry).increment()
        }
        Meter(label: "flood_total", factory: registry).set(1)
        let text = try Exposition(registry.text)
        #expect(text.samples.keys.filter { $0.hasPrefix("flood") }.count == MetricsRegistry.seriesMax)
        #expect(text["letopis_metrics_series_refused_total"] == 6)
    }

    @Test("of a daemon move with what happens to it, and are all explained, also in the documentation")
    func daemon() async throws {
        let folder = try TemporaryFolder()
        let keys = try KeyFile.create(folder.url.appendingPathComponent("daemon.key").path)
        try Data().write(to: folder.url.appendingPathComponent("clients"))
        let daemon = try await DaemonProcess.start(
            in: folder.url,
            ["--http", "127.0.0.1:0", "--key-file", "daemon.key", "--clients-file", "clients"])
        var address = ""
        try await eventually("HTTP is served") {
            address = daemon.process.errors.firstMatch(of: /address=(127\.0\.0\.1:\d+)/).map { String($0.1) } ?? ""
            return !address.isEmpty
        }
        let url = try #require(URL(string: "http://\(address)/metrics"))
        func scrape() async throws -> Exposition {
            let (data, response) = try await URLSession.shared.data(from: url)
            let http = try #require(response as? HTTPURLResponse)
            #expect(http.value(forHTTPHeaderField: "Content-Type") == "text/plain; version=0.0.4; charset=utf-8")
            return try Exposition(String(decoding: data, as: UTF8.self))
        }
        let before = try await scrape()
        #expect(before["letopis_articles_accepted_total"] == 0)
        #expect(before["letopis_log_healthy"] == 1)
        #expect(try #require(before["process_resident_memory_bytes"]) > 1_048_576)
        let start = Date(timeIntervalSince1970: try #require(before["process_start_time_seconds"]))
        #expect(abs(start.timeIntervalSinceNow) < 600)

        let path = try TestArticles.samplePaths()[0]
        for _ in 0..<2 { #expect(try await daemon.command("submit", path).status == 0) }
        let stranger = try await LetopisProcess.run(
            "submit", "--data", "none", "--endpoint", daemon.endpoints.submit, "--server-key", keys.publicKey, path,
            in: folder.url)
        #expect(stranger.status != 0)
        let clear = try await LetopisProcess.run(
            "submit", "--data", "none", "--endpoint", daemon.endpoints.submit, path, in: folder.url)
        #expect(clear.status != 0)
        try await daemon.settle()
        let expected: [String: Double] = [
            "letopis_articles_accepted_total": 1, "letopis_articles_duplicate_total": 1,
            "letopis_articles_extracted_total": 1,
            #"letopis_socket_received_total{socket="submit"}"#: 2, #"letopis_socket_sent_total{socket="submit"}"#: 2,
            #"letopis_connections_open{socket="submit"}"#: 0,
            #"letopis_handshakes_total{result="succeeded",socket="submit"}"#: 2,
            #"letopis_handshakes_total{result="refused",socket="submit"}"#: 1,
            #"letopis_access_decisions_total{decision="allowed",socket="submit"}"#: 2,
            #"letopis_access_decisions_total{decision="denied",socket="submit"}"#: 1,
        ]
        var wrong: [String] = []
        try? await eventually(within: .seconds(20), "the numbers have moved") {
            let after = try await scrape()
            wrong = expected.filter { after[$0.key] != $0.value }.map { "\($0.key) is \(after[$0.key] ?? -1)" }
            // A client in the clear may try more than once before it sees why it fails, and may be gone before it is told.
            let failed = ["faulty", "broken"].compactMap {
                after[#"letopis_handshakes_total{result="\#($0)",socket="submit"}"#]
            }
            if failed.reduce(0, +) < 1 { wrong.append("no handshake has failed") }
            return wrong.isEmpty
        }
        #expect(wrong.isEmpty)
        let after = try await scrape()
        #expect(try #require(after["letopis_log_last_sequence"]) > 1)
        #expect(try #require(after[#"letopis_connections_accepted_total{socket="submit"}"#]) >= 4)
        let requests = #"letopis_http_request_duration_seconds_count{path="/metrics",status="200"}"#
        #expect(try #require(after[requests]) >= 2)

        let page = try Self.page("Metrics")
        for (name, help) in after.helps {
            #expect(!help.contains("of a library"), "\(name) is not explained")
            #expect(page.contains("| `\(name)` | \(after.kinds[name] ?? "") |"), "\(name) is not documented")
        }
        _ = try await daemon.stop()
    }

    /// A page of the daemon's documentation.
    static func page(_ name: String) throws -> String {
        let folder = TestArticles.samples.deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Sources/Daemon/Daemon.docc")
        return try String(contentsOf: folder.appendingPathComponent(name + ".md"), encoding: .utf8)
    }
}
