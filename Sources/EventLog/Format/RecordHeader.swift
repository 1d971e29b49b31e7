/// The 32 bytes before each payload.
struct RecordHeader {
    static let size = 32
    /// Records begin at multiples of this; the gap after a payload is zeros.
    static let alignment = 8

    /// What a record's flags say.
    struct Flags: OptionSet, Hashable {
        var rawValue: UInt16
        /// The last record of its batch.
        static let endsBatch = Flags(rawValue: 1)
        /// Everything before this record had been synced when it was written.
        static let afterSync = Flags(rawValue: 2)
        /// The payload was removed on purpose; its place holds a ``RedactedPayload``.
        static let redacted = Flags(rawValue: 4)
        /// `letopis log repair` put this record where one stood that cannot be read any more.
        static let lost = Flags(rawValue: 8)
        /// The flags of a record as it was appended.
        static let appended: Flags = [.endsBatch, .afterSync]
        static let known: Flags = [.endsBatch, .afterSync, .redacted, .lost]
    }

    var payloadBytes: Int
    var sequence: UInt64
    var time: Int64
    var type: UInt16
    var flags: Flags
    /// The record's place in its batch, from 0.
    var batchIndex: UInt32

    /// The length of a record with a payload of so many bytes.
    @inline(__always)
    static func recordBytes(payloadBytes: Int) -> Int {
        size + (payloadBytes + alignment - 1) & ~(alignment - 1)
    }

    /// The length of this record.
    @inline(__always)
    var recordBytes: Int { Self.recordBytes(payloadBytes: payloadBytes) }

    /// Reads the fields without judging them.
    @inline(__always)
    init(at bytes: UnsafeRawPointer) {
        payloadBytes = Int(bytes.number(4, as: UInt32.self))
        sequence = bytes.number(8)
        time = bytes.number(16)
        type = bytes.number(24)
        flags = Flags(rawValue: bytes.number(26))
        batchIndex = bytes.number(28)
    }

    init(payloadBytes: Int, sequence: UInt64, time: Int64, type: UInt16, flags: Flags, batchIndex: UInt32) {
        self.payloadBytes = payloadBytes
        self.sequence = sequence
        self.time = time
        self.type = type
        self.flags = flags
        self.batchIndex = batchIndex
    }

    /// The payload's place in the whole record at this place.
    @inline(__always)
    func payload(at bytes: UnsafeRawPointer) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: bytes + Self.size, count: payloadBytes)
    }

    /// Writes the whole record: header, payload, padding, then the checksum over everything after itself.
    @inline(__always)
    func store(payload: UnsafeRawBufferPointer, to bytes: UnsafeMutableRawPointer, seed: UInt32) {
        bytes.store(number: UInt32(payloadBytes), at: 4)
        bytes.store(number: sequence, at: 8)
        bytes.store(number: time, at: 16)
        bytes.store(number: type, at: 24)
        bytes.store(number: flags.rawValue, at: 26)
        bytes.store(number: batchIndex, at: 28)
        if let base = payload.baseAddress {
            (bytes + Self.size).copyMemory(from: base, byteCount: payloadBytes)
        }
        let total = recordBytes
        for offset in Self.size + payloadBytes..<total { bytes.storeBytes(of: 0, toByteOffset: offset, as: UInt8.self) }
        bytes.store(number: Self.checksum(of: UnsafeRawPointer(bytes), recordBytes: total, seed: seed), at: 0)
    }

    /// Whether the whole record at this place carries its right checksum.
    @inline(__always)
    static func checksumHolds(at bytes: UnsafeRawPointer, recordBytes: Int, seed: UInt32) -> Bool {
        bytes.number(0, as: UInt32.self) == checksum(of: bytes, recordBytes: recordBytes, seed: seed)
    }

    @inline(__always)
    private static func checksum(of bytes: UnsafeRawPointer, recordBytes: Int, seed: UInt32) -> UInt32 {
        crc32c(UnsafeRawBufferPointer(start: bytes + 4, count: recordBytes - 4), from: seed)
    }
}
