import EventLog
import Glibc

// A process that the tests kill: it opens a log, appends batches without end, and prints a line for each that was
// acknowledged. Whatever it has printed must be in the log, wherever it was killed.
//
// usage: LogWriter DIRECTORY SEED SEGMENT-BYTES [BATCHES-MAX]
//
// After that many batches it waits: where its end is late in coming, the log does not grow without bound.
//
// Prints „open N“ with the last sequence found, then „ack FIRST LAST“ for each batch; on a failure „failed“ with the
// error, „health“ with the log's reason and „tip N“ with what it can still read; it then waits for its end of input.

func tell(_ line: String) {
    print(line)
    fflush(nil)
}

let arguments = CommandLine.arguments
guard (4...5).contains(arguments.count), let seed = UInt64(arguments[2]), let segmentBytes = Int(arguments[3]),
    let batchesMax = arguments.count == 4 ? .max : Int(arguments[4])
else {
    tell("usage: LogWriter DIRECTORY SEED SEGMENT-BYTES [BATCHES-MAX]")
    exit(2)
}
do {
    let log = try SegmentLog.open(directory: arguments[1], options: LogOptions(segmentBytesMax: segmentBytes))
    tell("open \(log.lastSequence)")
    var number = seed
    var written = 0
    do {
        while true {
            if written >= batchesMax { pause() }
            written += 4
            let first = log.lastSequence + 1
            // Four appends at a time, which may share a write; their order is known.
            try await withThrowingTaskGroup(of: LogReceipt.self) { group in
                for _ in 0..<4 {
                    number = number &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    let batch = WrittenBatch.entries(number: number >> 33)
                    group.addTask { try await log.append(batch) }
                }
                for try await receipt in group {
                    tell("ack \(receipt.sequences.lowerBound) \(receipt.sequences.upperBound)")
                }
            }
            precondition(log.lastSequence > first)
        }
    } catch {
        tell("failed \(error)")
        if case .readOnly(let reason) = log.health { tell("health \(reason)") }
        let reader = try log.makeReader(from: 1)
        while try reader.read(recordsMax: 1_000, { _ in }) > 0 {}
        tell("tip \(reader.position - 1)")
        _ = getchar()
        await log.close()
    }
} catch {
    tell("refused \(error)")
    exit(1)
}

/// A batch whose records tell which batch they belong to, and of how many they are.
enum WrittenBatch {
    /// 1 to 5 records of up to 200 bytes: the batch's number, how many records it has, and a filling that follows from it.
    static func entries(number: UInt64) -> [LogEntry] {
        let count = Int(number % 5) + 1
        return (0..<count).map { index in
            var payload = Array("\(number) \(index) \(count) ".utf8)
            let filling = UInt8(truncatingIfNeeded: number >> 3)
            payload += [UInt8](repeating: filling, count: Int((number >> 8) % 160))
            return LogEntry(type: UInt16(index + 1), payload: payload)
        }
    }
}
