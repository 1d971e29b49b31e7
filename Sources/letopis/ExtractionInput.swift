import Chronicle
import Extraction
import Foundation
import Language

/// What `letopis extract` reads.
enum ExtractionInput {
    /// An article and the name that it goes by in the output.
    struct Item {
        var doc: String
        var article: Article
    }

    /// The articles of a file: `.txt` one text whose first line is the title, `.json` one article, anything else JSON
    /// lines, each with `doc` and `text` or in one of the shapes that the daemon takes.
    ///
    /// - Parameter published: the time for articles that have none.
    /// - Throws: ``FileProblem`` naming file and line.
    static func read(_ file: String, published: String? = nil) throws -> [Item] {
        let content = try FileContent.read(file)
        var items: [Item]
        if file.hasSuffix(".txt") {
            guard let text = String(validating: content, as: UTF8.self) else {
                throw FileProblem(description: "“\(file)” is not UTF-8 text.")
            }
            items = [Item(doc: file, article: TextStage.article(id: file, text: text))]
        } else if file.hasSuffix(".json") {
            items = [try item(content, origin: file)]
        } else {
            items = try content.split(separator: UInt8(ascii: "\n")).enumerated().compactMap { number, line in
                if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) { return nil }
                return try item(Array(line), origin: "\(file):\(number + 1)")
            }
        }
        if let time = published.flatMap(PublishedTime.init) {
            for index in items.indices where !items[index].article.hasPublished {
                items[index].article.published = time.instant.timestamp
                items[index].article.publishedOffsetMinutes = Int32(time.offsetMinutes)
            }
        }
        return items
    }

    private static func item(_ json: [UInt8], origin: String) throws -> Item {
        if case .object(let object)? = try? JSONParser.parse(json), case .string(let text)? = object["text"],
            !object.has("@type")
        {
            return textItem(object, text: text, origin: origin)
        }
        do {
            let decoded = try ArticleDecoder.decode(json)
            var article = decoded.article
            if decoded.bodyIsHTML { article.body = HTMLReducer.text(of: article.body) }
            return Item(doc: article.id.isEmpty ? origin : article.id, article: article)
        } catch {
            throw FileProblem(description: "\(origin): \(error).")
        }
    }

    private static func textItem(_ object: JSONObject, text: String, origin: String) -> Item {
        var doc = origin
        if case .string(let name)? = object["doc"] { doc = name }
        var article = TextStage.article(id: doc, text: text)
        if case .string(let time)? = object["published"], let published = PublishedTime(time) {
            article.published = published.instant.timestamp
            article.publishedOffsetMinutes = Int32(published.offsetMinutes)
        }
        if case .string(let language)? = object["language"] { article.language = language }
        return Item(doc: doc, article: article)
    }
}
