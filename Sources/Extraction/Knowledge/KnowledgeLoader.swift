import Chronicle
import Foundation
import Language

extension KnowledgeBase {
    /// Splits a name, which is valid UTF-8, into the forms that the tokenizer makes of it.
    typealias Splitter = (ArraySlice<UInt8>) -> [FormKey]
    /// Tables by their names: `people`.
    typealias Tables = [String: PackTable]

    /// What comes with the product, with the names of a language, and with what a reader adds in a folder of their own.
    ///
    /// - Throws: ``PackError`` with file and line where something is wrong.
    public static func bundled(for language: LanguagePack.Basis, own: OwnKnowledge? = nil) throws -> KnowledgeBase {
        var facts = [try tables(KnowledgeLoader.factTables, in: Bundle.module.bundlePath + "/Resources/knowledge")]
        var names = [try tables(KnowledgeLoader.nameTables, in: language.folder + "/names")]
        if let own {
            facts.append(own.facts)
            names.append(own.names(language.code))
        }
        return try KnowledgeBase(facts: facts, names: names) { language.tokenizer.forms(of: $0) }
    }

    /// Loads facts, and the names that a language has for them, each in the order in which they add to one another.
    ///
    /// None need have every table. A row whose id has one in earlier tables adds its names to that entry and overrules the
    /// facts it gives; a holder ends the term of an earlier table's that has no end.
    init(facts: [Tables], names: [Tables], split: @escaping Splitter) throws {
        var loader = KnowledgeLoader(split: split)
        for tables in facts { try loader.readFacts(tables) }
        for tables in names { try loader.readNames(tables) }
        for tables in facts { try loader.readOffices(tables) }
        for tables in names { try loader.readOfficeNames(tables) }
        self = loader.finish()
    }

    /// Those of the tables of some names that a folder has.
    static func tables(_ names: [String], in folder: String) throws -> Tables {
        try names.reduce(into: [:]) { $0[$1] = try PackTable(pathIfPresent: "\(folder)/\($1).tsv") }
    }
}

/// Fills a ``KnowledgeBase`` from its files.
struct KnowledgeLoader {
    /// The tables of names, in a folder of the language.
    static let nameTables = ["countries", "events", "offices", "organisations", "people", "places", "products"]
    /// The tables of facts.
    static let factTables = nameTables + ["holders"]

    var base = KnowledgeBase()
    let split: KnowledgeBase.Splitter
    /// The entries that the tables being read have had a row of.
    private var entriesOfTables: Set<Int32> = []
    private var tenures: [KnowledgeBase.Tenure] = []
    /// How many of them are of tables that were read before.
    private var earlierTenures = 0
    private var officeOfID: [FormKey: KnowledgeBase.Office] = [:]
    private var kindIndex: [String: KnowledgeBase.OfficeKind] = [:]

    init(split: @escaping KnowledgeBase.Splitter) { self.split = split }

    // MARK: Facts

    mutating func readFacts(_ tables: KnowledgeBase.Tables) throws {
        forgetEntriesOfTables()
        let countries = tables["countries"]?.rows ?? []
        for row in countries { try add(row, .country, kind: "", english: row[2]) }
        if let places = tables["places"] {
            for row in places.rows {
                let entry = try add(row, .place, kind: row[1], english: row[3])
                try setCountry(entry, row, 2)
            }
        }
        for row in countries {
            guard let entry = base.entryOfID[row[0]] else { continue }
            base.entries[Int(entry)].country = entry
            try setSeat(entry, row, 3)
        }
        if let organisations = tables["organisations"] {
            for row in organisations.rows {
                let entry = try add(row, .organisation, kind: row[1], english: row[3])
                try setCountry(entry, row, 2)
                try setSeat(entry, row, 4)
            }
        }
        for (name, type) in Self.named {
            guard let file = tables[name] else { continue }
            for row in file.rows { try add(row, type, kind: "", english: row[1]) }
        }
        if let people = tables["people"] {
            for row in people.rows {
                let entry = try add(row, .person, kind: "", english: row[1])
                try setCountry(entry, row, 3)
                base.entries[Int(entry)].grammar = try gender(row, 2)
            }
        }
    }

    @discardableResult
    private mutating func add(
        _ row: PackTable.Row, _ type: ActorType, kind: String, english: String
    ) throws -> Int32 {
        let id = row[0]
        guard !id.isEmpty, !english.isEmpty else {
            throw row.error("an id or a name is missing; tabs stand between the columns")
        }
        guard Self.isID(row.bytes(0), of: type) else {
            throw row.error("“\(id)” is no id; write one of Wikidata such as Q219, or \(type)/ and a-z, 0-9 or -")
        }
        if let known = base.entryOfID[id] {
            guard base[known].type == type else {
                throw row.error("\(id) is a \(base[known].type) elsewhere; give it an id of its own")
            }
            try claim(known, row)
            if !kind.isEmpty { base.entries[Int(known)].kind = kind }
            return known
        }
        let index = Int32(base.entries.count)
        base.entryOfID[id] = index
        base.entries.append(
            .init(
                id: id, type: type, kind: kind, name: english, country: nil, seat: nil, grammar: [], adjective: ""))
        entriesOfTables.insert(index)
        return index
    }

    /// Before other tables are read.
    mutating func forgetEntriesOfTables() { entriesOfTables.removeAll(keepingCapacity: true) }

