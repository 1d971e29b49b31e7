import TestSupport
import Testing

@testable import EventLog

/// Whatever happens to the files: what is read is what was written, or an error.
@Suite struct CorruptionTests {
    private let options = { LogOptions(segmentBytesMax: 700, fileSystem: $0) }

    @Test(arguments: 0..<8)
    func noCorruptionYieldsARecordThatWasNotWritten(seed: UInt64) async throws {
        let original = MemoryFileSystem()
        let log = try SegmentLog.open(directory: "/log", options: options(original))
        for number in 0..<12 { _ = try await log.append(batch(number, records: 1 + number % 3, bytes: number * 9)) }
        let all = try log.all()
        await log.close()
        let paths = original.paths(suffix: "")

        var random = SeededGenerator(seed: seed)
        for round in 0..<60 {
            let fileSystem = original.copy()
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let path = paths[Int.random(in: 0..<paths.count, using: &random)]
                fileSystem.setContent(path, spoil(fileSystem.content(path), using: &random))
            }
            let place = "seed \(seed), round \(round)"
            _ = try LogVerification.run(directory: "/log", fileSystem: fileSystem)
            if let view = try? SegmentLogView.open(directory: "/log", fileSystem: fileSystem) {
                expectPrefix(of: all, in: view, place)
            }
            do {
                let log = try SegmentLog.open(directory: "/log", options: options(fileSystem))
                expectPrefix(of: all, in: log, place)
                if log.lastSequence < all[all.count - 1].sequence {
                    let report = log.openReport
                    #expect(
                        report.cut != nil || report.removedFile != nil || report.wasCreated, "\(place): silent loss")
                }
                await log.close()
            } catch let error as LogError {
                #expect(error.description.contains("/log"), "\(place)")
            }
        }
    }

    private func expectPrefix(of all: [Kept], in log: any Log, _ place: String) {
        var found: [Kept] = []
        do {
            _ = try log.makeReader(from: 1).read(recordsMax: .max) { record in
                found.append(
                    Kept(
                        sequence: record.sequence, type: record.type, payload: Array(record.payload),
                        endsBatch: record.endsBatch))
            }
        } catch {
            #expect(error is LogError, "\(place)")
        }
        #expect(found == Array(all.prefix(found.count)), "\(place)")
    }

    private func spoil(_ bytes: [UInt8], using random: inout SeededGenerator) -> [UInt8] {
        guard !bytes.isEmpty else { return [1] }
        var bytes = bytes
        let start = Int.random(in: 0..<bytes.count, using: &random)
        let end = min(bytes.count, start + Int.random(in: 1...80, using: &random))
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes[start] ^= UInt8(1) << UInt8.random(in: 0..<8, using: &random)
        case 1: bytes.removeLast(bytes.count - start)
        case 2: bytes.removeSubrange(start..<end)
        case 3: bytes.replaceSubrange(start..<end, with: [UInt8](repeating: 0, count: end - start))
        default: bytes.insert(contentsOf: bytes[start..<end], at: start)
        }
        return bytes
    }
}
