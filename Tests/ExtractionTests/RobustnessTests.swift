import Chronicle
import Language
import Testing

@testable import Extraction

/// Whatever is sent: extraction ends, says only what is in the text, and stays within its limits.
@Suite("Robustness")
struct RobustnessTests {
    private func extract(_ text: String, title: String = "", language: String = "bg") throws -> Extraction {
        var article = Article()
        article.id = "hostile"
        article.title = title
        article.body = text
        article.language = language
        if let time = PublishedTime("2025-10-21T10:00:00+03:00") {
            article.published = time.instant.timestamp
            article.publishedOffsetMinutes = Int32(time.offsetMinutes)
        }
        return try ExtractorTests.extractor.get().extract(article)
    }

    // MARK: Promises

    @Test("A hostile text gives well-formed events, the same ones each time", arguments: HostileText.all)
    func hostile(_ hostile: HostileText) throws {
        let text = hostile.text(1_000)
        let extraction = try extract(text)
        WellFormed.check(extraction)
        WellFormed.check(try extract(text), repeats: extraction)
        // As a title, and with a language to be found out, it is read as well.
        WellFormed.check(try extract("Край.", title: text))
        WellFormed.check(try extract(text, language: ""))
    }

    @Test("A text twice as long gives at most about twice as much", arguments: HostileText.all)
    func proportional(_ hostile: HostileText) throws {
        let single = try WellFormed.sizes(extract(hostile.text(2_500)))
        let double = try WellFormed.sizes(extract(hostile.text(5_000)))
        #expect(double.count <= single.count * 2 + 16)
        // What refers to an actor lists its mentions up to a limit: until that is reached, events grow as well.
        let growth = ExtractionLimits.referenceMentionsMax * Self.spanBytes * 4
        #expect(double.reduce(0, +) <= single.reduce(0, +) * 2 + double.count * growth)
    }

    /// A span as the log keeps it.
    private static let spanBytes = 10

    @Test("Sentences with parts dropped, doubled, swapped and replaced are read", arguments: 0..<4)
    func mutated(seed: Int) throws {
        var mutator = Mutator(seed: UInt64(seed))
        for _ in 0..<40 {
            let text = mutator.article(of: Self.sentences)
            let extraction = try extract(text)
            WellFormed.check(extraction)
            WellFormed.check(try extract(text), repeats: extraction)
        }
    }

    @Test("A seed changes a text always alike, another seed otherwise")
    func seeds() {
        let text = Self.sentences.joined()
        let changed = (UInt64(0)..<20).map { seed in
            var mutator = Mutator(seed: seed)
            return mutator.mutated(text, changesMax: 20)
        }
        var again = Mutator(seed: 7)
        #expect(again.mutated(text, changesMax: 20) == changed[7])
        #expect(Set(changed).count >= 19)
    }

    private static let sentences = [
        "Президентът на Австрия Иван Петров се срещна с премиера Мария Илиева във Виена. ",
        "„Ще разговаряме утре в 10 часа“, каза той пред Ройтерс. ",
        "Срещата, която трябваше да се състои на 5 май 2019 г., бе отложена за четвъртък, съобщи Кремъл.\n\n",
        "Британският премиер и руският му колега обсъдиха кризата, след което двамата дадоха пресконференция. ",
        "По думите на говорителя на НАТО г-н Дж. Смит разговорите „ще продължат“ до края на месеца. ",
        "Министърът на външните работи Стоян Стоянов: Няма да има среща на върха!\n",
        "Според източник на „Дневник“ лидерите на Франция, Германия и Полша ще се видят в края на седмицата. ",
        "Съветът за сигурност на ООН ще заседава извънредно в петък; Русия отхвърли обвиненията. ",
    ]

    // MARK: Limits

    @Test("A megabyte on one line is read to the limit, and not beyond")
    func long() throws {
        let sentence = "Днес е хубав ден навсякъде по света. "
        let filler = String(repeating: sentence, count: 1_000_000 / sentence.unicodeScalars.count)
        let extraction = try extract("Иван Петров пристигна. " + filler + "Мария Илиева пристигна.")
        WellFormed.check(extraction)
        let names = extraction.events.map(\.actorMentioned.actor.name)
        #expect(names.contains("Иван Петров"))
        #expect(!names.contains("Мария Илиева"))
        #expect(extraction.events.last?.articleExtracted.truncated == true)
        let read = extraction.document.text.codePoints(before: extraction.document.text.utf8.count)
        #expect(read <= ExtractionLimits.textCodePointsMax)
        #expect(read > ExtractionLimits.textCodePointsMax - ExtractionLimits.wordBytesMax)
    }

