import Chronicle
import Language
import Testing

@testable import Extraction

/// Who bears which name: two people of one surname stay two, a city is not the person who is named like it.
@Suite("Namesakes")
struct NamesakeTests {
    /// The names of a text as „words=id“.
    private func names(_ text: String, on day: String = "2025-10-21") throws -> [String] {
        let document = try EntityTests.document(text, on: day)
        return document.mentions.filter { $0.form == .name }.map { mention in
            "\(document.words(mention.tokens))=\(mention.actors.map { document.actors[$0].actor.id }.joined(separator: "+"))"
        }
    }

    @Test("A name and a fuller one are one person, who is called by the fuller")
    func fullest() throws {
        let document = try EntityTests.document(
            "Иван Драганчев говори. Иван Стефанов Драганчев е директор. Драганчев остава.")
        #expect(document.actors.map(\.actor.name) == ["Иван Стефанов Драганчев"])
        #expect(document.actors.map(\.mentions.count).allSatisfy { $0 >= 3 })
    }

    @Test("Spouses: the title's gender tells whom the surname means")
    func spouses() throws {
        let found = try names(
            "Бил Клинтън и Хилари Клинтън пристигнаха. Бившият президент Клинтън мълча. Госпожа Клинтън говори.",
            on: "2016-05-01")
        #expect(found == ["Бил Клинтън=Q1124", "Хилари Клинтън=Q6294", "Клинтън=Q1124", "Клинтън=Q6294"])
    }

    @Test("A surname that has a feminine form means the woman in that form and the man in the other")
    func feminineSurname() throws {
        let found = try names("Министър Мария Иванова прие Петър Иванов. Иванова заяви, че Иванов е прав.")
        #expect(found.suffix(2) == ["Иванова=person/maria-ivanova", "Иванов=person/petar-ivanov"])
    }

    @Test("Two known surnames side by side are two people")
    func sideBySide() throws {
        let found = try names("На закуската със Силяновска-Давкова Радев предложи общ фонд.")
        #expect(found == ["Силяновска-Давкова=Q12277168", "Радев=Q26257557"])
    }

    @Test("Father and son: „-старши“ and „-младши“ belong to the name")
    func generations() throws {
        let found = try names(
            "Сенатор Крум Стоилов-старши се оттегли. Неговият син Крум Стоилов-младши го наследи. Стоилов-старши е доволен."
        )
        #expect(
            found == [
                "Крум Стоилов-старши=person/krum-stoilov-starshi", "Крум Стоилов-младши=person/krum-stoilov-mladshi",
                "Стоилов-старши=person/krum-stoilov-starshi",
            ])
    }

    @Test("The surname alone is who was named with it last")
    func lastNamed() throws {
        let found = try names(
            "Директорът Петър Марков и директорът Иван Марков се разделиха. Марков остава. Петър Марков замина.")
        #expect(found[2] == "Марков=person/ivan-markov")
    }

    @Test("Who is addressed by the first name is who bears it")
    func address() throws {
        let document = try EntityTests.document(
            "Министърът Иван Петров мълчеше. „Кажи, Иване, какво мислиш?“, попита тя.")
        let names = document.mentions.filter { $0.form == .name }
        #expect(names.map { document.words($0.tokens) } == ["Иван Петров", "Иване"])
        #expect(names.last?.name == "Иван")
        #expect(Set(names.flatMap(\.actors)).count == 1)
    }

    @Test("A city that bears somebody's surname is a city where one lives in it")
    func city() throws {
        let found = try names("Писателят Джак Лондон живя в Лондон. Лондон написа роман.")
        #expect(
            found == ["Джак Лондон=person/dzhak-london", "Лондон=Q84", "Лондон=person/dzhak-london"])
    }

    @Test("A known name with another surname behind it is somebody else's")
    func longerName() throws {
        let found = try names("Адвокатът Петър Стоянов Иванов отказа коментар.")
        #expect(found == ["Петър Стоянов Иванов=person/petar-stoyanov-ivanov"])
    }

    @Test(
        "A company is the same with its legal form and without",
        arguments: [
            ("Компанията Acme Energy GmbH строи. От Acme Energy мълчат.", "organisation/acme-energy"),
            (
                "Фирма „Примерна София“ ЕАД плати. Директорът на „Примерна София“ е доволен.",
                "organisation/primerna-sofia"
            ),
        ])
    func legalForm(text: String, id: String) throws {
        let found = try names(text)
        #expect(found.count == 2 && found.allSatisfy { $0.hasSuffix("=\(id)") }, "\(found)")
    }

    @Test("Ids are the same in every article, whatever form the name has there")
    func stableIds() throws {
        let definite = try names("Това съобщи Агенцията за примерни изследвания.")
        let bare = try names("Това е новата Агенция за примерни изследвания.")
        #expect(definite.first?.split(separator: "=").last == "organisation/agentsia-za-primerni-izsledvania")
        #expect(bare.first?.split(separator: "=").last == definite.first?.split(separator: "=").last)
    }
}
