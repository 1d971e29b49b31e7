import CEventLog
import Crypto

// Little-endian numbers in raw bytes, CRC-32C and SHA-256: the ground of the format.

/// CRC-32C of bytes, continued from another.
func crc32c(_ bytes: UnsafeRawBufferPointer, from crc: UInt32 = 0) -> UInt32 {
    letopis_crc32c(crc, bytes.baseAddress, bytes.count)
}

/// SHA-256 of bytes: 32 bytes.
func sha256(_ bytes: [UInt8]) -> [UInt8] {
    Array(SHA256.hash(data: bytes))
}

extension UnsafeRawPointer {
    /// The little-endian number at an offset, aligned or not.
    @inline(__always)
    func number<Number: FixedWidthInteger & BitwiseCopyable>(_ offset: Int, as type: Number.Type = Number.self)
        -> Number
    {
        Number(littleEndian: loadUnaligned(fromByteOffset: offset, as: Number.self))
    }
}

extension UnsafeMutableRawPointer {
    /// Stores a number at an offset, little-endian, aligned or not.
    @inline(__always)
    func store<Number: FixedWidthInteger & BitwiseCopyable>(number: Number, at offset: Int) {
        storeBytes(of: number.littleEndian, toByteOffset: offset, as: Number.self)
    }
}

/// Writes the fields of a fixed block one after the other.
struct BlockEncoder {
    private(set) var bytes: [UInt8] = []

    mutating func put(_ magic: StaticString) {
        magic.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func put<Number: FixedWidthInteger>(_ number: Number) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func put(_ more: [UInt8]) {
        bytes.append(contentsOf: more)
    }

    /// Closes the block with the CRC-32C of everything in it.
    mutating func putChecksum() {
        put(bytes.withUnsafeBytes { crc32c($0) })
    }
}

/// Reads the fields of a fixed block that ends with its CRC-32C.
struct BlockDecoder {
    private let bytes: [UInt8]
    private var offset = 0

    /// Nil unless the bytes are of the size, begin with the magic and end with their checksum.
    init?(_ bytes: [UInt8], size: Int, magic: StaticString) {
        guard bytes.count == size, bytes.starts(with: magic.bytes),
            bytes.withUnsafeBytes({ block in
                crc32c(UnsafeRawBufferPointer(rebasing: block.dropLast(4)))
                    == block.baseAddress!.number(size - 4, as: UInt32.self)
            })
        else { return nil }
        self.bytes = bytes
        offset = magic.utf8CodeUnitCount
    }

    mutating func number<Number: FixedWidthInteger & BitwiseCopyable>(_ type: Number.Type = Number.self) -> Number {
        defer { offset += MemoryLayout<Number>.size }
        return bytes.withUnsafeBytes { $0.baseAddress!.number(offset) }
    }

    mutating func bytes(_ count: Int) -> [UInt8] {
        defer { offset += count }
        return Array(bytes[offset..<offset + count])
    }
}

extension StaticString {
    /// The string's UTF-8 bytes.
    var bytes: [UInt8] { withUTF8Buffer { Array($0) } }
}
