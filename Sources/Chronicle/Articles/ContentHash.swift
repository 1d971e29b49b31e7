import Crypto

extension Article {
    /// SHA-256 of title, a zero byte, and body: the same text has the same hash.
    public var contentHash: [UInt8] {
        var hash = SHA256()
        for part in [title, "\0", body] {
            var part = part
            part.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        }
        return Array(hash.finalize())
    }

    /// The text that events count their offsets in: title, an empty line, body.
    public var text: String {
        if title.isEmpty { return body }
        if body.isEmpty { return title }
        return title + "\n\n" + body
    }

    /// The local time of publication; nil where the sender gave none.
    public var publishedCivilTime: CivilTime? {
        hasPublished ? Instant(published).civilTime(offsetMinutes: Int(publishedOffsetMinutes)) : nil
    }

    /// The id of an article whose sender gave none: `sha256-` and the content hash in hexadecimal.
    public static func identifier(contentHash: [UInt8]) -> String { "sha256-" + contentHash.hexadecimal }

    /// The id of such an article where another source's article with the same text has that id already: `sha256-` and the
    /// SHA-256 of the content hash and the source.
    public static func identifier(contentHash: [UInt8], source: String) -> String {
        var hash = SHA256()
        hash.update(data: contentHash)
        hash.update(data: Array(source.utf8))
        return identifier(contentHash: Array(hash.finalize()))
    }
}

extension Sequence<UInt8> {
    /// Two lower-case hexadecimal digits for each byte.
    public var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in self {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
