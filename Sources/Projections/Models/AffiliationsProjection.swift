import Chronicle
import GRDB

/// Who holds or held which office, as of when.
struct AffiliationsProjection: Projection {
    let name = "affiliations"
    let version = 1

    func createTables(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE affiliation (
                    sequence INTEGER PRIMARY KEY, batch INTEGER NOT NULL, article TEXT NOT NULL, person TEXT NOT NULL,
                    office TEXT NOT NULL, organisation TEXT NOT NULL, country TEXT NOT NULL, standing TEXT NOT NULL,
                    as_of TEXT NOT NULL, sentence TEXT NOT NULL, sentence_start INTEGER NOT NULL,
                    sentence_end INTEGER NOT NULL, rules TEXT NOT NULL,
                    published INTEGER NOT NULL, published_offset INTEGER NOT NULL, recorded INTEGER NOT NULL);
                CREATE INDEX affiliation_article ON affiliation(article);
                CREATE INDEX affiliation_person ON affiliation(person, published);
                CREATE INDEX affiliation_organisation ON affiliation(organisation);
                CREATE INDEX affiliation_country ON affiliation(country);
                """)
    }

    func apply(_ event: BatchedEvent, _ db: Database) throws {
        switch event.content.payload {
        case .affiliationReported(let affiliation): try insert(affiliation, event, db)
        case .articleExtracted: try Extraction.replaceRows(of: "affiliation", closedBy: event, db)
        case .articleRetracted, .articleRedacted:
            try db.run("DELETE FROM affiliation WHERE article = ?", [event.content.article])
        case .actorsMerged(let merge):
            let into = try ActorIdentity.resolve(merge.into, db)
            for id in merge.merged {
                for column in ["person", "organisation", "country"] {
                    try db.run("UPDATE affiliation SET \(column) = ? WHERE \(column) = ?", [into, id])
                }
            }
        default: break
        }
    }

    private func insert(_ affiliation: AffiliationReported, _ event: BatchedEvent, _ db: Database) throws {
        guard !affiliation.person.actor.id.isEmpty else { throw ProjectionError.inapplicable("the person has no id") }
        let published = try Extraction.published(of: event, db)
        let evidence = affiliation.evidence
        try db.run(
            "INSERT INTO affiliation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                event.row, event.batchRow, event.content.article,
                try ActorIdentity.resolve(affiliation.person.actor.id, db), affiliation.office,
                try ActorIdentity.resolve(affiliation.organisation.actor.id, db),
                try ActorIdentity.resolve(affiliation.country.actor.id, db), affiliation.standing.name,
                affiliation.asOf, evidence.text, Int64(evidence.sentence.start), Int64(evidence.sentence.end),
                evidence.rules.joined(separator: " "), published.microseconds, published.offset, event.recorded,
            ])
    }
}
