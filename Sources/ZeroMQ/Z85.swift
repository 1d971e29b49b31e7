// Z85: bytes in printable characters that need no escaping, four bytes in five characters (ZeroMQ RFC 32).

import CZeroMQ

/// ZeroMQ's printable form of binary keys.
public enum Z85 {
    /// The text of these bytes, or nil where their number does not divide by four.
    public static func encode(_ bytes: [UInt8]) -> String? {
        guard bytes.count.isMultiple(of: 4) else { return nil }
        guard !bytes.isEmpty else { return "" }
        var characters = [CChar](repeating: 0, count: bytes.count / 4 * 5 + 1)
        guard zmq_z85_encode(&characters, bytes, bytes.count) != nil else { return nil }
        return String(decoding: characters.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// The bytes of this text, or nil where it is not Z85.
    public static func decode(_ text: String) -> [UInt8]? {
        let count = text.utf8.count
        guard count.isMultiple(of: 5) else { return nil }
        guard count > 0 else { return [] }
        var bytes = [UInt8](repeating: 0, count: count / 5 * 4)
        guard zmq_z85_decode(&bytes, text) != nil else { return nil }
        return bytes
    }
}
