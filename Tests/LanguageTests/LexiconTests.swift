import Testing

@testable import Language

@Suite("Lexicon and morphology")
struct LexiconTests {
    static let pack = Result { try LanguagePack.bundled("bg") }

    private func forms(_ lemma: String, _ paradigm: String, _ principal: String...) throws -> [String: Grammar] {
        var forms: [String: Grammar] = [:]
        try BulgarianMorphology()
            .inflect(Word(lemma), paradigm: paradigm, principal: principal.map { Word($0) }) { stem, ending, grammar in
                forms[(stem + ending).string, default: []].formUnion(grammar)
            }
        return forms
    }

    @Test("Verbs of the three conjugations")
    func verbs() throws {
        let postpone = try forms("отложа", "v.p", "отложи", "отложих")
        #expect(postpone["отложат"]?.isSuperset(of: [.present, .third, .plural]) == true)
        #expect(postpone["отложиха"]?.isSuperset(of: [.aorist, .third, .plural]) == true)
        #expect(postpone["отложен"]?.isSuperset(of: [.passiveParticiple, .masculine]) == true)
        #expect(postpone["отложената"]?.isSuperset(of: [.passiveParticiple, .feminine, .definite]) == true)
        #expect(postpone["отложил"]?.contains(.activeParticiple) == true)
        #expect(postpone["отлагащ"] == nil && postpone["отложащ"] == nil)

        let say = try forms("казвам", "v.i", "казва", "казвах")
        #expect(say["казва"]?.contains(.present) == true && say["казва"]?.contains(.aorist) == false)
        #expect(say["казваше"]?.contains(.imperfect) == true)
        #expect(say["казващият"]?.contains(.presentParticiple) == true)
        #expect(say["казвайки"]?.contains(.gerund) == true)

        let hold = try forms("проведа", "v.p", "проведе", "проведох")
        #expect(hold["проведе"]?.isSuperset(of: [.present, .aorist]) == true)
        #expect(hold["проведен"] != nil && hold["провели"] != nil && hold["проведоха"] != nil)

        let come = try forms("дойда", "v.p", "дойде", "дойдох", "l=дошъл", "pass=-")
        #expect(come["дошла"] != nil && come["дошли"] != nil && come["дойдат"] != nil && come["дойден"] == nil)

        let accept = try forms("приема", "v.p", "приеме", "приех")
        #expect(accept["приет"] != nil && accept["приемат"] != nil && accept["прие"]?.contains(.aorist) == true)

        let give = try forms("дам", "v.p", "даде", "дадох")
        #expect(give["дадат"] != nil && give["дал"] != nil && give["дадем"] != nil)
    }

    @Test("Nouns with article and plural")
    func nouns() throws {
        let call = try forms("разговор", "n.m")
        #expect(call["разговорът"]?.contains(.definite) == true && call["разговора"]?.contains(.definite) == true)
        #expect(call["разговорите"]?.isSuperset(of: [.plural, .definite]) == true)
        #expect(try forms("политик", "n.m")["политиците"] != nil)
        #expect(try forms("министър", "n.m")["министрите"] != nil)
        #expect(try forms("град", "n.m")["градовете"] != nil)
        #expect(try forms("европеец", "n.m")["европейците"] != nil)
        #expect(try forms("случай", "n.m")["случаят"] != nil)
        #expect(try forms("колега", "n.m")["колегата"]?.contains(.masculine) == true)
        #expect(try forms("среща", "n.f")["срещите"]?.isSuperset(of: [.feminine, .plural, .definite]) == true)
        #expect(try forms("област", "n.f")["областта"] != nil)
        #expect(try forms("решение", "n.n")["решенията"] != nil)
        #expect(try forms("посолство", "n.n")["посолствата"] != nil)
    }

    @Test("Adjectives with fleeting vowels")
    func adjectives() throws {
        #expect(try forms("руски", "a")["руският"]?.isSuperset(of: [.masculine, .definite]) == true)
        #expect(try forms("важен", "a")["важните"] != nil)
        #expect(try forms("военен", "a")["военната"] != nil)
        #expect(try forms("случаен", "a")["случайно"] != nil)
        #expect(try forms("близък", "a")["близкия"] != nil)
        #expect(try forms("голям", "a")["големите"] != nil)
        #expect(try forms("добър", "a")["добра"] != nil)
    }

