import EventLog
import Foundation
import Glibc

/// Durable appends of 512-byte records beside a bare loop of `write` and `fdatasync` of the same bytes.
struct AppendBench {
    let folder: URL
    let duration: Duration
    private static let payload = [UInt8](repeating: 0x6C, count: 512)

    mutating func run(recordsPerBatch records: Int) async throws -> BenchFigure {
        let name = "durable append, 512 B, \(records) a sync"
        let clock = BenchClock(duration: duration / 2)
        let path = folder.appendingPathComponent("append-\(records)").path
        let log = try SegmentLog.open(directory: path)
        let batch = Array(repeating: LogEntry(type: 1, payload: Self.payload), count: records)

        // In turns, so that a disk that is slow for a while is slow for both.
        var bare: [Double] = []
        var own: [Double] = []
        for _ in 0..<4 {
            bare.append(try bareLoop(bytes: records * Self.payload.count, name: name) * Double(records))
            own.append(
                try await clock.rate(name) {
                    _ = try await log.append(batch)
                    return records
                })
        }
        await log.close()
        return BenchFigure(
            name: name, value: own.median, unit: "records/s", anchor: ("write+fdatasync", bare.median))
    }

    private func bareLoop(bytes: Int, name: String) throws -> Double {
        let path = folder.appendingPathComponent("bare").path
        let descriptor = open(path, O_CREAT | O_WRONLY | O_APPEND, 0o600)
        guard descriptor >= 0 else { throw FileProblem(description: "A file cannot be made in \(folder.path).") }
        defer {
            close(descriptor)
            unlink(path)
        }
        let buffer = [UInt8](repeating: 0x6C, count: bytes)
        return try BenchClock(duration: duration / 2).rate(name) {
            let written = buffer.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard written == bytes, fdatasync(descriptor) == 0 else {
                throw FileProblem(description: "The disk of \(folder.path) cannot be written: is it full?")
            }
            return 1
        }
    }
}
