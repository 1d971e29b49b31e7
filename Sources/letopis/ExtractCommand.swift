import ArgumentParser
import Chronicle
import Extraction
import Foundation

struct ExtractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract",
        abstract: "Read articles and print what they report, without daemon or log.",
        discussion: """
            Input: .txt (the first line is the title), .json with one article, .jsonl with one a line (doc and text, or any \
            shape that the daemon takes), or - for JSON lines on standard input. Output: a summary for people on a terminal, \
            otherwise one JSON object an article; offsets count Unicode code points. What the rules do that --explain and \
            --trace name, letopis rules shows by examples.

            EXAMPLE: letopis extract --published 2025-10-21T10:00:00+03:00 article.txt
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case jsonl, text
    }

    @Argument(help: "Files with articles.")
    var files: [String]

    @Option(help: "jsonl or text. (default: text on a terminal, jsonl otherwise)")
    var format: Format?

    @Option(help: "When the articles were published, where they do not say: 2025-10-21T10:00:00+03:00.")
    var published: String?

    @Option(help: "A folder with own people, names, offices and titles, besides the product's.")
    var knowledge: String?

    @Flag(help: "Print the article with its evidence marked, and below each paragraph what was read by which rules.")
    var explain = false

    @Flag(help: "Tell everything that every rule decided, in order; in JSON as the member trace.")
    var trace = false

    func validate() throws {
        if let published, PublishedTime(published) == nil {
            throw ValidationError("“\(published)” is no time; write ISO 8601 such as 2025-10-21T10:00:00+03:00.")
        }
    }

    func run() throws {
        let items = try files.flatMap { try ExtractionInput.read($0, published: published) }
        let extractor = try Extractor.bundled(own: knowledge.map { try OwnKnowledge(folder: $0) })
        for warning in extractor.knowledgeWarnings { Terminal.errors.line("Warning: \(warning).") }
        let format = format ?? (Terminal.output.isInteractive || explain || trace ? .text : .jsonl)
        for item in items {
            let extraction = extractor.extract(item.article, explain: explain || trace)
            switch format {
            case .jsonl: Terminal.output.line(ExtractionLine(extraction, doc: item.doc).json)
            case .text: lines(extraction, doc: item.doc).forEach { Terminal.output.line($0) }
            }
        }
    }

    private func lines(_ extraction: Extraction, doc: String) -> [String] {
        let lines =
            explain ? Explanation(extraction, doc: doc).lines() : ExtractionSummary(extraction, doc: doc).lines()
        return trace ? lines + TraceTable.list(extraction.document).lines() + [""] : lines
    }
}
