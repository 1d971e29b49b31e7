/// Code points as the tokenizer sees them: decoding, letter case, scripts, white space.
///
/// ASCII and Cyrillic are decided by arithmetic; everything else asks the Unicode properties.
enum Letters {
    /// Decodes the code point at `index`; the bytes are valid UTF-8.
    @inline(__always)
    static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (scalar: UInt32, length: Int) {
        let first = UInt32(bytes[index])
        if first < 0x80 { return (first, 1) }
        if first < 0xE0 { return ((first & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F), 2) }
        let second = UInt32(bytes[index + 1] & 0x3F)
        let third = UInt32(bytes[index + 2] & 0x3F)
        if first < 0xF0 { return ((first & 0x0F) << 12 | second << 6 | third, 3) }
        return ((first & 0x07) << 18 | second << 12 | third << 6 | UInt32(bytes[index + 3] & 0x3F), 4)
    }

    /// The index of the first byte of the code point that ends before `index`.
    @inline(__always)
    static func start(before index: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var start = index - 1
        while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return start
    }

    /// Appends a code point as UTF-8.
    @inline(__always)
    static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
        switch scalar {
        case ..<0x80:
            bytes.append(UInt8(scalar))
        case ..<0x800:
            bytes.append(UInt8(0xC0 | scalar >> 6))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        case ..<0x10000:
            bytes.append(UInt8(0xE0 | scalar >> 12))
            bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        default:
            bytes.append(UInt8(0xF0 | scalar >> 18))
            bytes.append(UInt8(0x80 | scalar >> 12 & 0x3F))
            bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        }
    }

    @inline(__always)
    static func isDigit(_ scalar: UInt32) -> Bool { scalar >= 0x30 && scalar <= 0x39 }

    @inline(__always)
    static func isCyrillic(_ scalar: UInt32) -> Bool {
        (scalar >= 0x400 && scalar <= 0x481) || (scalar >= 0x48A && scalar <= 0x52F)
    }

    @inline(__always)
    static func isLatin(_ scalar: UInt32) -> Bool {
        let folded = scalar | 0x20
        if folded >= 0x61 && folded <= 0x7A { return true }
        return scalar >= 0xC0 && scalar <= 0x24F && scalar != 0xD7 && scalar != 0xF7
    }

    /// A letter of any script.
    @inline(__always)
    static func isLetter(_ scalar: UInt32) -> Bool {
        if isCyrillic(scalar) || isLatin(scalar) { return true }
        if scalar < 0xAA || (scalar >= 0x2000 && scalar <= 0x2BFF) { return false }
        return Unicode.Scalar(scalar)?.properties.isAlphabetic ?? false
    }

    /// A mark that belongs to the letter before it, or an invisible character inside a word.
    @inline(__always)
    static func isMark(_ scalar: UInt32) -> Bool {
        if scalar < 0xAD { return false }
        return (scalar >= 0x300 && scalar <= 0x36F) || scalar == 0xAD || (scalar >= 0x200B && scalar <= 0x200D)
            || (scalar >= 0x483 && scalar <= 0x489) || scalar == 0x2060 || scalar == 0xFEFF
            || (scalar >= 0xFE00 && scalar <= 0xFE0F)
    }

    /// White space within a line.
    @inline(__always)
    static func isSpace(_ scalar: UInt32) -> Bool {
        if scalar == 0x20 || scalar == 0xA0 || scalar == 0x09 { return true }
        if scalar < 0x20 { return !isNewline(scalar) }
        return scalar == 0x7F || scalar == 0x1680 || (scalar >= 0x2000 && scalar <= 0x200A) || scalar == 0x202F
            || scalar == 0x205F || scalar == 0x3000
    }

    @inline(__always)
    static func isNewline(_ scalar: UInt32) -> Bool {
        scalar == 0x0A || scalar == 0x0D || scalar == 0x0B || scalar == 0x0C || scalar == 0x85
            || scalar == 0x2028 || scalar == 0x2029
    }

    @inline(__always)
    static func isUpper(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 { return scalar >= 0x41 && scalar <= 0x5A }
        if scalar >= 0x400 && scalar <= 0x42F { return true }
        if scalar >= 0x430 && scalar <= 0x45F { return false }
        return Unicode.Scalar(scalar)?.properties.isUppercase ?? false
    }

    /// The lower-case letter; the letter itself where lower case is longer than one code point.
    @inline(__always)
    static func lower(_ scalar: UInt32) -> UInt32 {
        if scalar < 0x80 { return scalar >= 0x41 && scalar <= 0x5A ? scalar + 0x20 : scalar }
        if scalar >= 0x410 && scalar <= 0x42F { return scalar + 0x20 }
        if scalar >= 0x430 && scalar <= 0x45F { return scalar }
        if scalar >= 0x400 && scalar <= 0x40F { return scalar + 0x50 }
        if scalar >= 0xC0 && scalar <= 0xDE && scalar != 0xD7 { return scalar + 0x20 }
        guard let mapping = Unicode.Scalar(scalar)?.properties.lowercaseMapping.unicodeScalars, mapping.count == 1
        else {
            return scalar
        }
        return mapping.first?.value ?? scalar
    }

    /// The Cyrillic letter that a Latin one looks like, upper and lower case apart.
    static func cyrillicLookalike(_ scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0x61: 0x430  // a
        case 0x63: 0x441  // c
        case 0x65: 0x435  // e
        case 0x6F: 0x43E  // o
        case 0x70: 0x440  // p
        case 0x78: 0x445  // x
        case 0x79: 0x443  // y
        case 0x41: 0x410  // A
        case 0x42: 0x412  // B
        case 0x43: 0x421  // C
        case 0x45: 0x415  // E
        case 0x48: 0x41D  // H
        case 0x4B: 0x41A  // K
        case 0x4D: 0x41C  // M
        case 0x4F: 0x41E  // O
        case 0x50: 0x420  // P
        case 0x54: 0x422  // T
        case 0x58: 0x425  // X
        case 0x59: 0x423  // Y
        default: nil
        }
    }

    /// The Latin letter that a Cyrillic one looks like.
    static func latinLookalike(_ scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0x430: 0x61
        case 0x441: 0x63
        case 0x435: 0x65
        case 0x43E: 0x6F
        case 0x440: 0x70
        case 0x445: 0x78
        case 0x443: 0x79
        case 0x456: 0x69
        case 0x410: 0x41
        case 0x412: 0x42
        case 0x421: 0x43
        case 0x415: 0x45
        case 0x41D: 0x48
        case 0x41A: 0x4B
        case 0x41C: 0x4D
        case 0x41E: 0x4F
        case 0x420: 0x50
        case 0x422: 0x54
        case 0x425: 0x58
        case 0x423: 0x59
        case 0x406: 0x49
        default: nil
        }
    }
}
