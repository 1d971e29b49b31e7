import CEventLog
import TestSupport
import Testing

@testable import EventLog

@Suite struct ChecksumTests {
    @Test func checksumMatchesTheKnownAnswer() {
        let check = Array("123456789".utf8).withUnsafeBytes { crc32c($0) }
        #expect(check == 0xE306_9283)
    }

    @Test func tableAndInstructionAgreeOnAnyLengthAtAnyAlignment() {
        var random = SeededGenerator(seed: 3)
        let bytes = (0..<8192).map { _ in UInt8.random(in: 0 ... .max, using: &random) }
        bytes.withUnsafeBytes { bytes in
            for length in Array(0...80) + (0..<200).map({ _ in Int.random(in: 81...8000, using: &random) }) {
                for alignment in 0..<8 {
                    let start = bytes.baseAddress! + alignment + 8 * Int.random(in: 0..<20, using: &random)
                    let count = min(length, 8192 - 160)
                    let seed = UInt32.random(in: 0 ... .max, using: &random)
                    let chosen = letopis_crc32c(seed, start, count)
                    #expect(chosen == letopis_crc32c_table(seed, start, count), "\(count) bytes at \(alignment)")
                }
            }
        }
    }
}
