/// Reads the message of a publisher: the shapes of an article that are in use, told apart by their fields.
///
/// - IPTC ninjs 1.x, 2.x and 3.x: `uri` with `headline(s)`, `body_text`, `body_xhtml` or `bodies`
///   (<https://iptc.org/standards/ninjs/>)
/// - schema.org NewsArticle as JSON-LD: `@type`, `headline`, `articleBody` (<https://schema.org/NewsArticle>)
/// - a CloudEvents 1.0 envelope around either of them or the plain shape: `specversion` and `data`
/// - the plain shape: `id`, `title`, `body`, `language`, `published`, `source`, `url`, of which only `body` or `title`
///   is required
public enum ArticleDecoder {
    /// Reads a message.
    ///
    /// - Returns: the article as sent: language and id are empty where the sender gave none.
    /// - Throws: ``ArticleError`` with a sentence for the sender.
    public static func decode(_ message: some Collection<UInt8>) throws(ArticleError) -> DecodedArticle {
        if message.count > ArticleLimits.messageBytesMax {
            throw ArticleError(
                "the message has \(message.count) bytes, more than the limit of \(ArticleLimits.messageBytesMax): send articles one by one, without pictures"
            )
        }
        let value: JSONValue
        do {
            value = try JSONParser.parse(message)
        } catch {
            throw ArticleError("the message is not JSON: \(error); send one JSON object in UTF-8")
        }
        guard case .object(let object) = value else {
            throw ArticleError(
                "the message is \(value.kindDescription), not a JSON object: send one article as one object")
        }
        return try decode(object)
    }

    private static func decode(_ object: JSONObject) throws(ArticleError) -> DecodedArticle {
        guard object.has("specversion") else { return try decodeArticle(object) }
        guard let data = object["data"] else {
            throw ArticleError("the CloudEvents envelope has no “data”: put the article there as a JSON object")
        }
        guard case .object(let article) = data else {
            throw ArticleError("“data” of the CloudEvents envelope is \(data.kindDescription), not an object")
        }
        var decoded = try decodeArticle(article)
        if decoded.article.id.isEmpty { decoded.article.id = try FieldReader(object).string("id") }
        return decoded
    }

    private static func decodeArticle(_ object: JSONObject) throws(ArticleError) -> DecodedArticle {
        var decoded: DecodedArticle
        if object.has("@type") || object.has("@graph") || object.has("articleBody") {
            decoded = try NewsArticleShape.decode(object)
        } else if object.has("uri") || object.has("bodies") || object.has("headlines") || object.has("body_text") {
            decoded = try NinjsShape.decode(object)
        } else {
            decoded = try PlainShape.decode(object)
        }
        decoded.article.title = cleaned(decoded.article.title)
        decoded.article.body = cleaned(decoded.article.body)
        if decoded.article.title.isEmpty && decoded.article.body.isEmpty {
            throw ArticleError("the article has no text: give it a “body” or a “title”")
        }
        try checkLimits(decoded.article)
        return decoded
    }

    private static func checkLimits(_ article: Article) throws(ArticleError) {
        let fields: [(name: String, bytes: Int, limit: Int)] = [
            ("id", article.id.utf8.count, ArticleLimits.nameBytesMax),
            ("title", article.title.utf8.count, ArticleLimits.titleBytesMax),
            ("language", article.language.utf8.count, ArticleLimits.nameBytesMax),
            ("source", article.source.utf8.count, ArticleLimits.nameBytesMax),
            ("url", article.url.utf8.count, ArticleLimits.urlBytesMax),
        ]
        for field in fields where field.bytes > field.limit {
            throw ArticleError("the \(field.name) has \(field.bytes) bytes, more than the limit of \(field.limit)")
        }
    }

    /// Line ends as one line feed, no control characters but tabulator and line feed, no white space at either end.
    private static func cleaned(_ string: String) -> String {
        var string = string
        let middle = string.withUTF8 { bytes -> Middle in
            let isBlank = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
            guard let first = bytes.firstIndex(where: { !isBlank($0) }),
                let last = bytes.lastIndex(where: { !isBlank($0) })
            else { return .part(0..<0) }
            let middle = UnsafeBufferPointer(rebasing: bytes[first...last])
            return isClean(middle) ? .part(first..<last + 1) : .unclean
        }
        switch middle {
        case .part(let part) where part.count == string.utf8.count: return string
        case .part(let part):
            let start = string.utf8.index(string.startIndex, offsetBy: part.lowerBound)
            return String(string[start..<string.utf8.index(start, offsetBy: part.count)])
        case .unclean: return rewritten(string)
        }
    }

    /// A text without the ASCII white space at its ends.
    private enum Middle {
        /// These bytes of it, and nothing else is to be cleaned: most texts are not copied.
        case part(Range<Int>)
        /// There is more to be cleaned, perhaps.
        case unclean
    }

    /// Whether a text that has no ASCII white space at its ends is to be left as it is; false where it takes a closer look
    /// to tell.
    private static func isClean(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = text.first, let last = text.last else { return true }
        // No white space at the ends: told at a glance of ASCII and of Cyrillic, whose letters begin with 0xD0 to 0xD3.
        let isVisible = { (byte: UInt8) in (0x21...0x7E).contains(byte) }
        let isCyrillic = { (byte: UInt8) in (0xD0...0xD3).contains(byte) }
        guard isVisible(first) || isCyrillic(first),
            isVisible(last) || (text.count > 1 && isCyrillic(text[text.count - 2]))
        else { return false }
        // Control characters, DEL, and the first byte of U+F000 to U+FFFF, among them the byte order mark; without branches,
        // so that many bytes are looked at at once.
        var odd: UInt8 = 0
        for byte in text {
            let isControl: UInt8 = byte < 0x20 ? 1 : 0
            let isLayout: UInt8 = (byte == 0x0A ? 1 : 0) | (byte == 0x09 ? 1 : 0)
            odd |= (isControl & ~isLayout) | (byte == 0x7F ? 1 : 0) | (byte == 0xEF ? 1 : 0)
        }
        return odd == 0
    }

    private static func rewritten(_ string: String) -> String {
        var scalars = String.UnicodeScalarView()
        scalars.reserveCapacity(string.utf8.count)
        var previousIsReturn = false
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\r": scalars.append("\n")
            case "\n" where previousIsReturn: break
            case "\n", "\t": scalars.append(scalar)
            case "\u{0}"..<"\u{20}", "\u{7F}", "\u{FEFF}": break
            default: scalars.append(scalar)
            }
            previousIsReturn = scalar == "\r"
        }
        let isSpace = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
        guard let first = scalars.firstIndex(where: { !isSpace($0) }),
            let last = scalars.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(scalars[first...last])
    }
}

/// An article as a sender sent it.
public struct DecodedArticle: Sendable {
    /// Which shape a message had.
    public enum Shape: String, Sendable {
        case plain, ninjs, newsArticle
    }

    /// The article; id and language are empty where the sender gave none.
    public var article: Article
    /// The body is HTML and is to be reduced to text.
    public var bodyIsHTML: Bool
    /// Which shape the message had.
    public var shape: Shape
}

/// Why a message is no article, as a sentence for its sender.
public struct ArticleError: Error, Hashable, CustomStringConvertible {
    /// What was wrong and what to do, without a full stop.
    public let description: String

    /// An error with its sentence.
    public init(_ description: String) { self.description = description }
}
