/// The header frame of a published event: 32 bytes, integers big-endian.
///
/// | bytes | are |
/// | --- | --- |
/// | 0 to 15 | identifier of the log: another one means another chronicle |
/// | 16 to 23 | sequence of the event; of a `tip` message, the last sequence of the log |
/// | 24 to 31 | sequence of the previous event on this topic, 0 for the first: tells a filtered subscriber of a gap |
public struct EventHeader: Hashable, Sendable {
    /// Length of the frame in bytes.
    public static let byteCount = 32

    /// The log's 16 bytes.
    public var log: [UInt8]
    /// The event's sequence.
    public var sequence: UInt64
    /// The sequence of the previous event on this topic; 0 for the first.
    public var previous: UInt64

    /// A header.
    public init(log: [UInt8], sequence: UInt64, previous: UInt64) {
        self.log = log
        self.sequence = sequence
        self.previous = previous
    }

    /// Reads a header; nil unless there are ``byteCount`` bytes.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        let bytes = Array(bytes)
        log = Array(bytes[0..<16])
        sequence = bytes[16..<24].reduce(0) { $0 << 8 | UInt64($1) }
        previous = bytes[24..<32].reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The frame.
    public var bytes: [UInt8] {
        var bytes = log
        for value in [sequence, previous] {
            for shift in stride(from: 56, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: value >> shift))
            }
        }
        return bytes
    }
}
