import Glibc
import TestSupport
import Testing

@testable import EventLog

@Suite struct RedactionTests {
    private static let secret = Array("the words that have to go, all of them".utf8)
    private let replacement = Array("gone".utf8)
    /// The batch whose records hold the secret.
    private static let secretBatch = 4
    private static let secretSequences: [UInt64] = [9, 10]

    private func options(_ fileSystem: MemoryFileSystem) -> LogOptions {
        LogOptions(segmentBytesMax: 700, fileSystem: fileSystem)
    }

    private var batches: [[LogEntry]] {
        (0..<9).map { number in
            batch(number, records: 2, bytes: 80).map { entry in
                guard number == Self.secretBatch else { return entry }
                return LogEntry(type: entry.type, payload: entry.payload + Self.secret)
            }
        }
    }

    private func filled(_ fileSystem: MemoryFileSystem, count: Int = 9) async throws -> SegmentLog {
        let log = try SegmentLog.open(directory: "/log", options: options(fileSystem))
        for batch in batches.prefix(count) { _ = try await log.append(batch) }
        return log
    }

    private var replacements: [UInt64: [UInt8]] {
        Dictionary(uniqueKeysWithValues: Self.secretSequences.map { ($0, replacement) })
    }

    private var redacted: [Kept] {
        kept(batches).map { record in
            var record = record
            if Self.secretSequences.contains(record.sequence) { record.payload = replacement }
            return record
        }
    }

    private func holdsSecret(_ fileSystem: MemoryFileSystem) -> Bool {
        fileSystem.paths(suffix: "").contains { path in
            let content = fileSystem.content(path)
            return content.indices.contains { content[$0...].starts(with: Self.secret) }
        }
    }

    @Test func theContentGoesAndEverythingElseStaysProvable() async throws {
        let fileSystem = MemoryFileSystem()
        let log = try await filled(fileSystem)
        let before = try LogVerification.run(directory: "/log", fileSystem: fileSystem)
        let indexes = fileSystem.paths(suffix: ".index").map { fileSystem.content($0) }
        #expect(holdsSecret(fileSystem))

        #expect(try await log.redact(replacements) == LogRedaction(redacted: Self.secretSequences))
        #expect(!holdsSecret(fileSystem))
        #expect(try log.all() == redacted)
        var states: [UInt64: LogRecord.State] = [:]
        _ = try log.makeReader(from: 1).read(recordsMax: .max) { states[$0.sequence] = $0.state }
        #expect(states.filter { $0.value != .intact } == [9: .redacted, 10: .redacted])
        let after = try LogVerification.run(directory: "/log", fileSystem: fileSystem)
        #expect(after.isIntact && after.redactedRecords == 2)
        #expect(after.digest == before.digest)
        #expect(fileSystem.paths(suffix: ".index").map { fileSystem.content($0) } == indexes)

        // Again: nothing changes.
        let files = fileSystem.paths(suffix: ".segment").map { fileSystem.content($0) }
        #expect(try await log.redact(replacements) == LogRedaction(left: Self.secretSequences))
        #expect(fileSystem.paths(suffix: ".segment").map { fileSystem.content($0) } == files)

        #expect(try await log.append(batch(10)).sequences == 19...19)
        await log.close()
        let again = try SegmentLog.open(directory: "/log", options: options(fileSystem))
        #expect(again.openReport.cut == nil)
        #expect(try again.all() == redacted + kept([batch(10)], from: 19))
        await again.close()
        #expect(try LogStatistics.gather(directory: "/log", fileSystem: fileSystem).redactedRecords == 2)
    }

    @Test func theActiveSegmentIsSealedFirst() async throws {
        let fileSystem = MemoryFileSystem()
        let log = try await filled(fileSystem, count: 5)
        let segments = fileSystem.paths(suffix: ".segment").count
        let view = try SegmentLogView.open(directory: "/log", fileSystem: fileSystem)
        let reader = try log.makeReader(from: 9)
        var states: [LogRecord.State] = []
        #expect(try reader.read(recordsMax: 1) { states.append($0.state) } == 1 && states == [.intact])
        _ = try await log.redact(replacements)
        #expect(fileSystem.paths(suffix: ".segment").count == segments + 1)
        #expect(try await log.append(batch(10)).sequences == 11...11)
        // Who had the old file open goes on with it, and then with the next segment.
        var found: [UInt64] = []
        #expect(try reader.read(recordsMax: 5) { found.append($0.sequence) } == 2)
        #expect(found == [10, 11])
        #expect(try view.all() == Array(redacted.prefix(10)) + kept([batch(10)], from: 11))
        await log.close()
        #expect(try LogVerification.run(directory: "/log", fileSystem: fileSystem).isIntact)
    }

