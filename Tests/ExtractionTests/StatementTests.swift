import Chronicle
import Language
import Testing

@testable import Extraction

/// A text, and each of its statements as „cue: speaker“, in order.
struct StatementCase: Sendable, CustomTestStringConvertible {
    let text: String
    let expected: [String]
    var testDescription: String { text }

    init(_ text: String, _ expected: String...) {
        self.text = text
        self.expected = expected
    }
}

@Suite("Statements")
struct StatementTests {
    private func document(_ text: String, title: String = "") throws -> Document {
        var article = Article()
        article.title = title
        article.body = text
        article.language = "bg"
        if let time = PublishedTime("2025-10-21T10:00:00+03:00") {
            article.published = time.instant.timestamp
            article.publishedOffsetMinutes = Int32(time.offsetMinutes)
        }
        return try ExtractorTests.extractor.get().extract(article).document
    }

    private func written(_ document: Document) -> [String] {
        document.statements.map { statement in
            let speaker = statement.speaker.actor.map { document.actors[$0].actor.name }
            return "\(document.words(statement.cue)): \(speaker ?? document.words(statement.speaker.tokens))"
        }
    }

    @Test(
        "Cue and speaker are found",
        arguments: [
            StatementCase("Емануел Макрон заяви, че срещата ще се състои.", "заяви: Еманюел Макрон"),
            StatementCase("„Срещата ще се състои утре“, каза Емануел Макрон.", "каза: Еманюел Макрон"),
            StatementCase("«Срещата ще се състои утре», каза Емануел Макрон.", "каза: Еманюел Макрон"),
            StatementCase("Срещата ще се състои утре, съобщи Емануел Макрон.", "съобщи: Еманюел Макрон"),
            StatementCase("Това обяви снощи Емануел Макрон.", "обяви: Еманюел Макрон"),
            StatementCase("Според Емануел Макрон срещата ще се състои.", "Според: Еманюел Макрон"),
            StatementCase("По думите на Емануел Макрон срещата ще се състои.", "думите: Еманюел Макрон"),
            StatementCase(
                "Емануел Макрон заяви, че ще дойде. По думите му срещата ще е кратка.", "заяви: Еманюел Макрон",
                "думите: Еманюел Макрон"),
            StatementCase(
                "Фридрих Мерц се срещна с Емануел Макрон. „Ще разговаряме с Емануел Макрон отново“, каза Фридрих Мерц. „Това е важно“, добави той.",
                "каза: Фридрих Мерц", "добави: Фридрих Мерц"),
            StatementCase("Емануел Макрон призова Киев и Москва да преговарят.", "призова: Еманюел Макрон"),
            StatementCase("Предложението беше отхвърлено от Емануел Макрон.", "отхвърлено: Еманюел Макрон"),
            StatementCase(
                "Източник, запознат с преговорите, каза, че срещата е отменена.",
                "каза: Източник, запознат с преговорите"),
            StatementCase("Един от източниците заяви, че срещата е отменена.", "заяви: Един от източниците"),
            StatementCase(
                "„Няма да коментираме“, заяви представител на Белия дом.", "заяви: представител на Белия дом"),
            StatementCase("Срещата е отменена, съобщиха от Кремъл.", "съобщиха: Кремъл"),
            StatementCase("Кремъл описа разговора като полезен.", "описа: Кремъл"),
            StatementCase(
                "Емануел Макрон и Фридрих Мерц заявиха, че ще дойдат.", "заявиха: Еманюел Макрон",
                "заявиха: Фридрих Мерц"),
            StatementCase(
                "Емануел Макрон каза, че ще дойде, и добави, че чака отговор.", "каза: Еманюел Макрон",
                "добави: Еманюел Макрон"),
            StatementCase(
                "Емануел Макрон, който пристигна вчера, посочи, че срещата е важна.", "посочи: Еманюел Макрон"),
            StatementCase("Емануел Макрон беше категоричен, че срещата е важна.", "категоричен: Еманюел Макрон"),
            StatementCase("Емануел Макрон отправи призив за мир.", "призив: Еманюел Макрон"),
            StatementCase("Икономисти предупреждават, че цените ще растат.", "предупреждават: Икономисти"),
            StatementCase("„Няма причина за тревога“, смята Емануел Макрон.", "смята: Еманюел Макрон"),
        ])
    func found(_ example: StatementCase) throws {
        #expect(written(try document(example.text)) == example.expected)
    }

