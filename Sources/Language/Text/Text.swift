/// An article's text as UTF-8 bytes, with offsets that can be told in code points.
///
/// All work on text runs on byte offsets into ``utf8``; code points are what leaves the house (see `TextSpan`).
public struct Text: Sendable {
    /// The text's bytes: valid UTF-8.
    public let utf8: [UInt8]

    /// The number of code points before each multiple of ``stride`` bytes.
    private let checkpoints: [UInt32]

    private static let stride = 128

    /// Creates a text from a string. O(*n*).
    public init(_ string: String) {
        var string = string
        utf8 = string.withUTF8 { Array($0) }
        var checkpoints: [UInt32] = []
        checkpoints.reserveCapacity(utf8.count / Self.stride + 1)
        var codePoints: UInt32 = 0
        utf8.withUnsafeBufferPointer { bytes in
            for index in bytes.indices {
                if index % Self.stride == 0 { checkpoints.append(codePoints) }
                if Self.startsCodePoint(bytes[index]) { codePoints += 1 }
            }
        }
        self.checkpoints = checkpoints
    }

    /// The number of code points before a byte offset. O(1): at most ``stride`` bytes are looked at.
    public func codePoints(before byte: Int) -> Int {
        precondition(byte >= 0 && byte <= utf8.count, "byte offset \(byte) outside a text of \(utf8.count) bytes")
        if utf8.isEmpty { return 0 }
        let checkpoint = min(byte / Self.stride, checkpoints.count - 1)
        var count = Int(checkpoints[checkpoint])
        for index in (checkpoint * Self.stride)..<byte where Self.startsCodePoint(utf8[index]) { count += 1 }
        return count
    }

    /// The byte offset that lies some code points after another, or before it for a negative number; at the latest the
    /// text's end or start. O(*count*).
    public func offset(_ count: Int, from byte: Int) -> Int {
        var offset = byte
        for _ in 0..<abs(count) {
            guard count > 0 ? offset < utf8.count : offset > 0 else { break }
            repeat {
                offset += count.signum()
            } while offset > 0 && offset < utf8.count
                && !Self.startsCodePoint(utf8[offset])
        }
        return offset
    }

    /// A range of bytes as code points, the way `TextSpan` counts.
    public func codePoints(_ bytes: Range<Int>) -> Range<Int> {
        codePoints(before: bytes.lowerBound)..<codePoints(before: bytes.upperBound)
    }

    /// The words in a range of bytes.
    public subscript(bytes: Range<Int>) -> String {
        String(decoding: utf8[bytes], as: UTF8.self)
    }

    private static func startsCodePoint(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }
}
