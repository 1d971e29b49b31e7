import Chronicle
import GRDB

/// The actor graph: a view over the other tables, so that it never disagrees with them.
///
/// `relation` has a row for each meeting of two actors, each statement of one about or to another, each office, and each
/// article that mentions both; an edge of the graph is a group of them.
struct GraphProjection: Projection {
    let name = "graph"
    let version = 1

    func createTables(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE VIEW relation (source, target, kind, label, day, evidence, article) AS
                SELECT a.actor, b.actor,
                    CASE m.status
                        WHEN 'held' THEN iif(m.kind = 'call', 'called', 'met')
                        WHEN 'ongoing' THEN iif(m.kind = 'call', 'called', 'met')
                        WHEN 'scheduled' THEN iif(m.kind = 'call', 'will_call', 'will_meet')
                        WHEN 'proposed' THEN iif(m.kind = 'call', 'may_call', 'may_meet')
                        ELSE m.status END,
                    m.kind,
                    iif(m.time_start = '', date(m.last_published / 1000000, 'unixepoch'), substr(m.time_start, 1, 10)),
                    m.deciding_claim, (SELECT article FROM claim WHERE sequence = m.deciding_claim AND position = 0)
                FROM meeting_participant a JOIN meeting_participant b ON b.meeting = a.meeting AND a.actor < b.actor
                    JOIN meeting m ON m.id = a.meeting
                UNION ALL
                SELECT s.speaker, sa.actor, 'speaks_about', s.cue,
                    date(s.published / 1000000 + s.published_offset * 60, 'unixepoch'), s.sequence, s.article
                FROM statement s JOIN statement_about sa ON sa.statement = s.sequence
                WHERE s.speaker <> '' AND s.speaker <> sa.actor
                UNION ALL
                SELECT speaker, addressee, 'speaks_to', cue,
                    date(published / 1000000 + published_offset * 60, 'unixepoch'), sequence, article
                FROM statement WHERE speaker <> '' AND addressee <> '' AND speaker <> addressee
                UNION ALL
                SELECT person, iif(organisation <> '', organisation, country),
                    iif(standing = 'former', 'held_office', 'holds_office'), office, substr(as_of, 1, 10), sequence, article
                FROM affiliation WHERE organisation <> '' OR country <> ''
                UNION ALL
                SELECT a.actor, b.actor, 'mentioned_together', '', date(a.published / 1000000, 'unixepoch'), a.sequence,
                    a.article
                FROM mention a JOIN mention b ON b.article = a.article AND a.actor < b.actor;
                """)
    }

    func apply(_ event: BatchedEvent, _ db: Database) throws {}
}