    @Test("The text is cut between code points and words")
    func cutText() {
        for unit in ["а", "🙂", "e\u{301}", "дума "] {
            var article = Article()
            article.body = String(repeating: unit, count: ExtractionLimits.textCodePointsMax + 1)
            let text = TextStage.document(article, explain: false).text
            #expect(text.codePoints(before: text.utf8.count) <= ExtractionLimits.textCodePointsMax)
            #expect(Array(article.body.utf8.prefix(text.utf8.count)) == text.utf8)
            #expect(!text.utf8.isEmpty && String(validating: text.utf8, as: UTF8.self) != nil)
        }
        var article = Article()
        article.body = String(repeating: "дума ", count: 10)
        #expect(TextStage.document(article, explain: false).text.utf8 == Array(article.body.utf8))
    }

    @Test("A sentence without end is read in parts that follow each other")
    func endlessSentence() throws {
        let document = try extract(String(repeating: "президентът каза, че ще дойде, ", count: 400)).document
        #expect(document.sentences.count > 1)
        #expect(document.sentences.allSatisfy { $0.tokens.count <= ExtractionLimits.sentenceTokensMax })
        #expect(document.sentences.first?.tokens.lowerBound == 0)
        #expect(document.sentences.last?.tokens.upperBound == document.tokens.count)
        for (sentence, next) in zip(document.sentences, document.sentences.dropFirst()) {
            #expect(sentence.tokens.upperBound == next.tokens.lowerBound)
            #expect(document.tokens[sentence.tokens.upperBound - 1].kind == .punctuation)
        }
    }

    @Test("Evidence of a long sentence is cut around what says so; its span is not")
    func evidence() throws {
        let filler = String(repeating: "с много добри думи за всички хора ", count: 25)
        let text = "Хората отдавна живеят \(filler), но президентът Иван Петров заяви, че \(filler) ще има срещи."
        let statements = try extract(text).events.map(\.statementReported).filter(\.hasSpeaker)
        let statement = try #require(statements.first)
        let evidence = statement.evidence
        #expect(evidence.text.hasPrefix("…") && evidence.text.hasSuffix("…"))
        #expect(evidence.text.contains("Иван Петров заяви"))
        #expect(evidence.text.unicodeScalars.count <= ExtractionLimits.evidenceCodePointsMax + 2)
        #expect(evidence.text.unicodeScalars.count > ExtractionLimits.evidenceCodePointsMax - 40)
        #expect(Int(evidence.sentence.end) == text.unicodeScalars.count)
    }

    @Test("Words that are too many are left out at either end of those that must stay")
    func cutWords() throws {
        let document = try extract("едно две три четири пет шест седем").document
        let all = document.tokens.indices
        #expect(document.words(all, codePointsMax: 100) == "едно две три четири пет шест седем")
        #expect(document.words(all, codePointsMax: 8) == "едно две…")
        #expect(document.words(all, codePointsMax: 8, around: 0..<1) == "едно две…")
        #expect(document.words(all, codePointsMax: 8, around: 6..<7) == "…седем")
        #expect(document.words(all, codePointsMax: 10, around: 3..<4) == "…четири…")
        #expect(document.words(all, codePointsMax: 3, around: 3..<4) == "…чет…")
        #expect(document.words(0..<0, codePointsMax: 8) == "")
    }

    @Test("A reference lists the first mentions of an actor, its own event more")
    func mentions() throws {
        let text = String(repeating: "Иван Петров каза, че идва. ", count: 100)
        let events = try extract(text).events
        let actor = try #require(events.first { $0.actorMentioned.actor.name == "Иван Петров" })
        #expect(actor.actorMentioned.mentions.count == 100)
        let statements = events.map(\.statementReported).filter(\.hasSpeaker)
        #expect(statements.count == 100)
        for statement in statements {
            #expect(statement.speakerMentions.count == ExtractionLimits.referenceMentionsMax)
        }
    }
}
