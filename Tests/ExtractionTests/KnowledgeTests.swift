import Chronicle
import Testing

@testable import Extraction

@Suite("Knowledge")
struct KnowledgeTests {
    let knowledge: KnowledgeBase

    init() throws { knowledge = try EntityTests.resources.get().knowledge }

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