    /// Marks that the tables being read have had a row of an entry; they may have one.
    mutating func claim(_ entry: Int32, _ row: PackTable.Row) throws {
        guard entriesOfTables.insert(entry).inserted else {
            throw row.error("\(row[0]) has a row further up; make them one")
        }
    }

    /// `Q219`, or the type and a slug: `person/petya-primerova`.
    private static func isID(_ id: ArraySlice<UInt8>, of type: ActorType) -> Bool {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        if id.first == UInt8(ascii: "Q") { return id.count > 1 && id.dropFirst().allSatisfy(digits.contains) }
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        guard let prefix = slugPrefixes[type], id.starts(with: prefix), id.count > prefix.count else { return false }
        return id.dropFirst(prefix.count).allSatisfy {
            letters.contains($0) || digits.contains($0) || $0 == UInt8(ascii: "-")
        }
    }

    /// What stands before a slug: `person/`. Kept, as the name of a case is slow to come by.
    private static let slugPrefixes = Dictionary(
        uniqueKeysWithValues: ActorType.allCases.map { ($0, Array("\($0)/".utf8)) })

    /// A row that names no country leaves the one that is known.
    private mutating func setCountry(_ entry: Int32, _ row: PackTable.Row, _ column: Int) throws {
        if let country = try reference(row, column, .country) { base.entries[Int(entry)].country = country }
    }

    private mutating func setSeat(_ entry: Int32, _ row: PackTable.Row, _ column: Int) throws {
        if let seat = try reference(row, column) { base.entries[Int(entry)].seat = seat }
    }

    // MARK: Offices

    mutating func readOffices(_ tables: KnowledgeBase.Tables) throws {
        earlierTenures = tenures.count
        if let offices = tables["offices"] {
            for row in offices.rows {
                guard let of = try reference(row, 2) else {
                    throw row.error("the country or organisation of the office is missing")
                }
                officeOfID[FormKey(utf8: row.bytes(0))] = .init(kind: kind(row[1]), of: of)
            }
        }
        if let holders = tables["holders"] {
            for row in holders.rows {
                guard let office = officeOfID[FormKey(utf8: row.bytes(0))] else {
                    throw row.error("there is no office \(row[0]); correct its id or add it to offices.tsv")
                }
                guard let person = try reference(row, 1, .person) else {
                    throw row.error("the person is missing")
                }
                let to = CivilDate(iso: row.bytes(3))
                guard let from = CivilDate(iso: row.bytes(2)), row.bytes(3).isEmpty || to != nil else {
                    throw row.error("dates are written like 2025-01-20")
                }
                guard to.map({ from < $0 }) ?? true else { throw row.error("the term ends before it begins") }
                add(.init(office: office, person: person, from: from, to: to))
            }
        }
    }

    /// Adds a term. Of earlier tables it overrules the one with the same beginning, and ends the one that has no end.
    private mutating func add(_ tenure: KnowledgeBase.Tenure) {
        for index in 0..<earlierTenures where tenures[index].office == tenure.office {
            if tenures[index].person == tenure.person, tenures[index].from == tenure.from {
                tenures[index] = tenure
                return
            }
            let isOpen = tenures[index].to == nil && tenures[index].from < tenure.from
            if isOpen, !KnowledgeBase.sharedKinds.contains(base.name(of: tenure.office.kind)) {
                tenures[index].to = tenure.from
            }
        }
        tenures.append(tenure)
    }

    mutating func kind(_ name: String) -> KnowledgeBase.OfficeKind {
        if let known = kindIndex[name] { return known }
        let created = KnowledgeBase.OfficeKind(index: Int16(base.officeKinds.count))
        base.officeKinds.append(name)
        kindIndex[name] = created
        return created
    }

    // MARK: End

    /// The knowledge base with its indexes.
    mutating func finish() -> KnowledgeBase {
        tenures.sort {
            ($0.office.kind.index, $0.office.of, $0.from.days, $0.person)
                < ($1.office.kind.index, $1.office.of, $1.from.days, $1.person)
        }
        base.tenures = tenures
        for (index, tenure) in tenures.enumerated() {
            let start = base.tenuresOfOffice[tenure.office]?.lowerBound ?? index
            base.tenuresOfOffice[tenure.office] = start..<(index + 1)
            base.tenuresOfPerson[tenure.person, default: []].append(Int32(index))
        }
        return base
    }

    /// The entry whose id stands in a column; nil where none does.
    ///
    /// - Parameter type: What it must be; nil where anything will do.
    func reference(_ row: PackTable.Row, _ column: Int, _ type: ActorType? = nil) throws -> Int32? {
        let id = row[column]
        guard !id.isEmpty else { return nil }
        guard let entry = base.entryOfID[id] else {
            throw row.error("there is no “\(id)”; correct the id or add a row for it in knowledge")
        }
        if let type, base[entry].type != type {
            throw row.error("\(id) is \(base[entry].name), a \(base[entry].type) and no \(type)")
        }
        return entry
    }

    private func gender(_ row: PackTable.Row, _ column: Int) throws -> Grammar {
        switch row[column] {
        case "m": .masculine
        case "f": .feminine
        default: throw row.error("the third column, gender, is m or f")
        }
    }
}

extension CivilDate {
    /// A day written like 2025-10-21; nil for anything else.
    init?(iso: some Collection<UInt8>) {
        let parts = iso.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        guard numbers.count == 3, parts.count == 3, parts[0].count == 4, (1...12).contains(numbers[1]),
            (1...31).contains(numbers[2])
        else { return nil }
        self.init(year: numbers[0], month: numbers[1], day: numbers[2])
    }
}