    @Test(
        "Direct speech is found in every style, the verb before it, behind it or within",
        arguments: [
            StatementCase("Емануел Макрон каза: „Срещата ще се състои утре.“", "каза: Еманюел Макрон"),
            StatementCase("Емануел Макрон: „Срещата ще се състои утре.“", ":: Еманюел Макрон"),
            StatementCase("– Срещата ще се състои утре – каза Емануел Макрон.", "каза: Еманюел Макрон"),
            StatementCase("„Срещата, каза Емануел Макрон, ще се състои утре.“", "каза: Еманюел Макрон"),
            StatementCase("„Срещата ще е утре – каза Емануел Макрон. – Няма да я отлагаме.“", "каза: Еманюел Макрон"),
            StatementCase(
                "„Срещата ще се състои утре.\n\n„Няма да я отлагаме“, каза Емануел Макрон.", "каза: Еманюел Макрон"),
            StatementCase("„Срещата ще се състои утре.“ Това каза Емануел Макрон в Париж.", "каза: Еманюел Макрон"),
            StatementCase(
                "„Ще дойдем“ – това заявиха Мерц и Макрон в Берлин.", "заявиха: Фридрих Мерц", "заявиха: Еманюел Макрон"
            ),
            StatementCase("Запитан дали ще дойде, Емануел Макрон отвърна: „Разбира се.“", "отвърна: Еманюел Макрон"),
        ])
    func direct(_ example: StatementCase) throws {
        #expect(written(try document(example.text)) == example.expected)
    }

    @Test(
        "A verb that looks like a noun or an adjective, or hangs on another, still tells who says what",
        arguments: [
            StatementCase("Емануел Макрон твърди, че срещата ще се състои.", "твърди: Еманюел Макрон"),
            StatementCase("Същото твърди и Емануел Макрон в Париж.", "твърди: Еманюел Макрон"),
            StatementCase("Турските военни твърдят, че съседите са виновни.", "твърдят: Турските военни"),
            StatementCase("Министърът отговори, че срещата е отменена.", "отговори: Министърът"),
            StatementCase("Емануел Макрон продължава да настоява, че срещата е нужна.", "настоява: Еманюел Макрон"),
            StatementCase("Емануел Макрон не пропусна да отбележи, че срещата е важна.", "отбележи: Еманюел Макрон"),
            StatementCase("Емануел Макрон не изключи възможността за нова среща.", "изключи: Еманюел Макрон"),
            StatementCase("Емануел Макрон не скри, че е разочарован.", "скри: Еманюел Макрон"),
            StatementCase("Емануел Макрон отказа да коментира информацията.", "отказа: Еманюел Макрон"),
            StatementCase("Емануел Макрон даде да се разбере, че ще дойде.", "даде: Еманюел Макрон"),
            StatementCase("Лидерите на ЕС се обявиха против предложението.", "обявиха: Лидерите на ЕС"),
            StatementCase("Доналд Тръмп се закани да наложи мита.", "закани: Доналд Тръмп"),
            StatementCase("Изтъквайки ползите, Емануел Макрон подкрепи сделката.", "Изтъквайки: Еманюел Макрон"),
        ])
    func verbs(_ example: StatementCase) throws {
        #expect(written(try document(example.text)) == example.expected)
    }

    @Test(
        "Texts and nouns report what their owner says",
        arguments: [
            StatementCase("В доклада на Европейската комисия се казва, че цените растат.", "казва: Европейска комисия"),
            StatementCase("Цените растат, посочва се в съобщението на Кремъл.", "посочва: Кремъл"),
            StatementCase(
                "Според данните, публикувани вчера от Европейската комисия, цените падат.", "Според: Европейска комисия"
            ),
            StatementCase(
                "Емануел Макрон, според когото срещата е важна, пристигна в София.", "според: Еманюел Макрон"),
            StatementCase("Кремъл разпространи съобщение, според което срещата е отменена.", "според: Кремъл"),
            StatementCase(
                "Емануел Макрон изненада всички с изявлението си, че ще дойде.", "изявлението: Еманюел Макрон"),
            StatementCase("Емануел Макрон даде уверения, че цените ще паднат.", "уверения: Еманюел Макрон"),
            StatementCase("„Ще дойда“, цитира Ройтерс думите на Емануел Макрон.", "думите: Еманюел Макрон"),
            StatementCase("„Ще дойда“, цитира Ройтерс Емануел Макрон.", "цитира: Еманюел Макрон"),
            StatementCase(
                "Емануел Макрон разкритикува решението. По негово мнение то е прибързано.",
                "разкритикува: Еманюел Макрон",
                "мнение: Еманюел Макрон"),
        ])
    func nouns(_ example: StatementCase) throws {
        #expect(written(try document(example.text)) == example.expected)
    }

