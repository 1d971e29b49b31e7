import Testing

@testable import EventLog

@Suite struct ChecksumTests {
    @Test func checksumMatchesTheKnownAnswer() {
        let check = Array("123456789".utf8).withUnsafeBytes { crc32c($0) }
        #expect(check == 0xE306_9283)
    }
}
