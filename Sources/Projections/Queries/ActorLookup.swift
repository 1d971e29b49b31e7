import GRDB

/// Finds the actor that a person means by an id, a full name or a surname.
enum ActorLookup {
    /// Names that are offered when there is no such actor.
    static let nearestMax = 3

    /// The id.
    ///
    /// - Throws: ``ProjectionError/unknownActor(_:nearest:)``, also when several actors fit.
    static func id(of name: String, _ db: Database) throws -> String {
        if try db.row("SELECT 1 FROM actor WHERE id = ?", [name]) != nil { return try ActorIdentity.resolve(name, db) }
        let folded = ActorIdentity.folded(name)
        for (sql, argument) in [
            ("SELECT id FROM actor WHERE folded_name = ? ORDER BY id", folded),
            ("SELECT id FROM actor WHERE substr(folded_name, -length(?1)) = ?1 ORDER BY id", " " + folded),
        ] {
            var ids: [String] = []
            for row in try db.rows(sql, [argument]) {
                let id = try ActorIdentity.resolve(row[0], db)
                if !ids.contains(id) { ids.append(id) }
            }
            if ids.count == 1 { return ids[0] }
            if ids.count > 1 { throw ProjectionError.ambiguousActor(name, candidates: ids) }
        }
        throw ProjectionError.unknownActor(name, nearest: try nearest(to: folded, db))
    }

    private static func nearest(to folded: String, _ db: Database) throws -> [String] {
        let wanted = Array(folded.unicodeScalars)
        var scored: [(distance: Int, name: String)] = []
        for row in try db.rows("SELECT name, folded_name FROM actor ORDER BY id") {
            let name: String = row[1]
            // A surname alone is compared with the last word.
            let last = name.split(separator: " ").last.map { Array($0.unicodeScalars) } ?? []
            let distance = min(
                editDistance(wanted, Array(name.unicodeScalars)), editDistance(wanted, last))
            if distance <= max(2, wanted.count / 3) { scored.append((distance, row[0])) }
        }
        scored.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
        return scored.prefix(nearestMax).map(\.name)
    }

    /// Insertions, deletions and replacements that turn one word into the other.
    static func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        var row = Array(0...b.count)
        for (i, scalar) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in b.enumerated() {
                let cost = scalar == other ? diagonal : min(diagonal, row[j], row[j + 1]) + 1
                diagonal = row[j + 1]
                row[j + 1] = cost
            }
        }
        return row[b.count]
    }
}
