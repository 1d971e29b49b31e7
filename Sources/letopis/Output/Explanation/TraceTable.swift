import Extraction

/// Every decision that was made of an article, in order.
enum TraceTable {
    static func list(_ document: Document, for terminal: Terminal = .output) -> Table {
        var table = Table(["STAGE", "RULE", "WORDS", "NOTE"], for: terminal)
        for entry in document.trace?.entries ?? [] {
            table.add([
                Table.Cell(entry.stage), Table.Cell(entry.rule, .bold), Table.Cell("„\(document.words(entry.tokens))“"),
                Table.Cell(entry.note),
            ])
        }
        return table
    }
}
