import Chronicle
import Language
import Testing

@testable import Extraction

@Suite("Entities and linking")
struct EntityTests {
    static let resources = Result { try ExtractionResources.bundled("bg") }

    /// Runs the stages up to linking.
    static func document(_ string: String, on day: String = "2025-10-21") throws -> Document {
        let resources = try resources.get()
        let date = CivilDate(iso: day.utf8).map { CivilTime(date: $0, minute: 600) }
        var document = Document(text: Text(string), published: date)
        for stage in [TokenStage.self, SentenceStage.self, EntityStage.self, LinkingStage.self] as [any Stage.Type] {
            try stage.init(resources: resources).run(&document)
        }
        return document
    }

    /// The mentions of a form as „words=actor“, with the names of several actors joined by a plus sign.
    static func mentions(_ document: Document, _ forms: Set<Mention.Form>) -> [String] {
        document.mentions.filter { forms.contains($0.form) }.map { mention in
            let names = mention.actors.map { document.actors[$0].actor.name }.joined(separator: "+")
            return "\(document.words(mention.tokens))=\(names)"
        }
    }

    @Test("surname, title and full name are one actor")
    func oneActor() throws {
        let document = try Self.document(
            "Президентът Доналд Тръмп пристигна в Рим. Тръмп ще говори утре. Американският президент остава два дни.")
        #expect(
            Self.mentions(document, [.name, .description]) == [
                "Президентът=Доналд Тръмп", "Доналд Тръмп=Доналд Тръмп", "Рим=Рим", "Тръмп=Доналд Тръмп",
                "Американският президент=Доналд Тръмп",
            ])
        let actor = try #require(document.actors.first { $0.actor.name == "Доналд Тръмп" })
        #expect(actor.actor.id == "Q22686")
        #expect(actor.grammar.contains(.masculine))
    }

    @Test("a title without a name is who held the office on the day")
    func holderOfTheDay() throws {
        let then = try Self.document("Това каза британският премиер в сряда.", on: "2018-02-01")
        #expect(Self.mentions(then, [.description]) == ["британският премиер=Тереза Мей"])
        let now = try Self.document("Това каза британският премиер в сряда.", on: "2025-02-01")
        #expect(Self.mentions(now, [.description]) == ["британският премиер=Киър Стармър"])
    }

    @Test("a colleague holds the same office elsewhere")
    func counterpart() throws {
        let document = try Self.document("Марко Рубио се обади на руския си колега.")
        #expect(Self.mentions(document, [.description]) == ["руския си колега=Сергей Лавров"])
    }

    @Test("two presidents are the two presidents who were named, not those named last")
    func together() throws {
        let document = try Self.document(
            "Доналд Тръмп прие Владимир Путин. Марко Рубио вечеря със Сергей Лавров. Двамата президенти говориха дълго."
        )
        #expect(Self.mentions(document, [.description]).last == "Двамата президенти=Доналд Тръмп+Владимир Путин")
    }

    @Test("an unknown person gets an id by the official transliteration")
    func unknownPerson() throws {
        let document = try Self.document("Говорителката Цветелина Щърбева отказа коментар. По-късно Щърбева говори.")
        #expect(document.actors.map(\.actor.id) == ["person/tsvetelina-shtarbeva"])
        #expect(document.actors[0].mentions.count == 3)
        #expect(document.actors[0].grammar.contains(.feminine))
    }

    @Test("a word with a capital letter at the head of a sentence is no name")
    func headOfSentence() throws {
        let document = try Self.document("Надеждата остава. Преговорите продължават. Междувременно вали.")
        #expect(document.mentions.isEmpty)
    }

    @Test("mentions are in order and do not overlap")
    func order() throws {
        let document = try Self.document(
            "Говорителят на Белия дом каза пред CNN, че президентът Тръмп и руският президент Владимир Путин ще се видят. "
                + "Двамата лидери са в Европа, а държавният секретар Марко Рубио е в Съединените щати.")
        for (earlier, later) in zip(document.mentions, document.mentions.dropFirst()) {
            #expect(earlier.tokens.upperBound <= later.tokens.lowerBound)
        }
        for (index, actor) in document.actors.enumerated() {
            for mention in actor.mentions { #expect(document.mentions[mention].actors.contains(index)) }
        }
    }

    @Test(
        "slugs follow the transliteration act",
        arguments: [
            ("България", "balgaria"), ("Юлия Щерева", "yulia-shtereva"), ("Жан-Клод Юнкер", "zhan-klod-yunker"),
        ])
    func slugs(name: String, slug: String) {
        #expect(ActorSlug.slug(name) == slug)
    }
}
