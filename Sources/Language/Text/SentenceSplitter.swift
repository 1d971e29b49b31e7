/// Splits tokens into sentences: every place where one could end is put to a list of small rules, in order, and the
/// first that has an opinion decides.
///
/// A paragraph break always ends a sentence; boilerplate paragraphs have none.
public struct SentenceSplitter: Sendable {
    /// A bracket that is not closed within so many tokens never is.
    static let bracketTokensMax = 60

    private let abbreviations: Abbreviations
    private let boilerplate: Boilerplate

    /// A splitter for a language.
    public init(abbreviations: Abbreviations = Abbreviations(), boilerplate: Boilerplate = Boilerplate()) {
        self.abbreviations = abbreviations
        self.boilerplate = boilerplate
    }

    /// The sentences of a text in order; tokens must be annotated. O(*n*).
    public func sentences(of text: Text, _ tokens: [Token]) -> [Sentence] {
        var result: [Sentence] = []
        for (number, paragraph) in Paragraphs.ranges(of: tokens).enumerated() {
            if boilerplate.kind(of: paragraph, tokens) != nil { continue }
            split(paragraph, number, text, tokens, &result)
        }
        return result
    }

    private func split(
        _ paragraph: Range<Int>, _ number: Int, _ text: Text, _ tokens: [Token], _ result: inout [Sentence]
    ) {
        var start = paragraph.lowerBound
        var bracket: Int?
        var hasWord = false
        var hasVerb = false
        var index = start
        while index < paragraph.upperBound {
            let first = text.utf8[tokens[index].bytes.lowerBound]
            if tokens[index].kind != .punctuation {
                hasWord = true
                if Self.isVerb(tokens[index]) { hasVerb = true }
            } else {
                if first == 0x28 { bracket = index }
                if first == 0x29 { bracket = nil }
            }
            let abbreviation = abbreviations.ending(tokens[index].form)
            index += 1
            guard Marks.endsSentence(tokens[index - 1], text) || abbreviation == .possible else { continue }
            let markEnd = index
            // Closing marks belong to the sentence that they close.
            while index < paragraph.upperBound, !tokens[index].spaceBefore, Marks.closes(tokens[index], text) {
                if text.utf8[tokens[index].bytes.lowerBound] == 0x29 { bracket = nil }
                index += 1
            }
            guard index < paragraph.upperBound else { break }
            let place = Place(
                text: text, tokens: tokens, start: start, mark: markEnd - 1, next: index,
                isAbbreviation: abbreviation != nil,
                isBracketed: index - (bracket ?? .min / 2) <= Self.bracketTokensMax, hasWord: hasWord, hasVerb: hasVerb)
            if Self.decide(place).isEnd {
                result.append(Sentence(tokens: start..<index, paragraph: number))
                start = index
                bracket = nil
                hasWord = false
                hasVerb = false
            }
        }
        if start < paragraph.upperBound {
            result.append(Sentence(tokens: start..<paragraph.upperBound, paragraph: number))
        }
    }

    /// A word that is a verb whatever its reading.
    private static func isVerb(_ token: Token) -> Bool {
        token.grammar.contains(.verb)
            && token.grammar.isDisjoint(with: [.noun, .adjective, .adverb, .preposition, .conjunction, .pronoun])
    }

    // MARK: Rules

    /// A place where a sentence may end.
    struct Place {
        let text: Text
        let tokens: [Token]
        /// First token of the sentence.
        let start: Int
        /// The token that may end it.
        let mark: Int
        /// The first token after it and after the marks that it closes.
        let next: Int
        let isAbbreviation: Bool
        let isBracketed: Bool
        let hasWord: Bool
        let hasVerb: Bool

        var nextToken: Token { tokens[next] }
        var nextByte: UInt8 { text.utf8[nextToken.bytes.lowerBound] }
    }

    struct Rule: Sendable {
        let name: StaticString
        /// true: the sentence ends, false: it goes on, nil: no opinion.
        let decide: @Sendable (Place) -> Bool?
    }

    static let rules: [Rule] = [
        Rule(name: "no space, then no capital") { place in
            !place.nextToken.spaceBefore && (place.nextToken.shape == .lower || place.nextToken.kind == .number)
                ? false : nil
        },
        Rule(name: "lower case follows") { $0.nextToken.shape == .lower ? false : nil },
        Rule(name: "no word yet") { $0.hasWord ? nil : false },
        Rule(name: "end mark follows") { place in
            // „Край!“.
            Marks.endsSentence(place.nextToken, place.text) ? false : nil
        },
        Rule(name: "comma or semicolon follows") { place in
            // „Кога?“, попита той.
            place.nextByte == 0x2C || place.nextByte == 0x3B || place.nextByte == 0x3A ? false : nil
        },
        Rule(name: "dash and lower case follow") { place in
            // „Няма!“ – каза той.
            guard Marks.isDash(place.nextToken), place.next + 1 < place.tokens.count else { return nil }
            let after = place.tokens[place.next + 1]
            return after.shape == .lower && !after.opensParagraph ? false : nil
        },
        Rule(name: "nothing said before abbreviation") { place in
            // „На 5 май 2019 г. Иванов замина.“
            place.isAbbreviation && !place.hasVerb ? false : nil
        },
        Rule(name: "number after abbreviation") { $0.isAbbreviation && $0.nextToken.kind == .number ? false : nil },
        Rule(name: "mark after abbreviation") { place in
            place.isAbbreviation && place.nextToken.kind == .punctuation && !Marks.opens(place.nextToken, place.text)
                ? false : nil
        },
        Rule(name: "number of a list") { place in
            place.mark == place.start + 1 && place.tokens[place.start].kind == .number ? false : nil
        },
        Rule(name: "inside brackets") { $0.isBracketed ? false : nil },
        Rule(name: "end mark") { _ in true },
    ]

    static func decide(_ place: Place) -> (isEnd: Bool, rule: StaticString) {
        for rule in rules {
            if let isEnd = rule.decide(place) { return (isEnd, rule.name) }
        }
        return (true, "end mark")
    }
}

/// What punctuation tokens are.
enum Marks {
    static let dash = FormKey("-")
    static let quote = FormKey("\"")
    static let ellipsis = FormKey("…")

    static func isDash(_ token: Token) -> Bool { token.form == dash }

    static func endsSentence(_ token: Token, _ text: Text) -> Bool {
        guard token.kind == .punctuation else { return false }
        let first = text.utf8[token.bytes.lowerBound]
        return first == 0x2E || first == 0x21 || first == 0x3F || token.form == ellipsis
    }

    static func closes(_ token: Token, _ text: Text) -> Bool {
        guard token.kind == .punctuation else { return false }
        let first = text.utf8[token.bytes.lowerBound]
        return token.form == quote || first == 0x29 || first == 0x5D
    }

    static func opens(_ token: Token, _ text: Text) -> Bool {
        guard token.kind == .punctuation else { return false }
        let first = text.utf8[token.bytes.lowerBound]
        return token.form == quote || first == 0x28 || first == 0x5B
    }
}

/// Paragraphs as ranges of tokens.
public enum Paragraphs {
    /// The paragraphs in order; every token belongs to one.
    public static func ranges(of tokens: [Token]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var start = 0
        for index in tokens.indices where index > 0 && tokens[index].opensParagraph {
            result.append(start..<index)
            start = index
        }
        if start < tokens.count { result.append(start..<tokens.count) }
        return result
    }
}