    @Test("A word in its text gets its readings, an unknown one a guess")
    func annotate() throws {
        let pack = try Self.pack.get()
        let text = Text("Тя не може да бръмдучи разбръмканите.")
        var tokens = pack.tokenizer.tokens(of: text)
        pack.lexicon.annotate(&tokens, of: text)
        #expect(tokens[0].grammar.isSuperset(of: [.pronoun, .feminine, .third]))
        #expect(tokens[1].classes == (try pack.lexicon.lexicalClass("particle.negation")))
        #expect(pack.lexicon.lemma(of: tokens[2]) == "мога")
        #expect(tokens[5].readings.isEmpty && tokens[5].classes.isEmpty)
        #expect(tokens[5].grammar.isSuperset(of: [.passiveParticiple, .plural, .definite]))
    }

    @Test("A class that no file names is an error that says so")
    func unknownClass() throws {
        let pack = try Self.pack.get()
        #expect(throws: UnknownLexicalClass.self) { try pack.lexicon.lexicalClass("no.such.class") }
    }

    @Test("A row's fields and values stand without white space, missing ones are empty")
    func fields() {
        let contents = "# comment\n\n \n a \t b c|d | \r\nлице\t\tпрезидент"
        let rows = PackTable(path: "words.tsv", contents: contents).rows
        #expect(rows.map(\.line) == [4, 5])
        #expect((0..<3).map { rows[0][$0] } == ["a", "b c|d |", ""])
        #expect(rows[0].values(1, separator: "|").map { String(decoding: $0, as: UTF8.self) } == ["b c", "d"])
        #expect((0..<4).map { rows[1][$0] } == ["лице", "", "президент", ""])
    }

    @Test("The inflections of a form come in order and each once, however many forms there are")
    func inflections() {
        var inflections = Inflections(roomForForms: 4)
        for number in 0..<1_000 { inflections.add(FormKey("form\(number)"), of: 7, .noun) }
        for (lemma, grammar) in [(9, Grammar.verb), (2, .noun), (7, .noun), (9, .noun), (9, .verb)] {
            inflections.add(FormKey("form500"), of: Int32(lemma), grammar)
        }
        let table = inflections.mapForms { $0.map { "\($0.lemma) \($0.grammar.rawValue)" } }
        #expect(table[FormKey("form500")] == ["2 1", "7 1", "9 1", "9 4"])
        #expect(table[FormKey("form999")] == ["7 1"])
        #expect(table[FormKey("form1000")] == nil)
    }

    @Test("Errors in a pack name file and line")
    func rowErrors() throws {
        let table = PackTable(path: "words.tsv", contents: "# words\nбягам\tv.i\t\tбяга\n")
        var builder = LexiconBuilder(morphology: BulgarianMorphology(), tokenizer: Tokenizer())
        let error = #expect(throws: PackError.self) { try builder.add(lexiconRow: table.rows[0]) }
        #expect(error?.description.hasPrefix("words.tsv:2: verb “бягам” needs") == true)
    }

    @Test("Phrases match their words and any form of their lemmas, the longest first")
    func phrases() throws {
        var builder = LexiconBuilder(morphology: BulgarianMorphology(), tokenizer: Tokenizer())
        let words = PackTable(path: "words.tsv", contents: "среща\tn.f\tnoun\nминистър-председател\tn.m\toffice\n")
        for row in words.rows { try builder.add(lexiconRow: row) }
        let rows = PackTable(path: "p.tsv", contents: "{среща}\tone\n{среща} на върха\ttwo\nна върха\tthree\n").rows
        for row in rows { try builder.add(phraseRow: row) }
        let lexicon = try builder.lexicon()
        let text = Text("Срещите на върха с министър-председателя")
        var tokens = Tokenizer().tokens(of: text)
        lexicon.annotate(&tokens, of: text)
        let matches = builder.phrases.matches(in: tokens, lexicon)
        #expect(matches.map(\.tokens) == [0..<3, 1..<3, 4..<7])
        #expect(matches[0].classes == (try lexicon.lexicalClass("two")))
        #expect(matches[2].classes == (try lexicon.lexicalClass("office")))
    }
}
