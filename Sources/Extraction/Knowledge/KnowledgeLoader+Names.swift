import Chronicle
import Foundation
import Language

/// The names that a language has for what the facts define.
extension KnowledgeLoader {
    mutating func readNames(_ tables: KnowledgeBase.Tables) throws {
        forgetEntriesOfTables()
        try readRows(tables["countries"], .country) { loader, entry, row in
            loader.insertPlaceName(entry, row.bytes(1))
            for variant in row.values(4, separator: "|") { loader.insertPlaceName(entry, variant) }
            loader.insertAdjective(entry, row.bytes(2))
            let inhabitants = row.values(3, separator: ",")
            for (position, inhabitant) in inhabitants.enumerated() {
                loader.insertInhabitant(entry, inhabitant, position: position)
            }
            loader.insertAdjective(entry, row.bytes(5))
            for (position, inhabitant) in row.values(6, separator: ",").enumerated() {
                loader.insertInhabitant(entry, inhabitant, position: position)
            }
        }
        try readRows(tables["places"], .place) { loader, entry, row in
            loader.insertPlaceName(entry, row.bytes(1))
            loader.insertAdjective(entry, row.bytes(2))
            for variant in row.values(3, separator: "|") { loader.insertPlaceName(entry, variant) }
        }
        try readRows(tables["organisations"], .organisation) { loader, entry, row in
            guard let agreement = Self.agreements[row[2]], let grammar = Self.grammars[row[2]] else {
                throw row.error("the third column, gender or number, is m, f, n or pl")
            }
            loader.base.entries[Int(entry)].grammar = grammar
            loader.insertOrganisationName(entry, row.bytes(1), agreement)
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
                for variant in [row.bytes(1)] + row.values(4, separator: "|") {
                    loader.insertNamed(entry, variant, row)
                }
            }
        }
        try readRows(tables["people"], .person) { loader, entry, row in
            loader.insertPerson(entry, row.bytes(1))
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

    private mutating func insertPlaceName(_ entry: Int32, _ name: ArraySlice<UInt8>) {
        guard let agreement = NameInflection.agreement(ofNameWithAdjective: name) else {
            return insert(name, .name, entry, baseForm(name))
        }
        insert(NameInflection.nameForms(name, agreement), of: name, .name, entry)
    }

    private mutating func insertOrganisationName(
        _ entry: Int32, _ name: ArraySlice<UInt8>, _ agreement: NameInflection.Agreement
    ) {
        if Self.isAbbreviation(name) || Self.isLatin(name) { return insert(name, .name, entry, baseForm(name)) }
        insert(NameInflection.nameForms(name, agreement), of: name, .name, entry)
    }

    /// An event or product; the row says how it is inflected and which capital letters it needs.
    private mutating func insertNamed(_ entry: Int32, _ name: ArraySlice<UInt8>, _ row: PackTable.Row) {
        let agreement = Self.agreements[row[2]].map { NameInflection.agreement(ofNameWithAdjective: name) ?? $0 }
        let forms = agreement.map { NameInflection.nameForms(name, $0) } ?? [name]
        insert(forms, of: name, .name, entry, Self.capitals[row[3]])
    }

    private mutating func insertAdjective(_ entry: Int32, _ adjective: ArraySlice<UInt8>) {
        guard !adjective.isEmpty else { return }
        if base[entry].adjective.isEmpty {
            base.entries[Int(entry)].adjective = String(decoding: adjective, as: UTF8.self)
        }
        insert(NameInflection.adjectiveForms(adjective), of: adjective, .adjective, entry, .any)
    }

    /// Position 0 is one man, 1 one woman, 2 all.
    private mutating func insertInhabitant(_ entry: Int32, _ noun: ArraySlice<UInt8>, position: Int) {
        let kind: KnowledgeBase.Sense.Kind = position == 2 ? .inhabitants : .inhabitant
        let agreement: NameInflection.Agreement = [.masculine, .feminine, .plural][min(position, 2)]
        insert(NameInflection.nameForms(noun, agreement), of: noun, kind, entry, .any)
    }

    private mutating func insertPerson(_ entry: Int32, _ name: ArraySlice<UInt8>) {
        insert(name, .name, entry, baseForm(name))
        let words = name.split(separator: UInt8(ascii: " "))
        guard words.count > 1 else { return }
        if let given = split(words[0]).first { base.givenNames.insert(given) }
        // „фон дер Лайен“: the particles before a surname belong to it.
        var opening = words.count - 1
        while opening > 1, words[opening - 1].count <= 8, !Self.hasCapital(words[opening - 1]) { opening -= 1 }
        let surname = name[words[opening].startIndex...]
        insert(surname, .surname, entry, baseForm(surname))
        if opening < words.count - 1 {
            insert(words[words.count - 1], .surname, entry, baseForm(words[words.count - 1]))
        }
    }

    private mutating func insert(
        _ phrase: ArraySlice<UInt8>, _ kind: KnowledgeBase.Sense.Kind, _ entry: Int32, _ baseForm: Int32
    ) {
        base.names.insert(
            .init(entry: entry, kind: kind, capitals: Self.capitals(of: phrase), baseForm: baseForm),
            under: split(phrase))
    }

    /// The inflected forms of a name, adjective or noun.
    private mutating func insert(
        _ forms: [ArraySlice<UInt8>], of name: ArraySlice<UInt8>, _ kind: KnowledgeBase.Sense.Kind, _ entry: Int32,
        _ capitals: KnowledgeBase.Sense.Capitals? = nil
    ) {
        let baseForm = baseForm(name)
        // A single word that is its own normalised form, such as every adjective, stays that with another ending.
        let isNormalised = split(name) == [FormKey(utf8: name)]
        for form in forms {
            // An ending is in small letters, so that nothing inflected is in capitals alone.
            let capitals = capitals ?? (form == name ? Self.capitals(of: name) : .first)
            base.names.insert(
                .init(entry: entry, kind: kind, capitals: capitals, baseForm: baseForm),
                under: isNormalised ? [FormKey(utf8: form)] : split(form))
        }
    }

    private mutating func baseForm(_ name: ArraySlice<UInt8>) -> Int32 {
        base.baseForms.append(String(decoding: name, as: UTF8.self))
        return Int32(base.baseForms.count - 1)
    }

    private static func capitals(of name: ArraySlice<UInt8>) -> KnowledgeBase.Sense.Capitals {
        isAbbreviation(name) ? .all : .first
    }

    private static func isAbbreviation(_ name: ArraySlice<UInt8>) -> Bool {
        name.count <= 16 && hasCapital(name) && !scalars(of: name).contains { $0.properties.changesWhenUppercased }
    }

    private static func hasCapital(_ name: ArraySlice<UInt8>) -> Bool {
        scalars(of: name).contains { $0.properties.changesWhenLowercased }
    }

    private static func scalars(of name: ArraySlice<UInt8>) -> String.UnicodeScalarView {
        String(decoding: name, as: UTF8.self).unicodeScalars
    }

    private static func isLatin(_ name: ArraySlice<UInt8>) -> Bool { name.allSatisfy { $0 < 0x80 } }

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
