import Chronicle
import Foundation
import Language

extension KnowledgeBase {
    /// Splits a name, which is valid UTF-8, into the forms that the tokenizer makes of it.
    public typealias Splitter = (ArraySlice<UInt8>) -> [FormKey]

    /// What comes with the product, with the names of a language, and with what a reader adds in a folder of their own.
    ///
    /// - Parameter folder: Holds facts and names as the product's folders do: `knowledge/people.tsv`, `bg/names/people.tsv`.
    /// - Throws: ``PackError`` with file and line where something is wrong.
    public static func bundled(for pack: LanguagePack, own folder: URL? = nil) throws -> KnowledgeBase {
        var facts = [URL(filePath: Bundle.module.bundlePath + "/Resources/knowledge")]
        var names = [URL(filePath: pack.folder + "/names")]
        if let folder {
            facts.append(folder.appending(path: "knowledge"))
            names.append(folder.appending(path: "\(pack.code)/names"))
        }
        return try KnowledgeBase(facts: facts, names: names) { pack.tokenizer.forms(of: $0) }
    }

    /// Loads the facts of some folders and the names of others, a language's pack or a reader's own.
    ///
    /// A folder need not have every file. A row whose id an earlier folder has already adds its names to that entry and
    /// overrules the facts it gives.
    public init(facts: [URL], names: [URL], split: @escaping Splitter) throws {
        var loader = KnowledgeLoader(split: split)
        for folder in facts { try loader.readFacts(in: folder) }
        for folder in names { try loader.readNames(in: folder) }
        for folder in facts { try loader.readOffices(in: folder) }
        for folder in names { try loader.readOfficeNames(in: folder) }
        self = loader.finish()
    }
}

/// Fills a ``KnowledgeBase`` from its files.
struct KnowledgeLoader {
    var base = KnowledgeBase()
    let split: KnowledgeBase.Splitter
    private var tenures: [KnowledgeBase.Tenure] = []
    private var officeOfID: [FormKey: KnowledgeBase.Office] = [:]
    private var kindIndex: [String: KnowledgeBase.OfficeKind] = [:]

    init(split: @escaping KnowledgeBase.Splitter) { self.split = split }

    // MARK: Facts

    mutating func readFacts(in folder: URL) throws {
        let countries = try PackTable(pathIfPresent: folder.appending(path: "countries.tsv").path)?.rows ?? []
        for row in countries { try add(row, .country, kind: "", english: row[2]) }
        if let places = try PackTable(pathIfPresent: folder.appending(path: "places.tsv").path) {
            for row in places.rows {
                let entry = try add(row, .place, kind: row[1], english: row[3])
                base.entries[Int(entry)].country = try reference(row, 2)
            }
        }
        for row in countries {
            guard let entry = base.entryOfID[row[0]] else { continue }
            base.entries[Int(entry)].country = entry
            base.entries[Int(entry)].seat = try reference(row, 3)
        }
        if let organisations = try PackTable(pathIfPresent: folder.appending(path: "organisations.tsv").path) {
            for row in organisations.rows {
                let entry = try add(row, .organisation, kind: row[1], english: row[3])
                base.entries[Int(entry)].country = try reference(row, 2)
                base.entries[Int(entry)].seat = try reference(row, 4)
            }
        }
        for (name, type) in Self.named {
            guard let file = try PackTable(pathIfPresent: folder.appending(path: name).path) else { continue }
            for row in file.rows { try add(row, type, kind: "", english: row[1]) }
        }
        if let people = try PackTable(pathIfPresent: folder.appending(path: "people.tsv").path) {
            for row in people.rows {
                let entry = try add(row, .person, kind: "", english: row[1])
                base.entries[Int(entry)].country = try reference(row, 3)
                base.entries[Int(entry)].grammar = try gender(row, 2)
            }
        }
    }

    @discardableResult
    private mutating func add(
        _ row: PackTable.Row, _ type: ActorType, kind: String, english: String
    ) throws -> Int32 {
        let id = row[0]
        guard !id.isEmpty, !english.isEmpty else { throw row.error("an id or a name is missing") }
        if let known = base.entryOfID[id] {
            guard base[known].type == type else {
                throw row.error("\(id) is a \(base[known].type) elsewhere; give it an id of its own")
            }
            if !kind.isEmpty { base.entries[Int(known)].kind = kind }
            return known
        }
        let index = Int32(base.entries.count)
        base.entryOfID[id] = index
        base.entries.append(
            .init(
                id: id, type: type, kind: kind, name: english, country: nil, seat: nil, grammar: [], adjective: ""))
        return index
    }

    // MARK: Offices

    mutating func readOffices(in folder: URL) throws {
        if let offices = try PackTable(pathIfPresent: folder.appending(path: "offices.tsv").path) {
            for row in offices.rows {
                guard let of = try reference(row, 2) else {
                    throw row.error("the country or organisation of the office is missing")
                }
                officeOfID[FormKey(utf8: row.bytes(0))] = .init(kind: kind(row[1]), of: of)
            }
        }
        if let holders = try PackTable(pathIfPresent: folder.appending(path: "holders.tsv").path) {
            for row in holders.rows {
                guard let office = officeOfID[FormKey(utf8: row.bytes(0))] else {
                    throw row.error("there is no office \(row[0]) in offices.tsv")
                }
                guard let person = try reference(row, 1) else {
                    throw row.error("the person is missing")
                }
                let to = CivilDate(iso: row.bytes(3))
                guard let from = CivilDate(iso: row.bytes(2)), row.bytes(3).isEmpty || to != nil else {
                    throw row.error("dates are written like 2025-01-20")
                }
                tenures.append(.init(office: office, person: person, from: from, to: to))
            }
        }
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

    func reference(_ row: PackTable.Row, _ column: Int) throws -> Int32? {
        let id = row[column]
        guard !id.isEmpty else { return nil }
        guard let entry = base.entryOfID[id] else { throw row.error("\(id) is not defined in any knowledge file") }
        return entry
    }

    private func gender(_ row: PackTable.Row, _ column: Int) throws -> Grammar {
        switch row[column] {
        case "m": .masculine
        case "f": .feminine
        default: throw row.error("gender is m or f")
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
