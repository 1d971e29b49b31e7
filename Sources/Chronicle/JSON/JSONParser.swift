/// Reads one JSON text (RFC 8259), strictly, and says in one sentence what is wrong with a bad one.
///
/// The work is linear in the input; nesting is limited to ``depthMax``, so that no message can exhaust the stack.
public struct JSONParser {
    /// The deepest nesting of arrays and objects that is read.
    public static let depthMax = 64

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    /// Reads a whole JSON text.
    ///
    /// - Throws: ``JSONError`` with the byte offset of what is wrong.
    public static func parse(_ bytes: some Sequence<UInt8>) throws(JSONError) -> JSONValue {
        if let outcome = bytes.withContiguousStorageIfAvailable(parse) { return try outcome.get() }
        return try Array(bytes).withUnsafeBufferPointer(parse).get()
    }

    private static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<JSONValue, JSONError> {
        var parser = JSONParser(bytes: bytes)
        do throws(JSONError) {
            return .success(try parser.parseText())
        } catch {
            return .failure(error)
        }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private mutating func parseText() throws(JSONError) -> JSONValue {
        skipByteOrderMark()
        skipWhitespace()
        if position == bytes.count { throw error("the message is empty") }
        let value = try parseValue(depth: 0)
        skipWhitespace()
        if position < bytes.count { throw error("there is more after the end of the JSON value") }
        return value
    }

    private mutating func parseValue(depth: Int) throws(JSONError) -> JSONValue {
        guard position < bytes.count else { throw error("the text ends where a value should stand") }
        switch bytes[position] {
        case UInt8(ascii: "{"): return try parseObject(depth: depth + 1)
        case UInt8(ascii: "["): return try parseArray(depth: depth + 1)
        case UInt8(ascii: "\""): return .string(try parseString())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try parseNumber())
        case UInt8(ascii: "t"): return try parseWord("true", .bool(true))
        case UInt8(ascii: "f"): return try parseWord("false", .bool(false))
        case UInt8(ascii: "n"): return try parseWord("null", .null)
        default: throw error("no JSON value starts with \(describe(bytes[position]))")
        }
    }

    // MARK: Objects and arrays

