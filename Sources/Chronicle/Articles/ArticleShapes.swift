import Glibc

/// Reads the fields of a JSON object and says which one has the wrong type.
struct FieldReader {
    let object: JSONObject

    init(_ object: JSONObject) { self.object = object }

    /// The string of the first of these fields that is there; empty where none is. A number will do as an id.
    func string(_ names: String...) throws(ArticleError) -> String {
        for name in names {
            switch object[name] {
            case nil: continue
            case .string(let string): return string
            case .number(let digits) where name == "id": return digits
            case .some(let value):
                throw ArticleError("the field “\(name)” is \(value.kindDescription), not a string: send it as text")
            }
        }
        return ""
    }

    /// The objects of an array, or the one object, under the first of these names; empty where there is none.
    func objects(_ names: String...) throws(ArticleError) -> [JSONObject] {
        for name in names {
            switch object[name] {
            case nil: continue
            case .object(let object): return [object]
            case .array(let values):
                return values.compactMap { if case .object(let object) = $0 { object } else { nil } }
            case .some(let value):
                throw ArticleError("the field “\(name)” is \(value.kindDescription), not an array of objects")
            }
        }
        return []
    }

    /// Sets the published time from the first of these fields that is there.
    func readPublished(_ names: String..., into article: inout Article) throws(ArticleError) {
        for name in names {
            let string = try string(name)
            if string.isEmpty { continue }
            guard let time = PublishedTime(string) else {
                throw ArticleError(
                    "the field “\(name)” is no time: “\(string.prefix(40))”; write ISO 8601 such as 2025-10-21T10:00:00+03:00"
                )
            }
            article.published = time.instant.timestamp
            article.publishedOffsetMinutes = Int32(time.offsetMinutes)
            return
        }
    }
}

/// `{"id","title","body","language","published","source","url"}`
enum PlainShape {
    static func decode(_ object: JSONObject) throws(ArticleError) -> DecodedArticle {
        let fields = FieldReader(object)
        var article = Article()
        article.id = try fields.string("id")
        article.title = try fields.string("title")
        article.body = try fields.string("body")
        article.language = try fields.string("language")
        article.source = try fields.string("source")
        article.url = try fields.string("url")
        try fields.readPublished("published", into: &article)
        return DecodedArticle(article: article, bodyIsHTML: HTMLSniffer.isHTML(article.body), shape: .plain)
    }
}

/// IPTC ninjs: the field names of 1.x (`headline`, `body_text`), 2.x (`headlines`, `contenttype`) and 3.x
/// (`contentType`) differ in part.
enum NinjsShape {
    static func decode(_ object: JSONObject) throws(ArticleError) -> DecodedArticle {
        let fields = FieldReader(object)
        var article = Article()
        article.id = try fields.string("uri")
        if let headline = try preferredText(fields.objects("headlines")) {
            article.title = headline.value
        } else {
            article.title = try fields.string("headline", "title", "name")
        }
        article.language = try fields.string("language")
        article.url = try fields.string("url")
        article.source = try source(fields)
        try fields.readPublished("versioncreated", "versionCreated", "firstcreated", "firstCreated", into: &article)

        var isHTML = false
        if let body = try preferredText(fields.objects("bodies")) {
            article.body = body.value
            isHTML = body.isHTML
        } else {
            article.body = try fields.string("body_text")
            if article.body.isEmpty {
                article.body = try fields.string("body_xhtml")
                isHTML = true
            }
        }
        return DecodedArticle(
            article: article, bodyIsHTML: isHTML || HTMLSniffer.isHTML(article.body), shape: .ninjs)
    }

    /// The plain text among the renditions of a headline or body where there is one, else the first.
    private static func preferredText(
        _ objects: [JSONObject]
    ) throws(ArticleError) -> (value: String, isHTML: Bool)? {
        var first: (value: String, isHTML: Bool)?
        for object in objects {
            let fields = FieldReader(object)
            let value = try fields.string("value")
            if value.isEmpty { continue }
            let type = try fields.string("contenttype", "contentType")
            let text = (value, type.contains("html"))
            if type == "text/plain" { return text }
            if first == nil { first = text }
        }
        return first
    }

    private static func source(_ fields: FieldReader) throws(ArticleError) -> String {
        for source in try fields.objects("infosources", "infoSources") {
            let name = try FieldReader(source).string("name")
            if !name.isEmpty { return name }
        }
        return try fields.string("source", "copyrightholder", "copyrightHolder")
    }
}

/// schema.org NewsArticle in JSON-LD, alone or in an `@graph`.
enum NewsArticleShape {
    static func decode(_ object: JSONObject) throws(ArticleError) -> DecodedArticle {
        let object = try articleObject(object)
        let fields = FieldReader(object)
        var article = Article()
        article.id = try identifier(object, fields)
        article.title = try fields.string("headline", "name")
        article.body = try fields.string("articleBody", "text")
        article.language = try language(object, fields)
        article.source = try publisher(object)
        article.url = try url(object)
        try fields.readPublished("datePublished", "dateCreated", into: &article)
        return DecodedArticle(article: article, bodyIsHTML: HTMLSniffer.isHTML(article.body), shape: .newsArticle)
    }

    private static func articleObject(_ object: JSONObject) throws(ArticleError) -> JSONObject {
        guard object.has("@graph") else { return object }
        for candidate in try FieldReader(object).objects("@graph") where candidate.has("articleBody") {
            return candidate
        }
        throw ArticleError("the “@graph” holds no object with an “articleBody”")
    }

    private static func identifier(_ object: JSONObject, _ fields: FieldReader) throws(ArticleError) -> String {
        let id = try fields.string("@id")
        if !id.isEmpty { return id }
        if case .object(let property) = object["identifier"] { return try FieldReader(property).string("value", "@id") }
        let identifier = try fields.string("identifier")
        return try identifier.isEmpty ? url(object) : identifier
    }

    private static func url(_ object: JSONObject) throws(ArticleError) -> String {
        if case .object(let page) = object["mainEntityOfPage"], !object.has("url") {
            return try FieldReader(page).string("@id")
        }
        return try FieldReader(object).string("url", "mainEntityOfPage")
    }

    private static func language(_ object: JSONObject, _ fields: FieldReader) throws(ArticleError) -> String {
        if case .object(let language) = object["inLanguage"] {
            return try FieldReader(language).string("alternateName", "name")
        }
        return try fields.string("inLanguage")
    }

    private static func publisher(_ object: JSONObject) throws(ArticleError) -> String {
        if case .string(let name) = object["publisher"] { return name }
        for publisher in try FieldReader(object).objects("publisher", "sourceOrganization") {
            return try FieldReader(publisher).string("name", "@id")
        }
        return ""
    }
}

/// Tells whether a body is HTML where the sender does not say.
enum HTMLSniffer {
    private static let tags = [
        "<p>", "<p ", "</p>", "<br", "<div", "<!doctype html", "<html", "</a>", "<h1", "<h2", "<span",
    ]

    /// Whether one of the tags that make text HTML occurs.
    static func isHTML(_ body: String) -> Bool {
        var body = body
        let hasTag = body.withUTF8 { bytes in
            bytes.baseAddress.map { memchr($0, Int32(UInt8(ascii: "<")), bytes.count) != nil } ?? false
        }
        guard hasTag else { return false }
        let bytes = body.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        for start in bytes.indices where bytes[start] == UInt8(ascii: "<") {
            let rest = bytes[start..<min(start + 16, bytes.count)]
            if tags.contains(where: { rest.starts(with: $0.utf8) }) { return true }
        }
        return false
    }
}
