/// What stands in the place of a redacted record's payload: the SHA-256 of the record as it was, and what readers are
/// given instead of it. The rest of the place is zeros.
struct RedactedPayload {
    /// The digest and the length of the replacement.
    static let overheadBytes = LogLimits.redactionBytes
    private static let digestBytes = 32

    /// SHA-256 of the original record's bytes, header and padding included.
    var digest: UnsafeRawBufferPointer
    /// What readers are given.
    var replacement: UnsafeRawBufferPointer

    /// Reads the place of a payload; nil when it does not have the form.
    init?(_ payload: UnsafeRawBufferPointer) {
        guard payload.count >= Self.overheadBytes, let base = payload.baseAddress else { return nil }
        let count = Int(base.number(Self.digestBytes, as: UInt32.self))
        guard count <= payload.count - Self.overheadBytes else { return nil }
        digest = UnsafeRawBufferPointer(rebasing: payload[..<Self.digestBytes])
        replacement = UnsafeRawBufferPointer(rebasing: payload[Self.overheadBytes...].prefix(count))
    }

    /// The redacted form of a record, of the same length.
    ///
    /// - Parameters:
    ///   - record: the whole record, intact.
    ///   - seed: of the segment that it stands in.
    static func record(
        redacting header: RecordHeader, _ record: UnsafeRawBufferPointer, replacement: [UInt8], seed: UInt32
    ) -> [UInt8] {
        precondition(replacement.count <= header.payloadBytes - overheadBytes, "the replacement does not fit")
        var payload = BlockEncoder()
        payload.put(sha256(Array(record)))
        payload.put(UInt32(replacement.count))
        payload.put(replacement)
        payload.put([UInt8](repeating: 0, count: header.payloadBytes - payload.bytes.count))
        var redacted = header
        redacted.flags.insert(.redacted)
        var bytes = [UInt8](repeating: 0, count: header.recordBytes)
        bytes.withUnsafeMutableBytes { bytes in
            payload.bytes.withUnsafeBytes { redacted.store(payload: $0, to: bytes.baseAddress!, seed: seed) }
        }
        return bytes
    }
}
