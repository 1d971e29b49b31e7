/// A table for people: columns as wide as their contents, the widest of them folded until the table fits.
struct Table {
    /// A cell: its text, and the colour that it is painted in.
    struct Cell {
        var text: String
        var colour: Colour?

        init(_ text: String, _ colour: Colour? = nil) {
            self.text = text
            self.colour = colour
        }
    }

    /// A row of cells and the lines that stand below it, indented and folded.
    struct Row {
        var cells: [Cell]
        var notes: [Cell] = []
    }

    /// Spaces between columns.
    private static let gap = 2
    /// Spaces before notes.
    private static let noteIndent = 4
    /// No column is folded to less than this.
    private static let columnWidthMin = 12

    var header: [String]
    var rows: [Row] = []
    var hasColour: Bool
    var columns: Int

    /// A table for a terminal.
    init(_ header: [String], for terminal: Terminal = .output) {
        self.header = header
        hasColour = terminal.hasColour
        columns = terminal.columns
    }

    mutating func add(_ cells: [Cell], notes: [Cell] = []) { rows.append(Row(cells: cells, notes: notes)) }

    /// The lines of the table.
    func lines() -> [String] {
        let widths = widths()
        var lines = layOut(header.map { Cell($0, .bold) }, widths)
        for row in rows {
            lines += layOut(row.cells, widths)
            for note in row.notes {
                for line in Fold.lines(note.text, width: columns - Self.noteIndent) {
                    let painted = note.colour?.paint(line, hasColour) ?? line
                    lines.append(String(repeating: " ", count: Self.noteIndent) + painted)
                }
            }
            if !row.notes.isEmpty { lines.append("") }
        }
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    private func widths() -> [Int] {
        var widths = header.indices.map { column in
            rows.map { Fold.width($0.cells[column].text) }.reduce(Fold.width(header[column]), max)
        }
        while widths.reduce(0, +) + Self.gap * (widths.count - 1) > columns,
            let widest = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > Self.columnWidthMin
        {
            widths[widest] -= 1
        }
        return widths
    }

    private func layOut(_ cells: [Cell], _ widths: [Int]) -> [String] {
        let folded = zip(cells, widths).map { Fold.lines($0.text, width: $1) }
        return (0..<(folded.map(\.count).max() ?? 0)).map { index in
            var line = ""
            for (column, lines) in folded.enumerated() {
                let text = index < lines.count ? lines[index] : ""
                let padding = column == folded.count - 1 ? 0 : widths[column] - Fold.width(text) + Self.gap
                line += cells[column].colour?.paint(text, hasColour) ?? text
                line += String(repeating: " ", count: max(0, padding))
            }
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }
}

/// Folds text at spaces into lines of a width.
enum Fold {
    /// Columns that a text takes.
    static func width(_ text: String) -> Int {
        text.unicodeScalars.count { $0.properties.generalCategory != .nonspacingMark && $0.value != 0x200B }
    }

    /// Lines no wider than a width, unless a single word is.
    static func lines(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var lineWidth = 0
        for word in text.split(whereSeparator: \.isWhitespace) {
            let wordWidth = self.width(String(word))
            if lineWidth > 0, lineWidth + 1 + wordWidth > width {
                lines.append(line)
                line = ""
                lineWidth = 0
            }
            if lineWidth > 0 {
                line += " "
                lineWidth += 1
            }
            line += word
            lineWidth += wordWidth
        }
        lines.append(line)
        return lines
    }
}
