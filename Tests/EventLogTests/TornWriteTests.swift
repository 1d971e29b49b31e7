import Glibc
import TestSupport
import Testing

@testable import EventLog

/// Writes that end in the middle of a batch, at every byte of it.
@Suite struct TornWriteTests {
    private static let segment = "/log/00000000000000000001.segment"
    private static let batches = [batch(1, records: 2), batch(2), batch(3, records: 3, bytes: 33)]

    /// What may stand behind the bytes that were written, up to the length that the write should have had and beyond.
    enum Rest: CaseIterable {
        case nothing, zeros, garbage, zerosBeyond, garbageBeyond

        func bytes(_ missing: Int, using random: inout SeededGenerator) -> [UInt8] {
            switch self {
            case .nothing: []
            case .zeros: [UInt8](repeating: 0, count: missing)
            case .zerosBeyond: [UInt8](repeating: 0, count: missing + 300)
            case .garbage: (0..<missing).map { _ in .random(in: 0...255, using: &random) }
            case .garbageBeyond: (0..<missing + 299).map { _ in .random(in: 0...255, using: &random) }
            }
        }
    }

    @Test(arguments: Rest.allCases)
    func aWriteOfWhichOnlyTheFirstBytesSurviveIsCutWhole(rest: Rest) async throws {
        let original = MemoryFileSystem()
        let log = try SegmentLog.open(directory: "/log", options: LogOptions(fileSystem: original))
        for batch in Self.batches.dropLast() { _ = try await log.append(batch) }
        let before = original.copy()
        _ = try await log.append(Self.batches[2])
        let whole = original.content(Self.segment)
        await log.close()

        var random = SeededGenerator(seed: 11)
        let start = before.content(Self.segment).count
        for length in start...whole.count {
            let fileSystem = before.copy()
            let torn = whole[..<length] + rest.bytes(whole.count - length, using: &random)
            fileSystem.setContent(Self.segment, Array(torn))
            let isWhole = Array(torn.prefix(whole.count)) == whole
            try await expect(
                fileSystem, isWhole ? Self.batches : Self.batches.dropLast(), cutsAt: isWhole ? whole.count : start,
                bytes: torn.count - (isWhole ? whole.count : start), "\(length) bytes written")
        }
    }

    @Test func aWriteThatFailsAtAnyByteIsTakenBackOrCutByTheNextStart() async throws {
        let whole = Self.batches[2].reduce(0) { $0 + RecordHeader.recordBytes(payloadBytes: $1.payload.count) }
        for written in 0...whole {
            // Once the disk is well again at once, once nothing goes any more, not even to take the bytes back.
            for persists in [false, true] {
                let fileSystem = MemoryFileSystem()
                let log = try SegmentLog.open(directory: "/log", options: LogOptions(fileSystem: fileSystem))
                for batch in Self.batches.dropLast() { _ = try await log.append(batch) }
                let start = fileSystem.content(Self.segment).count
                fileSystem.fail(
                    MemoryFileSystem.Fault(
                        operations: [.write, .truncate], code: EIO, bytesKept: written, persists: persists))
                await #expect(throws: LogError.self) { try await log.append(Self.batches[2]) }
                #expect(log.health != .healthy)
                #expect(try log.all() == kept(Self.batches.dropLast()))

                // What was refused may survive if it reached the disk whole, but never in part.
                let survives = persists && written == whole
                try await expect(
                    fileSystem.afterKill(), survives ? Self.batches : Self.batches.dropLast(),
                    cutsAt: survives ? start + whole : start, bytes: persists && !survives ? written : 0,
                    "failed after \(written) bytes")
                await log.close()
            }
        }
    }

    @Test(arguments: [1, 2, 3, 7, 31, 33, 64, 97])
    func writesOfAnyLengthAreContinued(bytes: Int) async throws {
        let fileSystem = MemoryFileSystem()
        fileSystem.limitWrites(to: bytes)
        let options = LogOptions(segmentBytesMax: 512, fileSystem: fileSystem)
        let log = try SegmentLog.open(directory: "/log", options: options)
        let batches = (0..<12).map { batch($0, records: 1 + $0 % 3, bytes: 50) }
        for batch in batches { _ = try await log.append(batch) }
        await log.close()
        let again = try SegmentLog.open(directory: "/log", options: options)
        #expect(again.openReport.cut == nil)
        #expect(try again.all() == kept(batches))
        await again.close()
    }

    /// The log opens with these batches, says what it cut, and goes on.
    private func expect(
        _ fileSystem: MemoryFileSystem, _ batches: [[LogEntry]], cutsAt offset: Int, bytes: Int, _ place: String
    ) async throws {
        let options = LogOptions(fileSystem: fileSystem)
        let log = try SegmentLog.open(directory: "/log", options: options)
        #expect(log.openReport.cut?.bytes ?? 0 == bytes, "\(place)")
        #expect(log.openReport.cut?.offset ?? offset == offset, "\(place)")
        #expect(try log.all() == kept(batches), "\(place)")
        _ = try await log.append(batch(9))
        await log.close()
        let again = try SegmentLog.open(directory: "/log", options: options)
        #expect(again.openReport.cut == nil, "\(place)")
        #expect(try again.all() == kept(batches + [batch(9)]), "\(place)")
        await again.close()
    }
}
