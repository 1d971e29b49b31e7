import Projections

/// An article for people.
enum ArticleTables {
    static func detail(_ article: ArticleRecord, withText: Bool) -> [String] {
        var facts = Table(["ARTICLE", article.id])
        for (name, value) in [
            ("title", article.title), ("source", article.source), ("url", article.url),
            ("published", article.published), ("language", article.language),
            ("standing", article.standing == "current" ? "" : "\(article.standing): \(article.standingReason)"),
            ("versions", article.versions.count > 1 ? "\(article.versions.count)" : ""),
            ("extracted", article.extractor.isEmpty ? "not yet" : "by \(article.extractor)"),
        ] where !value.isEmpty {
            facts.add([Table.Cell(name), Table.Cell(value)])
        }
        var lines = facts.lines()
        if withText {
            for paragraph in article.body.split(separator: "\n") {
                lines += [""] + Fold.lines(String(paragraph), width: Terminal.output.columns)
            }
        }
        if !article.actors.isEmpty { lines += [""] + actors(article.actors).lines() }
        if !article.meetings.isEmpty { lines += [""] + claims(article.meetings).lines() }
        if !article.statements.isEmpty { lines += [""] + ActorTables.statements(article.statements).lines() }
        if !article.affiliations.isEmpty { lines += [""] + affiliations(article.affiliations).lines() }
        return lines
    }

    private static func actors(_ mentions: [MentionRecord]) -> Table {
        var table = Table(["ACTOR", "TYPE", "ROLE", "MENTIONS", "ID"])
        for mention in mentions {
            table.add([
                Table.Cell(mention.actor.name), Table.Cell(mention.actor.type), Table.Cell(mention.role),
                Table.Cell("\(mention.count)"), Table.Cell(mention.actor.id),
            ])
        }
        return table
    }

    private static func claims(_ claims: [ArticleClaimRecord]) -> Table {
        var table = Table(["MEETING", "STATUS", "KIND", "PARTICIPANTS", "WHEN", "PLACE"])
        for record in claims {
            let claim = record.claim
            let status = Wording.status(claim.status, certainty: claim.certainty)
            table.add(
                [
                    Table.Cell(record.meeting),
                    Table.Cell(claim.earlier ? "\(status) before" : status, Wording.colour(claim.status)),
                    Table.Cell(claim.kind), Table.Cell(Wording.participants(record.participants)),
                    Table.Cell(Wording.time(claim.time)), Table.Cell(claim.place?.name ?? ""),
                ], notes: [Wording.quote(claim.evidence)])
        }
        return table
    }

    private static func affiliations(_ affiliations: [AffiliationRecord]) -> Table {
        var table = Table(["PERSON", "OFFICE", "OF", "STANDING"])
        for affiliation in affiliations {
            let of = [affiliation.organisation?.name, affiliation.country?.name].compactMap { $0 }
            table.add([
                Table.Cell(affiliation.person.name), Table.Cell(affiliation.office),
                Table.Cell(of.joined(separator: ", ")), Table.Cell(affiliation.standing),
            ])
        }
        return table
    }
}
