import Crypto
import Testing

@testable import EventLog

/// Reads segments by the documentation alone: nothing of the library is used but the way to the bytes.
private struct DocumentedSegment {
    struct Record {
        var sequence: UInt64
        var type: UInt64
        var flags: UInt64
        var place: UInt64
        var payload: [UInt8]
        var digest: [UInt8]
    }

    var log: [UInt8]
    var number: UInt64
    var firstSequence: UInt64
    var previousHash: [UInt8]
    var records: [Record] = []
    var footer: [UInt8]?

    init(_ file: [UInt8]) throws {
        func number(_ bytes: [UInt8], _ offset: Int, _ length: Int) -> UInt64 {
            (0..<length).reduce(0) { $0 | UInt64(bytes[offset + $1]) << (8 * $1) }
        }
        try #require(Array(file[0..<8]) == Array("LETOPISS".utf8))
        try #require(number(file, 8, 4) == 2 && number(file, 12, 4) == 0 && number(file, 88, 4) == 0)
        try #require(number(file, 92, 4) == UInt64(Self.crc(file[0..<92])))
        log = Array(file[16..<32])
        self.number = number(file, 32, 8)
        firstSequence = number(file, 40, 8)
        previousHash = Array(file[56..<88])
        let seed = Self.crc(file[16..<48])
        var offset = 96
        var time: UInt64 = 0
        while offset < file.count {
            if Array(file[offset..<offset + 8]) == Array("LETOPISF".utf8) {
                let footer = Array(file[offset...])
                try #require(footer.count == 160 && number(footer, 156, 4) == UInt64(Self.crc(footer[0..<156])))
                try #require(number(footer, 8, 4) == 2 && number(footer, 12, 4) == 0 && Array(footer[16..<32]) == log)
                try #require(number(footer, 32, 8) == self.number && number(footer, 40, 8) == firstSequence)
                try #require(number(footer, 48, 8) == records.last?.sequence)
                try #require(number(footer, 56, 8) == UInt64(records.filter { $0.flags & 1 == 1 }.count))
                try #require(number(footer, 72, 8) == time && number(footer, 80, 8) == UInt64(offset))
                let hashed = file[0..<96] + records.flatMap(\.digest)
                try #require(Array(footer[88..<120]) == Array(SHA256.hash(data: hashed)))
                try #require(Array(footer[120..<152]) == previousHash)
                try #require(number(footer, 152, 4) == UInt64(records.filter { $0.flags & 4 == 4 }.count))
                self.footer = footer
                break
            }
            let length = Int(number(file, offset + 4, 4))
            let end = offset + 32 + (length + 7) / 8 * 8
            try #require(number(file, offset, 4) == UInt64(Self.crc(file[offset + 4..<end], from: seed)))
            try #require(number(file, offset + 16, 8) >= time)
            time = number(file, offset + 16, 8)
            var record = Record(
                sequence: number(file, offset + 8, 8), type: number(file, offset + 24, 2),
                flags: number(file, offset + 26, 2), place: number(file, offset + 28, 4),
                payload: Array(file[offset + 32..<offset + 32 + length]),
                digest: Array(SHA256.hash(data: file[offset..<end])))
            if record.flags & 4 == 4 {
                record.digest = Array(record.payload[0..<32])
                record.payload = Array(record.payload[36..<36 + Int(number(record.payload, 32, 4))])
            }
            records.append(record)
            offset = end
        }
    }

    /// The hash of a footer: of its bytes with zero for flags and redacted records, and the checksum that goes with that.
    static func hash(ofFooter footer: [UInt8]) -> [UInt8] {
        var bytes = footer
        bytes.replaceSubrange(12..<16, with: [0, 0, 0, 0])
        bytes.replaceSubrange(152..<156, with: [0, 0, 0, 0])
        let crc = crc(bytes[0..<156])
        bytes.replaceSubrange(156..<160, with: (0..<4).map { UInt8(truncatingIfNeeded: crc >> ($0 * 8)) })
        return Array(SHA256.hash(data: bytes))
    }

