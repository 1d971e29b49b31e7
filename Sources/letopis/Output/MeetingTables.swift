import Projections

/// Meetings for people: the board, and one meeting with its history.
enum MeetingTables {
    /// The board: a line for each meeting, and under it the sentence that decides its status.
    static func board(_ meetings: [MeetingRecord]) -> Table {
        var table = Table(["STATUS", "KIND", "PARTICIPANTS", "WHEN", "PLACE", "ID"])
        for meeting in meetings {
            var notes = [Wording.quote(meeting.decidedBy.evidence), Wording.origin(meeting.decidedBy)]
            if let other = meeting.contradictedBy {
                notes.append(Table.Cell("against it, \(other.status):", .magenta))
                notes += [Wording.quote(other.evidence), Wording.origin(other)]
            }
            table.add(
                [
                    Table.Cell(Wording.status(meeting), meeting.contested ? .magenta : Wording.colour(meeting.status)),
                    Table.Cell(meeting.kind), Table.Cell(Wording.participants(meeting.participants)),
                    Table.Cell(Wording.when(meeting)), Table.Cell(meeting.place?.name ?? ""), Table.Cell(meeting.id),
                ], notes: notes)
        }
        return table
    }

    /// One meeting: what is known, then each claim in the order in which they were said.
    static func history(_ record: MeetingHistoryRecord) -> [String] {
        let meeting = record.meeting
        var facts = Table(["MEETING", meeting.id])
        facts.add([Table.Cell("status"), Table.Cell(Wording.status(meeting), Wording.colour(meeting.status))])
        facts.add([Table.Cell("kind"), Table.Cell(meeting.kind)])
        facts.add([Table.Cell("participants"), Table.Cell(Wording.participants(meeting.participants))])
        for (name, value) in [
            ("when", Wording.when(meeting)),
            ("before", meeting.formerTimes.map { Wording.time($0) }.joined(separator: ", ")),
            ("place", meeting.place?.name ?? ""), ("topic", meeting.topic), ("outcome", meeting.outcome),
            ("also known as", record.aliases.joined(separator: ", ")),
            (
                "corrected",
                record.corrections.map { "\($0.recorded.prefix(10)) by \($0.author): \($0.reason)" }
                    .joined(separator: "; ")
            ),
        ] where !value.isEmpty {
            facts.add([Table.Cell(name), Table.Cell(value)])
        }
        facts.add([
            Table.Cell("reported"),
            Table.Cell(
                "\(meeting.firstReported.prefix(10)) to \(meeting.lastReported.prefix(10)), "
                    + Wording.count(meeting.articles, "article")),
        ])

        var claims = Table(["SAID", "STATUS", "FOR", "PLACE", ""])
        for claim in record.history {
            claims.add(
                [
                    Table.Cell(Wording.said(claim)),
                    Table.Cell(
                        Wording.status(claim.status, certainty: claim.certainty), Wording.colour(claim.status)),
                    Table.Cell(Wording.time(claim.time)), Table.Cell(claim.place?.name ?? ""),
                    Table.Cell(claim.decides ? "decides" : claim.earlier ? "recalled" : "", .dim),
                ], notes: [Wording.quote(claim.evidence), Wording.origin(claim)])
        }
        return facts.lines() + [""] + claims.lines()
    }
}
