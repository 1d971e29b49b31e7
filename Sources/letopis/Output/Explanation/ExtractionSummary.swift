import Chronicle
import Extraction

/// What was read out of an article, for a person: a line an event, with the sentence that it rests on.
struct ExtractionSummary {
    private let extraction: Extraction
    private let doc: String

    init(_ extraction: Extraction, doc: String) {
        self.extraction = extraction
        self.doc = doc
    }

    func lines() -> [String] {
        [Self.heading(of: extraction, doc: doc)] + extraction.events.flatMap(lines) + [""]
    }

    /// The article's name, and in which language it was read.
    static func heading(of extraction: Extraction, doc: String) -> String {
        "\(doc)  (\(extraction.language.isEmpty ? "language unknown" : extraction.language))"
    }

    private func lines(_ event: EventContent) -> [String] {
        guard let wording = EventWording(event) else { return [] }
        var lines = ["  " + padded(wording.kind) + wording.text]
        if case .meetingReported(let meeting) = event.payload {
            lines.append(quote(meeting.evidence))
            for earlier in meeting.earlier {
                lines += ["    " + padded("earlier") + EventWording.text(earlier), quote(earlier.evidence)]
            }
        }
        return lines
    }

    private func padded(_ kind: String) -> String { kind + String(repeating: " ", count: max(1, 12 - kind.count)) }

    private func quote(_ evidence: Evidence) -> String {
        let rules = evidence.rules.isEmpty ? "" : "  [\(evidence.rules.joined(separator: ", "))]"
        return "              „\(evidence.text)“\(rules)"
    }
}
