import Chronicle
import Language
import Testing

@testable import Extraction

@Suite("A reader's own knowledge")
struct OwnKnowledgeTests {
    /// Somebody whom nobody else knows.
    private static let person = [
        "knowledge/people.tsv": ["person/petya-primerova|Petya Primerova|f|Q219"],
        "bg/names/people.tsv": ["person/petya-primerova|Петя Примерова|"],
    ]

    private func base(_ tables: [String: [String]]) throws -> KnowledgeBase {
        try ExtractionResources.bundled("bg", own: KnowledgeFolder(tables).own()).knowledge
    }

    // MARK: What it adds

    @Test("adds people and names to what is there")
    func person() throws {
        let bundled = try EntityTests.resources.get().knowledge
        let base = try base(Self.person)
        #expect(base.entries.count == bundled.entries.count + 1)
        let entry = try #require(base.entry(id: "person/petya-primerova"))
        #expect(base[entry].name == "Петя Примерова")
        #expect(base.isSurname(FormKey("примерова")))
        #expect(base.check() == [])
    }

    @Test("gives those who are known further names, and keeps the facts that it does not give")
    func variant() throws {
        let base = try base([
            "knowledge/people.tsv": ["Q22686|Donald Trump|m|"],
            "bg/names/people.tsv": ["Q22686|Доналд Тръмп|Доналд Фредов"],
        ])
        let entry = try #require(base.entry(id: "Q22686"))
        #expect(base[entry].country == base.entry(id: "Q30"))
        #expect(base.isSurname(FormKey("фредов")))
        #expect(base.check() == [])
    }

