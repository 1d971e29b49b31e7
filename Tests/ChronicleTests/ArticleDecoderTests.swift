import Chronicle
import Testing

@Suite("Articles as publishers send them")
struct ArticleDecoderTests {
    @Test("the plain shape is read whole")
    func plain() throws {
        let decoded = try ArticleDecoder.decode(
            #"""
            {"id": 17, "title": "Заглавие", "body": "Текст.\r\nВтори ред.", "language": "bg",
             "published": "2025-10-21T10:00:00+03:00", "source": "Агенция", "url": "https://example.org/17"}
            """#.utf8)
        #expect(decoded.shape == .plain)
        #expect(!decoded.bodyIsHTML)
        #expect(decoded.article.id == "17")
        #expect(decoded.article.body == "Текст.\nВтори ред.")
        #expect(decoded.article.publishedCivilTime?.description == "2025-10-21T10:00")
        #expect(Instant(decoded.article.published).rfc3339 == "2025-10-21T07:00:00.000000Z")
    }

    @Test(
        "ninjs of three generations gives the same article",
        arguments: [
            #"{"uri":"urn:1","headline":"З","body_text":"Т","versioncreated":"2025-01-02T03:04:05Z"}"#,
            #"{"uri":"urn:1","headlines":[{"value":"З"}],"bodies":[{"contenttype":"text/html","value":"<p>Т"},{"contenttype":"text/plain","value":"Т"}],"versioncreated":"2025-01-02T03:04:05Z"}"#,
            #"{"uri":"urn:1","headlines":[{"value":"З"}],"bodies":[{"contentType":"text/plain","value":"Т"}],"versionCreated":"2025-01-02T03:04:05Z"}"#,
        ])
    func ninjs(message: String) throws {
        let decoded = try ArticleDecoder.decode(message.utf8)
        #expect(decoded.shape == .ninjs)
        #expect(decoded.article.id == "urn:1")
        #expect(decoded.article.title == "З")
        #expect(decoded.article.body == "Т")
        #expect(!decoded.bodyIsHTML)
        #expect(decoded.article.published.seconds == 1_735_787_045)
    }

    @Test(
        "NewsArticle is read alone, in a graph and in a CloudEvents envelope",
        arguments: [
            #"{"@type":"NewsArticle","@id":"n","headline":"З","articleBody":"<p>Т</p>","publisher":{"name":"А"},"inLanguage":{"alternateName":"bg"}}"#,
            #"{"@context":"https://schema.org","@graph":[{"@type":"WebSite"},{"@type":"NewsArticle","@id":"n","headline":"З","articleBody":"<p>Т</p>","publisher":"А","inLanguage":"bg"}]}"#,
            #"{"specversion":"1.0","id":"e","data":{"@type":"NewsArticle","identifier":{"value":"n"},"headline":"З","articleBody":"<p>Т</p>","publisher":[{"name":"А"}],"inLanguage":"bg"}}"#,
        ])
    func newsArticle(message: String) throws {
        let decoded = try ArticleDecoder.decode(message.utf8)
        #expect(decoded.shape == .newsArticle)
        #expect(decoded.article.id == "n")
        #expect(decoded.article.source == "А")
        #expect(decoded.article.language == "bg")
        #expect(decoded.bodyIsHTML)
    }

    @Test(
        "a bad message gets a sentence that names the fault",
        arguments: [
            ("", "is empty"), ("{", "name in quotation marks"), ("[1]", "an array"), ("null", "null"),
            ("{}", "has no text"), (#"{"body":""}"#, "has no text"), (#"{"body":5}"#, "“body” is a number"),
            (#"{"body":"x","title":{}}"#, "“title” is an object"), (#"{"body":"x","published":"вчера"}"#, "is no time"),
            (#"{"body":"x"} y"#, "after the end"), (#"{"body":"\q"}"#, "no escape"), (#"{"body":"x"#, "not closed"),
            (#"{"specversion":"1.0"}"#, "no “data”"), (#"{"specversion":"1.0","data":3}"#, "a number"),
            (#"{"body":"x","published":"2025-02-30"}"#, "is no time"), (#"{"body":01}"#, "comma"),
            (String(repeating: "[", count: 100_000), "nested deeper"),
        ])
    func malformed(message: String, expected: String) throws {
        let error = #expect(throws: ArticleError.self) { try ArticleDecoder.decode(message.utf8) }
        #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
    }

    @Test("bytes that are not UTF-8 and messages over the limit are refused")
    func bytes() {
        let notUTF8 = Array(#"{"body":""#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8)
        #expect(throws: ArticleError.self) { try ArticleDecoder.decode(notUTF8) }
        let long = [UInt8](repeating: 0x20, count: ArticleLimits.messageBytesMax + 1)
        let error = #expect(throws: ArticleError.self) { try ArticleDecoder.decode(long) }
        #expect(error?.description.contains("limit") == true)
    }

    @Test(
        "text is cleaned of control characters and of white space at its ends, and otherwise left alone",
        arguments: [
            (#"Текст."#, "Текст."), (#"Текст"#, "Текст"), (#"„Текст“"#, "„Текст“"),
            (#"a\r\nb\rc\n\td"#, "a\nb\nc\n\td"),
            (#" \n Текст\t"#, "Текст"), (#"\u00a0Текст\u3000"#, "Текст"), (#"\ufeffТекст"#, "Текст"),
            (#"Те\u0000к\u007fст\u001f"#, "Текст"), ("\u{FF21}b", "\u{FF21}b"), (#"да\u2028"#, "да"), (#"x"#, "x"),
        ])
    func cleaning(sent: String, kept: String) throws {
        #expect(try ArticleDecoder.decode(#"{"body":"\#(sent)"}"#.utf8).article.body == kept)
    }
}

@Suite("JSON strings")
struct JSONStringTests {
    @Test("end, escapes, and control characters are found at every place", arguments: 0..<40)
    func places(count: Int) throws {
        for letters in ["abcdefghij", "абвгдежзий", "!#[]~\u{7F} ()"] {
            let plain = String(String(repeating: letters, count: 4).prefix(count))
            #expect(try JSONParser.parse("\"\(plain)\"".utf8) == .string(plain))
            #expect(try JSONParser.parse("\"\(plain)\\n\(plain)\\\"\"".utf8) == .string("\(plain)\n\(plain)\""))
            #expect(
                try JSONParser.parse("\"\(plain)\\u0416\\uD83D\\ude00\\ud83d\"".utf8) == .string("\(plain)Ж😀\u{FFFD}"))
            let error = #expect(throws: JSONError.self) { try JSONParser.parse("\"\(plain)\u{1}\(plain)\"".utf8) }
            #expect(error?.offset == plain.utf8.count + 1)
            #expect(throws: JSONError.self) { try JSONParser.parse("\"\(plain)".utf8) }
            #expect(throws: JSONError.self) { try JSONParser.parse("\"\(plain)\\u04g0\"".utf8) }
        }
    }
}