    static func crc(_ bytes: ArraySlice<UInt8>, from crc: UInt32 = 0) -> UInt32 {
        ~bytes.reduce(~crc) { crc, byte in
            (0..<8).reduce(crc ^ UInt32(byte)) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0x82f6_3b78 : 0) }
        }
    }
}

@Suite struct FormatTests {
    @Test(arguments: [false, true])
    func segmentsAreWhatTheDocumentationSays(redacted: Bool) async throws {
        let fileSystem = MemoryFileSystem()
        let log = try SegmentLog.open(
            directory: "/log", options: LogOptions(segmentBytesMax: 1024, fileSystem: fileSystem))
        let batches = (0..<30).map { batch($0, records: 1 + $0 % 4, bytes: $0 * 7 % 90) }
        for batch in batches { _ = try await log.append(batch) }
        var payloads = batches.joined().map(\.payload)
        let redacted = redacted ? payloads.indices.filter { $0 % 3 == 0 && payloads[$0].count > 40 } : []
        for place in redacted { payloads[place] = [7, 7] }
        _ = try await log.redact(Dictionary(uniqueKeysWithValues: redacted.map { (UInt64($0 + 1), [7, 7]) }))
        await log.close()

        let segments = try fileSystem.paths(suffix: ".segment").map { try DocumentedSegment(fileSystem.content($0)) }
        #expect(segments.count > 3)
        #expect(segments[0].previousHash == [UInt8](repeating: 0, count: 32))
        for (place, segment) in segments.enumerated() {
            #expect(segment.log == log.identifier.bytes)
            #expect(segment.number == UInt64(place + 1))
            guard place > 0 else { continue }
            let before = segments[place - 1]
            let footer = try #require(before.footer)
            #expect(segment.previousHash == DocumentedSegment.hash(ofFooter: footer))
            #expect(segment.firstSequence == before.records[before.records.count - 1].sequence + 1)
        }
        #expect(segments[segments.count - 1].footer == nil)

        let records = segments.flatMap(\.records)
        #expect(records.map(\.sequence) == Array(1...UInt64(records.count)))
        #expect(records.map(\.payload) == payloads)
        #expect(records.indices.filter { records[$0].flags & 4 == 4 } == redacted)
        #expect(records.map(\.place) == batches.flatMap { $0.indices.map(UInt64.init) })
        #expect(
            records.map { $0.flags & ~4 }
                == batches.flatMap { batch in
                    batch.indices.map { ($0 == 0 ? 2 : 0) + ($0 == batch.count - 1 ? 1 : 0) }
                })
        #expect(records.map(\.type) == batches.joined().map { UInt64($0.type) })
    }

    @Test(arguments: [UInt8(1), 3])
    func anotherVersionIsRefusedByName(version: UInt8) async throws {
        let fileSystem = MemoryFileSystem()
        let log = try SegmentLog.open(directory: "/log", options: LogOptions(fileSystem: fileSystem))
        _ = try await log.append(batch(1))
        await log.close()
        let path = fileSystem.paths(suffix: ".segment")[0]
        var bytes = fileSystem.content(path)
        bytes[8] = version
        let crc = DocumentedSegment.crc(bytes[0..<92])
        for byte in 0..<4 { bytes[92 + byte] = UInt8(truncatingIfNeeded: crc >> (8 * UInt32(byte))) }
        fileSystem.setContent(path, bytes)
        let error = try #require(throws: LogError.self) {
            try SegmentLog.open(directory: "/log", options: LogOptions(fileSystem: fileSystem))
        }
        #expect(error == .unsupportedVersion(file: path, version: UInt32(version)))
        #expect(error.description.contains(version < 2 ? "before the first release" : "Use a newer Letopis"))
    }
}
