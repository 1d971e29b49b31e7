import Chronicle
import Language

/// What the meeting rules look at: the document, its clauses, and which mention or time stands on a token.
final class MeetingContext: Sendable {
    let tokens: [Token]
    let sentences: [Sentence]
    let quotations: [Quotation]
    let mentions: [Mention]
    let actors: [DocumentActor]
    let times: [TimeExpression]
    let published: CivilTime?
    let clauses: Clauses
    let vocabulary: MeetingVocabulary
    let phrases: [PhraseMatch]
    /// Index of ``mentions`` for each token, -1 for none.
    let mentionOfToken: [Int32]
    /// Index of ``times`` for each token, -1 for none.
    let timeOfToken: [Int32]
    /// Index of ``phrases`` for each token that a phrase ends before, -1 for none: the longest.
    private let phraseEndingBefore: [Int32]
    /// Classes of the phrases that cover a token; empty for most.
    let phraseClasses: [LexicalClasses]
    /// Index of ``sentences`` for each token, -1 for none.
    let sentenceOfToken: [Int32]
    private let readings: [Reading]

    /// Looks everything up once. O(*n*).
    init(_ document: Document, lexicon: Lexicon, phrases: PhraseMatcher, vocabulary: MeetingVocabulary) {
        tokens = document.tokens
        sentences = document.sentences
        quotations = document.quotations
        mentions = document.mentions
        actors = document.actors
        times = document.times
        published = document.published
        self.vocabulary = vocabulary
        readings = lexicon.readings
        clauses = document.clauses
        self.phrases = phrases.matches(in: tokens, lexicon)
        var mentionOfToken = [Int32](repeating: -1, count: tokens.count)
        for (index, mention) in mentions.enumerated() {
            for token in mention.tokens { mentionOfToken[token] = Int32(index) }
        }
        self.mentionOfToken = mentionOfToken
        var timeOfToken = [Int32](repeating: -1, count: tokens.count)
        for (index, time) in times.enumerated() {
            for token in time.tokens { timeOfToken[token] = Int32(index) }
        }
        self.timeOfToken = timeOfToken
        var phraseClasses = [LexicalClasses](repeating: [], count: tokens.count)
        for match in self.phrases {
            for token in match.tokens { phraseClasses[token].formUnion(match.classes) }
        }
        self.phraseClasses = phraseClasses
        var phraseEndingBefore = [Int32](repeating: -1, count: tokens.count + 1)
        for (index, match) in self.phrases.enumerated() where phraseEndingBefore[match.tokens.upperBound] < 0 {
            phraseEndingBefore[match.tokens.upperBound] = Int32(index)
        }
        self.phraseEndingBefore = phraseEndingBefore
        var sentenceOfToken = [Int32](repeating: -1, count: tokens.count)
        for (index, sentence) in sentences.enumerated() {
            for token in sentence.tokens { sentenceOfToken[token] = Int32(index) }
        }
        self.sentenceOfToken = sentenceOfToken
    }

    // MARK: Tokens

    func form(_ token: Int) -> FormKey { tokens[token].form }

    func isPreposition(_ token: Int) -> Bool {
        tokens[token].grammar.contains(.preposition) && mentionOfToken[token] < 0
    }

    /// Any quotation mark.
    func isQuotationMark(_ token: Int) -> Bool {
        tokens[token].kind == .punctuation && vocabulary.words.quotationMarks.contains(form(token))
    }

    /// The first or last mark of a quotation.
    func isQuote(_ token: Int) -> Bool {
        quotations.contains { $0.tokens.lowerBound == token || $0.tokens.upperBound == token + 1 }
    }

    /// A dash or hyphen.
    func isDash(_ token: Int) -> Bool { vocabulary.words.dashes.contains(form(token)) }

    func isPunctuation(_ token: Int) -> Bool { tokens[token].kind == .punctuation }

    func has(_ token: Int, _ classes: LexicalClasses) -> Bool { tokens[token].classes.intersects(classes) }

    /// The classes of a word and of the phrase that it is part of.
    func classes(_ token: Int) -> LexicalClasses { tokens[token].classes.union(phraseClasses[token]) }

    func mention(_ token: Int) -> Mention? {
        let index = mentionOfToken[token]
        return index < 0 ? nil : mentions[Int(index)]
    }

    /// Whether a reading of the token has the grammar, and of which classes it then is.
    func reading(_ token: Int, having grammar: Grammar) -> Reading? {
        guard tokens[token].grammar.isSuperset(of: grammar) else { return nil }
        return readings[tokens[token].readings].first { $0.grammar.isSuperset(of: grammar) }
    }

