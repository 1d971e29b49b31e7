/// Reduces HTML to text: tags go, entities become what they stand for, block elements become paragraph breaks.
///
/// Reads any bytes in one pass, O(*n*): markup that is never closed ends with the text.
public struct HTMLReducer {
    /// The text of an HTML fragment or page: paragraphs separated by an empty line, white space folded.
    public static func text(of html: String) -> String {
        var html = html
        let bytes = html.withUTF8 { buffer in
            var reducer = HTMLReducer(bytes: buffer)
            return reducer.run()
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0
    private var result: [UInt8] = []
    private var pending = Gap.none

    private enum Gap: Int, Comparable {
        case none, space, line, paragraph

        static func < (a: Gap, b: Gap) -> Bool { a.rawValue < b.rawValue }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        result.reserveCapacity(bytes.count)
    }

    private mutating func run() -> [UInt8] {
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x3C, opensMarkup(index + 1) {
                markup()
            } else if byte == 0x26 {
                entity()
            } else if byte <= 0x20 {
                widen(.space)
                index += 1
            } else {
                append(byte)
                index += 1
            }
        }
        return result
    }

    // MARK: Text

    private mutating func widen(_ gap: Gap) { pending = max(pending, gap) }

    private mutating func append(_ byte: UInt8) {
        if pending != .none {
            if !result.isEmpty {
                switch pending {
                case .none: break
                case .space: result.append(0x20)
                case .line: result.append(0x0A)
                case .paragraph: result.append(contentsOf: [0x0A, 0x0A])
                }
            }
            pending = .none
        }
        result.append(byte)
    }

    // MARK: Markup

    /// „a < b“ is text.
    private func opensMarkup(_ next: Int) -> Bool {
        guard next < bytes.count else { return false }
        let byte = bytes[next] | 0x20
        return (byte >= 0x61 && byte <= 0x7A) || bytes[next] == 0x2F || bytes[next] == 0x21 || bytes[next] == 0x3F
    }

    private mutating func markup() {
        if starts("<!--", at: index) {
            index = end(of: "-->", from: index + 4)
            return
        }
        if starts("<![cdata[", at: index) {
            index += 9
            return
        }
        index += 1
        let closes = index < bytes.count && bytes[index] == 0x2F
        if closes { index += 1 }
        let start = index
        while index < bytes.count, Self.isNameByte(bytes[index]) { index += 1 }
        let name = Self.key(bytes[start..<index])
        skipAttributes()
        if Self.paragraphs.contains(name) {
            widen(.paragraph)
        } else if Self.lines.contains(name) {
            widen(.line)
        } else if Self.cells.contains(name) {
            widen(.space)
        }
        if !closes, let raw = Self.hidden[name] { index = end(of: raw, from: index) }
    }

    /// To the end of the tag; `>` in a quoted value does not end it.
    private mutating func skipAttributes() {
        var quote: UInt8 = 0
        let start = index
        while index < bytes.count {
            let byte = bytes[index]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == 0x3E {
                index += 1
                return
            } else if byte == 0x22 || byte == 0x27, index > start, bytes[index - 1] == 0x3D {
                quote = byte
            }
            index += 1
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return (lower >= 0x61 && lower <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte == 0x2D || byte == 0x3A
    }

    private static func key(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> FormKey {
        FormKey(utf8: name.lazy.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 })
    }

    private func starts(_ prefix: StaticString, at start: Int) -> Bool {
        guard start + prefix.utf8CodeUnitCount <= bytes.count else { return false }
        for offset in 0..<prefix.utf8CodeUnitCount {
            let byte = bytes[start + offset]
            let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
            if lower != prefix.utf8Start[offset] { return false }
        }
        return true
    }

    /// The index behind the next `marker`, which closes with `>`; the text's end where there is none.
    private func end(of marker: StaticString, from start: Int) -> Int {
        var position = min(start, bytes.count)
        while position < bytes.count {
            if bytes[position] == marker.utf8Start[0], starts(marker, at: position) {
                while position < bytes.count, bytes[position] != 0x3E { position += 1 }
                return min(position + 1, bytes.count)
            }
            position += 1
        }
        return bytes.count
    }

    private static func keys(_ names: String) -> Set<FormKey> {
        Set(names.split(separator: " ").map { FormKey(String($0)) })
    }

    private static let paragraphs = keys(
        "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
            + "footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol option p pre section summary table tbody tfoot "
            + "thead title tr ul")
    private static let lines = keys("br")
    private static let cells = keys("td th")
    /// Elements whose content nobody reads, with the tag that ends them.
    private static let hidden: [FormKey: StaticString] = [
        FormKey("script"): "</script", FormKey("style"): "</style", FormKey("head"): "</head",
        FormKey("noscript"): "</noscript", FormKey("template"): "</template", FormKey("svg"): "</svg",
        FormKey("iframe"): "</iframe", FormKey("textarea"): "</textarea", FormKey("select"): "</select",
    ]

    // MARK: Entities

    /// Longest name of an entity, in bytes.
    private static let entityBytesMax = 10

    private mutating func entity() {
        let start = index + 1
        var end = start
        while end < bytes.count, end - start <= Self.entityBytesMax,
            Self.isNameByte(bytes[end]) || (end == start && bytes[end] == 0x23)
        {
            end += 1
        }
        guard end > start, end < bytes.count, bytes[end] == 0x3B, let scalar = scalar(bytes[start..<end]) else {
            append(0x26)
            index += 1
            return
        }
        index = end + 1
        if Letters.isNewline(scalar) || scalar == 0x20 || scalar == 0xA0 {
            widen(.space)
        } else {
            var encoded: [UInt8] = []
            Letters.append(scalar, to: &encoded)
            for byte in encoded { append(byte) }
        }
    }

    private func scalar(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> UInt32? {
        guard name.first == 0x23 else { return Self.entities[FormKey(utf8: name)] }
        var digits = name.dropFirst()
        var radix: UInt32 = 10
        if let first = digits.first, first | 0x20 == 0x78 {
            radix = 16
            digits = digits.dropFirst()
        }
        var value: UInt32 = 0
        for byte in digits {
            guard let digit = Self.digit(byte), digit < radix, value <= 0x10FFFF else { return nil }
            value = value * radix + digit
        }
        guard !digits.isEmpty, value > 0, Unicode.Scalar(value) != nil else { return nil }
        return value
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte - 0x30)
        case 0x41...0x46, 0x61...0x66: UInt32((byte | 0x20) - 0x61 + 10)
        default: nil
        }
    }

    private static let entities: [FormKey: UInt32] = [
        FormKey("amp"): 0x26, FormKey("lt"): 0x3C, FormKey("gt"): 0x3E, FormKey("quot"): 0x22, FormKey("apos"): 0x27,
        FormKey("nbsp"): 0xA0, FormKey("bdquo"): 0x201E, FormKey("ldquo"): 0x201C, FormKey("rdquo"): 0x201D,
        FormKey("laquo"): 0xAB, FormKey("raquo"): 0xBB, FormKey("lsquo"): 0x2018, FormKey("rsquo"): 0x2019,
        FormKey("sbquo"): 0x201A, FormKey("ndash"): 0x2013, FormKey("mdash"): 0x2014, FormKey("hellip"): 0x2026,
        FormKey("bull"): 0x2022, FormKey("middot"): 0xB7, FormKey("copy"): 0xA9, FormKey("reg"): 0xAE,
        FormKey("trade"): 0x2122, FormKey("euro"): 0x20AC, FormKey("pound"): 0xA3, FormKey("yen"): 0xA5,
        FormKey("cent"): 0xA2, FormKey("sect"): 0xA7, FormKey("deg"): 0xB0, FormKey("plusmn"): 0xB1,
        FormKey("times"): 0xD7, FormKey("frac12"): 0xBD, FormKey("numero"): 0x2116, FormKey("shy"): 0xAD,
        FormKey("thinsp"): 0x2009, FormKey("ensp"): 0x20, FormKey("emsp"): 0x20, FormKey("acute"): 0xB4,
        FormKey("eacute"): 0xE9, FormKey("egrave"): 0xE8, FormKey("aacute"): 0xE1, FormKey("agrave"): 0xE0,
        FormKey("auml"): 0xE4, FormKey("ouml"): 0xF6, FormKey("uuml"): 0xFC, FormKey("Auml"): 0xC4,
        FormKey("Ouml"): 0xD6, FormKey("Uuml"): 0xDC, FormKey("szlig"): 0xDF, FormKey("ccedil"): 0xE7,
        FormKey("ntilde"): 0xF1, FormKey("oacute"): 0xF3, FormKey("iacute"): 0xED, FormKey("uacute"): 0xFA,
    ]
}
