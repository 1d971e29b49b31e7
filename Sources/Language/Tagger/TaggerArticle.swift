/// An article as the tagger sees it: its distinct words with what the article shows of each, and each token's place.
struct TaggerArticle {
    /// A form in one capitalisation; everything that depends on the word alone is found once for all its tokens.
    struct Word {
        var form: FormKey
        var shape: WordShape
        var grammar: Grammar
        /// Bits by ``TaggerClasses``.
        var classes: UInt32
        /// Normalised letters, in ``TaggerArticle/letters``.
        var letters: Range<Int>
        /// Index of ``TaggerArticle/forms``.
        var formIndex: Int32
    }

    /// What the whole article shows of a form.
    struct Form {
        /// It stands in lower case somewhere; with a capital letter where none is due; so without, and with one before it.
        var isLower = false
        var isCapital = false
        var isAlone = false
        var isSecond = false
        /// Lexical classes of the words before and after it.
        var before: UInt32 = 0
        var after: UInt32 = 0
        var count: Int32 = 0
    }

    let input: TaggerInput
    private(set) var words: [Word] = []
    private(set) var forms: [Form] = []
    /// For each token the index of its word.
    private(set) var wordOf: [Int32] = []
    private(set) var letters: [UInt8] = []
    /// For each token the run of words with capital letters that it is in; empty elsewhere.
    private(set) var runs: [Range<Int32>] = []

    init(_ input: TaggerInput, classes: TaggerClasses) {
        self.input = input
        collectWords(classes)
        collectForms()
        collectRuns()
    }

    /// The word of a token; nil beyond the bounds of its sentence.
    @inline(__always)
    func word(_ index: Int, in sentence: Range<Int>) -> Word? {
        sentence.contains(index) ? words[Int(wordOf[index])] : nil
    }

    @inline(__always)
    func shape(_ index: Int, in sentence: Range<Int>) -> WordShape {
        sentence.contains(index) ? words[Int(wordOf[index])].shape : .none
    }

    // MARK: Making

    private mutating func collectWords(_ classes: TaggerClasses) {
        var wordNumbers = HashNumbers(capacity: input.tokens.count)
        var formNumbers = HashNumbers(capacity: input.tokens.count)
        wordOf.reserveCapacity(input.tokens.count)
        var normalizer = FormNormalizer()
        input.text.utf8.withUnsafeBufferPointer { bytes in
            for token in input.tokens {
                let shape = WordShape(token, bytes)
                let key = token.form.hash ^ (UInt64(shape.rawValue) &* 0x9E37_79B9_7F4A_7C15)
                let number = wordNumbers.number(of: key)
                wordOf.append(number)
                guard number == words.count else { continue }
                let form = formNumbers.number(of: token.form.hash)
                if form == forms.count { forms.append(Form()) }
                let start = letters.count
                if token.kind == .word {
                    _ = normalizer.normalize(bytes, token.bytes)
                    letters.append(contentsOf: normalizer.form)
                }
                words.append(
                    Word(
                        form: token.form, shape: shape, grammar: token.grammar.intersection(Self.grammarSeen),
                        classes: classes.bits(token.classes), letters: start..<letters.count, formIndex: form))
            }
        }
    }

    /// The grammar that tells names from other words.
    private static let grammarSeen: Grammar = [
        .noun, .adjective, .verb, .pronoun, .preposition, .conjunction, .adverb, .numeral, .particle, .masculine,
        .feminine, .neuter, .plural, .definite,
    ]

    private mutating func collectForms() {
        for sentence in input.sentences {
            let tokens = sentence.tokens
            for index in tokens where input.tokens[index].kind == .word {
                let word = words[Int(wordOf[index])]
                let before = self.word(index - 1, in: tokens)
                let after = self.word(index + 1, in: tokens)
                var form = forms[Int(word.formIndex)]
                form.count += 1
                if input.tokens[index].shape == .lower {
                    form.isLower = true
                } else if !input.opens[index] {
                    form.isCapital = true
                    if before?.shape.isCapital == true, !input.opens[index - 1] {
                        form.isSecond = true
                    } else if before?.shape.isCapital != true {
                        form.isAlone = true
                    }
                }
                form.before |= before?.classes ?? 0
                form.after |= after?.classes ?? 0
                forms[Int(word.formIndex)] = form
            }
        }
    }

