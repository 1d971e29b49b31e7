import TestSupport
import Testing

@testable import EventLog

@Suite struct RecoveryTests {
    static let directory = "/log"
    static let active = "/log/00000000000000000001.segment"

    /// A log of two batches and then a third, with the directory as it was before and after the third was acknowledged.
    private func threeBatches() async throws -> (before: MemoryFileSystem, after: MemoryFileSystem) {
        let fileSystem = MemoryFileSystem()
        let log = try SegmentLog.open(directory: Self.directory, options: LogOptions(fileSystem: fileSystem))
        _ = try await log.append(batch(1, records: 2))
        _ = try await log.append(batch(2))
        let before = fileSystem.copy()
        _ = try await log.append(batch(3, records: 2, bytes: 33))
        let after = fileSystem.copy()
        await log.close()
        return (before, after)
    }

    private func expectCut(_ fileSystem: MemoryFileSystem, at offset: Int) async throws {
        let log = try SegmentLog.open(directory: Self.directory, options: LogOptions(fileSystem: fileSystem))
        let cut = try #require(log.openReport.cut)
        #expect(cut.offset == offset)
        #expect(log.lastSequence == 3)
        #expect(try log.all() == kept([batch(1, records: 2), batch(2)]))
        #expect(try await log.append(batch(4)).sequences == 4...4)
        await log.close()
        let again = try SegmentLog.open(directory: Self.directory, options: LogOptions(fileSystem: fileSystem))
        #expect(again.openReport.cut == nil)
        #expect(try again.all() == kept([batch(1, records: 2), batch(2), batch(4)]))
        await again.close()
    }

    @Test func aBatchTornAtAnyByteIsCutOff() async throws {
        let (before, after) = try await threeBatches()
        let start = before.content(Self.active).count
        let whole = after.content(Self.active)
        for end in start + 1..<whole.count {
            let fileSystem = before.copy()
            fileSystem.setContent(Self.active, Array(whole[..<end]))
            try await expectCut(fileSystem, at: start)
        }
    }

    @Test func aLastBatchThatIsCorruptAtAnyByteIsCutOff() async throws {
        let (before, after) = try await threeBatches()
        let start = before.content(Self.active).count
        var bytes = after.content(Self.active)
        for place in start..<bytes.count {
            let fileSystem = before.copy()
            bytes[place] ^= 0x10
            fileSystem.setContent(Self.active, bytes)
            bytes[place] ^= 0x10
            try await expectCut(fileSystem, at: start)
        }
    }