    @Test("lets an office pass to somebody new, who ends the term that has no end")
    func successor() throws {
        let base = try base(
            Self.person.merging(["knowledge/holders.tsv": ["head-of-state/Q30|person/petya-primerova|2029-01-20|"]]) {
                $1
            })
        let office = KnowledgeBase.Office(
            kind: try #require(base.officeKind("head-of-state")), of: try #require(base.entry(id: "Q30")))
        let last = try #require(CivilDate(iso: "2029-01-19".utf8))
        let first = try #require(CivilDate(iso: "2029-01-20".utf8))
        let (former, new) = (try #require(base.entry(id: "Q22686")), base.entry(id: "person/petya-primerova"))
        #expect(base.holder(of: office, on: last) == former)
        #expect(base.holder(of: office, on: first) == new)
        #expect(!base.offices(of: former, on: first).contains(office))
        #expect(base.check() == [])
    }

    @Test("corrects the end of a term")
    func correctedTerm() throws {
        let base = try base(["knowledge/holders.tsv": ["head-of-state/Q30|Q22686|2025-01-20|2025-02-01"]])
        let office = KnowledgeBase.Office(
            kind: try #require(base.officeKind("head-of-state")), of: try #require(base.entry(id: "Q30")))
        #expect(base.holder(of: office, on: try #require(CivilDate(iso: "2025-03-01".utf8))) == nil)
    }

    @Test("adds words that stand before a name")
    func word() throws {
        let folder = try KnowledgeFolder([
            "bg/lexicon/titles.tsv": ["звездоброец|n.m|title profession person|pl=звездобройци"]
        ])
        let lexicon = try ExtractionResources.bundled("bg", own: folder.own()).pack.lexicon
        let entry = try #require(lexicon.entry(FormKey("звездоброецът")))
        #expect(entry.classes.intersects(try lexicon.lexicalClass("title")))
        #expect(try EntityTests.resources.get().pack.lexicon.entry(FormKey("звездоброецът")) == nil)
    }

    @Test("shows in the version that stands in the events, and nothing else does")
    func version() throws {
        #expect(try ExtractorTests.extractor.get().version == Extractor.version)
        let own = try KnowledgeFolder(Self.person).own()
        #expect(own.rowCount == 2)
        let extractor = try Extractor.bundled(own: own)
        #expect(extractor.version == "\(Extractor.version)+\(own.fingerprint)")
        #expect(own.fingerprint.utf8.count == 8)
        #expect(extractor.knowledgeWarnings == [])
        let events = extractor.extract(
            .with {
                $0.body = "Петя Примерова пристигна."; $0.language = "bg"
            }
        ).events
        #expect(events.contains { $0.actorMentioned.actor.id == "person/petya-primerova" })
        #expect(events.allSatisfy { $0.extractor == extractor.version })

        let commented = Self.person.mapValues { ["# Somebody new."] + $0 }
        #expect(try KnowledgeFolder(commented).own().fingerprint == own.fingerprint)
        let renamed = Self.person.merging(["bg/names/people.tsv": ["person/petya-primerova|Петя Другова|"]]) { $1 }
        #expect(try KnowledgeFolder(renamed).own().fingerprint != own.fingerprint)
    }

    @Test("warns of namesakes and of those who have no name, and goes on")
    func warnings() throws {
        let doubtful = try KnowledgeFolder([
            "knowledge/people.tsv": ["person/donald|Donald|m|Q219", "person/nobody|Nobody|m|Q219"],
            "bg/names/people.tsv": ["person/donald|Доналд Тръмп|"],
        ])
        let warnings = try Extractor.bundled(own: doubtful.own()).knowledgeWarnings
        #expect(warnings.count == 2)
        #expect(warnings.contains { $0.contains("Q22686 and person/donald") })
        #expect(warnings.contains { $0.contains("person/nobody") })
    }

    // MARK: What is refused

    @Test(
        "a folder of which nothing is read is refused",
        arguments: [
            ([:], "", "no table"), (["notes.txt": ["a"]], "", "no table"),
            (["people.tsv": ["a"]], "/people.tsv", "read"),
            (["knowledge/peoples.tsv": ["a"]], "/knowledge/peoples.tsv", "knowledge/(countries|"),
            (["xx/names/people.tsv": ["a"]], "/xx/names/people.tsv", "bg/names/"),
            (["bg/names/holders.tsv": ["a"]], "/bg/names/holders.tsv", "bg/names/"),
            (["bg/phrases/meetings.tsv": ["a"]], "/bg/phrases/meetings.tsv", "bg/lexicon/"),
        ] as [([String: [String]], String, String)])
    func uselessFolder(tables: [String: [String]], path: String, message: String) throws {
        let folder = try KnowledgeFolder(tables)
        let error = #expect(throws: PackError.self) { try folder.own() }
        #expect(error?.file == folder.url.path + path)
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    }

    @Test("a folder that is not there is refused by its name")
    func missingFolder() {
        let error = #expect(throws: PackError.self) { try OwnKnowledge(folder: "/nowhere") }
        #expect(error?.description == "/nowhere: there is no such folder; make it or name another")
    }

    @Test(
        "a wrong row is refused with its file and line",
        arguments: [
            ("knowledge/people.tsv", "person/a|A|x|Q219", "gender, is m or f"),
            ("bg/names/people.tsv", "person/a|А Б|", "“person/a”"),
            ("bg/names/organisations.tsv", "Q458|Европейски съюз|x|", "third column"),
            ("bg/names/events.tsv", "Q7888194|Брекзит|m|big", "fourth"),
            ("bg/lexicon/a.tsv", "звездоброец|n.m|titel", "“titel”"), ("bg/lexicon/a.tsv", "звездоброец", "paradigm"),
            ("bg/lexicon/a.tsv", "звездоброец|n.x|title", "n.x"),
        ])
    func wrongRow(path: String, row: String, message: String) throws {
        let folder = try KnowledgeFolder([path: ["# A comment.", row]])
        let error = #expect(throws: PackError.self) { try ExtractionResources.bundled("bg", own: folder.own()) }
        #expect(error?.file.hasSuffix("/" + path) == true)
        #expect(error?.line == 2)
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    }
}