    private mutating func collectRuns() {
        runs = Array(repeating: 0..<0, count: input.tokens.count)
        for sentence in input.sentences {
            var index = sentence.tokens.lowerBound
            while index < sentence.tokens.upperBound {
                guard words[Int(wordOf[index])].shape.isCapital else {
                    index += 1
                    continue
                }
                let start = index
                repeat {
                    index += 1
                } while index < sentence.tokens.upperBound
                    && words[Int(wordOf[index])].shape.isCapital
                for token in start..<index { runs[token] = Int32(start)..<Int32(index) }
            }
        }
    }
}

/// Numbers distinct hashes in the order in which they come: a flat table with linear probing.
private struct HashNumbers {
    private var slots: [(hash: UInt64, number: Int32)]
    private var count: Int32 = 0

    /// A table for at most so many hashes.
    init(capacity: Int) {
        var size = 64
        while size < capacity * 2 { size *= 2 }
        slots = Array(repeating: (0, -1), count: size)
    }

    /// The hash's number; the next one where it is new.
    mutating func number(of hash: UInt64) -> Int32 {
        var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & (slots.count - 1)
        while slots[slot].number >= 0 {
            if slots[slot].hash == hash { return slots[slot].number }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = (hash, count)
        count += 1
        return count - 1
    }
}

extension WordShape {
    /// The shape of a token of a text.
    init(_ token: Token, _ bytes: UnsafeBufferPointer<UInt8>) {
        let first = bytes[token.bytes.lowerBound]
        switch token.kind {
        case .number: self = token.bytes.count > 2 ? .longNumber : .number
        case .symbol: self = .symbol
        case .punctuation: self = Self.marks[token.form] ?? .mark
        case .word:
            let isLatin = first < 0x80 || first >= 0xC3 && first <= 0xC9
            self = isLatin ? Self.latin(token) : Self.cyrillic(token, bytes)
        }
    }

    private static let marks: [FormKey: WordShape] = [
        FormKey("\""): .quote, FormKey("-"): .hyphen, FormKey(","): .comma, FormKey("."): .point,
        FormKey("("): .bracket, FormKey(")"): .bracket, FormKey(":"): .colon,
    ]

    private static func latin(_ token: Token) -> WordShape {
        switch token.shape {
        case .capitalised: .latinCapitalised
        case .upper: token.bytes.count <= 5 ? .latinAbbreviation : .latinCapitals
        case .mixed: .latinMixed
        case .lower, .none: .latinLower
        }
    }

    private static func cyrillic(_ token: Token, _ bytes: UnsafeBufferPointer<UInt8>) -> WordShape {
        switch token.shape {
        case .capitalised:
            token.bytes.count <= 2 || bytes[token.bytes.upperBound - 1] == 0x2E ? .initial : .capitalised
        case .upper: token.bytes.count <= 10 ? .abbreviation : .capitals
        case .mixed: .mixed
        case .lower, .none: lower(token.grammar)
        }
    }

    private static func lower(_ grammar: Grammar) -> WordShape {
        if grammar.contains(.preposition) { return .preposition }
        if grammar.contains(.conjunction) { return .conjunction }
        if !grammar.isDisjoint(with: [.pronoun, .particle, .numeral, .adverb]) { return .function }
        if grammar.contains(.adjective) { return .lowerAdjective }
        if grammar.contains(.noun) { return .lowerNoun }
        return grammar.contains(.verb) ? .lowerVerb : .lower
    }
}

/// The lexical classes that tell the tagger something, each as one bit.
public struct TaggerClasses: Sendable {
    /// Their names in the order of the bits; what a pack does not have is never set.
    public static let names = [
        "title", "person", "kinship", "group", "office", "honorific", "rank", "profession", "former", "given.m",
        "given.f",
        "org.head", "org.body", "org.parliament", "org.scope", "org.specific", "org.included", "media.head",
        "place.head",
        "event.head", "product.head", "abbreviation.common", "name.particle", "name.place", "speech", "meeting.noun",
        "meeting.verb", "sport", "travel", "preposition.in",
    ]

    private let sets: [LexicalClasses]
    private let all: LexicalClasses

    /// Looks the classes up.
    public init(lexicon: Lexicon) {
        sets = Self.names.map { (try? lexicon.lexicalClass($0)) ?? [] }
        all = sets.reduce(into: []) { $0.formUnion($1) }
    }

    /// The bits of the classes that are in a set.
    func bits(_ classes: LexicalClasses) -> UInt32 {
        guard classes.intersects(all) else { return 0 }
        var bits: UInt32 = 0
        for (index, set) in sets.enumerated() where classes.intersects(set) { bits |= 1 << UInt32(index) }
        return bits
    }
}
