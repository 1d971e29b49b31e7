import Chronicle
import Language
import Testing

@testable import Extraction

/// A text, and each of its affiliations as „person: office“, with country or organisation and standing where they are told.
struct AffiliationCase: Sendable, CustomTestStringConvertible {
    let text: String
    let expected: [String]
    var testDescription: String { text }

    init(_ text: String, _ expected: String...) {
        self.text = text
        self.expected = expected
    }
}

@Suite("Affiliations")
struct AffiliationTests {
    private func written(_ text: String) throws -> [String] {
        var article = Article()
        article.body = text
        article.language = "bg"
        if let time = PublishedTime("2025-10-21T10:00:00+03:00") {
            article.published = time.instant.timestamp
            article.publishedOffsetMinutes = Int32(time.offsetMinutes)
        }
        let document = try ExtractorTests.extractor.get().extract(article).document
        return document.affiliations.map { found in
            var line = "\(document.actors[found.person].actor.name): \(found.office)"
            if let organisation = found.organisation { line += " · \(document.actors[organisation].actor.name)" }
            if let country = found.country { line += " · \(document.actors[country].actor.name)" }
            if found.standing != .current { line += " · \(found.standing.name)" }
            return line
        }
    }

    @Test(
        "Person, office, country, organisation and standing are found",
        arguments: [
            AffiliationCase("Френският президент Емануел Макрон пристигна.", "Еманюел Макрон: президент · Франция"),
            AffiliationCase("Разговаряха с френския президент Емануел Макрон.", "Еманюел Макрон: президент · Франция"),
            AffiliationCase("Президентът на Франция Емануел Макрон пристигна.", "Еманюел Макрон: президент · Франция"),
            AffiliationCase("Емануел Макрон, президент на Франция, пристигна.", "Еманюел Макрон: президент · Франция"),
            AffiliationCase("Емануел Макрон е президент на Франция.", "Еманюел Макрон: президент · Франция"),
            AffiliationCase(
                "Държавният секретар на САЩ Марко Рубио пристигна.", "Марко Рубио: държавен секретар · САЩ"),
            AffiliationCase(
                "Генералният секретар на НАТО Марк Рюте пристигна.", "Марк Рюте: генерален секретар · НАТО"),
            AffiliationCase("Говорителят на Кремъл Дмитрий Песков мълчи.", "Дмитрий Песков: говорител · Кремъл"),
            AffiliationCase(
                "Заместник-говорителят на Кремъл Петър Стоянов Иванов мълчи.",
                "Петър Стоянов Иванов: заместник-говорител · Кремъл"),
            AffiliationCase(
                "Бившият френски президент Никола Саркози пристигна.", "Никола Саркози: президент · Франция · former"),
            AffiliationCase(
                "Временно изпълняващият длъжността министър на отбраната Иван Петров Колев пристигна.",
                "Иван Петров Колев: министър на отбраната · acting"),
            AffiliationCase("Новоизбраният кмет Иван Петров Колев пристигна.", "Иван Петров Колев: кмет · designated"),
            AffiliationCase(
                "Министърът на отбраната Иван Петров Колев пристигна.", "Иван Петров Колев: министър на отбраната"),
            AffiliationCase(
                "Марко Рубио се срещна с руския си колега Сергей Лавров.", "Сергей Лавров: външен министър · Русия"),
            AffiliationCase(
                "Френският президент Емануел Макрон пристигна. Президентът Емануел Макрон остава.",
                "Еманюел Макрон: президент · Франция"),
        ])
    func found(_ example: AffiliationCase) throws {
        #expect(try written(example.text) == example.expected)
    }

    @Test(
        "A person without an office, and an office without a person, are none",
        arguments: ["Емануел Макрон пристигна.", "Министрите заседаваха дълго.", "Господин Макрон пристигна."])
    func notFound(_ text: String) throws {
        #expect(try written(text) == [])
    }
}
