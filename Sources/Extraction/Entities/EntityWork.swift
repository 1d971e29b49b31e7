import Chronicle
import Language

/// What the rules for names share while they read one document: its tokens and what has been found.
struct EntityWork {
    /// A name that a rule found.
    struct Found {
        var tokens: Range<Int>
        var type: ActorType
        var form: Mention.Form
        var rule: StaticString
        /// Base form where the rule knows it; empty where the words are it.
        var name: String
        /// The knowledge that named it; nil for a name by its form.
        var entry: Int32?

        /// Whether both are the same words as the same sort of name.
        func isLike(_ other: Found) -> Bool { tokens == other.tokens && type == other.type && form == other.form }
    }

    let text: Text
    let tokens: [Token]
    let sentences: [Sentence]
    let knowledge: KnowledgeBase
    let lexicon: Lexicon
    let words: NameVocabulary

    /// For each token the index of ``found`` that covers it, or -1.
    private(set) var owner: [Int32]
    private(set) var found: [Found] = []
    /// By which rule a name, told by its tokens, reaches further than the rule that found it saw.
    private(set) var extendedBy: [Range<Int>: StaticString] = [:]
    /// For each token whether it opens its sentence or a quotation, where any word has a capital letter.
    private(set) var opens: [Bool]
    /// For each token whether its sentence is set in capitals, where capitals say nothing.
    private(set) var shouts: [Bool]
    /// Forms that stand in lower case somewhere.
    private(set) var seenLower: Set<FormKey> = []
    /// Forms that have a capital letter where no sentence opens.
    private(set) var seenCapital: Set<FormKey> = []
    /// Of these, forms that stand so without a capital letter before them.
    private(set) var seenAlone: Set<FormKey> = []
    /// Of these, forms that stand so after another word with a capital letter.
    private(set) var seenSecond: Set<FormKey> = []

    init(document: Document, knowledge: KnowledgeBase, lexicon: Lexicon, words: NameVocabulary) {
        text = document.text
        tokens = document.tokens
        sentences = document.sentences
        self.knowledge = knowledge
        self.lexicon = lexicon
        self.words = words
        owner = Array(repeating: -1, count: document.tokens.count)
        opens = Array(repeating: false, count: document.tokens.count)
        shouts = Array(repeating: false, count: document.tokens.count)
        for sentence in document.sentences { markOpenings(sentence.tokens) }
        for sentence in document.sentences { collectForms(sentence.tokens) }
    }

    private mutating func collectForms(_ sentence: Range<Int>) {
        for index in sentence where tokens[index].kind == .word {
            if tokens[index].shape == .lower {
                seenLower.insert(tokens[index].form)
            } else if !opens[index], !shouts[index] {
                seenCapital.insert(tokens[index].form)
                guard index > sentence.lowerBound else { continue }
                if !isCapital(index - 1) {
                    seenAlone.insert(tokens[index].form)
                } else if !opens[index - 1] {
                    seenSecond.insert(tokens[index].form)
                }
            }
        }
    }

    private mutating func markOpenings(_ sentence: Range<Int>) {
        var isOpening = true
        var uppers = 0
        var wordCount = 0
        for index in sentence {
            let token = tokens[index]
            if token.kind == .punctuation || token.kind == .symbol {
                // After a mark that opens something, the next word may have its capital from that.
                if token.form == Self.colon || isOpeningQuote(index) || isDash(index) { isOpening = true }
            } else {
                opens[index] = isOpening
                isOpening = false
                if token.kind == .word, token.bytes.count > 2 {
                    wordCount += 1
                    if token.shape == .upper { uppers += 1 }
                }
            }
        }
        if wordCount >= 4, uppers * 3 > wordCount * 2 {
            for index in sentence { shouts[index] = true }
        }
    }

    // MARK: Questions about tokens

    static let colon = FormKey(":")
    static let quote = FormKey("\"")
    static let hyphen = FormKey("-")
    static let comma = FormKey(",")
    static let openBracket = FormKey("(")
    static let closeBracket = FormKey(")")
    static let point = FormKey(".")

    func isFree(_ index: Int) -> Bool { owner[index] < 0 }

    func isFree(_ range: Range<Int>) -> Bool { range.allSatisfy { owner[$0] < 0 } }

    func isQuote(_ index: Int) -> Bool {
        tokens.indices.contains(index) && tokens[index].kind == .punctuation && tokens[index].form == Self.quote
    }

    func isOpeningQuote(_ index: Int) -> Bool {
        isQuote(index) && index + 1 < tokens.count && !tokens[index + 1].spaceBefore
            && (tokens[index].spaceBefore || index == 0 || tokens[index].opensParagraph
                || tokens[index - 1].kind == .punctuation)
    }

    private func isDash(_ index: Int) -> Bool {
        tokens[index].form == Self.hyphen && tokens[index].spaceBefore
            && index + 1 < tokens.count && tokens[index + 1].spaceBefore
    }

    /// A word with a capital letter.
    func isCapital(_ index: Int) -> Bool {
        let token = tokens[index]
        guard token.kind == .word else { return false }
        switch token.shape {
        case .capitalised, .upper: return true
        // „iPhone“ is a name, „работаНа“ two words that lost their space.
        case .mixed: return isLatin(index) || text.utf8[token.bytes.lowerBound] == 0xD0 && startsUpper(token)
        case .lower, .none: return false
        }
    }

