import Glibc
import TestSupport
import Testing

@testable import EventLog

/// A damaged log is made one that opens: whatever can be read stays, the rest keeps its sequences.
@Suite struct RepairTests {
    /// A record as a reader is given it.
    private struct Seen: Hashable {
        var sequence: UInt64
        var payload: [UInt8]
        var isLost: Bool
    }

    private let batches = (0..<8).map { batch($0, records: 1 + $0 % 3, bytes: 30) }

    /// The files before anything happened to them.
    private let sound: [String: [UInt8]]

    init() async throws {
        let fileSystem = MemoryFileSystem()
        let log = try SegmentLog.open(
            directory: "/log", options: LogOptions(segmentBytesMax: 512, fileSystem: fileSystem))
        for batch in batches { _ = try await log.append(batch) }
        await log.close()
        sound = fileSystem.disk.files
    }

    private func options(_ fileSystem: MemoryFileSystem) -> LogOptions {
        LogOptions(segmentBytesMax: 512, fileSystem: fileSystem)
    }

    private func segments(_ files: [String: [UInt8]]) -> [String] {
        files.keys.filter { $0.hasSuffix(".segment") }.sorted()
    }

    @Test func afterAnyFlippedBitEverythingElseIsThere() async throws {
        let digest = try LogVerification.run(directory: "/log", fileSystem: MemoryFileSystem(files: sound)).digest
        for path in segments(sound) {
            var bytes = sound[path] ?? []
            let isFooter = { (place: Int) in path != segments(sound).last && place >= bytes.count - SegmentFooter.size }
            for place in bytes.indices {
                let bit = UInt8(1) << UInt8(place % 8)
                bytes[place] ^= bit
                var files = sound
                files[path] = bytes
                bytes[place] ^= bit
                let isRecord = place >= SegmentHeader.size && !isFooter(place)
                let found = try await repair(files, "bit \(bit) of byte \(place) of \(path)")
                #expect(found.lost.count <= 3 && found.lost.isEmpty != isRecord, "byte \(place) of \(path)")
                // What can be made again exactly is as good as before.
                if !isRecord {
                    #expect(found.verification.digest == digest && found.verification.repairedSegments == 0)
                }
            }
        }
    }

    @Test func headersAndFootersThatAreGoneAreMadeAnew() async throws {
        for path in segments(sound) {
            var files = sound
            let bytes = files[path] ?? []
            files[path] = [UInt8](repeating: 0, count: SegmentHeader.size) + bytes[SegmentHeader.size...]
            #expect(try await repair(files, "without the header of \(path)").lost.isEmpty)
            guard path != segments(sound).last else { continue }
            files[path] = bytes.dropLast(SegmentFooter.size)
            #expect(try await repair(files, "without the footer of \(path)").lost.isEmpty)
            files[path] =
                [UInt8](repeating: 9, count: SegmentHeader.size)
                + bytes[SegmentHeader.size..<bytes.count - SegmentFooter.size]
            #expect(try await repair(files, "without either of \(path)").lost.isEmpty)
        }
    }

    @Test func missingSegmentsBecomePlaceholders() async throws {
        let paths = segments(sound)
        #expect(paths.count >= 4)
        for first in paths.indices {
            for count in 1...2 where first + count <= paths.count && count < paths.count {
                var files = sound
                for path in paths[first..<first + count] { files[path] = nil }
                let found = try await repair(files, "without \(count) segments from \(paths[first])")
                #expect(!found.lost.isEmpty)
            }
        }
    }

    @Test func whatTheTipProvesAndTheDiskHasNotBecomesPlaceholders() async throws {
        let last = try #require(segments(sound).last)
        let bytes = try #require(sound[last])
        for length in SegmentHeader.size..<bytes.count {
            var files = sound
            files[last] = Array(bytes[..<length])
            #expect(try await !repair(files, "cut at \(length)").lost.isEmpty)
        }
        // Without the tip nothing proves it: a start may cut.
        var files = sound
        files[last] = bytes.dropLast(3)
        files["/log/tip"] = nil
        #expect(try LogRepair.examine(directory: "/log", fileSystem: MemoryFileSystem(files: files)).steps.isEmpty)
    }

    @Test func aStartFileThatIsDamagedIsMadeAnew() async throws {
        let fileSystem = MemoryFileSystem(files: sound)
        let log = try SegmentLog.open(directory: "/log", options: options(fileSystem))
        let first = try #require(SegmentName.firstSequence(ofPath: segments(sound)[2]))
        _ = try await log.removeSegments(endingBefore: first)
        await log.close()
        let digest = try LogVerification.run(directory: "/log", fileSystem: fileSystem).digest
        let trimmed = fileSystem.disk.files
        for place in (trimmed["/log/start"] ?? []).indices {
            var files = trimmed
            files["/log/start"]?[place] ^= 1 << UInt8(place % 8)
            let found = try await repair(files, "start, byte \(place)")
            #expect(found.lost.isEmpty && found.verification.digest == digest)
        }
        // Its segment may be gone instead.
        var files = trimmed
        files[segments(trimmed)[0]] = nil
        #expect(try await repair(files, "without the first segment kept").lost.first == first)
    }

