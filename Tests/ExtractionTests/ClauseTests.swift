import Language
import Testing

@testable import Extraction

@Suite("Clauses")
struct ClauseTests {
    static let pack = Result { try LanguagePack.bundled("bg") }

    private func clauses(_ sentence: String) throws -> (Clauses, [Token], Text) {
        let pack = try Self.pack.get()
        let text = Text(sentence)
        var tokens = pack.tokenizer.tokens(of: text)
        pack.lexicon.annotate(&tokens, of: text)
        let sentences = pack.splitter.sentences(of: text, tokens)
        let parser = VerbGroupParser(lexicon: pack.lexicon, words: FunctionWords())
        return (Clauses(tokens: tokens, sentences: sentences, parser: parser), tokens, text)
    }

    private func words(_ range: Range<Int>, _ tokens: [Token], _ text: Text) -> String {
        text[tokens[range.lowerBound].bytes.lowerBound..<tokens[range.upperBound - 1].bytes.upperBound]
    }

    @Test(
        "A verb group takes its particles, auxiliaries and clitics, and tells tense and polarity",
        arguments: [
            ("Двамата министри се срещнаха в Прага.", "се срещнаха", VerbGroup.Tense.past, false),
            ("Двамата министри ще се срещнат в Прага.", "ще се срещнат", .future, false),
            ("Двамата министри няма да се срещнат в Прага.", "няма да се срещнат", .future, true),
            ("Двамата министри щяха да се срещнат в Прага.", "щяха да се срещнат", .futureInPast, false),
            ("Двамата министри са се срещнали в Прага.", "са се срещнали", .perfect, false),
            ("Двамата министри се срещнали в Прага.", "се срещнали", .renarrated, false),
            ("Двамата министри биха се срещнали в Прага.", "биха се срещнали", .conditional, false),
            ("Срещата беше отложена.", "беше отложена", .past, false),
            ("Срещата не е отменена.", "не е отменена", .present, true),
            ("Срещата ще бъде отложена.", "ще бъде отложена", .future, false),
        ])
    func tenses(sentence: String, group: String, tense: VerbGroup.Tense, isNegated: Bool) throws {
        let (clauses, tokens, text) = try clauses(sentence)
        #expect(clauses.groups.map { words($0.tokens, tokens, text) } == [group])
        #expect(clauses.groups.first?.tense == tense)
        #expect(clauses.groups.first?.isNegated == isNegated)
    }

    @Test("„да“ hangs a verb on the one before it, in the same clause")
    func subordinate() throws {
        let (clauses, _, _) = try clauses("Премиерът отказа да се срещне с министъра.")
        #expect(clauses.groups.count == 2)
        #expect(clauses.groups.last?.governor == 0)
        #expect(clauses.clauses.count == 1)
    }

    @Test("A clause that a relative clause interrupts goes on after it")
    func interrupted() throws {
        let (clauses, tokens, text) = try clauses("Срещата, която трябваше да започне днес, няма да се състои.")
        let main = try #require(clauses.clauses.last)
        #expect(main.resumes == 0)
        #expect(clauses.clauses.contains { $0.tie == .relative })
        #expect(words(clauses.clauses[0].tokens, tokens, text).hasPrefix("Срещата"))
        #expect(clauses.reach(of: 0) == [0, clauses.clauses.count - 1])
    }

    @Test("Clauses cover a sentence without gap or overlap")
    func cover() throws {
        let (clauses, tokens, _) = try clauses(
            "Министърът каза, че ще пътува за Виена, където ще разговаря с колегата си, и отказа да отговори кога се връща."
        )
        var next = 0
        for clause in clauses.clauses {
            #expect(clause.tokens.lowerBound == next)
            next = clause.tokens.upperBound
        }
        #expect(next == tokens.count)
    }
}
