import Chronicle
import Language
import Testing

@testable import Extraction

@Suite("Extractor")
struct ExtractorTests {
    static let extractor = Result { try Extractor.bundled() }

    private func extract(title: String = "", body: String, language: String = "") throws -> Extraction {
        var article = Article()
        article.id = "test"
        article.title = title
        article.body = body
        article.language = language
        return try Self.extractor.get().extract(article, explain: true)
    }

    @Test(
        "Whatever the text, extraction ends and closes its batch",
        arguments: [
            "", " ", "\n\n\n", "„", "““““", "🙂🙂 👩‍👩‍👧‍👦", "Plain English text of no import.", "\u{0}\u{1}", "....", "1 2 3",
            "—",
            "а\u{301}\u{302}\u{303}", "العربية 中文 ไทย",
        ])
    func survives(text: String) throws {
        for language in ["", "bg"] {
            let extraction = try extract(body: text, language: language)
            #expect(extraction.events.last?.type == .articleExtracted)
            #expect(try extract(title: text, body: "", language: language).events.count == extraction.events.count)
        }
    }

    @Test(
        "Entities alone are those that the whole extraction links",
        arguments: [
            "Френският президент Еманюел Макрон и германският му колега ще се срещнат утре в Берлин. Той пристига вечерта.",
            "Министърът на външните работи Марко Рубио разговаря с руския си колега. Двамата обсъдиха Украйна, каза Рубио.",
        ])
    func entitiesAlone(body: String) throws {
        let whole = try extract(body: body, language: "bg")
        let document = try Self.extractor.get().entities(in: whole.article, explain: true)
        #expect(!document.mentions.isEmpty)
        #expect(document.mentions.map { "\($0)" } == whole.document.mentions.map { "\($0)" })
        #expect(document.actors.map { "\($0)" } == whole.document.actors.map { "\($0)" })
        #expect(document.clauses.groups.isEmpty && document.times.isEmpty && document.meetings.isEmpty)
    }

    @Test("Every event names the sentence, the words and the rules that it came from", arguments: RuleBookTests.texts)
    func evidence(body: String) throws {
        let extraction = try extract(body: body, language: "bg")
        for event in extraction.events {
            let evidence: [Evidence]
            switch event.payload {
            case .actorMentioned(let event): evidence = [event.evidence]
            case .meetingReported(let event): evidence = [event.evidence] + event.earlier.map(\.evidence)
            case .statementReported(let event): evidence = [event.evidence]
            case .affiliationReported(let event): evidence = [event.evidence]
            default: continue
            }
            for each in evidence {
                #expect(each.hasSentence && !each.text.isEmpty && !each.triggers.isEmpty && !each.rules.isEmpty)
                #expect(each.triggers.allSatisfy { $0.start < $0.end })
            }
        }
        let named = extraction.events.filter { $0.type == .actorMentioned }.map(\.actorMentioned.evidence.rules)
        #expect(named.contains(["known-name", "in-knowledge"]))
    }

    @Test("An article whose text was redacted reports nothing")
    func redacted() throws {
        let accepted = ArticleAccepted.with {
            $0.article.id = "test"
            $0.article.title = "Макрон и Мерц"
            $0.article.body = "Макрон се срещна с Мерц в Берлин."
            $0.article.language = "bg"
        }
        #expect(try Self.extractor.get().extract(accepted.article, explain: true).events.count > 1)
        let redacted = EventContent(article: "test", .articleAccepted(accepted)).redacted
        guard case .articleAccepted(let left)? = redacted.payload else {
            Issue.record("the event changed its type")
            return
        }
        let events = try Self.extractor.get().extract(left.article, explain: true).events
        #expect(events.map(\.type) == [.articleExtracted])
    }

    @Test("A long text on one line takes time in proportion")
    func long() throws {
        for unit in ["Лидерите се срещнаха във Виена. ", "„„“", "дума", "г. ", "Ю. ", "1 000 "] {
            let text = String(repeating: unit, count: (1 << 15) / unit.utf8.count)
            let extraction = try extract(body: text, language: "bg")
            #expect(extraction.events.last?.type == .articleExtracted)
        }
    }

    @Test("The same article gives the same line, byte for byte")
    func deterministic() throws {
        let text = "Президентът пристигна в столицата.\n\n„Ще разговаряме утре“, каза той."
        let lines = try (0..<3).map { _ in ExtractionLine(try extract(body: text), doc: "a").json }
        #expect(Set(lines).count == 1)
        #expect(String(decoding: lines[0], as: UTF8.self).hasPrefix(#"{"doc":"a","language":"bg","entities":["#))
    }

    @Test("A related-article line belongs to no sentence, even in the place of the title")
    func relatedLine() throws {
        let extraction = try extract(
            title: "Още по темата: Друго заглавие 20.10.2025 08:54", body: "Истинското заглавие\n\nТекстът започва.")
        #expect(
            extraction.document.sentences.map { extraction.document.words($0.tokens) } == [
                "Истинското заглавие", "Текстът започва.",
            ])
        #expect(extraction.document.sentences.map(\.paragraph) == [1, 2])
        let decided = extraction.document.trace?.entries.filter { $0.stage == SentenceStage.name }
        #expect(decided?.map(\.rule) == ["boilerplate"])
    }

    @Test("Offsets into the article are offsets into the text it was read from")
    func plainText() {
        for text in ["Заглавие\n\nТяло.", "Заглавие\nТяло.", "Само ред", "", "\n\nТяло.", "А\n\n"] {
            #expect(TextStage.article(id: "", text: text).text == text)
        }
        #expect(TextStage.article(id: "", text: "Заглавие\n\nТяло.").title == "Заглавие")
    }

    @Test("An article in a language without a pack is closed without a language")
    func otherLanguage() throws {
        let extraction = try extract(body: "The leaders of the two countries met in Vienna and said that it was good.")
        #expect(extraction.language == "en")
        #expect(extraction.events.count == 1)
        #expect(extraction.events.last?.articleExtracted.language == "")
    }
}