    @Test(
        "The speaker is found across appositions, datelines, brackets and sentences",
        arguments: [
            StatementCase(
                "БЕЛГРАД, Сърбия -- Иван Марков, председател на комисията, съобщи, че ще дойде.", "съобщи: Иван Марков"),
            StatementCase("Фридрих Мерц (ХДС) заяви, че ще дойде.", "заяви: Фридрих Мерц"),
            StatementCase("Канцлерът на Германия, Фридрих Мерц, заяви, че ще дойде.", "заяви: Фридрих Мерц"),
            StatementCase(
                "От германското правителство вчера заявиха, че ще дойдат.", "заявиха: германско правителство"),
            StatementCase(
                "Представители на съюза изразиха задоволство от срещата.", "изразиха: Представители на съюза"),
            StatementCase("Като посочи, че няма пари, Иван Марков отмени срещата.", "посочи: Иван Марков"),
            StatementCase(
                "Президентът Емануел Макрон пристигна в София днес. „Няма да отстъпим“, отсече държавният глава.",
                "отсече: Еманюел Макрон"),
            StatementCase(
                "Доналд Тръмп покани Емануел Макрон на среща. „Ще дойда с удоволствие“, отговори той.",
                "покани: Доналд Тръмп", "отговори: Еманюел Макрон"),
            StatementCase(
                "Иван Марков се обади на Фридрих Мерц. Експерти предупредиха, че срещата е рано. „Няма да дойда“, каза той.",
                "предупредиха: Експерти", "каза: Иван Марков"),
            StatementCase(
                "В съвместно изявление Франция, Германия и Великобритания осъдиха ударите.", "осъдиха: Франция",
                "осъдиха: Германия", "осъдиха: Великобритания"),
            StatementCase(
                "В съвместно изявление лидерите на Франция и Германия призоваха за мир.",
                "призоваха: лидерите на Франция и Германия"),
            StatementCase("Според разузнаването на САЩ срещата е отменена.", "Според: разузнаването на САЩ"),
        ])
    func speaker(_ example: StatementCase) throws {
        #expect(written(try document(example.text)) == example.expected)
    }

    @Test(
        "What is said ends where the report of it or another begins",
        arguments: [
            ("Срещата е отменена, съобщава пресцентърът на министерството.", "Срещата е отменена"),
            ("Емануел Макрон заяви, че срещата е отменена, предаде Ройтерс.", "срещата е отменена"),
            ("Емануел Макрон заяви, че ще дойде, и добави, че чака отговор.", "ще дойде"),
            ("Като посочи, че няма пари, Иван Марков отмени срещата.", "няма пари"),
            ("Предложението беше отхвърлено от Емануел Макрон.", "Предложението"),
            ("„Ще дойдем“ – това заявиха Мерц и Макрон в Берлин.", "Ще дойдем"),
            ("Както каза Емануел Макрон, срещата е отменена.", "срещата е отменена"),
            ("Емануел Макрон бе категоричен: срещата е отменена.", "срещата е отменена"),
            ("Доналд Тръмп обвини Европа в цензура, а Фридрих Мерц отхвърли критиките.", "Европа в цензура"),
        ])
    func content(_ text: String, _ expected: String) throws {
        let document = try document(text)
        #expect(document.statements.first.map { document.words($0.content) } == expected)
    }

    @Test(
        "What is not said, not yet said or only wished for is no statement",
        arguments: [
            "Емануел Макрон не каза нищо.", "Емануел Макрон ще обяви решението утре.",
            "Емануел Макрон смята, че срещата е важна.", "Двете страни отбелязаха напредък.",
            "Страните определиха нова дата.", "Графикът все още се уточнява.",
            "Нито Емануел Макрон, нито Фридрих Мерц казаха нещо.", "Ако Емануел Макрон каже това, ще има криза.",
            "Първото състезание разкри пропуски в сигурността.", "Страните предадоха правомощията си на съюза.",
            "Институтът, който отговаря за ваксините, е в Берлин.", "Той обвини опозицията в лъжа.",
        ])
    func notFound(_ text: String) throws {
        #expect(written(try document(text)) == [])
    }

    @Test(
        "A headline with a colon is said by whom it names",
        arguments: [
            "Макрон: Срещата ще се състои утре", "Макрон за срещата в София: Срещата ще се състои утре",
            "Макрон пред Би Би Си: Срещата ще се състои утре",
        ])
    func headline(_ title: String) throws {
        let document = try document("Текстът започва тук.", title: title)
        #expect(document.statements.map { document.words($0.content) } == ["Срещата ще се състои утре"])
        #expect(
            document.statements.map { $0.speaker.actor.map { document.actors[$0].actor.name } } == ["Еманюел Макрон"])
    }

    @Test("Medium, mode, content, addressee and those spoken of are filled in")
    func parts() throws {
        let document = try document(
            "„Владимир Путин ще пристигне утре“, заяви пред CNN Емануел Макрон. Емануел Макрон призова Киев и Москва да преговарят."
        )
        let first = try #require(document.statements.first)
        #expect(first.mode == .direct)
        #expect(document.words(first.content) == "Владимир Путин ще пристигне утре")
        #expect(first.speaker.medium.map { document.actors[$0].actor.id } == "Q48340")
        #expect(first.about.map { document.actors[$0].actor.name } == ["Владимир Путин"])
        let second = try #require(document.statements.last)
        #expect(second.about.map { document.actors[$0].actor.name } == ["Киев", "Москва"])
        #expect(second.addressee.map { document.actors[$0].actor.name } == "Киев")
    }

    @Test("A medium speaks only where nobody else does")
    func carrier() throws {
        #expect(
            written(try document("Емануел Макрон заяви, че ще дойде, предаде Ройтерс.")) == ["заяви: Еманюел Макрон"])
        #expect(written(try document("Срещата е отменена, съобщи Ройтерс.")) == ["съобщи: Ройтерс"])
    }
}
