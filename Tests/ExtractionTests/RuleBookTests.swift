import Chronicle
import Testing

@testable import Extraction

/// The rules' own examples are their tests: each is an article of its own.
@Suite("The rule book")
struct RuleBookTests {
    static let extractor = Result { try Extractor.bundled() }

    /// An example with the rule that it is of.
    struct Case: CustomTestStringConvertible {
        var stage: String
        var rule: String
        var example: RuleExample

        var testDescription: String { "\(stage) \(rule): \(example.text)" }
    }

    static let cases = RuleBook.entries.flatMap { entry in
        entry.examples.map { Case(stage: entry.stage, rule: entry.name, example: $0) }
    }

    private func extraction(of text: String) throws -> Extraction {
        var article = Article()
        article.id = "test"
        article.body = text
        article.language = "bg"
        let time = try #require(PublishedTime(RuleExample.published))
        article.published = time.instant.timestamp
        article.publishedOffsetMinutes = Int32(time.offsetMinutes)
        return try Self.extractor.get().extract(article, explain: true)
    }

    @Test("An example fires its rule on the words in brackets, with what it promises", arguments: cases)
    func example(_ each: Case) throws {
        let (text, bytes) = try #require(each.example.marked, "square brackets stand around the rule's words")
        let extraction = try extraction(of: text)
        expectAllInBook(extraction)
        let document = extraction.document
        let offset = document.text.utf8.count - text.utf8.count
        let fired = try #require(document.trace).entries.filter { entry in
            guard entry.stage == each.stage, let first = entry.tokens.first, let last = entry.tokens.last else {
                return false
            }
            let start = document.tokens[first].bytes.lowerBound - offset
            return (start..<document.tokens[last].bytes.upperBound - offset).overlaps(bytes)
        }
        let notes = fired.map { "\($0.rule): \($0.note)" }
        #expect(fired.contains { $0.rule == each.rule && $0.note.contains(each.example.result) }, "\(notes)")
    }

    @Test("Every rule has an example and a name of its own in its stage")
    func names() {
        var seen: Set<String> = []
        for entry in RuleBook.entries {
            #expect(!entry.examples.isEmpty, "\(entry.stage) \(entry.name)")
            #expect(seen.insert("\(entry.stage) \(entry.name)").inserted, "\(entry.stage) \(entry.name) is there twice")
        }
    }

    @Test("Whatever rule explanation or event names is in the book", arguments: texts)
    func complete(text: String) throws {
        let extraction = try extraction(of: text)
        #expect(!extraction.document.meetings.isEmpty && !extraction.document.statements.isEmpty)
        expectAllInBook(extraction)
    }

    private static let names = Set(RuleBook.entries.map(\.name))
    private static let namesByStage = Set(RuleBook.entries.map { "\($0.stage) \($0.name)" })

    private func expectAllInBook(_ extraction: Extraction) {
        for entry in extraction.document.trace?.entries ?? [] {
            let name = "\(entry.stage) \(entry.rule)"
            #expect(Self.namesByStage.contains(name), "\(name)")
        }
        for rule in extraction.events.flatMap(\.rules) { #expect(Self.names.contains(rule), "\(rule)") }
    }

    static let texts = [
        """
        Българският президент Румен Радев разговаря в понеделник в Букурещ с румънския си колега Никушор Дан. Двамата \
        обсъдиха сигурността в Черно море и новия мост при Русе, съобщи прессекретариатът на държавния глава. „Дунав ни \
        свързва“, каза Радев след срещата. По думите му следващият разговор ще е в София, вероятно през есента. Дан прие \
        поканата. Първоначално срещата беше насрочена за май, но беше отложена заради изборите в Румъния.
        """,
        """
        Държавният секретар на САЩ Марко Рубио пристигна в Анкара за разговори с турския външен министър Хакан Фидан. Утре \
        Рубио ще бъде приет и от президента Реджеп Тайип Ердоган. Според източник от Държавния департамент сред темите са \
        Сирия и Украйна. Очаква се Ердоган да предложи среща между Путин и Зеленски в Истанбул. Кремъл отхвърли идеята, \
        предаде Ройтерс. „Няма какво да обсъждаме“, заяви говорителят Дмитрий Песков. Преговорите на ниво експерти ще \
        продължат в рамките на две седмици с посредничеството на Турция.
        """,
        """
        Канцлерът Фридрих Мерц отмени посещението си в Киев, съобщи вестник „Билд“. Вместо това той ще говори по телефона с \
        президента Володимир Зеленски в четвъртък следобед. Домакинът призна, че е разочарован. Миналата седмица двамата се \
        видяха на срещата на върха в Хага, където Мерц се разбра с Еманюел Макрон за общо заседание на двете правителства. \
        Министърът на отбраната Борис Писториус, социалдемократ, беше категоричен, че помощта няма да секне.
        """,
    ]
}

extension EventContent {
    /// The rules that its evidence names.
    fileprivate var rules: [String] {
        switch payload {
        case .actorMentioned(let event): event.evidence.rules
        case .meetingReported(let event): event.evidence.rules + event.earlier.flatMap(\.evidence.rules)
        case .statementReported(let event): event.evidence.rules
        case .affiliationReported(let event): event.evidence.rules
        default: []
        }
    }
}
