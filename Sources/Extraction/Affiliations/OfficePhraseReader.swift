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
    /// The same for descriptions.
    private let descriptionOfToken: [Int32]

    /// Most words that a complement may have.
    static let complementTokensMax = 8
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
            case .description: for token in mention.tokens { descriptionOfToken[token] = Int32(index) }
            case .pronoun: continue
            }
        }
        self.nameOfToken = nameOfToken
        self.descriptionOfToken = descriptionOfToken
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

    /// The office whose noun is a token; nil where it is none.
    func phrase(head token: Int, in sentence: Range<Int>) -> OfficePhrase? {
        let isCounterpart = has(token, vocabulary.counterpart)
        guard has(token, vocabulary.office) || isCounterpart, !has(token, vocabulary.honorific), name(token) == nil,
            isSingularNoun(token)
        else { return nil }
        // „заместник-“ belongs to what follows it.
        if token + 2 < sentence.upperBound, isHyphen(token + 1), has(token + 2, vocabulary.office) { return nil }
        var phrase = OfficePhrase(
            tokens: token..<(token + 1), head: token, name: "", standing: .current, isCounterpart: isCounterpart)
        var words = [base(token)]
        if has(token, vocabulary.formerOffice) { phrase.standing = .former }
        readModifiers(&phrase, &words, sentence)
        readComplements(&phrase, &words, sentence)
        phrase.name = words.joined(separator: " ").replacing(" - ", with: "-")
        return phrase
    }

    // MARK: Before the noun

    private func readModifiers(_ phrase: inout OfficePhrase, _ words: inout [String], _ sentence: Range<Int>) {
        var start = phrase.head
        if start - 2 >= sentence.lowerBound, isHyphen(start - 1), document.tokens[start - 2].kind == .word {
            words.insert(contentsOf: [base(start - 2), "-"], at: 0)
            start -= 2
        }
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
            } else if let country = country(byAdjective: token) {
                phrase.countryID = country
            } else if isAdjective(token) {
                words.insert(base(token), at: 0)
            } else {
                break
            }
            start = token
        }
        phrase.tokens = start..<phrase.tokens.upperBound
    }

    /// The id of the country whose adjective a token is.
    private func country(byAdjective token: Int) -> String? {
        guard let node = knowledge.names.step(PhraseTrie<KnowledgeBase.Sense>.root, form(token)) else { return nil }
        var found: String?
        knowledge.names.forEach(at: node) { sense in
            guard sense.kind == .adjective, found == nil else { return }
            let entry = knowledge[sense.entry]
            if entry.type == .country { found = entry.id }
        }
        return found
    }

    private func isAdjective(_ token: Int) -> Bool {
        document.tokens[token].kind == .word && name(token) == nil
            && document.tokens[token].grammar.contains(.adjective)
            && document.tokens[token].grammar.isDisjoint(with: [.preposition, .conjunction, .pronoun, .numeral])
    }

    // MARK: After the noun

    private func readComplements(_ phrase: inout OfficePhrase, _ words: inout [String], _ sentence: Range<Int>) {
        var token = phrase.tokens.upperBound
        let limit = min(sentence.upperBound, token + Self.complementTokensMax * 2)
        while token < limit {
            if vocabulary.words.possessives.contains(form(token)) || form(token) == vocabulary.words.possessiveReflexive
            {
                token += 1
                phrase.tokens = phrase.tokens.lowerBound..<token
                continue
            }
            guard isComplement(token), token + 1 < limit else { return }
            if let named = name(token + 1), named.form == .name, named.tokens.lowerBound == token + 1 {
                guard take(named, &phrase, after: token, &words) else { return }
                token = named.tokens.upperBound
            } else {
                guard takesField(token), let end = fieldEnd(from: token + 1, limit) else { return }
                words.append(document.words(token..<end).lowercased())
                token = end
            }
            phrase.tokens = phrase.tokens.lowerBound..<token
        }
    }

    /// „на отбраната“, „по търговията“, „за защита“, but not „в мрежата“ or „от името“.
    private func takesField(_ token: Int) -> Bool {
        let form = form(token)
        return form == vocabulary.words.of || form == vocabulary.by || form == vocabulary.words.for
    }

    private func isComplement(_ token: Int) -> Bool {
        let form = form(token)
        return form == vocabulary.words.of || form == vocabulary.by || form == vocabulary.words.for
            || vocabulary.words.within.contains(form) || form == vocabulary.words.from
    }

    /// Takes a country or organisation; towns stay part of the office's name.
    private func take(_ mention: Mention, _ phrase: inout OfficePhrase, after preposition: Int, _ words: inout [String])
        -> Bool
    {
        guard let actor = mention.actors.first else { return false }
        switch document.actors[actor].actor.type {
        case .country where form(preposition) == vocabulary.words.of: phrase.country = actor
        case .organisation: phrase.organisation = actor
        case .place, .country, .event: words.append(document.words(preposition..<mention.tokens.upperBound))
        default: return false
        }
        return true
    }

    /// The end of „външните работи“, „отбраната“: adjectives and a noun that is no person.
    private func fieldEnd(from start: Int, _ limit: Int) -> Int? {
        var token = start
        while token < limit, name(token) == nil {
            let grammar = document.tokens[token].grammar
            if grammar.contains(.noun) {
                guard !has(token, vocabulary.person), document.tokens[token].shape == .lower else { return nil }
                return token + 1
            }
            guard isAdjective(token) else { return nil }
            token += 1
        }
        return nil
    }

    // MARK: Words

    func form(_ token: Int) -> FormKey { document.tokens[token].form }

    func has(_ token: Int, _ classes: LexicalClasses) -> Bool { document.tokens[token].classes.intersects(classes) }

    private func isHyphen(_ token: Int) -> Bool {
        form(token) == vocabulary.dash && !document.tokens[token].spaceBefore && token + 1 < document.tokens.count
            && !document.tokens[token + 1].spaceBefore
    }

    private func isSingularNoun(_ token: Int) -> Bool {
        lexicon.readings(of: document.tokens[token]).contains { $0.grammar.isSuperset(of: [.noun, .singular]) }
    }

    /// The word without its article, in lower case; masculine and feminine stay what they are.
    private func base(_ token: Int) -> String {
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