    @Test func whatCannotBeDoneIsRefusedBeforeAnythingChanges() async throws {
        let fileSystem = MemoryFileSystem()
        let log = try await filled(fileSystem)
        _ = try await log.append(batch(0, bytes: 35))
        _ = try await log.append(batch(1, bytes: 36))
        let files = fileSystem.paths(suffix: "").map { fileSystem.content($0) }
        let refusals: [([UInt64: [UInt8]], LogError)] = [
            ([1: [], 19: []], .redactionTooLarge(sequence: 19, bytes: 0, limit: -1)),
            ([1: [], 20: [1]], .redactionTooLarge(sequence: 20, bytes: 1, limit: 0)),
            ([1: [], 21: []], .sequenceUnavailable(requested: 21, kept: 1...20)),
            ([0: []], .sequenceUnavailable(requested: 0, kept: 1...20)),
        ]
        for (replacements, error) in refusals {
            await #expect(throws: error) { try await log.redact(replacements) }
        }
        #expect(fileSystem.paths(suffix: "").map { fileSystem.content($0) } == files)
        #expect(log.health == .healthy)
        #expect(try await log.redact([20: []]).redacted == [20])
        await log.close()
        await #expect(throws: LogError.closed(directory: "/log")) { try await log.redact([1: []]) }
    }

    @Test func everyFlippedBitOfARedactedRecordIsFound() async throws {
        let fileSystem = MemoryFileSystem()
        let log = try await filled(fileSystem)
        _ = try await log.redact(replacements)
        let record = try RecordPlace(log, sequence: 9)
        await log.close()
        var bytes = fileSystem.content(record.path)
        for bit in 8 * record.offset..<8 * (record.offset + record.count) {
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            let copy = fileSystem.copy()
            copy.setContent(record.path, bytes)
            let found = try LogVerification.run(directory: "/log", fileSystem: copy)
            #expect(found.damages.first?.sequences?.contains(9) == true, "bit \(bit)")
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        }
    }

    /// Where a record stands.
    private struct RecordPlace {
        var path: String
        var offset: Int
        var count: Int

        init(_ log: SegmentLog, sequence: UInt64) throws {
            let reader = try #require(try log.makeReader(from: sequence) as? SegmentReader)
            (path, offset, count) = try reader.withCurrent { ($0.segment.path, $0.offset, $0.bytes.count) }
        }
    }

    @Test func aRedactedRecordWhoseDigestWasReplacedBreaksTheSegmentsHash() async throws {
        let fileSystem = MemoryFileSystem()
        let log = try await filled(fileSystem)
        _ = try await log.redact(replacements)
        let record = try RecordPlace(log, sequence: 9)
        await log.close()
        let segment = try SegmentFile.load(path: record.path, file: try SegmentFile.open(record.path, fileSystem))
        var bytes = fileSystem.content(record.path)
        bytes[record.offset + RecordHeader.size] ^= 1
        let crc = bytes[record.offset + 4..<record.offset + record.count].withUnsafeBytes {
            crc32c($0, from: segment.header.recordSeed)
        }
        withUnsafeBytes(of: crc.littleEndian) { bytes.replaceSubrange(record.offset..<record.offset + 4, with: $0) }
        fileSystem.setContent(record.path, bytes)
        let found = try LogVerification.run(directory: "/log", fileSystem: fileSystem)
        #expect(found.damages.map(\.reason) == [.digest])
    }

    /// At every call a failure, then a power failure: each segment is as before or done, and a second try finishes it.
    @Test(arguments: [ENOSPC, EIO], [false, true])
    func aFailureAtAnyCallLeavesTheOldOrTheNew(code: Int32, powerFails: Bool) async throws {
        var random = SeededGenerator(seed: UInt64(code))
        let whole = MemoryFileSystem()
        let first = try await filled(whole, count: 5)
        let digest = try LogVerification.run(directory: "/log", fileSystem: whole).digest
        await first.close()
        var failures = 0
        for skip in 0..<200 {
            let fileSystem = whole.copy()
            let log = try SegmentLog.open(directory: "/log", options: options(fileSystem))
            fileSystem.fail(
                MemoryFileSystem.Fault(skip: skip, code: code, bytesKept: skip % 90, persists: powerFails))
            let failed = (try? await log.redact(replacements)) == nil
            if !powerFails { fileSystem.fail(nil) }
            await log.close()
            let left = powerFails ? fileSystem.afterPowerFailure(sectorBytes: 64, using: &random) : fileSystem
            let again = try SegmentLog.open(directory: "/log", options: options(left))
            #expect(left.paths(suffix: DraftFile.mark).isEmpty, "call \(skip)")
            let found = try again.all()
            #expect(found == Array(kept(batches).prefix(10)) || found == Array(redacted.prefix(10)), "call \(skip)")
            if !failed { #expect(found == Array(redacted.prefix(10)), "call \(skip): done but not durable") }
            _ = try await again.redact(replacements)
            #expect(try again.all() == Array(redacted.prefix(10)), "call \(skip)")
            await again.close()
            let verified = try LogVerification.run(directory: "/log", fileSystem: left)
            #expect(verified.isIntact && verified.digest == digest, "call \(skip)")
            if failed { failures += 1 } else { break }
        }
        #expect(failures > 12)
    }
}
