import Testing

@testable import EventLog

/// Every single bit of a small log, flipped one at a time: the flip is detected or provably harmless, it costs no record
/// but those of its own batch, and nothing is repaired silently.
@Suite struct BitFlipTests {
    /// A log of sealed segments, an active one, indexes and a tip.
    private struct Sound {
        var files: [String: [UInt8]]
        var batches: [[LogEntry]]
        var digest: [UInt8]?

        init() async throws {
            let fileSystem = MemoryFileSystem()
            let log = try SegmentLog.open(
                directory: "/log", options: LogOptions(segmentBytesMax: 512, fileSystem: fileSystem))
            batches = (0..<8).map { EventLogTests.batch($0, records: 1 + $0 % 2, bytes: 30) }
            for batch in batches { _ = try await log.append(batch) }
            await log.close()
            files = fileSystem.disk.files
            digest = try LogVerification.run(directory: "/log", fileSystem: fileSystem).digest
        }

        var all: [Kept] { kept(batches) }

        /// The batch that a sequence is in.
        func batch(of sequence: UInt64) -> ClosedRange<UInt64> {
            var first: UInt64 = 1
            for batch in batches {
                let last = first + UInt64(batch.count) - 1
                if last >= sequence { return first...last }
                first = last + 1
            }
            return sequence...sequence
        }
    }

    @Test(arguments: [".segment", ".index", "tip"])
    func isDetectedOrHarmless(suffix: String) async throws {
        let sound = try await Sound()
        let paths = sound.files.keys.filter { $0.hasSuffix(suffix) }.sorted()
        #expect(!paths.isEmpty)
        var refused = 0
        for path in paths {
            var bytes = sound.files[path] ?? []
            for bit in 0..<bytes.count * 8 {
                bytes[bit / 8] ^= 1 << UInt8(bit % 8)
                var files = sound.files
                files[path] = bytes
                try await expectSafe(files, sound, isDerived: suffix != ".segment", "bit \(bit) of \(path)", &refused)
                bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            }
        }
        #expect(suffix != ".segment" || refused > 0)
    }

    @Test func anAcknowledgedLastBatchIsCutOnlyWhenNothingProvesIt() async throws {
        let sound = try await Sound()
        let path = try #require(sound.files.keys.filter { $0.hasSuffix(".segment") }.max())
        var bytes = try #require(sound.files[path])
        let whole = bytes.count
        bytes[whole - 20] ^= 1
        var files = sound.files
        files[path] = bytes
        #expect(throws: LogError.self) { try SegmentLog.open(directory: "/log", options: options(files)) }
        files["/log/tip"] = nil
        let log = try SegmentLog.open(directory: "/log", options: options(files))
        #expect(
            log.openReport.cut?.file == path && log.openReport.cut?.bytes == whole - (log.openReport.cut?.offset ?? 0))
        #expect(try log.all() == kept(sound.batches.dropLast()))
        await log.close()
    }

    private func options(_ files: [String: [UInt8]]) -> LogOptions {
        LogOptions(segmentBytesMax: 512, fileSystem: MemoryFileSystem(files: files))
    }

    private func expectSafe(
        _ files: [String: [UInt8]], _ sound: Sound, isDerived: Bool, _ place: String, _ refused: inout Int
    ) async throws {
        let fileSystem = MemoryFileSystem(files: files)
        let verified = try LogVerification.run(directory: "/log", fileSystem: fileSystem)
        #expect(verified.isIntact == isDerived, "\(place): \(verified.damages)")
        #expect((verified.digest == sound.digest) == isDerived, "\(place)")
        expectOnlyOneBatch(verified, sound, place)
        do {
            let log = try SegmentLog.open(
                directory: "/log", options: LogOptions(segmentBytesMax: 512, fileSystem: fileSystem))
            #expect(log.openReport.cut == nil && log.openReport.removedFile == nil, "\(place): \(log.openReport)")
            #expect(log.lastSequence == sound.all[sound.all.count - 1].sequence, "\(place)")
            try expectRead(log, sound, isDerived: isDerived, place)
            await log.close()
        } catch let error as LogError {
            refused += 1
            #expect(!isDerived, "\(place): \(error)")
            #expect(error.description.contains("/log"), "\(place)")
            for (path, content) in files { #expect(fileSystem.content(path) == content, "\(place) changed \(path)") }
        }
    }

    /// Verification finds every record but those of one batch, unless a header is concerned, which hides its segment.
    private func expectOnlyOneBatch(_ verified: LogVerification, _ sound: Sound, _ place: String) {
        let isHeader = verified.damages.contains { $0.offset < SegmentHeader.size }
        guard !verified.isIntact, !isHeader else { return }
        let lost = sound.all.count - Int(verified.records)
        guard lost > 0 else { return }
        // Behind the last readable record nothing tells which sequences there were.
        let named = verified.damages.compactMap(\.sequences).first
        let batch = sound.batch(of: named?.lowerBound ?? verified.lastSequence + 1)
        #expect(lost <= batch.count, "\(place): \(lost) records lost")
        #expect(named.map { batch.contains($0.lowerBound) && batch.contains($0.upperBound) } ?? true, "\(place)")
    }

    /// What is read is what was written, up to a damage that is named.
    private func expectRead(_ log: SegmentLog, _ sound: Sound, isDerived: Bool, _ place: String) throws {
        var read: [Kept] = []
        var damage: LogError?
        do {
            _ = try log.makeReader(from: 1).read(recordsMax: .max) { record in
                read.append(
                    Kept(
                        sequence: record.sequence, type: record.type, payload: Array(record.payload),
                        endsBatch: record.endsBatch))
            }
        } catch let error as LogError {
            damage = error
        }
        #expect(read == Array(sound.all.prefix(read.count)), "\(place)")
        #expect(damage == nil || !isDerived, "\(place)")
        #expect(damage != nil || read == sound.all, "\(place)")
    }
}
