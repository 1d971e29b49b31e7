/// Rules as tables.
enum RuleTables {
    /// A row a rule with its first example, or with all of them below it.
    static func list(_ rules: [RuleRecord], isDetailed: Bool) -> Table {
        var table = Table(isDetailed ? ["STAGE", "RULE"] : ["STAGE", "RULE", "EXAMPLE"])
        for rule in rules {
            let examples = rule.examples.map(line)
            let cells = [Table.Cell(rule.stage), Table.Cell(rule.rule, .bold)]
            if isDetailed {
                table.add(cells, notes: examples.map { Table.Cell($0) })
            } else {
                table.add(cells + [Table.Cell(examples.first ?? "")])
            }
        }
        return table
    }

    private static func line(_ example: RuleRecord.Example) -> String {
        example.note.isEmpty ? example.text : "\(example.text) → \(example.note)"
    }
}
