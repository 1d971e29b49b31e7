import Chronicle
import Language
import Testing

@testable import Extraction

@Suite("Linking of titles, guests and peoples")
struct LinkingTests {
    /// „words=actor“ of the descriptions and pronouns.
    private func described(_ string: String, on day: String = "2025-10-21") throws -> [String] {
        EntityTests.mentions(try EntityTests.document(string, on: day), [.description, .pronoun])
    }

    @Test("a title may have its complement between itself and the name")
    func complement() throws {
        let spokeswoman = try described("Говорителката на чешкото външно министерство Тереза Новакова отказа коментар.")
        #expect(spokeswoman.first == "Говорителката=Тереза Новакова")
        let minister = try described("Това написа министърът на финансите на Гърция Никос Примеридис.")
        #expect(minister == ["министърът=Никос Примеридис"])
    }

    @Test("a verb ends a title's reach: the name after it is somebody else")
    func verbBetween() throws {
        let found = try described("Сръбският президент покани Румен Радев на вечеря.")
        #expect(found == ["Сръбският президент=Александър Вучич"])
    }

    @Test("a name is described by the apposition behind it")
    func apposition() throws {
        let document = try EntityTests.document("Ана Примерова, говорителка на Белия дом, потвърди датата.")
        #expect(EntityTests.mentions(document, [.description]) == ["говорителка=Ана Примерова"])
        #expect(document.actors.first { $0.actor.name == "Ана Примерова" }?.role == "говорителка")
    }

    @Test("the guest is who comes from elsewhere, the host who is at home")
    func guest() throws {
        let found = try described(
            "Еманюел Макрон посрещна Владимир Путин в Париж. Гостът закъсня, но домакинът не се разсърди.")
        #expect(found == ["Гостът=Владимир Путин", "домакинът=Еманюел Макрон"])
    }

    @Test("an office in the plural is the two who hold it")
    func plural() throws {
        let found = try described(
            "Доналд Тръмп прие Владимир Путин. Марко Рубио мълча. Президентите разговаряха дълго.")
        #expect(found == ["Президентите=Доналд Тръмп+Владимир Путин"])
    }

    @Test("a colleague without a country is who holds the same office elsewhere")
    func colleague() throws {
        let found = try described("Росен Желязков се разболя. Роберт Голоб пожела на колегата си здраве.")
        #expect(found == ["колегата=Росен Желязков"])
    }

    @Test("somebody of a people is the person from there")
    func inhabitant() throws {
        let document = try EntityTests.document("Еманюел Макрон пристигна. Французинът не говори пред медиите.")
        #expect(EntityTests.mentions(document, [.name]).last == "Французинът=Еманюел Макрон")
    }

    @Test("she is the woman of the sentence before, not the man named last")
    func pronoun() throws {
        let found = try described("Урсула фон дер Лайен разговаря с Еманюел Макрон. Тя ще говори утре.")
        #expect(found == ["Тя=Урсула фон дер Лайен"])
    }

    @Test("what they said is no people, and politics no politician")
    func lookalikes() throws {
        let document = try EntityTests.document("Те казаха, че външната политика се променя.")
        #expect(document.mentions.isEmpty)
    }

    @Test("a government that nobody listed belongs to the country of its adjective")
    func government() throws {
        let document = try EntityTests.document("Сръбското правителство заседава.")
        let actor = try #require(document.actors.first { $0.actor.type == .organisation })
        #expect(actor.actor.id == "organisation/pravitelstvo-sarbia")
        #expect(actor.country == "Q403")
    }

    @Test("an institution of one country is one however it is called, that of another country another")
    func institutions() throws {
        func ids(_ text: String) throws -> [String] {
            let document = try EntityTests.document(text)
            return document.mentions.filter { $0.type == .organisation && $0.form == .name }
                .flatMap { $0.actors.map { document.actors[$0].actor.id } }
        }
        let own = "organisation/ministerstvo-na-otbranata-cherna-gora"
        #expect(try ids("Това съобщи Министерството на отбраната на Черна гора.") == [own])
        #expect(try ids("Черна гора подписа. В Подгорица това каза Министерството на отбраната.") == [own])
        #expect(
            try ids("Това съобщи Министерството на отбраната на Малта.") == [
                "organisation/ministerstvo-na-otbranata-malta"
            ])
    }

    @Test("an abbreviation in brackets names the body from then on")
    func abbreviation() throws {
        let document = try EntityTests.document(
            "Това реши Националният съвет за примерни въпроси (НСПВ). По-късно НСПВ отказа коментар.")
        let bodies = document.actors.filter { $0.actor.type == .organisation }
        #expect(bodies.count == 1)
        #expect(bodies.first?.mentions.count == 2)
    }

    @Test(
        "two spellings of a first name are told from two names",
        arguments: [
            ("Анна", "Ана", true), ("Антонио", "Антониу", true), ("Иван", "Илия", false), ("Ана", "Яна", false),
        ])
    func spelling(one: String, other: String, isAlike: Bool) {
        #expect(Spelling.isAlike(one, other) == isAlike)
    }
}
