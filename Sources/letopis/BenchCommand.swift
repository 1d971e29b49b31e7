import ArgumentParser
import Foundation

struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure log, sockets, extraction and latency on this machine.",
        discussion: """
            Everything runs in a temporary folder below --directory, which should lie on the disk that the log will use; \
            it is removed afterwards. Beside a figure stands the ratio to an anchor that is measured in the same run, in \
            turns with it: a bare loop of write and fdatasync for appending and for receipts, SwiftProtobuf alone for \
            decoding, PUSH and PULL of bare libzmq for articles. Figures are medians; senders and subscribers run in the \
            same process and take their share of the processors.

            EXAMPLE: letopis bench --seconds 2
            EXAMPLE: letopis bench --only append --only intake
            """)

    /// What can be measured, in the order in which it is.
    enum Part: String, CaseIterable, ExpressibleByArgument {
        case append, scan, decode, extraction, intake
        case intakeExtracting = "intake-extracting"
        case fanOut = "fan-out"
        case reopen, latency
    }

    @Option(help: "A folder on the disk to measure.")
    var directory: String = "."

    @Option(help: "Seconds for each measurement.")
    var seconds: Double = 1

    @Option(help: "Measure this only; may be repeated.")
    var only: [Part] = []

    @Option(help: "The size of the log that is reopened; the goal is for 10737418240.")
    var reopenBytes = 256 << 20

    @Option(help: "Articles for extraction, as .jsonl; without it, articles that come with the program.")
    var articles: String?

    @Flag(help: "Print the figures as JSON lines, as it does in a pipe.")
    var json = false

    func validate() throws {
        if !(0.05...600).contains(seconds) { throw ValidationError("--seconds takes a number from 0.05 to 600.") }
        if reopenBytes < 1 { throw ValidationError("--reopen-bytes takes a number of bytes from 1.") }
    }

    func run() async throws {
        let table = BenchTable(printsJSON: json || !Terminal.output.isInteractive)
        for part in Part.allCases where only.isEmpty || only.contains(part) {
            // A folder each: what one leaves behind is gone before the next begins.
            let folder = URL(fileURLWithPath: directory).appendingPathComponent(".letopis-bench-\(getpid())")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            try await measure(part, in: folder, table)
        }
        table.end()
    }

    private func measure(_ part: Part, in folder: URL, _ table: BenchTable) async throws {
        let duration = Duration.seconds(seconds)
        switch part {
        case .append:
            var append = AppendBench(folder: folder, duration: duration)
            for records in [1, 64, 1_024] { table.add(try await append.run(recordsPerBatch: records)) }
        case .scan:
            table.add(try await ScanBench(folder: folder, duration: duration).checksums())
        case .decode:
            table.add(try await ScanBench(folder: folder, duration: duration).decoding())
        case .extraction:
            table.add(try ExtractionBench(articles: try BenchArticles.load(articles), duration: duration).run())
        case .intake:
            table.add(try await IntakeBench(folder: folder, duration: duration).run(extracts: false))
        case .intakeExtracting:
            table.add(try await IntakeBench(folder: folder, duration: duration).run(extracts: true))
        case .fanOut:
            for count in [1, 10, 100] { table.add(try await FanOutBench(folder: folder).run(subscribers: count)) }
        case .reopen:
            table.add(try await ReopenBench(folder: folder, bytes: reopenBytes).run())
        case .latency:
            let texts = try BenchArticles.load(articles)
            table.add(try await LatencyBench(folder: folder, articles: texts, duration: duration).run())
        }
    }
}
