import Chronicle
import Foundation
import Language

/// The names that a language has for what the facts define.
extension KnowledgeLoader {
    mutating func readNames(_ tables: KnowledgeBase.Tables) throws {
        forgetEntriesOfTables()
        try readRows(tables["countries"], .country) { loader, entry, row in
            loader.insertPlaceName(entry, row[1])
            for variant in row.values(4, separator: "|") { loader.insertPlaceName(entry, variant) }
            loader.insertAdjective(entry, row[2])
            let inhabitants = row.values(3, separator: ",")
            for (position, inhabitant) in inhabitants.enumerated() {
                loader.insertInhabitant(entry, inhabitant, position: position)
            }
            loader.insertAdjective(entry, row[5])
            for (position, inhabitant) in row.values(6, separator: ",").enumerated() {
                loader.insertInhabitant(entry, inhabitant, position: position)
            }
        }
        try readRows(tables["places"], .place) { loader, entry, row in
            loader.insertPlaceName(entry, row[1])
            loader.insertAdjective(entry, row[2])
            for variant in row.values(3, separator: "|") { loader.insertPlaceName(entry, variant) }
        }
        try readRows(tables["organisations"], .organisation) { loader, entry, row in
            guard let agreement = Self.agreements[row[2]], let grammar = Self.grammars[row[2]] else {
                throw row.error("the third column, gender or number, is m, f, n or pl")
            }
            loader.base.entries[Int(entry)].grammar = grammar
            loader.insertOrganisationName(entry, row[1], agreement)
            for variant in row.values(3, separator: "|") {
                loader.insertOrganisationName(
                    entry, variant, NameInflection.agreement(ofNameWithAdjective: variant) ?? agreement)
            }
        }
        for (name, type) in Self.named {
            try readRows(tables[name], type) { loader, entry, row in
                guard row[2].isEmpty || Self.agreements[row[2]] != nil, Self.capitals[row[3]] != nil else {
                    throw row.error("the third column is m, f, n, pl or empty, the fourth any, first or all")
                }
                for variant in [row[1]] + row.values(4, separator: "|") { loader.insertNamed(entry, variant, row) }
            }
        }
        try readRows(tables["people"], .person) { loader, entry, row in
            loader.insertPerson(entry, row[1])
            for variant in row.values(2, separator: "|") { loader.insertPerson(entry, variant) }
        }
    }

    mutating func readOfficeNames(_ tables: KnowledgeBase.Tables) throws {
        for row in tables["offices"]?.rows ?? [] {
            let country = try reference(row, 2)
            for phrase in row.values(1, separator: "|") {
                let named = KnowledgeBase.OfficePhrase(
                    kind: kind(row[0]), country: country, baseForm: baseForm(phrase))
                let forms = split(phrase)
                base.officePhrases.insert(named, under: forms)
                base.officeHeads[named.kind, default: []].formUnion(forms)
                base.officeNames[named.kind, default: []].append(named)
            }
        }
    }

    /// Calls with each row of a table and its entry, which has the name of the second column from then on.
    private mutating func readRows(
        _ table: PackTable?, _ type: ActorType,
        _ body: (inout KnowledgeLoader, Int32, PackTable.Row) throws -> Void
    ) throws {
        for row in table?.rows ?? [] {
            guard let entry = base.entryOfID[row[0]], base[entry].type == type else {
                throw row.error("there is no \(type) “\(row[0])”; correct the id or add a row for it in knowledge")
            }
            guard !row[1].isEmpty else { throw row.error("the name is missing; tabs stand between the columns") }
            try claim(entry, row)
            base.entries[Int(entry)].name = row[1]
            base.entries[Int(entry)].isNamed = true
            try body(&self, entry, row)
        }
    }

    private mutating func insertPlaceName(_ entry: Int32, _ name: String) {
        guard let agreement = NameInflection.agreement(ofNameWithAdjective: name) else {
            return insert(name, .name, entry, baseForm(name))
        }
        let form = baseForm(name)
        for variant in NameInflection.nameForms(name, agreement) { insert(variant, .name, entry, form) }
    }

