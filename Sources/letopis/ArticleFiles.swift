import ArgumentParser
import Chronicle
import Daemon
import Foundation

/// The articles of files: `.json` one article, `.jsonl` one a line, `.txt` a title and a body, `-` one or more lines of
/// standard input.
struct ArticleFiles: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Files with articles: .json, .jsonl (one a line), .txt (the first line is the title), or - for JSON lines.",
            valueName: "file"))
    var files: [String] = []

    @Option(help: "When the articles were published, where they do not say: 2025-10-21T10:00:00+03:00.")
    var published: String?

    @Option(help: "Who published them, where they do not say.")
    var source: String?

    func validate() throws {
        if files.isEmpty { throw ValidationError("Name a file with articles, or - for standard input.") }
        if let published, PublishedTime(published) == nil {
            throw ValidationError("“\(published)” is no time; write ISO 8601 such as 2025-10-21T10:00:00+03:00.")
        }
    }

    /// The articles of all files as JSON messages, each with where it comes from.
    ///
    /// - Throws: `FileProblem` naming the file that cannot be read.
    func messages() throws -> [(origin: String, message: [UInt8])] {
        try files.flatMap(messages(of:))
    }

    private func messages(of file: String) throws -> [(origin: String, message: [UInt8])] {
        let content = try FileContent.read(file)
        if file.hasSuffix(".txt") { return [(file, plainArticle(text: content, id: file))] }
        if file.hasSuffix(".json") { return [(file, completed(content))] }
        return content.split(separator: UInt8(ascii: "\n")).enumerated().compactMap { number, line in
            line.allSatisfy { $0 == 0x20 || $0 == 0x0D } ? nil : ("\(file):\(number + 1)", completed(Array(line)))
        }
    }

    private func plainArticle(text: [UInt8], id: String) -> [UInt8] {
        let text = String(decoding: text, as: UTF8.self)
        let lines = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: true)
        var writer = JSONWriter()
        writer.object { json in
            json.member("title", lines.first.map(String.init) ?? "")
            json.member("body", lines.count > 1 ? String(lines[1]) : "")
            if let published { json.member("published", published) }
            if let source { json.member("source", source) }
        }
        return writer.bytes
    }

    /// The message with time and source added where it is a plain article without them.
    private func completed(_ message: [UInt8]) -> [UInt8] {
        guard published != nil || source != nil, case .object(let object)? = try? JSONParser.parse(message) else {
            return message
        }
        var additions = JSONWriter()
        additions.object { json in
            if let published, object["published"] == nil { json.member("published", published) }
            if let source, object["source"] == nil { json.member("source", source) }
        }
        guard additions.bytes.count > 2, let open = message.firstIndex(of: UInt8(ascii: "{")) else { return message }
        let comma = object.members.isEmpty ? [] : [UInt8(ascii: ",")]
        return message[...open] + additions.bytes.dropFirst().dropLast() + comma + message[(open + 1)...]
    }
}

/// Reads whole files.
enum FileContent {
    /// The bytes of a file, or of standard input for `-`.
    static func read(_ file: String) throws -> [UInt8] {
        if file == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
        do {
            return Array(try Data(contentsOf: URL(fileURLWithPath: file)))
        } catch {
            throw FileProblem(description: "The file “\(file)” cannot be read: \(error.localizedDescription)")
        }
    }
}

/// A file that cannot be used, as a sentence.
struct FileProblem: Error, CustomStringConvertible {
    let description: String
}
