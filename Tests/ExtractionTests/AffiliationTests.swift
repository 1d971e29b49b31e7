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
            if let term = found.term { line += " · \(written(term, document.times[term.time]))" }
            return line
        }
    }

    private func written(_ term: OfficeTerm, _ time: TimeExpression) -> String {
        let start = term.tellsBeginning ? time.start.map { "\($0.date)" } ?? "" : ""
        let end = term.tellsEnd ? time.end.map { "\($0.date)" } ?? "" : ""
        return "\(start)/\(end)"
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
        "Who took or left an office, and when, is found",
        arguments: [
            AffiliationCase(
                "Иван Колев, председател на съюза от 2019 г., отказа.", "Иван Колев: председател на съюза · 2019-01-01/"
            ),
            AffiliationCase(
                "Петър Стоев, президент на Украйна от 2014 до 2019 г., беше в София.",
                "Петър Стоев: президент · Украйна · former · 2014-01-01/2020-01-01"),
            AffiliationCase("Петър Стоев (кмет, 2011-2015 г.) мълчи.", "Петър Стоев: кмет"),
            AffiliationCase("Елена Ганева беше избрана за кмет на Варна.", "Елена Ганева: кмет на Варна"),
            AffiliationCase(
                "Иван Колев беше назначен за министър на отбраната на 20 януари 2024 г.",
                "Иван Колев: министър на отбраната · 2024-01-20/"),
            AffiliationCase("Иван Колев не беше избран за кмет."),
            AffiliationCase("Иван Колев може да бъде избран за кмет."),
            AffiliationCase("За кмет беше избран Иван Колев.", "Иван Колев: кмет"),
            AffiliationCase("Съветът избра Иван Колев за председател.", "Иван Колев: председател"),
            AffiliationCase("Иван Колев ще бъде назначен за кмет.", "Иван Колев: кмет · designated"),
            AffiliationCase("Иван Колев встъпи в длъжност като кмет на 20 януари.", "Иван Колев: кмет · 2025-01-20/"),
            AffiliationCase("Иван Колев стана кмет през 2023 г.", "Иван Колев: кмет · 2023-01-01/"),
            AffiliationCase("Иван Колев ще бъде новият кмет.", "Иван Колев: кмет · designated"),
            AffiliationCase(
                "Иван Колев беше кмет от 2014 до 2019 г.", "Иван Колев: кмет · former · 2014-01-01/2020-01-01"),
            AffiliationCase("Иван Колев подаде оставка като кмет през май.", "Иван Колев: кмет · former · /2025-06-01"),
            AffiliationCase("Иван Колев подаде оставка от поста кмет.", "Иван Колев: кмет · former"),
            AffiliationCase(
                "Иван Колев беше освободен от поста министър на отбраната.",
                "Иван Колев: министър на отбраната · former"),
            AffiliationCase("Иван Колев ще напусне поста кмет.", "Иван Колев: кмет"),
            AffiliationCase(
                "Елена Ганева наследи Иван Колев на поста кмет.", "Елена Ганева: кмет", "Иван Колев: кмет · former"),
        ])
    func told(_ example: AffiliationCase) throws {
        #expect(try written(example.text) == example.expected)
    }

    @Test(
        "Each of several has the office, and the country that is his",
        arguments: [
            AffiliationCase(
                "Външните министри на Гърция и Кипър Иван Колев и Елена Ганева отпътуваха.",
                "Иван Колев: външен министър · Гърция", "Елена Ганева: външен министър · Кипър"),
            AffiliationCase(
                "Президентите на Гърция, Кипър и Малта Иван Колев, Елена Ганева и Петър Стоев отпътуваха.",
                "Иван Колев: президент · Гърция", "Елена Ганева: президент · Кипър", "Петър Стоев: президент · Малта"),
            AffiliationCase(
                "Ръководителите на двете делегации Иван Колев и Елена Ганева отпътуваха.", "Иван Колев: ръководител",
                "Елена Ганева: ръководител"),
            AffiliationCase(
                "Вицепремиерите Иван Колев и Елена Ганева отпътуваха.", "Иван Колев: вицепремиер",
                "Елена Ганева: вицепремиер"),
        ])
    func several(_ example: AffiliationCase) throws {
        #expect(try written(example.text) == example.expected)
    }

    @Test(
        "Deputies, aides and offices of two fields keep their whole name",
        arguments: [
            AffiliationCase(
                "Зам.-министърът на отбраната Иван Колев отказа.", "Иван Колев: заместник-министър на отбраната"),
            AffiliationCase(
                "Заместник-върховният представител на НАТО за бежанците Елена Ганева отказа.",
                "Елена Ганева: заместник-върховен представител за бежанците · НАТО"),
            AffiliationCase(
                "Министърът на труда и социалната политика Иван Колев отказа.",
                "Иван Колев: министър на труда и социалната политика"),
            AffiliationCase(
                "Началникът на гръцките митници Елена Ганева прие кипърския си колега Иван Колев.",
                "Елена Ганева: началник на гръцките митници", "Иван Колев: началник · Кипър"),
            AffiliationCase("Помощникът на министъра Иван Колев отказа.", "Иван Колев: помощник на министъра"),
            AffiliationCase(
                "Говорителят на президента Румен Радев отказа.", "Румен Радев: президент"),
            AffiliationCase("Командващият армията генерал Иван Колев отказа.", "Иван Колев: командващ армията"),
            AffiliationCase(
                "Началникът на отдела за печата в министерството Иван Колев отказа.",
                "Иван Колев: началник на отдела за печата в министерството"),
        ])
    func whole(_ example: AffiliationCase) throws {
        #expect(try written(example.text) == example.expected)
    }

    @Test(
        "A person without an office, and an office without a person, are none",
        arguments: ["Емануел Макрон пристигна.", "Министрите заседаваха дълго.", "Господин Макрон пристигна."])
    func notFound(_ text: String) throws {
        #expect(try written(text) == [])
    }
}