    private mutating func insertOrganisationName(_ entry: Int32, _ name: String, _ agreement: NameInflection.Agreement)
    {
        let form = baseForm(name)
        if Self.isAbbreviation(name) || Self.isLatin(name) { return insert(name, .name, entry, form) }
        for variant in NameInflection.nameForms(name, agreement) { insert(variant, .name, entry, form) }
    }

    /// An event or product; the row says how it is inflected and which capital letters it needs.
    private mutating func insertNamed(_ entry: Int32, _ name: String, _ row: PackTable.Row) {
        let form = baseForm(name)
        let agreement = Self.agreements[row[2]].map { NameInflection.agreement(ofNameWithAdjective: name) ?? $0 }
        let forms = agreement.map { NameInflection.nameForms(name, $0) } ?? [name]
        for variant in forms { insert(variant, .name, entry, form, Self.capitals[row[3]]) }
    }

    private mutating func insertAdjective(_ entry: Int32, _ adjective: String) {
        guard !adjective.isEmpty else { return }
        if base[entry].adjective.isEmpty { base.entries[Int(entry)].adjective = adjective }
        let form = baseForm(adjective)
        for variant in NameInflection.adjectiveForms(adjective) { insert(variant, .adjective, entry, form, .any) }
    }

    /// Position 0 is one man, 1 one woman, 2 all.
    private mutating func insertInhabitant(_ entry: Int32, _ noun: String, position: Int) {
        let form = baseForm(noun)
        let kind: KnowledgeBase.Sense.Kind = position == 2 ? .inhabitants : .inhabitant
        let agreement: NameInflection.Agreement = [.masculine, .feminine, .plural][min(position, 2)]
        for variant in NameInflection.nameForms(noun, agreement) { insert(variant, kind, entry, form, .any) }
    }

    private mutating func insertPerson(_ entry: Int32, _ name: String) {
        insert(name, .name, entry, baseForm(name))
        let words = name.split(separator: " ").map(String.init)
        guard words.count > 1 else { return }
        if let given = split(words[0]).first { base.givenNames.insert(given) }
        // „фон дер Лайен“: the particles before a surname belong to it.
        var opening = words.count - 1
        while opening > 1, words[opening - 1].utf8.count <= 8, words[opening - 1].lowercased() == words[opening - 1] {
            opening -= 1
        }
        let surname = words[opening...].joined(separator: " ")
        insert(surname, .surname, entry, baseForm(surname))
        if opening < words.count - 1 {
            insert(words[words.count - 1], .surname, entry, baseForm(words[words.count - 1]))
        }
    }

    private mutating func insert(
        _ phrase: String, _ kind: KnowledgeBase.Sense.Kind, _ entry: Int32, _ baseForm: Int32,
        _ capitals: KnowledgeBase.Sense.Capitals? = nil
    ) {
        let capitals = capitals ?? (Self.isAbbreviation(phrase) ? .all : .first)
        base.names.insert(.init(entry: entry, kind: kind, capitals: capitals, baseForm: baseForm), under: split(phrase))
    }

    private mutating func baseForm(_ text: String) -> Int32 {
        base.baseForms.append(text)
        return Int32(base.baseForms.count - 1)
    }

    private static func isAbbreviation(_ name: String) -> Bool {
        name.uppercased() == name && name.lowercased() != name && name.utf8.count <= 16
    }

    private static func isLatin(_ name: String) -> Bool { name.utf8.allSatisfy { $0 < 0x80 } }

    /// Tables of things that are only named.
    static let named: [(String, ActorType)] = [("events", .event), ("products", .product)]
    private static let capitals: [String: KnowledgeBase.Sense.Capitals] = ["any": .any, "first": .first, "all": .all]
    private static let agreements: [String: NameInflection.Agreement] = [
        "m": .masculine, "f": .feminine, "n": .neuter, "pl": .plural,
    ]
    private static let grammars: [String: Grammar] = [
        "m": [.masculine, .singular], "f": [.feminine, .singular], "n": [.neuter, .singular], "pl": .plural,
    ]
}