    func reading(_ token: Int, in classes: LexicalClasses) -> Reading? {
        guard tokens[token].classes.intersects(classes) else { return nil }
        return readings[tokens[token].readings].first { $0.classes.intersects(classes) }
    }

    /// An adjective, participle, numeral, pronoun or title that may stand between an article or preposition and its noun.
    func isModifier(_ token: Int) -> Bool {
        guard tokens[token].kind != .punctuation else { return false }
        if let mention = mention(token) { return mention.form == .adjective }
        if isHead(token) { return false }
        let grammar = tokens[token].grammar
        if grammar.contains(.preposition) || grammar.contains(.conjunction) { return false }
        return grammar.contains(.adjective) || grammar.contains(.numeral) || grammar.contains(.passiveParticiple)
            || grammar.contains(.presentParticiple) || vocabulary.words.demonstratives.contains(form(token))
            || vocabulary.words.kindred.contains(form(token)) || vocabulary.words.another.contains(form(token))
            || vocabulary.words.possessiveAdjectives.contains(form(token)) || vocabulary.words.own.contains(form(token))
            || tokens[token].kind == .number
    }

    /// Whether the token is the head of a verb group.
    func isHead(_ token: Int) -> Bool { group(at: token) != nil }

    /// The verb group that covers a token.
    func group(at token: Int) -> Int? {
        guard let clause = clauses.clause(of: token) else { return nil }
        return clauses.clauses[clause].groups.first { clauses.groups[$0].tokens.contains(token) }
    }

    /// A noun that denotes people: „министрите“, „съветници“.
    func isPeople(_ token: Int) -> Bool {
        guard mentionOfToken[token] < 0,
            let reading = reading(token, in: vocabulary.person) ?? reading(token, having: [.noun, .animate]),
            !reading.grammar.contains(.adjective) || !reading.classes.intersects(vocabulary.person)
        else { return false }
        return !isOtherNoun(token, than: reading)
    }

    /// „социалната политика“: the adjective before agrees with another noun that is written alike.
    private func isOtherNoun(_ token: Int, than reading: Reading) -> Bool {
        let genders: Grammar = [.masculine, .feminine, .neuter]
        let own = reading.grammar.intersection(genders)
        guard tokens[token].readings.count > 1, token > 0, tokens[token - 1].grammar.contains(.adjective) else {
            return false
        }
        let wanted = tokens[token - 1].grammar.intersection(genders)
        guard !wanted.isEmpty, wanted.isDisjoint(with: own) else { return false }
        return readings[tokens[token].readings].contains {
            $0.grammar.contains(.noun) && !$0.grammar.isDisjoint(with: wanted)
        }
    }

    /// Whether a relative pronoun agrees in gender with a noun that names an occasion.
    func canStand(_ pronoun: Int, for noun: Int) -> Bool {
        let genders: Grammar = [.masculine, .feminine, .neuter]
        let wanted = (reading(noun, in: vocabulary.noun)?.grammar ?? []).intersection(genders)
        let own = tokens[pronoun].grammar.intersection(genders)
        return wanted.isEmpty || own.isEmpty || !own.isDisjoint(with: wanted)
    }

    /// The phrase that ends right before a token.
    func phrase(before token: Int) -> PhraseMatch? {
        let index = phraseEndingBefore[token]
        return index < 0 ? nil : phrases[Int(index)]
    }

    // MARK: Stretches

    /// The tokens of a clause and of the one that it resumes or is resumed by.
    func stretch(of token: Int) -> [Range<Int>] {
        guard let clause = clauses.clause(of: token) else { return [] }
        return clauses.reach(of: clause).map { clauses.clauses[$0].tokens }
    }

    /// The verb groups of a clause and of the one that it resumes or is resumed by.
    func groups(around token: Int) -> [Int] {
        guard let clause = clauses.clause(of: token) else { return [] }
        return clauses.reach(of: clause).flatMap { Array(clauses.clauses[$0].groups) }
    }

    /// The end of the sentence of a token.
    func sentenceEnd(_ token: Int) -> Int {
        let index = sentenceOfToken[token]
        return index < 0 ? token + 1 : sentences[Int(index)].tokens.upperBound
    }

    /// The start of the sentence of a token.
    func sentenceStart(_ token: Int) -> Int {
        let index = sentenceOfToken[token]
        return index < 0 ? token : sentences[Int(index)].tokens.lowerBound
    }

    /// Whether the token stands in direct speech.
    func isQuoted(_ token: Int) -> Bool {
        quotations.contains { $0.isSpeech && $0.tokens.contains(token) }
    }
}
