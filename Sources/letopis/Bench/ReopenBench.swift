import EventLog
import Foundation
import Glibc

/// Opening a log that is there: what a start of the daemon waits for.
struct ReopenBench {
    let folder: URL
    /// The size of the log.
    let bytes: Int

    /// What is promised is for a log of this size.
    private static let promisedBytes = 10 << 30
    private static let payloadBytes = 4_096
    private static let recordsPerBatch = 1_024
    private static let rounds = 5

    func run() async throws -> [BenchFigure] {
        let size = bytes >= 1 << 30 ? "\(bytes >> 30) GiB" : "\(bytes >> 20) MiB"
        Terminal.errors.progress("filling a log of \(size)")
        let path = folder.appendingPathComponent("reopen").path
        let log = try SegmentLog.open(directory: path, options: LogOptions(sync: .never))
        let payload = [UInt8](repeating: 0x6C, count: Self.payloadBytes)
        let batch = Array(repeating: LogEntry(type: 1, payload: payload), count: Self.recordsPerBatch)
        for _ in 0..<max(1, bytes / (Self.payloadBytes * Self.recordsPerBatch)) { _ = try await log.append(batch) }
        await log.close()

        Terminal.errors.progress("measuring: reopening")
        try evict(path)
        let cold = try await open(path)
        var warm: [Double] = []
        for _ in 0..<Self.rounds { warm.append(try await open(path)) }
        let scaled =
            bytes < Self.promisedBytes ? "of \(size) by --reopen-bytes, not the 10 GiB of the goal of 1,000 ms" : ""
        return [
            BenchFigure(name: "reopening a log, dropped from the page cache", value: cold, unit: "ms", details: scaled),
            BenchFigure(name: "reopening a log, warm", value: warm.median, unit: "ms", details: scaled),
        ]
    }

    private func open(_ path: String) async throws -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        let log = try SegmentLog.open(directory: path)
        let milliseconds = start.duration(to: clock.now).inSeconds * 1_000
        await log.close()
        return milliseconds
    }

    /// Asks the system to forget the files' pages: as near to cold as an ordinary user gets.
    private func evict(_ path: String) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: path) {
            let descriptor = Glibc.open(path + "/" + name, O_RDONLY)
            guard descriptor >= 0 else { continue }
            fdatasync(descriptor)
            posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
            close(descriptor)
        }
    }
}
