import Chronicle
import Language
import Testing

@testable import Extraction

/// A sentence whose first time expression is checked, with the time that it was published at.
struct TimeCase: Sendable, CustomTestStringConvertible {
    let published: String
    let sentence: String
    /// The words of the expression, a bar, and its interval; `duration` or `frequency` in its place.
    let expected: String

    var testDescription: String { sentence }

    init(_ published: String, _ sentence: String, _ expected: String) {
        self.published = published
        self.sentence = sentence
        self.expected = expected
    }
}

@Suite("Times")
struct TimeTests {
    static let tuesday = "2025-10-21T10:00:00+03:00"
    static let friday = "2025-10-24T17:30:00+03:00"
    static let march = "2018-03-20T09:15:00+02:00"

    private func times(_ sentence: String, published: String) throws -> (Document, [TimeExpression]) {
        var article = Article()
        article.body = sentence
        article.language = "bg"
        if let time = PublishedTime(published) {
            article.published = time.instant.timestamp
            article.publishedOffsetMinutes = Int32(time.offsetMinutes)
        }
        let document = try ExtractorTests.extractor.get().extract(article).document
        return (document, document.times)
    }

    private func written(_ time: TimeExpression, in document: Document) -> String {
        let words = document.words(time.tokens)
        guard time.kind == .point else { return "\(words) | \(time.kind)" }
        func end(_ time: CivilTime?, _ precision: TimeReference.Precision) -> String {
            guard let time else { return "?" }
            return time.minute == 0 && precision != .hour && precision != .minute ? "\(time.date)" : "\(time)"
        }
        let (start, finish) = (end(time.start, time.precision), end(time.end, time.precision))
        if let first = time.start, let last = time.end, last == (first.date + 1).midnight, time.precision == .day {
            return "\(words) | \(start)"
        }
        return "\(words) | \(start)/\(finish) \(time.precision.name)"
    }

    @Test("A sentence's first expression means what a reader takes it for", arguments: TimeCase.all)
    func table(_ example: TimeCase) throws {
        let (document, times) = try times(example.sentence, published: example.published)
        let first = times.first.map { written($0, in: document) } ?? "nothing"
        #expect(first == example.expected)
    }

    @Test("What an article counts from its own words means what a reader takes it for", arguments: TimeCase.spoken)
    func spoken(_ example: TimeCase) throws {
        let (document, times) = try times(example.sentence, published: example.published)
        let last = times.last.map { written($0, in: document) } ?? "nothing"
        #expect(last == example.expected)
    }

    @Test("The table is large enough to speak for the language")
    func size() { #expect(Set(TimeCase.all.map { $0.published + $0.sentence }).count >= 300) }

    @Test(
        "Words that look like times are none",
        arguments: [
            "Май ще завали над планината.", "Партията има 12 депутати в парламента.",
            "Цената е 10,30 лева за килограм.",
            "Имаше около 2000 души на площада.", "Това е краят на спора.", "Средата е враждебна към него.",
            "Той беше последен в класирането.", "Съветът се обърна към този човек.", "Резултатът беше 3:1 за гостите.",
            "Това беше велик ден за отбора.", "Мъж на 50 години загина.", "45-годишният мъж оцеля.",
            "Тя навърши 18 години.",
            "Хора на възраст между 16 и 25 години гласуваха.", "Тогава ще видим.", "Той взе 3-то място.",
            "Това е друг въпрос.", "В последния момент тя отказа.", "Годината беше трудна.", "Марта пише на Август.",
            "Те са за годишно приключване на сметките.", "XXI конгрес на партията започна.", "Цял екип работи по това.",
        ])
    func lookAlikes(sentence: String) throws {
        let (document, times) = try times(sentence, published: Self.tuesday)
        #expect(times.map { document.words($0.tokens) } == [])
    }

    @Test("Two expressions of one sentence are both found")
    func several() throws {
        let (document, times) = try times(
            "Те решиха в четвъртък, че ще пътува на 3 ноември.", published: Self.tuesday)
        #expect(
            times.map { written($0, in: document) } == ["в четвъртък | 2025-10-16", "на 3 ноември | 2025-11-03"])
    }

    @Test("What was said last Thursday counts from last Thursday")
    func saidEarlier() throws {
        let stage = try TimeStage(resources: .bundled("bg"))
        let (document, times) = try times(
            "Срещата ще бъде следващата седмица, вероятно в петък.", published: Self.tuesday)
        let said = CivilTime(date: CivilDate(year: 2025, month: 10, day: 16), minute: 0)
        #expect(
            times.map { written(stage.expression($0, in: document, saidAt: said), in: document) } == [
                "следващата седмица | 2025-10-20/2025-10-27 week", "в петък | 2025-10-17",
            ])
    }

    @Test("Without a publication time, only dates with a year are resolved")
    func unpublished() throws {
        let (document, times) = try times("Те се видяха вчера, а не на 26 март 2018 г. или през юни.", published: "")
        #expect(
            times.map { written($0, in: document) } == [
                "вчера | ?/? day", "на 26 март 2018 г. | 2018-03-26", "през юни | ?/? month",
            ])
    }

    @Test("A related-article line has no times")
    func boilerplate() throws {
        let (_, times) = try times("Още по темата: Друго заглавие 20.10.2025 08:54\n\nТекст.", published: Self.tuesday)
        #expect(times.isEmpty)
    }
}
