import Crypto

/// The running hash of a segment: SHA-256 over its header and the digests of its records.
///
/// Over digests, so that a redacted record, which carries the digest of its original bytes, keeps its place: the hash of the
/// segment and all that is built on it stay what they were, and what was not redacted stays provable.
struct SegmentHash: Sendable {
    private var running = SHA256()

    /// The hash of nothing.
    init() {}

    /// The hash of a segment without records.
    init(_ header: SegmentHeader) {
        running.update(data: header.canonical)
    }

    /// Takes in a record.
    @inline(__always)
    mutating func update(record: UnsafeRawBufferPointer, flags: RecordHeader.Flags) {
        if flags.contains(.redacted), let base = record.baseAddress,
            let redacted = RedactedPayload(RecordHeader(at: base).payload(at: base))
        {
            running.update(bufferPointer: redacted.digest)
        } else {
            var digest = SHA256()
            digest.update(bufferPointer: record)
            digest.finalize().withUnsafeBytes { running.update(bufferPointer: $0) }
        }
    }

    /// Takes in whole and valid records that stand one behind the other.
    mutating func update(records: UnsafeRawBufferPointer) {
        var rest = records
        while let base = rest.baseAddress, !rest.isEmpty {
            let header = RecordHeader(at: base)
            update(record: UnsafeRawBufferPointer(rebasing: rest[..<header.recordBytes]), flags: header.flags)
            rest = UnsafeRawBufferPointer(rebasing: rest[header.recordBytes...])
        }
    }

    /// The hash of everything so far: 32 bytes.
    var value: [UInt8] { Array(running.finalize()) }
}
