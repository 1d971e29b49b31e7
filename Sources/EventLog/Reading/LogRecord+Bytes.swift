extension LogRecord {
    /// What readers are given of a record in a segment.
    @inline(__always)
    init(_ header: RecordHeader, _ bytes: UnsafeRawBufferPointer) {
        self.init(
            sequence: header.sequence, time: header.time, type: header.type,
            endsBatch: header.flags.contains(.endsBatch),
            payload: UnsafeRawBufferPointer(rebasing: bytes[RecordHeader.size...].prefix(header.payloadBytes)))
        if header.flags.isSubset(of: .appended) { return }
        if header.flags.contains(.lost) {
            state = .lost
            payload = UnsafeRawBufferPointer(start: nil, count: 0)
        } else if let redacted = RedactedPayload(payload) {
            state = .redacted
            payload = redacted.replacement
        }
    }
}
