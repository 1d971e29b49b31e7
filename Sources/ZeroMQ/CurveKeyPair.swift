// CURVE keys: how the two ends of an encrypted connection know each other.

import CZeroMQ

/// A pair of CURVE keys, each 32 bytes written in 40 characters of Z85.
public struct CurveKeyPair: Hashable, Sendable {
    /// The key to give to the other side.
    public let publicKey: String
    /// The key to keep.
    public let secretKey: String

    /// Characters in a key.
    public static let keyCharacterCount = 40
    /// Bytes in a key.
    static let keyByteCount = 32

    /// A new random pair.
    /// - Throws: ``ZeroMQError`` with `ENOTSUP` where libzmq was built without CURVE.
    public static func generate() throws -> CurveKeyPair {
        let capacity = keyCharacterCount + 1
        var publicKey = [CChar](repeating: 0, count: capacity)
        var secretKey = [CChar](repeating: 0, count: capacity)
        guard zmq_curve_keypair(&publicKey, &secretKey) == 0 else { throw ZeroMQError.last(.generateKeys) }
        return CurveKeyPair(publicKey: text(publicKey), secretKey: text(secretKey))
    }

    /// The pair that belongs to a secret key.
    /// - Throws: ``ZeroMQError`` with `EINVAL` where the secret is not 40 characters of Z85.
    public init(secretKey: String) throws {
        var publicKey = [CChar](repeating: 0, count: Self.keyCharacterCount + 1)
        guard secretKey.utf8.count == Self.keyCharacterCount else {
            throw ZeroMQError(
                errno: EINVAL, operation: .generateKeys, detail: "from a secret that is not 40 characters")
        }
        guard zmq_curve_public(&publicKey, secretKey) == 0 else { throw ZeroMQError.last(.generateKeys) }
        self.init(publicKey: Self.text(publicKey), secretKey: secretKey)
    }

    /// Whether a text is written as a key: 40 characters of Z85.
    public static func isKey(_ text: String) -> Bool {
        text.utf8.count == keyCharacterCount && Z85.decode(text)?.count == keyByteCount
    }

    private init(publicKey: String, secretKey: String) {
        self.publicKey = publicKey
        self.secretKey = secretKey
    }

    private static func text(_ characters: [CChar]) -> String {
        String(decoding: characters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

extension CurveKeyPair: CustomStringConvertible {
    /// The public key; the secret never reaches a log by accident.
    public var description: String { "CurveKeyPair(\(publicKey))" }
}
