import Testing

@testable import EventLog

/// What a repair may leave: placeholders for lost records, headers and footers made anew.
@Suite struct RepairedSegmentTests {
    private let batches = (0..<9).map { batch($0, records: 2, bytes: 50) }

    private func sealedLog() async throws -> MemoryFileSystem {
        let fileSystem = MemoryFileSystem()
        let log = try SegmentLog.open(
            directory: "/log", options: LogOptions(segmentBytesMax: 700, fileSystem: fileSystem))
        for batch in batches { _ = try await log.append(batch) }
        await log.close()
        return fileSystem
    }

    /// Puts a placeholder in the place of a segment's first record, and a footer that goes with it.
    private func loseFirstRecord(of path: String, in fileSystem: MemoryFileSystem, repairsFooter: Bool) throws -> UInt64
    {
        let segment = try SegmentFile.load(path: path, file: try SegmentFile.open(path, fileSystem))
        var bytes = fileSystem.content(path)
        var footer = try #require(segment.footer)
        bytes.withUnsafeMutableBytes { bytes in
            let place = bytes.baseAddress! + SegmentHeader.size
            var header = RecordHeader(at: UnsafeRawPointer(place))
            header.flags.insert(.lost)
            let zeros = [UInt8](repeating: 0, count: header.payloadBytes)
            zeros.withUnsafeBytes { header.store(payload: $0, to: place, seed: segment.header.recordSeed) }
            var hash = SegmentHash(segment.header)
            hash.update(records: UnsafeRawBufferPointer(rebasing: bytes[SegmentHeader.size..<footer.offset]))
            footer.segmentHash = hash.value
            if repairsFooter { footer.flags.insert(.repaired) }
            bytes[footer.offset...].copyBytes(from: footer.encoded)
        }
        fileSystem.setContent(path, bytes)
        return segment.header.firstSequence
    }

    @Test func aLostRecordIsHandedOutWithoutContentAndCounted() async throws {
        let fileSystem = try await sealedLog()
        let path = fileSystem.paths(suffix: ".segment")[1]
        let lost = try loseFirstRecord(of: path, in: fileSystem, repairsFooter: true)

        let log = try SegmentLog.open(directory: "/log", options: LogOptions(fileSystem: fileSystem))
        var sequences: [UInt64] = []
        _ = try log.makeReader(from: 1).read(recordsMax: .max) { record in
            sequences.append(record.sequence)
            #expect(record.state == (record.sequence == lost ? .lost : .intact))
            #expect(record.payload.isEmpty == (record.sequence == lost))
        }
        #expect(sequences == Array(1...18))
        await log.close()
        let found = try LogVerification.run(directory: "/log", fileSystem: fileSystem)
        #expect(found.isIntact && found.lostRecords == 1 && found.repairedSegments == 1 && found.digest != nil)
        let statistics = try LogStatistics.gather(directory: "/log", fileSystem: fileSystem)
        #expect(statistics.segments.map(\.isRepaired).filter { $0 }.count == 1)
    }

    @Test func aFooterThatDoesNotSayThatItWasRepairedBreaksTheChain() async throws {
        let fileSystem = try await sealedLog()
        let paths = fileSystem.paths(suffix: ".segment")
        _ = try loseFirstRecord(of: paths[1], in: fileSystem, repairsFooter: false)
        #expect(throws: LogError.damaged(LogDamage(file: paths[2], offset: 56, reason: .chain))) {
            try SegmentLog.open(directory: "/log", options: LogOptions(fileSystem: fileSystem))
        }
    }

    @Test func aRebuiltHeaderChangesNoHash() async throws {
        let fileSystem = try await sealedLog()
        let digest = try LogVerification.run(directory: "/log", fileSystem: fileSystem).digest
        let path = fileSystem.paths(suffix: ".segment")[1]
        var header = try SegmentFile.load(path: path, file: try SegmentFile.open(path, fileSystem)).header
        header.flags = .rebuilt
        fileSystem.setContent(path, header.encoded + fileSystem.content(path)[SegmentHeader.size...])
        let found = try LogVerification.run(directory: "/log", fileSystem: fileSystem)
        #expect(found.isIntact && found.digest == digest && found.repairedSegments == 1)

        header.flags = SegmentHeader.Flags(rawValue: 2)
        fileSystem.setContent(path, header.encoded + fileSystem.content(path)[SegmentHeader.size...])
        #expect(throws: LogError.damaged(LogDamage(file: path, offset: 12, reason: .header))) {
            try SegmentLog.open(directory: "/log", options: LogOptions(fileSystem: fileSystem))
        }
    }
}
