import Chronicle
import Foundation
import Language
import Testing

@testable import Extraction

/// Small tables, each with one fault that the check must find.
@Suite("The check of the knowledge")
struct KnowledgeCheckTests {
    /// A country with two people, one after the other its president.
    private static let sound: [String: [String]] = [
        "knowledge/countries.tsv": ["Q1|XA|Alpha||Europe"],
        "knowledge/people.tsv": ["person/a|Anna|f|Q1", "person/b|Boyan|m|Q1"],
        "knowledge/offices.tsv": ["head-of-state/Q1|head-of-state|Q1", "special-envoy/Q1|special-envoy|Q1"],
        "knowledge/holders.tsv": [
            "head-of-state/Q1|person/a|2015-01-01|2020-01-01", "head-of-state/Q1|person/b|2020-01-01|",
        ],
        "bg/names/countries.tsv": ["Q1|Алфа|алфски"],
        "bg/names/people.tsv": ["person/a|Анна Първа|", "person/b|Боян Втори|"],
        "bg/names/offices.tsv": ["head-of-state|президент|", "special-envoy|пратеник|"],
    ]

    private func findings(replacing path: String = "", with rows: [String] = []) throws -> [String] {
        try KnowledgeFolder(Self.sound.merging(path.isEmpty ? [:] : [path: rows]) { $1 }).alone().check()
    }

    @Test("Sound tables have no fault")
    func sound() throws { #expect(try findings() == []) }

    @Test("Two people of one name are found")
    func namesakes() throws {
        let found = try findings(
            replacing: "bg/names/people.tsv", with: ["person/a|Анна Първа|", "person/b|анна първа|"])
        #expect(found.count == 1 && found.allSatisfy { $0.hasPrefix("person/a and person/b are both called") })
    }

    @Test("Two places of one name are found, a place and a person of one name are not")
    func namesOfTypes() throws {
        var tables = Self.sound
        tables["knowledge/places.tsv"] = ["place/x|city|Q1|X", "place/y|city|Q1|Y"]
        tables["bg/names/places.tsv"] = ["place/x|Анна Първа||", "place/y|Игрек||"]
        #expect(try KnowledgeFolder(tables).alone().check() == [])
        tables["bg/names/places.tsv"] = ["place/x|Игрек||", "place/y|Игрек||"]
        let found = try KnowledgeFolder(tables).alone().check()
        #expect(found.count == 1 && found.allSatisfy { $0.hasPrefix("place/x and place/y") })
    }

    @Test("Who has no name in the language is found, also where they hold an office")
    func unnamedPerson() throws {
        let found = try findings(replacing: "bg/names/people.tsv", with: ["person/a|Анна Първа|"])
        #expect(found.count == 1 && found.allSatisfy { $0.contains("person/b") && $0.contains("“Boyan”") })
    }

    @Test("An office that has no name is found")
    func unnamedOffice() throws {
        let found = try findings(replacing: "bg/names/offices.tsv", with: ["special-envoy|пратеник|"])
        #expect(found.count == 1 && found.allSatisfy { $0.hasPrefix("head-of-state ") })
    }

    @Test(
        "Two holders of one office at a time are found",
        arguments: ["head-of-state/Q1|person/b|2019-12-31|", "head-of-state/Q1|person/b|2016-01-01|2017-01-01"])
    func overlap(row: String) throws {
        let found = try findings(
            replacing: "knowledge/holders.tsv", with: ["head-of-state/Q1|person/a|2015-01-01|2020-01-01", row])
        #expect(found.count == 1 && found.allSatisfy { $0.contains("Анна Първа and Боян Втори hold head-of-state/Q1") })
    }

    @Test("An office that several may hold has several holders, without an overlap")
    func shared() throws {
        let rows = ["special-envoy/Q1|person/a|2015-01-01|", "special-envoy/Q1|person/b|2016-01-01|"]
        #expect(try findings(replacing: "knowledge/holders.tsv", with: rows) == [])
    }

    @Test(
        "What a row alone shows is refused with file and line",
        arguments: [
            ("knowledge/people.tsv", "person/c|Vera|x|Q1", "gender"), ("knowledge/people.tsv", "Q|Vera|f|Q1", "no id"),
            ("knowledge/people.tsv", "Q12a|Vera|f|Q1", "no id"),
            ("knowledge/people.tsv", "place/c|Vera|f|Q1", "no id"),
            ("knowledge/people.tsv", "person/Вера|Vera|f|Q1", "no id"),
            ("knowledge/people.tsv", "person/|Vera|f|Q1", "no id"),
            ("knowledge/people.tsv", "person/a|Anna|f|Q1", "further up"),
            ("knowledge/people.tsv", "person/c Vera f Q1", "tabs"),
            ("knowledge/people.tsv", "person/c|Vera|f|Q2", "“Q2”"),
            ("knowledge/people.tsv", "person/c|Vera|f|person/a", "no country"),
            ("knowledge/offices.tsv", "head-of-government/Q1|head-of-government|", "missing"),
            ("knowledge/holders.tsv", "head-of-government/Q1|person/a|2015-01-01|", "offices.tsv"),
            ("knowledge/holders.tsv", "special-envoy/Q1|person/c|2015-01-01|", "“person/c”"),
            ("knowledge/holders.tsv", "special-envoy/Q1|Q1|2015-01-01|", "no person"),
            ("knowledge/holders.tsv", "special-envoy/Q1||2015-01-01|", "missing"),
            ("knowledge/holders.tsv", "special-envoy/Q1|person/a|2015|", "2025-01-20"),
            ("knowledge/holders.tsv", "special-envoy/Q1|person/a|2015-01-01|2014-01-01", "before it begins"),
            ("bg/names/people.tsv", "person/c|Вера Трета|", "“person/c”"),
            ("bg/names/people.tsv", "Q1|Вера Трета|", "“Q1”"), ("bg/names/people.tsv", "person/a||", "missing"),
            ("bg/names/people.tsv", "person/a|Анна Втора|", "further up"),
        ])
    func wrongRow(path: String, row: String, message: String) throws {
        let folder = try KnowledgeFolder(Self.sound.merging([path: (Self.sound[path] ?? []) + [row]]) { $1 })
        let error = #expect(throws: PackError.self) { try folder.alone() }
        #expect(error?.file == folder.url.appending(path: path).path)
        #expect(error?.line == 3)
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    }
}
