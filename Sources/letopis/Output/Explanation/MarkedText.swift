/// A text with marks in it, folded into lines.
///
/// With colours a mark paints its words; without, it puts brackets around them. Behind them stand the numbers of what
/// they are evidence of: „[се отлага]¹·²“.
struct MarkedText {
    /// Words that something was read from.
    struct Mark {
        /// Code points of the text.
        var range: Range<Int>
        var colour: Colour
        /// What it was: none for what only was found.
        var numbers: Set<Int> = []
    }

    private let scalars: [Unicode.Scalar]
    /// Well nested, the outer before the inner.
    private let marks: [Mark]

    init(_ text: String, marks: [Mark]) {
        scalars = Array(text.unicodeScalars)
        self.marks = Self.nested(Self.joined(marks))
    }

    /// The text between line breaks as ranges of code points, without the empty ones.
    var paragraphs: [Range<Int>] {
        scalars.indices.split { scalars[$0] == "\n" }.map { $0.first!..<($0.last! + 1) }.filter { range in
            scalars[range].contains { !$0.properties.isWhitespace }
        }
    }

    /// The lines of a stretch of the text, no wider than a width unless a single word is.
    func lines(of range: Range<Int>, width: Int, hasColour: Bool) -> [String] {
        var lines: [String] = []
        var line = Word()
        for word in words(of: range, hasColour) {
            if line.width > 0, line.width + 1 + word.width > width {
                lines.append(line.text)
                line = Word()
            }
            if line.width > 0 { line.add(" ") }
            line.add(word)
        }
        return lines + (line.width > 0 ? [line.text] : [])
    }

    // MARK: Marks

    /// Marks of the same words are one; it has the colour of the first.
    private static func joined(_ marks: [Mark]) -> [Mark] {
        var result: [Mark] = []
        var indexOfRange: [Range<Int>: Int] = [:]
        for mark in marks where !mark.range.isEmpty {
            if let index = indexOfRange[mark.range] {
                result[index].numbers.formUnion(mark.numbers)
            } else {
                indexOfRange[mark.range] = result.count
                result.append(mark)
            }
        }
        return result
    }

    /// The marks from the outside in; one that begins inside another and ends outside of it is cut in two there, and one
    /// that says nothing beyond the one around it is left out.
    private static func nested(_ marks: [Mark]) -> [Mark] {
        func isBefore(_ a: Mark, _ b: Mark) -> Bool {
            (a.range.lowerBound, -a.range.upperBound) < (b.range.lowerBound, -b.range.upperBound)
        }
        var waiting = Array(marks.sorted(by: isBefore).reversed())
        var result: [Mark] = []
        var open: [Mark] = []
        while var mark = waiting.popLast() {
            while let outer = open.last, outer.range.upperBound <= mark.range.lowerBound { open.removeLast() }
            if let end = open.last?.range.upperBound, mark.range.upperBound > end {
                let rest = Mark(range: end..<mark.range.upperBound, colour: mark.colour, numbers: mark.numbers)
                let place = waiting.lastIndex { isBefore(rest, $0) }.map { $0 + 1 } ?? 0
                waiting.insert(rest, at: place)
                mark.range = mark.range.lowerBound..<end
                mark.numbers = []
            }
            if let outer = open.last, outer.colour == mark.colour, mark.numbers.isSubset(of: outer.numbers) { continue }
            open.append(mark)
            result.append(mark)
        }
        return result
    }

    // MARK: Words

    /// What is not folded: characters between white space with the marks that open and close at them.
    private struct Word {
        private(set) var text = ""
        private(set) var width = 0

        mutating func add(_ string: String, _ colour: Colour? = nil, _ hasColour: Bool = false) {
            text += colour?.paint(string, hasColour) ?? string
            width += Fold.width(string)
        }

        mutating func add(_ word: Word) {
            text += word.text
            width += word.width
        }
    }

    private func words(of range: Range<Int>, _ hasColour: Bool) -> [Word] {
        var words: [Word] = []
        var word = Word()
        var plain = ""
        var open: [Mark] = []
        var next = marks.firstIndex { $0.range.lowerBound >= range.lowerBound } ?? marks.count
        func flush() {
            word.add(plain, open.last?.colour, hasColour)
            plain = ""
        }
        for index in range.lowerBound...range.upperBound {
            while let last = open.last, last.range.upperBound == index || index == range.upperBound {
                flush()
                if !hasColour { word.add("]") }
                word.add(Self.superscript(last.numbers), .dim, hasColour)
                open.removeLast()
            }
            guard index < range.upperBound else { break }
            while next < marks.count, marks[next].range.lowerBound == index {
                flush()
                if !hasColour { word.add("[") }
                open.append(marks[next])
                next += 1
            }
            if scalars[index].properties.isWhitespace {
                flush()
                if word.width > 0 { words.append(word) }
                word = Word()
            } else {
                plain.unicodeScalars.append(scalars[index])
            }
        }
        flush()
        return words + (word.width > 0 ? [word] : [])
    }

    /// „¹·²“
    private static func superscript(_ numbers: Set<Int>) -> String {
        numbers.sorted().map { String("\($0)".map { superscripts[$0.wholeNumberValue ?? 0] }) }.joined(separator: "·")
    }

    private static let superscripts: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
}
