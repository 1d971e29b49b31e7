import Chronicle
import Foundation
import TestSupport
import Testing

@testable import Extraction

/// Each example is a text of its own; the day of publication is Tuesday, 2025-06-10.
@Suite("Meetings")
struct MeetingTests {
    static let extractor = Result { try Extractor.bundled() }

    struct Expected: CustomTestStringConvertible {
        var text: String
        var status: Meeting.Status
        var kind: Meeting.Kind
        var names: Set<String>

        init(_ text: String, _ status: Meeting.Status, _ kind: Meeting.Kind, _ names: Set<String>) {
            self.text = text
            self.status = status
            self.kind = kind
            self.names = names
        }

        var testDescription: String { text }
    }

    private func document(_ text: String, explain: Bool = false) throws -> Document {
        var article = Article()
        article.id = "test"
        article.body = text
        article.language = "bg"
        let time = try #require(PublishedTime("2025-06-10T09:00:00+03:00"))
        article.published = time.instant.timestamp
        article.publishedOffsetMinutes = Int32(time.offsetMinutes)
        return try Self.extractor.get().extract(article, explain: explain).document
    }

    private func names(_ claim: MeetingClaim, _ document: Document) -> Set<String> {
        Set(claim.participants.compactMap { $0.actor.map { document.actors[$0].actor.name } })
    }

    static let patterns: [Expected] = [
        Expected(
            "Срещата между Доналд Тръмп и Еманюел Макрон ще се състои в петък.", .scheduled, .meeting,
            ["Доналд Тръмп", "Еманюел Макрон"]),
        Expected(
            "Доналд Тръмп и Еманюел Макрон се срещнаха вчера.", .held, .meeting, ["Доналд Тръмп", "Еманюел Макрон"]),
        Expected(
            "Еманюел Макрон прие Володимир Зеленски в Париж.", .held, .meeting,
            ["Еманюел Макрон", "Володимир Зеленски"]),
        Expected(
            "Еманюел Макрон беше приет от Фридрих Мерц.", .held, .meeting,
            ["Еманюел Макрон", "Фридрих Мерц"]),
        Expected(
            "Марко Рубио и Сергей Лавров проведоха телефонен разговор.", .held, .call, ["Марко Рубио", "Сергей Лавров"]),
        Expected(
            "Срещата между Марко Рубио и Сергей Лавров беше отложена.", .postponed, .meeting,
            ["Марко Рубио", "Сергей Лавров"]),
        Expected(
            "Срещата между Марко Рубио и Сергей Лавров не е отменена.", .scheduled, .meeting,
            ["Марко Рубио", "Сергей Лавров"]),
        Expected(
            "Срещата между Марко Рубио и Сергей Лавров пропадна.", .cancelled, .meeting,
            ["Марко Рубио", "Сергей Лавров"]),
        Expected(
            "Доналд Тръмп отказа да се срещне с Владимир Путин.", .cancelled, .meeting,
            ["Доналд Тръмп", "Владимир Путин"]),
        Expected(
            "Доналд Тръмп предложи среща на Владимир Путин.", .proposed, .meeting, ["Доналд Тръмп", "Владимир Путин"]),
        Expected(
            "Доналд Тръмп може да се срещне с Владимир Путин.", .proposed, .meeting,
            ["Доналд Тръмп", "Владимир Путин"]),
        Expected(
            "Доналд Тръмп и Владимир Путин се договориха да се видят.", .scheduled, .meeting,
            ["Доналд Тръмп", "Владимир Путин"]),
        Expected(
            "„Договорихме се“, заяви Еманюел Макрон след среща с Доналд Тръмп.", .held, .meeting,
            ["Еманюел Макрон", "Доналд Тръмп"]),
    ]

    @Test("One sentence tells who meets and how that stands", arguments: patterns)
    func pattern(expected: Expected) throws {
        let document = try document(expected.text)
        try #require(document.meetings.count == 1)
        #expect(document.meetings[0].status == expected.status)
        #expect(document.meetings[0].kind == expected.kind)
        #expect(names(document.meetings[0], document) == expected.names)
    }

    @Test(
        "An aide is neither the one he works for nor somebody named before",
        arguments: [
            ("Марко Рубио разговаря със съветника на Владимир Путин.", ["Марко Рубио"]),
            ("Марко Рубио разговаря със съветника на президента Владимир Путин.", ["Марко Рубио"]),
            ("Съветниците на Еманюел Макрон и Фридрих Мерц се срещнаха в Париж.", []),
            (
                "Марко Рубио разговаря с помощника на Владимир Путин Юрий Ушаков.",
                ["Марко Рубио", "Юрий Ушаков"]
            ),
        ])
    func aides(text: String, expected: [String]) throws {
        let document = try document(text)
        try #require(document.meetings.count == 1)
        #expect(names(document.meetings[0], document).sorted() == expected)
    }

    @Test(
        "What only looks like a meeting is none",
        arguments: [
            "Предложението на Еманюел Макрон среща съпротива.",
            "Доналд Тръмп срещна сериозни трудности.",
            "Парламентът прие закона на първо четене.",
            "Съдебното заседание е насрочено за петък.",
            "Цените се повишиха, каза Еманюел Макрон.",
        ])
    func lookalike(text: String) throws {
        #expect(try document(text).meetings.isEmpty)
    }

