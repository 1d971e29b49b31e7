import Chronicle
import Extraction
import Foundation
import TestSupport
import Testing

@testable import letopis

@Suite("The explanation of an extraction")
struct ExplanationTests {
    private static let extractor = Result { try Extractor.bundled() }

    /// Articles with a bit of everything: titles, nested names, quotations, what is no meeting, a photo credit.
    static let articles = [
        """
        Рубио отложи срещата си с Лавров

        Срещата между държавния секретар на САЩ Марко Рубио и руския външен министър Сергей Лавров, която трябваше да се \
        проведе в четвъртък в Будапеща, се отлага за неопределено време. Това съобщи CNN, като се позова на служител на \
        Белия дом.

        [Снимка: БТА]

        „Не виждаме смисъл от среща сега“, заяви говорителката Каролайн Левит. По думите ѝ бившият президент Барак Обама е \
        бил осведомен.
        """,
        """
        На 26 март в София премиерът Росен Желязков разговаря с Урсула фон дер Лайен, председател на Европейската комисия.
        Двамата се видяха и преди месец. „Ще продължим“, каза тя, а Желязков добави: „Чакаме ви пак [през май]“. Срещата на \
        двете реки е край града.
        """,
        "Кметът откри парка.", "Plain English text of no import.", "",
    ]

    private func extraction(_ text: String) throws -> Extraction {
        var article = TextStage.article(id: "вест", text: text)
        article.published.seconds = 1_761_030_000
        return try Self.extractor.get().extract(article, explain: true)
    }

    private func lines(_ extraction: Extraction, columns: Int = 80, hasColour: Bool = false) -> [String] {
        var explanation = Explanation(extraction, doc: "вест")
        explanation.columns = columns
        explanation.hasColour = hasColour
        return explanation.lines()
    }

    /// The lines of the article itself, without marks.
    private func textLines(_ lines: [String], of extraction: Extraction) -> [String] {
        lines.drop { !$0.isEmpty }.prefix { !$0.hasPrefix("Who and what was named") }.filter { !$0.hasPrefix("  ") }
    }

    @Test("has the whole article, with or without colours", arguments: articles, [false, true])
    func wholeText(text: String, hasColour: Bool) throws {
        let extraction = try extraction(text)
        let plain = lines(extraction, hasColour: hasColour).map { Marks.removed(from: $0) }
        let article = Marks.removed(from: text).split(whereSeparator: \.isWhitespace)
        #expect(textLines(plain, of: extraction).flatMap { $0.split(whereSeparator: \.isWhitespace) } == article)
    }

    @Test("is no wider than it may be", arguments: articles, [60, 80, 120])
    func width(text: String, columns: Int) throws {
        for line in lines(try extraction(text), columns: columns) { #expect(Fold.width(line) <= columns, "\(line)") }
        for line in lines(try extraction(text), columns: columns, hasColour: true) {
            #expect(Fold.width(Marks.colourless(line)) <= columns, "\(line)")
        }
    }

    @Test(
        "tells every event with every rule that it names, and every number in the text leads to one",
        arguments: articles)
    func complete(text: String) throws {
        let extraction = try extraction(text)
        let lines = lines(extraction)
        let words = lines.joined(separator: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        var count = 0
        for event in extraction.events {
            guard let wording = EventWording(event) else { continue }
            if wording.kind == "actor" {
                #expect(words.contains(event.actorMentioned.actor.id))
            } else {
                count += 1
                #expect(words.contains("\(wording.kind) \(wording.text)"), "\(wording.text)")
            }
            for rule in event.evidence?.rules ?? [] { #expect(words.contains("\(rule) „") || words.contains(rule)) }
        }
        let numbers = Set(textLines(lines, of: extraction).flatMap(Marks.numbers))
        #expect(numbers == Set(0..<count).reduce(into: []) { $0.insert($1 + 1) })
    }

    @Test("stands below the paragraph that it explains, with what was passed over there")
    func order() throws {
        let lines = lines(try extraction(Self.articles[0]))
        let paragraphs = lines.dropFirst(3).split(separator: "").map { $0.joined(separator: "\n") }
        #expect(paragraphs[0].contains("[Рубио]¹ [отложи]¹ [срещата]¹ си с [Лавров]¹\n  1 meeting postponed"))
        #expect(paragraphs[1].contains("[държавния секретар на [САЩ]]² [Марко Рубио]"))
        #expect(paragraphs[1].contains("\n      title-before-name „държавния секретар на САЩ“"))
        #expect(paragraphs[2].contains("Снимка: БТА]\n  - not read: boilerplate"))
        #expect(paragraphs[3].contains("\n  - no meeting: verb.no-reflexive „виждаме“"))
    }

    @Test("Marks nest however they overlap, and lose nothing of the text")
    func overlaps() {
        var generator = SeededGenerator(seed: 7)
        let text = "Той каза, че ще дойде\nв петък или в събота на гости."
        let length = text.unicodeScalars.count
        for _ in 0..<500 {
            let marks = (0..<8).map { number in
                let start = Int.random(in: 0..<length, using: &generator)
                let end = Int.random(in: start...length, using: &generator)
                return MarkedText.Mark(range: start..<end, colour: .cyan, numbers: [number])
            }
            let marked = MarkedText(text, marks: marks)
            for hasColour in [false, true] {
                let lines = marked.paragraphs.flatMap { marked.lines(of: $0, width: 30, hasColour: hasColour) }
                let written = lines.joined(separator: " ")
                #expect(Marks.removed(from: written) == text.replacing("\n", with: " "))
                #expect(hasColour || Marks.areBalanced(written), "\(written)")
            }
        }
    }
}

/// What the explanation puts into a text.
private enum Marks {
    private static let superscripts = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")

    static func colourless(_ line: String) -> String { line.replacing(/\u{1B}\[[0-9]+m/, with: "") }

    static func removed(from line: String) -> String {
        colourless(line).replacing(/[⁰¹²³⁴⁵⁶⁷⁸⁹]+(·[⁰¹²³⁴⁵⁶⁷⁸⁹]+)*/, with: "").filter { $0 != "[" && $0 != "]" }
    }

    static func numbers(_ line: String) -> [Int] {
        line.matches(of: /[⁰¹²³⁴⁵⁶⁷⁸⁹]+/).map { match in
            match.output.reduce(0) { $0 * 10 + (superscripts.firstIndex(of: $1) ?? 0) }
        }
    }

    static func areBalanced(_ line: String) -> Bool {
        var depth = 0
        for character in line {
            if character == "[" { depth += 1 }
            if character == "]" { depth -= 1 }
            if depth < 0 { return false }
        }
        return depth == 0
    }
}

extension EventContent {
    fileprivate var evidence: Evidence? {
        switch payload {
        case .actorMentioned(let event): event.evidence
        case .meetingReported(let event): event.evidence
        case .statementReported(let event): event.evidence
        case .affiliationReported(let event): event.evidence
        default: nil
        }
    }
}