    @Test(arguments: 0..<6)
    func whateverHappenedWhatCanBeReadIsKept(seed: UInt64) async throws {
        let paths = segments(sound)
        var random = SeededGenerator(seed: seed)
        for round in 0..<40 {
            var files = sound
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let path = paths[Int.random(in: 0..<paths.count, using: &random)]
                var bytes = files[path] ?? []
                let start = Int.random(in: 0..<bytes.count, using: &random)
                let end = min(bytes.count, start + Int.random(in: 1...200, using: &random))
                for place in start..<end { bytes[place] = .random(in: 0...255, using: &random) }
                files[path] = bytes
            }
            _ = try await repair(files, "seed \(seed), round \(round)")
        }
    }

    @Test(arguments: [false, true])
    func aRepairThatIsInterruptedCanBeRunAgain(powerFails: Bool) async throws {
        var damaged = sound
        let paths = segments(damaged)
        damaged[paths[1]]?[SegmentHeader.size + 40] ^= 1
        damaged[paths[2]] = nil
        damaged[paths[3]]?.replaceSubrange(0..<50, with: [UInt8](repeating: 0, count: 50))
        let expected = try await repair(damaged, "uninterrupted").lost
        var random = SeededGenerator(seed: 3)
        var calls = 0
        while true {
            let fileSystem = MemoryFileSystem(files: damaged)
            fileSystem.limitWrites(to: 100)
            fileSystem.fail(
                MemoryFileSystem.Fault(
                    operations: MemoryFileSystem.Operation.changing, skip: calls, code: EIO, persists: powerFails))
            _ = try? LogRepair.run(directory: "/log", fileSystem: fileSystem, now: { 1 })
            let failures = fileSystem.failures
            fileSystem.fail(nil)
            let left =
                powerFails ? fileSystem.afterPowerFailure(sectorBytes: 64, using: &random) : fileSystem.afterKill()
            #expect(try await repair(left.disk.files, "call \(calls)", isRepaired: true).lost == expected)
            let after = MemoryFileSystem(files: left.disk.files)
            _ = try LogRepair.run(directory: "/log", fileSystem: after, now: { 2_000_000 })
            for path in [paths[1], paths[3]] {
                let name = String(path.dropFirst("/log/".count))
                let copies = after.disk.files.filter { $0.key.contains("/damaged-") && $0.key.hasSuffix(name) }.values
                #expect(copies.contains(damaged[path] ?? []), "call \(calls): the original of \(path) is still there")
            }
            if failures.isEmpty { break }
            calls += 1
        }
        #expect(calls > 20)
    }

    @Test func nobodyRepairsALogThatIsBeingWritten() async throws {
        let fileSystem = MemoryFileSystem()
        let log = try SegmentLog.open(directory: "/log", options: options(fileSystem))
        #expect(throws: LogError.locked(directory: "/log", processIdentifier: nil)) {
            try LogRepair.run(directory: "/log", fileSystem: fileSystem)
        }
        await log.close()
    }

    /// Repairs a damaged log, and looks that it opens, goes on, and has every record that could be read before.
    private func repair(
        _ files: [String: [UInt8]], _ place: String, isRepaired: Bool = false
    ) async throws -> (lost: [UInt64], verification: LogVerification) {
        let fileSystem = MemoryFileSystem(files: files)
        let plan = try LogRepair.examine(directory: "/log", fileSystem: fileSystem)
        #expect(isRepaired || !plan.steps.isEmpty, "\(place): nothing to repair")
        #expect(fileSystem.disk.files == files, "\(place): looking changes nothing")
        let readable = readableRecords(files)

        let repair = try LogRepair.run(directory: "/log", fileSystem: fileSystem)
        #expect(repair.steps == plan.steps, "\(place)")
        #expect((repair.copies == nil) == plan.steps.isEmpty, "\(place)")
        let verification = try LogVerification.run(directory: "/log", fileSystem: fileSystem)
        #expect(verification.isIntact, "\(place): \(verification.damages)")
        #expect(try LogRepair.run(directory: "/log", fileSystem: fileSystem).steps.isEmpty, "\(place): repaired twice")

        let log = try SegmentLog.open(directory: "/log", options: options(fileSystem))
        var seen: [Seen] = []
        _ = try log.makeReader(from: log.firstSequence).read(recordsMax: .max) { record in
            seen.append(
                Seen(sequence: record.sequence, payload: Array(record.payload), isLost: record.state == .lost))
        }
        #expect(seen.map(\.sequence) == Array(log.firstSequence...log.lastSequence), "\(place)")
        let all = kept(batches)
        #expect(log.lastSequence >= all[all.count - 1].sequence, "\(place): \(log.openReport)")
        for record in seen where !record.isLost {
            #expect(record.payload == all[Int(record.sequence) - 1].payload, "\(place): record \(record.sequence)")
        }
        let lost = seen.filter(\.isLost).map(\.sequence)
        #expect(readable.isDisjoint(with: lost), "\(place): a readable record was lost")
        #expect(verification.lostRecords == UInt64(lost.count), "\(place)")
        #expect(try await log.append(batch(99)).sequences.lowerBound == log.openReport.lastSequence + 1)
        await log.close()
        return (lost, verification)
    }

    /// The sequences of the records that stand where they were written, byte by byte.
    private func readableRecords(_ files: [String: [UInt8]]) -> Set<UInt64> {
        var sequences: Set<UInt64> = []
        for path in segments(sound) {
            let sound = sound[path] ?? []
            guard let bytes = files[path] else { continue }
            var offset = SegmentHeader.size
            while offset + RecordHeader.size <= sound.count, !sound[offset...].starts(with: SegmentFooter.magic.bytes) {
                let header = sound.withUnsafeBytes { RecordHeader(at: $0.baseAddress! + offset) }
                let range = offset..<offset + header.recordBytes
                if range.upperBound <= bytes.count, bytes[range] == sound[range] { sequences.insert(header.sequence) }
                offset = range.upperBound
            }
        }
        return sequences
    }
}
