import Language

/// What time rules read: the tokens of one sentence with their time words.
struct TimeScanner: Sendable {
    let text: Text
    let tokens: [Token]
    let words: [TimeWord]
    /// The sentence.
    let limit: Range<Int>

    /// The time word of a token; none outside the sentence.
    func word(_ index: Int) -> TimeWord { limit.contains(index) ? words[index] : .none }

    /// Whether the token is a time word of that kind.
    func isKind(_ index: Int, _ kind: TimeWord.Kind) -> Bool { word(index).kind == kind }

    /// Whether the token is this form.
    func isForm(_ index: Int, _ form: FormKey) -> Bool { limit.contains(index) && tokens[index].form == form }

    /// Whether the token can only be a plural.
    func isPlural(_ index: Int) -> Bool {
        limit.contains(index) && tokens[index].grammar.contains(.plural) && !tokens[index].grammar.contains(.singular)
    }

    func isDefinite(_ index: Int) -> Bool { limit.contains(index) && tokens[index].grammar.contains(.definite) }

    /// „около“, „към“, „почти“
    func isAbout(_ index: Int) -> Bool {
        let word = word(index)
        return word.isPreposition(.around) || (word.kind == .bound && TimeBound.allCases[word.value] == .about)
    }

    func isPunctuation(_ index: Int) -> Bool { !limit.contains(index) || tokens[index].kind == .punctuation }

    static let and = FormKey("и")
    static let or = FormKey("или")
    static let dash = FormKey("-")
    static let by = FormKey("по")
    static let yearsMax = 999

    func isDash(_ index: Int) -> Bool { limit.contains(index) && tokens[index].form == Self.dash }

    // MARK: Numbers

    /// The digits of a number token in groups, with the byte that parts them: `20.10.2025` is 20, 10, 2025.
    struct Digits {
        var groups: [Int] = []
        var separator: UInt8 = 0
        var isShort = false
    }

    /// The number token at an index in its groups; nil where it is none or has a space.
    func digits(_ index: Int) -> Digits? {
        guard limit.contains(index), tokens[index].kind == .number else { return nil }
        var result = Digits()
        var value = 0
        var count = 0
        for byte in text.utf8[tokens[index].bytes] {
            if byte >= 0x30, byte <= 0x39 {
                guard count < 9 else { return nil }
                value = value * 10 + Int(byte - 0x30)
                count += 1
            } else {
                guard byte < 0x80, byte > 0x20 else { return nil }
                result.groups.append(value)
                result.separator = byte
                value = 0
                count = 0
            }
        }
        result.isShort = count <= 2
        result.groups.append(value)
        return result
    }

    /// The whole number at an index, in digits or words, and where it ends: „12“, „три“, „двайсет и четири“.
    func number(_ index: Int) -> (value: Int, end: Int)? {
        if let digits = digits(index) { return digits.groups.count == 1 ? (digits.groups[0], index + 1) : nil }
        guard isKind(index, .number) else { return nil }
        let value = words[index].value
        if value >= 20, value < 100, isForm(index + 1, Self.and), isKind(index + 2, .number), word(index + 2).value < 10
        {
            return (value + word(index + 2).value, index + 3)
        }
        return (value, index + 1)
    }

    /// A day of the month: „26“, „26-и“, „първи“.
    func dayOfMonth(_ index: Int) -> (value: Int, end: Int)? {
        if let digits = digits(index), digits.groups.count == 1, (1...31).contains(digits.groups[0]) {
            let isOrdinal =
                isDash(index + 1) && !tokens[index + 1].spaceBefore && limit.contains(index + 2)
                && tokens[index + 2].kind == .word && tokens[index + 2].bytes.count <= 4
                && !tokens[index + 2].spaceBefore
            return (digits.groups[0], isOrdinal ? index + 3 : index + 1)
        }
        return isKind(index, .ordinal) ? (words[index].value, index + 1) : nil
    }

    /// „почти три часа“, „повече от два месеца“, „няколко дни“, „месец“; its count, unit and end.
    ///
    /// A bare unit is one where `single` says so, some where it is plural.
    func amount(_ start: Int, single: Bool) -> (amount: TimeAmount, end: Int)? {
        var index = start
        var bound = TimeBound.exact
        if isForm(index, Self.by), isDash(index + 1) { index += 2 }
        if isKind(index, .bound) || word(index).isPreposition(.around) {
            bound = isKind(index, .bound) ? TimeBound.allCases[word(index).value] : .about
            index += 1
            if word(index).isPreposition(.from, .to) { index += 1 }
        }
        if isKind(index, .some), let unit = word(index + 1).unit {
            return (TimeAmount(count: nil, unit: unit, bound: bound), index + 2)
        }
        if let (count, end) = number(index), let unit = word(end).unit {
            // „2018 г.“ is a year, not so many.
            if unit == .year, count > Self.yearsMax { return nil }
            return (TimeAmount(count: count, unit: unit, bound: bound), end + 1)
        }
        // „половин час“ counts for one unit of the clock.
        guard single, let unit = word(index).unit, tokens[index].shape == .lower || index == limit.lowerBound else {
            return nil
        }
        let count: Int? = isPlural(index) ? nil : 1
        return (TimeAmount(count: count, unit: unit, bound: bound), index + 1)
    }
}
