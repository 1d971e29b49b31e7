import Chronicle
import Language

/// Makes the document of an article, and the article of a plain text.
public enum TextStage {
    /// The document that the stages work on; the article's body is text, not HTML.
    ///
    /// Only the first ``ExtractionLimits/textCodePointsMax`` code points are in it, to the last white space before
    /// that where one is near.
    public static func document(_ article: Article, explain: Bool) -> Document {
        Document(text: Text(readable(article.text)), published: article.publishedCivilTime, isTraced: explain)
    }

    private static func readable(_ text: String) -> String {
        let bytes = text.utf8
        guard bytes.count > ExtractionLimits.textCodePointsMax else { return text }
        var codePoints = 0
        var end = bytes.startIndex
        while end < bytes.endIndex {
            if bytes[end] & 0xC0 != 0x80 {
                if codePoints == ExtractionLimits.textCodePointsMax { break }
                codePoints += 1
            }
            end = bytes.index(after: end)
        }
        guard end < bytes.endIndex else { return text }
        // Half a word would be another word.
        let space = bytes[..<end].suffix(ExtractionLimits.wordBytesMax).lastIndex { $0 == 0x20 || $0 == 0x0A }
        return String(decoding: bytes[..<(space ?? end)], as: UTF8.self)
    }

    /// Title and body of a plain text whose first line is the title.
    ///
    /// Offsets into the article are offsets into the text: a text without an empty line after its first is all body.
    public static func article(id: String, text: String) -> Article {
        var article = Article()
        article.id = id
        let bytes = text.utf8
        if let end = bytes.firstIndex(of: 0x0A), end > bytes.startIndex, bytes[end...].starts(with: [0x0A, 0x0A]) {
            let body = bytes.index(end, offsetBy: 2)
            if body < bytes.endIndex {
                article.title = String(text[..<end])
                article.body = String(text[body...])
                return article
            }
        }
        article.body = text
        return article
    }
}