    private func refusal(_ fileSystem: MemoryFileSystem) throws -> LogError {
        try #require(throws: LogError.self) {
            try SegmentLog.open(directory: Self.directory, options: LogOptions(fileSystem: fileSystem))
        }
    }

    @Test func anAcknowledgedBatchIsNeverCutWhereverTheFileEndsOrIsBad() async throws {
        let (before, after) = try await threeBatches()
        let start = before.content(Self.active).count
        let whole = after.content(Self.active)
        for place in start..<whole.count {
            var corrupt = whole
            corrupt[place] ^= 0x20
            for bytes in [Array(whole[..<place]), corrupt] {
                let fileSystem = after.copy()
                fileSystem.setContent(Self.active, bytes)
                switch try refusal(fileSystem) {
                case .damaged(let damage):
                    #expect(damage.file == Self.active && damage.sequences == 4...5, "byte \(place)")
                    #expect(damage.offset >= start && damage.offset <= place, "byte \(place)")
                case .recordsMissing(_, let sequences):
                    // Cut between batches: nothing but the tip tells of it.
                    #expect(sequences == 4...5 && place == start && bytes.count == start)
                case let error:
                    Issue.record("unexpected: \(error)")
                }
                #expect(fileSystem.content(Self.active) == bytes, "nothing is touched")
            }
        }
        #expect(try refusalOfMissingRecords(after, before).description.contains("letopis log repair"))
    }

    private func refusalOfMissingRecords(_ after: MemoryFileSystem, _ before: MemoryFileSystem) throws -> LogError {
        let fileSystem = after.copy()
        fileSystem.setContent(Self.active, before.content(Self.active))
        return try refusal(fileSystem)
    }

    @Test func theActiveSegmentIsNotTakenForATornCreationWhenTheTipTellsOfIt() async throws {
        let (_, after) = try await threeBatches()
        for length in [0, 50, 96] {
            let fileSystem = after.copy()
            let bytes = [UInt8](repeating: 0, count: length)
            fileSystem.setContent(Self.active, bytes)
            #expect(
                try refusal(fileSystem)
                    == .damaged(
                        LogDamage(file: Self.active, offset: 0, sequences: 1...5, reason: .header)))
            #expect(fileSystem.content(Self.active) == bytes && fileSystem.paths(suffix: ".segment").count == 1)
        }
    }

    @Test func theWholeOfWhatIsMissingIsNamed() async throws {
        let (before, after) = try await threeBatches()
        let fileSystem = after.copy()
        fileSystem.setContent(Self.active, Array(before.content(Self.active).dropLast(3)))
        let error = try #require(throws: LogError.self) {
            try SegmentLog.open(directory: Self.directory, options: LogOptions(fileSystem: fileSystem))
        }
        guard case .damaged(let damage) = error else {
            Issue.record("unexpected: \(error)")
            return
        }
        #expect(damage.sequences == 3...5)
        #expect(fileSystem.content(Self.active).count == before.content(Self.active).count - 3)
    }

    @Test(arguments: [true, false])
    func damageBeforeTheLastBatchIsRefusedAndNamed(withTip: Bool) async throws {
        let (before, after) = try await threeBatches()
        var bytes = after.content(Self.active)
        for place in SegmentHeader.size..<before.content(Self.active).count {
            let fileSystem = after.copy()
            if !withTip { fileSystem.removeFile("/log/tip") }
            bytes[place] ^= 0x04
            fileSystem.setContent(Self.active, bytes)
            let error = try #require(throws: LogError.self) {
                try SegmentLog.open(directory: Self.directory, options: LogOptions(fileSystem: fileSystem))
            }
            guard case .damaged(let damage) = error else {
                Issue.record("unexpected: \(error)")
                return
            }
            #expect(damage.file == Self.active)
            #expect(damage.offset <= place && place < damage.offset + 64)
            #expect(
                damage.sequences?.contains(damage.offset == SegmentHeader.size ? 1 : 2) == true || damage.offset > 150)
            #expect(fileSystem.content(Self.active) == bytes)
            bytes[place] ^= 0x04
        }
    }

    @Test func aWriteOfSeveralBatchesOfWhichSomeSectorsAreLostKeepsWholeBatchesOnly() async throws {
        let fileSystem = MemoryFileSystem()
        let log = try SegmentLog.open(directory: Self.directory, options: LogOptions(fileSystem: fileSystem))
        let syncs = fileSystem.count(.sync)
        fileSystem.holdSyncs(true)
        try await withThrowingTaskGroup(of: LogReceipt.self) { group in
            group.addTask { try await log.append(batch(0)) }
            await untilTrue { fileSystem.count(.sync) == syncs + 1 }
            for number in 1...6 { group.addTask { try await log.append(batch(number, records: 2, bytes: 50)) } }
            await untilTrue { log.queuedBytes == 6 * 2 * 88 }
            fileSystem.holdSyncs(false)
            try await group.waitForAll()
        }
        let all = try log.all()
        await log.close()
        let whole = fileSystem.content(Self.active)
        let start = SegmentHeader.size + 56
        #expect(all.count == 13 && whole.count == start + 12 * 88)

        var random = SeededGenerator(seed: 7)
        for round in 0..<300 {
            var torn = whole
            for sector in start / 64...(torn.count - 1) / 64 where Int.random(in: 0..<10, using: &random) == 0 {
                for place in max(start, sector * 64)..<min(torn.count, sector * 64 + 64) { torn[place] = 0 }
            }
            let copy = fileSystem.copy()
            // The tip had not yet been written again when the power went.
            copy.removeFile("/log/tip")
            copy.setContent(Self.active, torn)
            let again = try SegmentLog.open(directory: Self.directory, options: LogOptions(fileSystem: copy))
            let found = try again.all()
            #expect(found == Array(all.prefix(found.count)), "round \(round)")
            #expect(found.count % 2 == 1, "round \(round): half a batch")
            #expect((again.openReport.cut == nil) == (torn == whole), "round \(round)")
            await again.close()
        }
    }

    @Test func aSegmentWhoseCreationWasInterruptedIsRemoved() async throws {
        for length in [0, 1, 95, 96] {
            let fileSystem = MemoryFileSystem()
            let log = try SegmentLog.open(directory: Self.directory, options: LogOptions(fileSystem: fileSystem))
            _ = try await log.append(batch(1))
            await log.close()
            let sealed = try await sealing(fileSystem)
            let next = "/log/0000000000000000000\(sealed + 1).segment"
            fileSystem.setContent(next, [UInt8](repeating: 0, count: length))
            let again = try SegmentLog.open(directory: Self.directory, options: LogOptions(fileSystem: fileSystem))
            #expect(again.openReport.removedFile == next)
            #expect(again.lastSequence == sealed)
            #expect(try await again.append(batch(9)).sequences == sealed + 1...sealed + 1)
            await again.close()
        }
    }

    /// Fills the active segment so that it is sealed, and takes the empty one that follows away.
    private func sealing(_ fileSystem: MemoryFileSystem) async throws -> UInt64 {
        let log = try SegmentLog.open(
            directory: Self.directory, options: LogOptions(segmentBytesMax: 512, fileSystem: fileSystem))
        _ = try await log.append(batch(2, bytes: 400))
        let last = try await log.append(batch(3, bytes: 400)).sequences.upperBound
        await log.close()
        let paths = fileSystem.paths(suffix: ".segment")
        // The tip then tells of a record that is gone; it goes with it.
        fileSystem.removeFile(paths[paths.count - 1])
        fileSystem.removeFile("/log/tip")
        return last - 1
    }

    @Test func aMissingSegmentIsRefused() async throws {
        let fileSystem = MemoryFileSystem()
        let options = LogOptions(segmentBytesMax: 512, fileSystem: fileSystem)
        let log = try SegmentLog.open(directory: Self.directory, options: options)
        for number in 0..<8 { _ = try await log.append(batch(number, bytes: 200)) }
        await log.close()
        let paths = fileSystem.paths(suffix: ".segment")
        #expect(paths.count > 3)
        for path in paths {
            let copy = fileSystem.copy()
            copy.removeFile(path)
            #expect(throws: LogError.self, "without \(path)") {
                try SegmentLog.open(
                    directory: Self.directory, options: LogOptions(segmentBytesMax: 512, fileSystem: copy))
            }
        }
    }
}