    @Test("All mentions of one occasion are one claim, and the article's last word on it holds")
    func merged() throws {
        let document = try document(
            """
            Срещата между Марко Рубио и Сергей Лавров е отложена

            Срещата между Марко Рубио и Сергей Лавров трябваше да се състои в петък. Тя няма да се състои тази седмица.
            """)
        try #require(document.meetings.count == 1)
        #expect(document.meetings[0].status == .postponed)
        #expect(document.meetings[0].triggers.count == 2)
    }

    @Test("Two occasions of the same people stay two")
    func apart() throws {
        let document = try document(
            "Доналд Тръмп и Еманюел Макрон разговаряха по телефона вчера. Двамата ще се срещнат в Париж на 20 юни.")
        #expect(document.meetings.map(\.status) == [.held, .scheduled])
        #expect(document.meetings.map(\.kind) == [.call, .meeting])
    }

    @Test("A claim knows its source and the medium")
    func source() throws {
        let document = try document(
            "Срещата между Марко Рубио и Сергей Лавров е отложена, съобщи пред Ройтерс Еманюел Макрон.")
        let source = try #require(document.meetings.first?.source)
        #expect(source.actor.map { document.actors[$0].actor.name } == "Еманюел Макрон")
        #expect(source.medium.map { document.actors[$0].actor.name } == "Ройтерс")
    }

    @Test("A status that somebody claimed before is kept beside the one that holds")
    func earlier() throws {
        let document = try document(
            """
            Доналд Тръмп заяви в четвъртък, че среща между Марко Рубио и Сергей Лавров ще се състои тази седмица. \
            Срещата между Марко Рубио и Сергей Лавров обаче е отложена.
            """)
        try #require(document.meetings.count == 1)
        #expect(document.meetings[0].status == .postponed)
        let earlier = try #require(document.meetings[0].earlier.first)
        #expect(earlier.status == .scheduled)
        #expect(earlier.source?.actor.map { document.actors[$0].actor.name } == "Доналд Тръмп")
        #expect(earlier.said != nil)
    }

    @Test("Every claim names its rules, and the trace tells why")
    func explained() throws {
        let document = try document("Доналд Тръмп и Еманюел Макрон се срещнаха вчера.", explain: true)
        #expect(document.meetings.allSatisfy { !$0.rules.isEmpty })
        #expect(document.trace?.entries.contains { $0.stage == "meetings" } ?? false)
    }
}

@Suite(
    "Meetings of the seed article",
    .enabled(if: SharedMaterial.seedArticle != nil, Comment(rawValue: SharedMaterial.absence)))
struct SeedMeetingTests {
    @Test("It tells of six occasions and nothing else")
    func six() throws {
        let text = try String(contentsOf: #require(SharedMaterial.seedArticle), encoding: .utf8)
        var article = TextStage.article(id: "seed", text: text)
        let time = try #require(PublishedTime("2025-10-21T10:00:00+03:00"))
        article.published = time.instant.timestamp
        article.publishedOffsetMinutes = Int32(time.offsetMinutes)
        let document = try MeetingTests.extractor.get().extract(article).document
        func day(_ claim: MeetingClaim) -> CivilDate? { claim.time.flatMap { document.times[$0].start?.date } }
        func found(_ kind: Meeting.Kind, _ status: Meeting.Status, _ people: [String]) -> [MeetingClaim] {
            document.meetings.filter { claim in
                claim.kind == kind && claim.status == status
                    && claim.participants.compactMap { $0.actor.map { document.actors[$0].actor.name } }.sorted()
                        == people
            }
        }
        let diplomats = ["Марко Рубио", "Сергей Лавров"]
        let presidents = ["Владимир Путин", "Доналд Тръмп"]
        #expect(document.meetings.count == 6)

        let prepared = try #require(found(.meeting, .postponed, diplomats).first)
        #expect(prepared.source?.actor == nil)
        #expect(prepared.source?.medium.map { document.actors[$0].actor.id } == "Q48340")
        #expect(prepared.earlier.map(\.status) == [.scheduled])
        #expect(prepared.earlier.first?.source?.actor.map { document.actors[$0].actor.name } == "Доналд Тръмп")
        #expect(prepared.earlier.first?.said != nil)

        let planned = try #require(found(.summit, .scheduled, presidents).first)
        #expect(planned.certainty == .hedged)
        #expect(
            planned.place.flatMap { document.mentions[$0].actors.first }.map { document.actors[$0].actor.name }
                == "Будапеща")

        #expect(found(.call, .held, diplomats).compactMap(day) == [CivilDate(year: 2025, month: 10, day: 20)])
        #expect(found(.call, .held, presidents).compactMap(day) == [CivilDate(year: 2025, month: 10, day: 16)])
        #expect(found(.call, .proposed, diplomats).count == 1)

        let past = try #require(found(.summit, .held, presidents).first)
        #expect(past.time.flatMap { document.times[$0].end }?.date == CivilDate(year: 2025, month: 8, day: 21))
        #expect(!past.outcome.isEmpty)
    }
}
