import Chronicle
import Foundation
import Language
import Testing

@testable import Extraction

@Suite("Knowledge")
struct KnowledgeTests {
    let pack: LanguagePack
    let knowledge: KnowledgeBase

    init() throws {
        pack = try LanguagePack.bundled("bg")
        knowledge = try KnowledgeBase.bundled(for: pack)
    }

    @Test("what comes with the product is consistent")
    func isConsistent() {
        #expect(knowledge.check() == [])
        #expect(knowledge.entries.count > 500)
    }

    @Test(
        "an office is held by who held it on that day",
        arguments: [
            ("head-of-government", "Q145", "2018-03-01", "Тереза Мей"),
            ("head-of-government", "Q145", "2025-03-01", "Киър Стармър"),
            ("head-of-state", "Q30", "2024-06-01", "Джо Байдън"),
            ("head-of-state", "Q30", "2025-10-21", "Доналд Тръмп"),
        ])
    func holderByDate(kind: String, of: String, date: String, name: String) throws {
        let office = KnowledgeBase.Office(
            kind: try #require(knowledge.officeKind(kind)), of: try #require(knowledge.entry(id: of)))
        let day = try #require(CivilDate(iso: date.utf8))
        let person = try #require(knowledge.holder(of: office, on: day))
        #expect(knowledge[person].name == name)
    }

    @Test("a wrong row is refused with its file and line")
    func wrongRow() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "knowledge-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("# people\nperson/a\tA\tx\t\n".utf8).write(to: folder.appending(path: "people.tsv"))
        let error = #expect(throws: PackError.self) {
            try KnowledgeBase(facts: [folder], names: [], split: { _ in [] })
        }
        #expect(error?.file.hasSuffix("/people.tsv") == true)
        #expect(error?.line == 2)
    }

    @Test("a reader's own folder adds people and names to what is there")
    func ownFolder() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "knowledge-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (file, row) in [
            ("knowledge/people.tsv", "person/petya-primerova\tPetya Primerova\tf\tQ219\n"),
            ("bg/names/people.tsv", "person/petya-primerova\tПетя Примерова\t\n"),
        ] {
            let url = folder.appending(path: file)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(row.utf8).write(to: url)
        }
        let base = try KnowledgeBase.bundled(for: pack, own: folder)
        #expect(base.entries.count == knowledge.entries.count + 1)
        let entry = try #require(base.entry(id: "person/petya-primerova"))
        #expect(base[entry].name == "Петя Примерова")
        #expect(base.isSurname(FormKey("примерова")))
    }

    @Test(
        "the first word of a name carries the article",
        arguments: [
            ("Държавен департамент", "Държавния департамент"), ("Европейска комисия", "Европейската комисия"),
            ("Съвет за сигурност", "Съвета за сигурност"), ("Бял дом", "Белия дом"),
            ("Върховен съд", "Върховният съд"),
        ])
    func definiteForms(base: String, form: String) {
        let name = Array(base.utf8)[...]
        let agreement = NameInflection.agreement(ofNameWithAdjective: name) ?? .masculine
        let forms = NameInflection.nameForms(name, agreement).map { String(decoding: $0, as: UTF8.self) }
        #expect(forms.contains(form))
    }
}
