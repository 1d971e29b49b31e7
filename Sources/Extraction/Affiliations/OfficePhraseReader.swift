import Chronicle
import Language

/// Reads names of offices: modifiers, noun, complements.
struct OfficePhraseReader {
    let document: Document
    let lexicon: Lexicon
    let knowledge: KnowledgeBase
    let vocabulary: AffiliationVocabulary
    /// Index of ``Document/mentions`` for each token: names and adjectives only, -1 for none.
    private let nameOfToken: [Int32]
    /// The same for descriptions and pronouns.
    private let descriptionOfToken: [Int32]
    /// Index of ``Document/times`` for the first token of each.
    private let timeAtToken: [Int: Int]

    /// Most modifiers before the noun.
    static let modifiersMax = 6

    init(document: Document, lexicon: Lexicon, knowledge: KnowledgeBase, vocabulary: AffiliationVocabulary) {
        self.document = document
        self.lexicon = lexicon
        self.knowledge = knowledge
        self.vocabulary = vocabulary
        var nameOfToken = [Int32](repeating: -1, count: document.tokens.count)
        var descriptionOfToken = nameOfToken
        for (index, mention) in document.mentions.enumerated() {
            switch mention.form {
            case .name, .adjective: for token in mention.tokens { nameOfToken[token] = Int32(index) }
            case .description, .pronoun: for token in mention.tokens { descriptionOfToken[token] = Int32(index) }
            }
        }
        self.nameOfToken = nameOfToken
        self.descriptionOfToken = descriptionOfToken
        timeAtToken = Dictionary(
            document.times.indices.map { (document.times[$0].tokens.lowerBound, $0) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The name or adjective that covers a token.
    func name(_ token: Int) -> Mention? {
        guard document.tokens.indices.contains(token), nameOfToken[token] >= 0 else { return nil }
        return document.mentions[Int(nameOfToken[token])]
    }

    /// The description that covers a token.
    func description(_ token: Int) -> Mention? {
        descriptionOfToken[token] < 0 ? nil : document.mentions[Int(descriptionOfToken[token])]
    }

    /// The words of time that begin at a token: index of ``Document/times``.
    func time(at token: Int) -> Int? { timeAtToken[token] }

    /// The mention of any form that covers a token.
    func mention(_ token: Int) -> Mention? { name(token) ?? description(token) }

    /// The office whose noun is a token; nil where it is none.
    func phrase(head token: Int, in sentence: Range<Int>) -> OfficePhrase? {
        let isCounterpart = has(token, vocabulary.counterpart)
        guard has(token, vocabulary.office) || isCounterpart, !has(token, vocabulary.honorific), name(token) == nil,
            let number = number(token), number == .singular || !isCounterpart
        else { return nil }
        // „заместник-“ belongs to what follows it.
        if token + 2 < sentence.upperBound, isHyphen(token + 1), has(token + 2, vocabulary.office) { return nil }
        var phrase = OfficePhrase(
            tokens: token..<(token + 1), head: token, name: "", standing: .current, isCounterpart: isCounterpart,
            isPlural: number == .plural, end: token + 1)
        var words = [phrase.isPlural ? lemma(token) : base(token)]
        if has(token, vocabulary.formerOffice) { phrase.standing = .former }
        readModifiers(&phrase, &words, sentence)
        readComplements(&phrase, &words, sentence)
        phrase.name = words.joined(separator: " ").replacing(" - ", with: "-")
        phrase.end = phrase.tokens.upperBound
        readTerm(&phrase)
        return phrase
    }

    // MARK: Before the noun

    private func readModifiers(_ phrase: inout OfficePhrase, _ words: inout [String], _ sentence: Range<Int>) {
        var start = readPrefix(at: phrase.head, &words, sentence)
        var steps = 0
        while start > sentence.lowerBound, steps < Self.modifiersMax {
            let token = start - 1
            steps += 1
            if has(token, vocabulary.duty) || vocabulary.words.possessives.contains(form(token))
                || form(token) == vocabulary.words.possessiveReflexive
            {
                start = token
                continue
            }
            if has(token, vocabulary.former) {
                phrase.standing = .former
            } else if has(token, vocabulary.acting) {
                phrase.standing = .acting
            } else if has(token, vocabulary.designated) {
                phrase.standing = .designated
            } else if has(token, vocabulary.epithet) {
                // „новият министър“
            } else if let country = country(byAdjective: token) {
                phrase.countryID = country
            } else if isAdjective(token) {
                words.insert(phrase.isPlural ? lemma(token) : base(token), at: 0)
                start = readPrefix(at: token, &words, sentence)
                continue
            } else {
                break
            }
            start = token
        }
        phrase.tokens = start..<phrase.tokens.upperBound
    }

    /// „заместник-“ or „зам.“ before a word; where it begins.
    private func readPrefix(at token: Int, _ words: inout [String], _ sentence: Range<Int>) -> Int {
        let isJoined = token - 2 >= sentence.lowerBound && form(token - 1) == vocabulary.dash
        let before = isJoined ? token - 2 : token - 1
        guard before >= sentence.lowerBound else { return token }
        if vocabulary.deputy.contains(form(before)) {
            words.insert(contentsOf: [Self.deputyPrefix, "-"], at: 0)
            return before
        }
        guard isJoined, isHyphen(token - 1), document.tokens[before].kind == .word else { return token }
        words.insert(contentsOf: [base(before), "-"], at: 0)
        return before
    }

    /// What „зам.“ stands for.
    private static let deputyPrefix = "заместник"

    /// The id of the country whose adjective a token is.
    func country(byAdjective token: Int) -> String? {
        guard let node = knowledge.names.step(PhraseTrie<KnowledgeBase.Sense>.root, form(token)) else { return nil }
        var found: String?
        knowledge.names.forEach(at: node) { sense in
            guard sense.kind == .adjective, found == nil else { return }
            let entry = knowledge[sense.entry]
            if entry.type == .country { found = entry.id }
        }
        return found
    }

    func isAdjective(_ token: Int) -> Bool {
        document.tokens[token].kind == .word && name(token) == nil
            && document.tokens[token].grammar.contains(.adjective)
            && document.tokens[token].grammar.isDisjoint(with: [.preposition, .conjunction, .pronoun, .numeral])
    }

    // MARK: Words

    func form(_ token: Int) -> FormKey { document.tokens[token].form }

    func has(_ token: Int, _ classes: LexicalClasses) -> Bool { document.tokens[token].classes.intersects(classes) }

    private func isHyphen(_ token: Int) -> Bool {
        form(token) == vocabulary.dash && !document.tokens[token].spaceBefore && token + 1 < document.tokens.count
            && !document.tokens[token + 1].spaceBefore
    }

    private enum Number { case singular, plural }

    private func number(_ token: Int) -> Number? {
        let readings = lexicon.readings(of: document.tokens[token])
        if readings.contains(where: { $0.grammar.isSuperset(of: [.noun, .singular]) }) { return .singular }
        if readings.contains(where: { $0.grammar.isSuperset(of: [.noun, .plural]) }) { return .plural }
        return isParticiple(token) ? .singular : nil
    }

    /// „командващия“: an office by what is done in it.
    func isParticiple(_ token: Int) -> Bool {
        let readings = lexicon.readings(of: document.tokens[token])
        return readings.contains {
            $0.classes.intersects(vocabulary.office) && $0.grammar.contains(.adjective)
                && !$0.grammar.contains(.plural)
        }
    }

    /// The base form of an office or adjective that is said of several.
    private func lemma(_ token: Int) -> String {
        let readings = lexicon.readings(of: document.tokens[token])
        let reading = readings.first { $0.classes.intersects(vocabulary.office) } ?? readings.first
        return reading.map { lexicon.lemmas[Int($0.lemma.index)] } ?? document.words(token..<(token + 1)).lowercased()
    }

    /// The word without its article, in lower case; masculine and feminine stay what they are.
    func base(_ token: Int) -> String {
        let surface = document.words(token..<(token + 1)).lowercased()
        let readings = lexicon.readings(of: document.tokens[token])
        let wanted: Grammar =
            readings.contains { $0.grammar.contains(.noun) && $0.classes.intersects(vocabulary.office) }
            ? .noun : .adjective
        guard
            let reading = readings.first(where: { $0.grammar.isSuperset(of: [.definite, wanted]) })
                ?? readings.first(where: { $0.grammar.contains(.definite) })
        else { return surface }
        if readings.contains(where: {
            $0.grammar.contains(wanted) && !$0.grammar.contains(.definite) && $0.grammar.contains(.singular)
                && !$0.grammar.contains(.masculine)
        }) {
            return surface
        }
        if reading.grammar.contains(.masculine), reading.grammar.contains(.singular) {
            return lexicon.lemmas[Int(reading.lemma.index)]
        }
        return surface.ends("та", "то", "те") ? String(decoding: surface.utf8.dropLast(4), as: UTF8.self) : surface
    }
}

extension String {
    fileprivate func ends(_ suffixes: String...) -> Bool {
        suffixes.contains { utf8.count > $0.utf8.count && utf8.suffix($0.utf8.count).elementsEqual($0.utf8) }
    }
}