    private mutating func parseObject(depth: Int) throws(JSONError) -> JSONValue {
        try checkDepth(depth)
        position += 1
        var object = JSONObject()
        skipWhitespace()
        if take(UInt8(ascii: "}")) { return .object(object) }
        while true {
            skipWhitespace()
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
                throw error("a member's name in quotation marks is missing")
            }
            let name = try parseString()
            skipWhitespace()
            guard take(UInt8(ascii: ":")) else { throw error("a colon is missing after the name “\(name.prefix(40))”") }
            skipWhitespace()
            object.append(name, try parseValue(depth: depth))
            skipWhitespace()
            if take(UInt8(ascii: "}")) { return .object(object) }
            guard take(UInt8(ascii: ",")) else { throw error("an object is not closed, or a comma is missing in it") }
        }
    }

    private mutating func parseArray(depth: Int) throws(JSONError) -> JSONValue {
        try checkDepth(depth)
        position += 1
        var values: [JSONValue] = []
        skipWhitespace()
        if take(UInt8(ascii: "]")) { return .array(values) }
        while true {
            skipWhitespace()
            values.append(try parseValue(depth: depth))
            skipWhitespace()
            if take(UInt8(ascii: "]")) { return .array(values) }
            guard take(UInt8(ascii: ",")) else { throw error("an array is not closed, or a comma is missing in it") }
        }
    }

    private func checkDepth(_ depth: Int) throws(JSONError) {
        if depth > Self.depthMax { throw error("it is nested deeper than \(Self.depthMax) levels") }
    }

    // MARK: Strings

    private mutating func parseString() throws(JSONError) -> String {
        position += 1
        let start = position
        skipPlainBytes()
        guard position < bytes.count else { throw error("a string is not closed") }
        guard bytes[position] == UInt8(ascii: "\"") else { return try parseEscapedString(from: start) }
        let string = try decode(start..<position)
        position += 1
        return string
    }

    /// Moves on to the next byte that is not simply itself in a string: a quotation mark, a backslash, or a control character.
    private mutating func skipPlainBytes() {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        // Eight bytes at a time. A word is passed over where none of its bytes is zero after subtraction of one of the three;
        // what this takes for special and is not, the loop below passes over.
        while position + 8 <= bytes.count {
            let word = UnsafeRawPointer(bytes.baseAddress! + position).loadUnaligned(as: UInt64.self)
            let quote = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
            let backslash = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
            let special =
                ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash) | ((word &- (ones &* 0x20)) & ~word)
            if special & highs != 0 { break }
            position += 8
        }
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), 0..<0x20: return
            default: position += 1
            }
        }
    }

    private mutating func parseEscapedString(from start: Int) throws(JSONError) -> String {
        var unescaped = Array(bytes[start..<position])
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                guard let string = String(validating: unescaped, as: UTF8.self) else { throw notUTF8(at: start) }
                return string
            case UInt8(ascii: "\\"):
                position += 1
                try parseEscape(into: &unescaped)
            case 0..<0x20:
                throw error("a string holds a control character that is not escaped")
            default:
                let plain = position
                skipPlainBytes()
                unescaped.append(contentsOf: bytes[plain..<position])
            }
        }
        throw error("a string is not closed")
    }

    private mutating func parseEscape(into unescaped: inout [UInt8]) throws(JSONError) {
        guard position < bytes.count else { throw error("a string is not closed") }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): unescaped.append(byte)
        case UInt8(ascii: "b"): unescaped.append(0x08)
        case UInt8(ascii: "f"): unescaped.append(0x0C)
        case UInt8(ascii: "n"): unescaped.append(0x0A)
        case UInt8(ascii: "r"): unescaped.append(0x0D)
        case UInt8(ascii: "t"): unescaped.append(0x09)
        case UInt8(ascii: "u"): unescaped.append(contentsOf: try parseUnicodeEscape().utf8)
        default: throw error("\\\(describe(byte)) is no escape of JSON")
        }
    }

    /// `\u` and four hexadecimal digits, or a pair of those for a code point beyond U+FFFF; a lone surrogate becomes U+FFFD.
    private mutating func parseUnicodeEscape() throws(JSONError) -> Unicode.Scalar {
        let first = try parseHexadecimal()
        guard UTF16.isLeadSurrogate(first) else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
        guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
        else { return "\u{FFFD}" }
        let beforeSecond = position
        position += 2
        let second = try parseHexadecimal()
        guard UTF16.isTrailSurrogate(second) else {
            position = beforeSecond
            return "\u{FFFD}"
        }
        let scalar = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
        return Unicode.Scalar(scalar) ?? "\u{FFFD}"
    }

    private mutating func parseHexadecimal() throws(JSONError) -> UInt16 {
        guard position + 4 <= bytes.count else { throw error("a \\u escape needs four hexadecimal digits") }
        var value: UInt16 = 0
        for byte in bytes[position..<position + 4] {
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: throw error("a \\u escape needs four hexadecimal digits")
            }
            value = value << 4 | UInt16(digit)
        }
        position += 4
        return value
    }

    private func decode(_ range: Range<Int>) throws(JSONError) -> String {
        guard let string = String(validating: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self) else {
            throw notUTF8(at: range.lowerBound)
        }
        return string
    }

    // MARK: Numbers and words

    private mutating func parseNumber() throws(JSONError) -> String {
        let start = position
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")), !takeDigits() { throw error("a number has no digits") }
        if take(UInt8(ascii: ".")), !takeDigits() { throw error("a number ends with its decimal point") }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            if !takeDigits() { throw error("a number has no digits in its exponent") }
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func takeDigits() -> Bool {
        let start = position
        while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) {
            position += 1
        }
        return position > start
    }

    private mutating func parseWord(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        let matches = word.withUTF8Buffer { expected in
            position + expected.count <= bytes.count
                && bytes[position..<position + expected.count].elementsEqual(expected)
        }
        guard matches else { throw error("no JSON value starts with \(describe(bytes[position]))") }
        position += word.utf8CodeUnitCount
        return value
    }

    // MARK: Bytes

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipWhitespace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    private mutating func skipByteOrderMark() {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
    }

    private func describe(_ byte: UInt8) -> String {
        (0x21...0x7E).contains(byte)
            ? "“\(Character(Unicode.Scalar(byte)))”" : "the byte 0x" + String(byte, radix: 16, uppercase: true)
    }

    private func error(_ problem: String) -> JSONError { JSONError(offset: position, problem: problem) }

    private func notUTF8(at offset: Int) -> JSONError {
        JSONError(offset: offset, problem: "a string is not UTF-8")
    }
}

/// What is wrong with a JSON text.
public struct JSONError: Error, Hashable, CustomStringConvertible {
    /// Where, in bytes from the start.
    public let offset: Int
    /// What, as a clause without a full stop.
    public let problem: String

    /// One sentence without a full stop.
    public var description: String { "\(problem) (at byte \(offset))" }
}
