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
        "What is not said, not yet said or only wished for is no statement",
        arguments: [
            "Емануел Макрон не каза нищо.", "Емануел Макрон ще обяви решението утре.",
            "Емануел Макрон смята, че срещата е важна.", "Двете страни отбелязаха напредък.",
            "Страните определиха нова дата.", "Графикът все още се уточнява.",
        ])
    func notFound(_ text: String) throws {
        #expect(written(try document(text)) == [])
    }

    @Test("A headline with a colon is said by whom it names")
    func headline() throws {
        let document = try document("Текстът започва тук.", title: "Макрон: Срещата ще се състои утре")
        #expect(document.statements.map { document.words($0.content) } == ["Срещата ще се състои утре"])
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
