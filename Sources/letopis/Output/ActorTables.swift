import Projections

/// Actors, edges and statements for people.
enum ActorTables {
    static func list(_ actors: [ActorRecord]) -> Table {
        var table = Table(["NAME", "TYPE", "ROLE", "ARTICLES", "MEETINGS", "STATEMENTS", "LAST", "ID"])
        for actor in actors {
            table.add([
                Table.Cell(actor.name), Table.Cell(actor.type), Table.Cell(actor.role), Table.Cell("\(actor.articles)"),
                Table.Cell("\(actor.meetings)"), Table.Cell("\(actor.statements)"), Table.Cell(actor.lastMentioned),
                Table.Cell(actor.id),
            ])
        }
        return table
    }

    static func detail(_ record: ActorDetailRecord) -> [String] {
        var lines = list([record.actor]).lines()
        if record.names.count > 1 { lines.append("names: " + record.names.joined(separator: ", ")) }
        if !record.aliases.isEmpty { lines.append("merged: " + record.aliases.joined(separator: ", ")) }
        if !record.affiliations.isEmpty {
            var table = Table(["OFFICE", "OF", "STANDING", "AS OF", "ARTICLE"])
            for affiliation in record.affiliations {
                let of = [affiliation.organisation?.name, affiliation.country?.name].compactMap { $0 }
                table.add([
                    Table.Cell(affiliation.office), Table.Cell(of.joined(separator: ", ")),
                    Table.Cell(affiliation.standing), Table.Cell(affiliation.asOf),
                    Table.Cell(Wording.article(affiliation.evidence)),
                ])
            }
            lines += [""] + table.lines()
        }
        if !record.edges.isEmpty { lines += [""] + edges(record.edges).lines() }
        return lines
    }

    static func edges(_ edges: [EdgeRecord]) -> Table {
        var table = Table(["FROM", "EDGE", "TO", "WEIGHT", "FIRST", "LAST", "ARTICLE"])
        for edge in edges {
            table.add([
                Table.Cell(edge.source.name), Table.Cell(edge.kind.rawValue), Table.Cell(edge.target.name),
                Table.Cell("\(edge.weight)"), Table.Cell(edge.first), Table.Cell(edge.last),
                Table.Cell(Wording.shortened(edge.article)),
            ])
        }
        return table
    }

    static func statements(_ statements: [StatementRecord]) -> Table {
        var table = Table(["SPEAKER", "CUE", "ABOUT", "PUBLISHED", "ARTICLE"])
        for statement in statements {
            table.add(
                [
                    Table.Cell(statement.speaker?.name ?? statement.speakerText), Table.Cell(statement.cue),
                    Table.Cell(statement.about.map(\.name).joined(separator: ", ")),
                    Table.Cell(String(statement.published.prefix(10))), Table.Cell(Wording.article(statement.evidence)),
                ],
                notes: [
                    Table.Cell(
                        Wording.quoted(statement.content.isEmpty ? statement.evidence.sentence : statement.content))
                ])
        }
        return table
    }
}