    /// Whether a Cyrillic word begins with one of the letters А to Я.
    private func startsUpper(_ token: Token) -> Bool {
        (0x90...0xAF).contains(text.utf8[token.bytes.lowerBound + 1])
    }

    /// A word of the language that is not a name as such.
    func isCommon(_ index: Int) -> Bool {
        let token = tokens[index]
        if !token.grammar.isDisjoint(with: .commonWord) { return true }
        if token.shape == .capitalised, seenLower.contains(token.form) { return true }
        return knowledge.isAdjective(token.form)
    }

    /// Whether something other than the head of a sentence shows that the word is a name.
    func hasNameEvidence(_ index: Int) -> Bool {
        seenCapital.contains(tokens[index].form) || knowledge.isSurname(tokens[index].form) || isGiven(index)
    }

    /// Whether a word is a surname whose full name is known: in the knowledge base, or elsewhere in the article.
    func hasFullName(_ index: Int) -> Bool {
        knowledge.isSurname(tokens[index].form)
            || seenAlone.contains(tokens[index].form) && seenSecond.contains(tokens[index].form)
    }

    /// An adjective by the lexicon, or a capital word that is unknown and ends like one.
    func isAdjective(_ index: Int) -> Bool {
        let token = tokens[index]
        guard token.kind == .word else { return false }
        if token.grammar.contains(.adjective) || knowledge.isAdjective(token.form) { return true }
        guard token.readings.isEmpty, token.shape == .capitalised, token.bytes.count >= 10 else { return false }
        return ends(index, Self.adjectiveEndings)
    }

    private static let adjectiveEndings: [[UInt8]] = [
        "ият", "ия", "ата", "ото", "ите", "ски", "ска", "ско", "ен", "на", "но", "ни",
    ].map { Array($0.utf8) }

    /// Endings of adjectives with the article, which no name has.
    static let articleEndings: [[UInt8]] = ["ият", "ния", "ския", "ната", "ската", "ното", "ското", "ите"].map {
        Array($0.utf8)
    }
    /// Endings of any word with the article, which few names have.
    static let nounArticleEndings: [[UInt8]] = ["ата", "ята", "ото", "ето", "ът", "ят"].map { Array($0.utf8) }

    /// Whether the word ends in one of some endings.
    func ends(_ index: Int, _ endings: [[UInt8]]) -> Bool {
        let word = text.utf8[tokens[index].bytes]
        return endings.contains { word.suffix($0.count).elementsEqual($0) }
    }

    func isGiven(_ index: Int) -> Bool {
        guard tokens[index].bytes.count > 4 else { return false }
        return tokens[index].classes.intersects(words.given) || knowledge.givenNames.contains(tokens[index].form)
    }

    /// A first name with the rest of a name behind it.
    func opensName(_ index: Int, in sentence: Range<Int>) -> Bool {
        isGiven(index) && index + 1 < sentence.upperBound && isCapital(index + 1)
    }

    /// A word of a closed class, which only has a capital letter where something opens.
    func isFunctionWord(_ index: Int) -> Bool {
        !tokens[index].grammar.isDisjoint(with: [.preposition, .conjunction, .pronoun, .particle])
    }

    func isLatin(_ index: Int) -> Bool { text.utf8[tokens[index].bytes.lowerBound] < 0x80 }

    /// The sentence's tokens that a position lies in.
    func word(before index: Int, in sentence: Range<Int>) -> Int? {
        var previous = index - 1
        while previous >= sentence.lowerBound {
            if tokens[previous].kind == .word || tokens[previous].kind == .number { return previous }
            if !isQuote(previous) { return nil }
            previous -= 1
        }
        return nil
    }

    /// „в Лондон“
    func isAfterPlacePreposition(_ index: Int) -> Bool {
        index > 0 && tokens[index - 1].classes.intersects(words.placePreposition)
    }

    /// The words as they stand.
    func string(_ range: Range<Int>) -> String {
        text[tokens[range.lowerBound].bytes.lowerBound..<tokens[range.upperBound - 1].bytes.upperBound]
    }

    // MARK: Results

    /// Records a name over free tokens.
    mutating func add(
        _ range: Range<Int>, _ type: ActorType, _ rule: StaticString, form: Mention.Form = .name, name: String = "",
        entry: Int32? = nil
    ) {
        precondition(!range.isEmpty, "a mention has words")
        for index in range { owner[index] = Int32(found.count) }
        found.append(Found(tokens: range, type: type, form: form, rule: rule, name: name, entry: entry))
    }

    /// The name that covers a token.
    func found(at index: Int) -> Found? { number(at: index).map { found[$0] } }

    /// The index of the name that covers a token.
    func number(at index: Int) -> Int? {
        tokens.indices.contains(index) && owner[index] >= 0 ? Int(owner[index]) : nil
    }

    /// Lets a name reach over further free tokens.
    mutating func extend(
        at index: Int, to range: Range<Int>, _ rule: StaticString, type: ActorType? = nil, name: String = ""
    ) {
        let number = Int(owner[index])
        for token in range { owner[token] = Int32(number) }
        found[number].tokens = range
        found[number].name = name
        extendedBy[range] = rule
        if let type { found[number].type = type }
    }

    /// Takes a name back, so that a longer one can stand in its place.
    mutating func remove(at index: Int) {
        let number = Int(owner[index])
        guard number >= 0 else { return }
        for token in found[number].tokens { owner[token] = -1 }
        found[number].tokens = 0..<0
    }
}
