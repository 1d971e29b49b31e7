/// What stands in the place of a redacted record's payload: the SHA-256 of the record as it was, and what readers are
/// given instead of it. The rest of the place is zeros.
struct RedactedPayload {
    /// The digest and the length of the replacement.
    static let overheadBytes = digestBytes + 4
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
}
