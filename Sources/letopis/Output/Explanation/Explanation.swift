import Chronicle
import Extraction

/// An article with the words marked that something was read from, and below each paragraph what was read from it by
/// which rules, and what was passed over.
struct Explanation {
    /// Spaces before what stands below a paragraph.
    private static let indent = 2
    /// Spaces before the rules of an event.
    private static let ruleIndent = 6
    private static let nameColour = Colour.cyan
    private static let timeColour = Colour.yellow

    var columns: Int
    var hasColour: Bool

    private let extraction: Extraction
    private let doc: String
    private let findings: [Finding]
    private let text: MarkedText
    private var document: Document { extraction.document }

    /// An explanation of an extraction that keeps its trace.
    init(_ extraction: Extraction, doc: String, for terminal: Terminal = .output) {
        self.extraction = extraction
        self.doc = doc
        columns = terminal.columns
        hasColour = terminal.hasColour
        findings = Finding.all(of: extraction)
        text = MarkedText(
            String(decoding: extraction.document.text.utf8, as: UTF8.self),
            marks: Self.marks(of: extraction.document, findings))
    }

    func lines() -> [String] {
        var lines = [Colour.bold.paint(ExtractionSummary.heading(of: extraction, doc: doc), hasColour)] + legend + [""]
        var start = 0
        for paragraph in text.paragraphs {
            lines += text.lines(of: paragraph, width: columns, hasColour: hasColour)
            lines += notes(start..<paragraph.upperBound)
            lines.append("")
            start = paragraph.upperBound
        }
        if extraction.article.text.utf8.count > document.text.utf8.count {
            lines += ["What follows in the article was not read: it is longer than what is read of one.", ""]
        }
        return lines + actors()
    }

    /// What the marks mean.
    private var legend: [String] {
        let sentence = "[words] were found; a number leads to the event that they are evidence of"
        guard hasColour else { return Fold.lines(sentence, width: columns) }
        let colours: [(String, Colour)] = [
            ("names", Self.nameColour), ("times", Self.timeColour), ("meetings", .green), ("statements", .magenta),
            ("offices", .blue), ("passed over", .dim),
        ]
        return [colours.map { $1.paint($0, hasColour) }.joined(separator: "  ")]
    }

    // MARK: Marks

    private static func marks(of document: Document, _ findings: [Finding]) -> [MarkedText.Mark] {
        func mark(_ tokens: Range<Int>, _ colour: Colour, _ numbers: Set<Int> = []) -> MarkedText.Mark {
            MarkedText.Mark(range: document.codePoints(tokens), colour: colour, numbers: numbers)
        }
        let names = document.mentions.filter { $0.form == .name }.map { mark($0.tokens, nameColour) }
        let times = document.times.map { mark($0.tokens, timeColour) }
        let evidence = findings.enumerated().flatMap { index, finding in
            finding.firings.map { mark($0.tokens, finding.colour, [index + 1]) }
                + finding.parts.map { mark($0, finding.colour, [index + 1]) }
        }
        return names + times + evidence
    }

    // MARK: Below a paragraph

    /// What rests on a stretch of the text, and what was passed over in it.
    private func notes(_ range: Range<Int>) -> [String] {
        let events = findings.enumerated().filter { range.contains(Int($1.sentence.start)) }.flatMap {
            event($1, number: $0 + 1)
        }
        let refusals = (document.trace?.entries ?? []).filter { entry in
            let isBoilerplate = entry.stage == SentenceStage.name
            return (entry.isRefusal || isBoilerplate) && range.contains(document.codePoints(entry.tokens).lowerBound)
        }
        return events + refusals.flatMap(refusal)
    }

    private func event(_ finding: Finding, number: Int) -> [String] {
        let heading = "\(number) \(finding.wording.kind)"
        var lines = folded(heading, finding.wording.text, indent: Self.indent, headingColour: finding.colour)
        for note in finding.notes { lines += folded("", note, indent: Self.ruleIndent) }
        let width = finding.firings.map { Fold.width($0.rule) }.max() ?? 0
        // A meeting that is named twice in the same words fires the same rules twice.
        var told: Set<[String]> = []
        for firing in finding.firings {
            let rule = firing.rule + String(repeating: " ", count: width - Fold.width(firing.rule))
            let note = firing.note.isEmpty ? "" : " → \(firing.note)"
            let words = "„\(document.words(firing.tokens))“\(note)"
            if told.insert([rule, words]).inserted { lines += folded(rule, words, indent: Self.ruleIndent) }
        }
        return lines
    }

    private func refusal(_ entry: Trace.Entry) -> [String] {
        if entry.stage == SentenceStage.name {
            return folded("- not read:", "\(entry.rule), \(entry.note)", indent: Self.indent, textColour: .dim)
        }
        let words = "\(entry.rule) „\(document.words(entry.tokens))“"
        return folded("- \(entry.note):", words, indent: Self.indent, headingColour: .dim, textColour: .dim)
    }

    /// A heading with text behind it, which goes on below itself.
    private func folded(
        _ heading: String, _ text: String, indent: Int, headingColour: Colour? = nil, textColour: Colour? = nil
    ) -> [String] {
        let hanging = heading.isEmpty ? indent : indent + Fold.width(heading) + 1
        let margin = String(repeating: " ", count: indent)
        return Fold.lines(text, width: columns - hanging).enumerated().map { index, line in
            let painted = textColour?.paint(line, hasColour) ?? line
            if index > 0 || heading.isEmpty { return String(repeating: " ", count: hanging) + painted }
            return margin + (headingColour?.paint(heading, hasColour) ?? heading) + " " + painted
        }
    }

    // MARK: Actors

    /// Who was named, by which words and rules.
    private func actors() -> [String] {
        let events = extraction.events.filter { $0.type == .actorMentioned }.compactMap(EventWording.init)
        let named = document.actors.filter { !$0.mentions.isEmpty }
        guard !events.isEmpty else { return [] }
        let lines = zip(events, named).flatMap { event, actor in
            folded("", event.text, indent: Self.indent, textColour: Self.nameColour)
                + folded("", words(actor.mentions.map { document.mentions[$0] }), indent: Self.ruleIndent)
        }
        return [Colour.bold.paint("Who and what was named", hasColour)] + lines + [""]
    }

    /// „Марко Рубио“ known-name, in-knowledge; „Рубио“ same-word-elsewhere, short-name: each only once.
    private func words(_ mentions: [Mention]) -> String {
        var parts: [String] = []
        for mention in mentions {
            let rules = [mention.rule, mention.linkedBy].compactMap(\.self).map { "\($0)" }.joined(separator: ", ")
            let part = "„\(document.words(mention.tokens))“ \(rules)"
            if !parts.contains(part) { parts.append(part) }
        }
        return parts.joined(separator: "; ")
    }
}

extension Document {
    /// Where tokens stand in the text.
    fileprivate func codePoints(_ tokens: Range<Int>) -> Range<Int> {
        let span = span(tokens)
        return Int(span.start)..<Int(span.end)
    }
}
