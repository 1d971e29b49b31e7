import Chronicle
import Crypto
import Foundation

/// Articles whose names are known, in the format that evaluation reads: `doc`, `text` and `entities` on a line.
struct GoldCorpus {
    /// A name, as the gold has it or as it was found; offsets count code points of the text.
    struct Entity: Hashable {
        var span: Range<Int>
        var type: String
        var lemma: String
        var id: String
    }

    /// An article.
    struct Document {
        var name: String
        var text: String
        var entities: [Entity]
        /// The first part of the name.
        var topic: String { String(name.prefix { $0 != "/" }) }

        /// The words of a span.
        func words(_ span: Range<Int>) -> String {
            String(String.UnicodeScalarView(text.unicodeScalars.dropFirst(span.lowerBound).prefix(span.count)))
        }
    }

    var documents: [Document]
    /// The file's name.
    let name: String
    /// SHA-256 of the file.
    let digest: String

    /// The topics in the order of their names.
    var topics: [String] { Set(documents.map(\.topic)).sorted() }

    /// Reads a file of JSON lines.
    ///
    /// - Throws: ``GoldError`` naming file and line.
    init(path: String) throws {
        guard let content = FileManager.default.contents(atPath: path) else {
            throw GoldError(
                description: "“\(path)” cannot be read: give a file with gold entities, one article a line.")
        }
        name = URL(filePath: path).lastPathComponent
        digest = SHA256.hash(data: content).map { String(format: "%02x", $0) }.joined()
        documents = try content.split(separator: 0x0A).enumerated().map { number, line in
            try Self.document(Array(line), "\(path):\(number + 1)")
        }
        if documents.isEmpty { throw GoldError(description: "“\(path)” holds no article.") }
    }

    private static func document(_ line: [UInt8], _ origin: String) throws -> Document {
        guard case .object(let object)? = try? JSONParser.parse(line), case .string(let name)? = object["doc"],
            case .string(let text)? = object["text"], case .array(let entities)? = object["entities"]
        else {
            throw GoldError(
                description: "\(origin): an article needs doc, text and entities; see score.py for the format.")
        }
        return Document(
            name: name, text: text,
            entities: try entities.map { value in
                guard case .object(let entity) = value, case .number(let start)? = entity["start"],
                    case .number(let end)? = entity["end"], case .string(let type)? = entity["type"],
                    let start = Int(start), let end = Int(end), start < end
                else { throw GoldError(description: "\(origin): an entity needs start, end and type.") }
                var lemma = ""
                var id = ""
                if case .string(let string)? = entity["lemma"] { lemma = string }
                if case .string(let string)? = entity["id"] { id = string }
                return Entity(span: start..<end, type: type, lemma: lemma, id: id)
            })
    }
}

/// What is wrong with the input, in a sentence.
struct GoldError: Error, CustomStringConvertible {
    let description: String
}
