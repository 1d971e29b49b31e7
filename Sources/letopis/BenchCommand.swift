import ArgumentParser
import Foundation

struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure appending, scanning, extraction and latency on this machine.",
        discussion: """
            Everything runs in a temporary folder below --directory, which should lie on the disk that the log will use; \
            it is removed afterwards. Beside each figure stands the ratio to an anchor that is measured in the same run: a \
            bare loop of write and fdatasync for appending, SwiftProtobuf alone for decoding.

            EXAMPLE: letopis bench --seconds 2
            """)

    @Option(help: "A folder on the disk to measure.")
    var directory: String = "."

    @Option(help: "Seconds for each measurement.")
    var seconds: Double = 1

    @Option(help: "Articles for extraction, as .jsonl; without it, articles that come with the program.")
    var articles: String?

    @Flag(help: "Print the figures as JSON lines, as it does in a pipe.")
    var json = false

    func validate() throws {
        if !(0.05...600).contains(seconds) { throw ValidationError("--seconds takes a number from 0.05 to 600.") }
    }

    func run() async throws {
        let folder = URL(fileURLWithPath: directory).appendingPathComponent(".letopis-bench-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let table = BenchTable(printsJSON: json || !Terminal.output.isInteractive)
        let duration = Duration.seconds(seconds)

        var append = AppendBench(folder: folder, duration: duration)
        for records in [1, 64, 1_024] { table.add(try await append.run(recordsPerBatch: records)) }
        let scan = try await ScanBench(folder: folder, duration: duration)
        table.add(try scan.checksums())
        table.add(try scan.decoding())
        let texts = try BenchArticles.load(articles)
        table.add(try ExtractionBench(articles: texts, duration: duration).run())
        let daemon = try await DaemonBench(folder: folder, articles: texts, duration: duration)
        table.add(try await daemon.throughput())
        table.add(try await daemon.latency())
        try await daemon.stop()
        table.end()
    }
}
