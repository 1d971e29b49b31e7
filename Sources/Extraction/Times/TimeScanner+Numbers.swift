import Language

/// Numbers, ordinals and amounts.
extension TimeScanner {
    /// Larger numbers of years are years themselves.
    static let yearsMax = 999
    /// „14-ти“, „14-ия“: the longest ending of an ordinal in digits, in bytes.
    private static let endingBytesMax = 6

    /// The digits of a number token in groups, with the byte that parts them: `20.10.2025` is 20, 10, 2025.
    struct Digits {
        private(set) var first = 0
        private(set) var second = 0
        private(set) var third = 0
        /// How many groups there are, three at the most.
        private(set) var count = 0
        var separator: UInt8 = 0
        /// Whether the last group has two digits or one.
        var isShort = false

        /// The number, where it is a whole one.
        var whole: Int? { count == 1 ? first : nil }

        fileprivate mutating func add(_ group: Int) {
            switch count {
            case 0: first = group
            case 1: second = group
            default: third = group
            }
            count += 1
        }
    }

    /// The number token at an index in its groups; nil where it is none, has a space or more than three groups.
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
                guard byte < 0x80, byte > 0x20, result.count < 2 else { return nil }
                result.add(value)
                result.separator = byte
                value = 0
                count = 0
            }
        }
        result.isShort = count <= 2
        result.add(value)
        return result
    }

    /// The whole number at an index, in digits or words, and where it ends: „12“, „три“, „двайсет и четири“.
    func number(_ index: Int) -> (value: Int, end: Int)? {
        if let digits = digits(index) { return digits.whole.map { ($0, index + 1) } }
        guard isKind(index, .number) else { return nil }
        let value = words[index].value
        if value >= 20, value < 100, isForm(index + 1, Self.and), isKind(index + 2, .number), word(index + 2).value < 10
        {
            return (value + word(index + 2).value, index + 3)
        }
        return (value, index + 1)
    }

    /// „26-и“, „13ти“, „2018-а“: where the ending after digits ends; nil where there is none.
    func afterEnding(_ digits: Int) -> Int? {
        let index = isDash(digits + 1) && !tokens[digits + 1].spaceBefore ? digits + 2 : digits + 1
        guard limit.contains(index), tokens[index].kind == .word, tokens[index].shape == .lower,
            !tokens[index].spaceBefore, tokens[index].bytes.count <= Self.endingBytesMax
        else { return nil }
        return index + 1
    }

    /// A day of the month: „26“, „26-и“, „първи“, „двайсет и първи“.
    func dayOfMonth(_ index: Int) -> (value: Int, end: Int)? {
        let inDigits = digits(index)?.whole.map { (value: $0, end: afterEnding(index) ?? index + 1) }
        guard let day = inDigits ?? ordinalInWords(index), (1...31).contains(day.value) else { return nil }
        return day
    }

    /// „второто“, „2-ро“, „III“, „XXI“
    func ordinal(_ index: Int) -> (value: Int, end: Int)? {
        if let number = digits(index)?.whole { return afterEnding(index).map { (number, $0) } }
        return ordinalInWords(index) ?? roman(index).map { ($0, index + 1) }
    }

    private func ordinalInWords(_ index: Int) -> (value: Int, end: Int)? {
        if isKind(index, .ordinal) { return (words[index].value, index + 1) }
        // „двайсет и първи“
        guard isKind(index, .number), [20, 30].contains(words[index].value), isForm(index + 1, Self.and),
            isKind(index + 2, .ordinal), words[index + 2].value < 10
        else { return nil }
        return (words[index].value + words[index + 2].value, index + 3)
    }

    /// A number up to 39 in Roman letters, Latin or the Cyrillic ones that look like them.
    private func roman(_ index: Int) -> Int? {
        guard limit.contains(index), tokens[index].kind == .word, tokens[index].shape != .lower,
            tokens[index].bytes.count <= 12
        else { return nil }
        var total = 0
        var last = 0
        var lead: UInt8 = 0
        for byte in text.utf8[tokens[index].bytes] {
            if byte == 0xD0 || byte == 0xD1 { lead = byte; continue }
            let value: Int
            switch (lead, byte) {
            case (0, 0x49), (0xD0, 0x86): value = 1
            case (0, 0x56): value = 5
            case (0, 0x58), (0xD0, 0xA5): value = 10
            default: return nil
            }
            lead = 0
            total += value > last ? value - 2 * last : value
            last = value
        }
        return (1...39).contains(total) ? total : nil
    }

    // MARK: Amounts

    /// „почти три часа“, „повече от два месеца“, „няколко дни“, „2-3 седмици“, „половин час“, „месец“; its count, unit and
    /// end.
    ///
    /// A bare unit is one where `single` says so, some where it is plural.
    func amount(_ start: Int, single: Bool) -> (amount: TimeAmount, end: Int)? {
        var index = afterMore(start) ?? start
        var bound = TimeBound.exact
        if isKind(index, .bound) || word(index).isPreposition(.around) {
            bound = isKind(index, .bound) ? TimeBound.allCases[word(index).value] : .about
            index += 1
            if word(index).isPreposition(.from, .to) { index += 1 }
        }
        if isKind(index, .some), let unit = word(index + 1).unit {
            return (TimeAmount(nil, unit, bound), index + 2)
        }
        if isKind(index, .half), let unit = word(index + 1).unit {
            return (TimeAmount(0, unit, bound).withHalf, index + 2)
        }
        if let (count, end) = number(index), let (most, unit, after) = upTo(count, end) {
            // „2018 г.“ is a year, not so many.
            if unit == .year, count > Self.yearsMax { return nil }
            return andHalf(TimeAmount(count, to: most, unit, bound), after)
        }
        guard let unit = word(index).unit, isAny(index, .noun), !isDefinite(index),
            tokens[index].shape == .lower || index == limit.lowerBound
        else { return nil }
        // „ден-два“
        if isDash(index + 1), let (most, after) = number(index + 2), most == 2 {
            return (TimeAmount(1, to: most, unit, bound), after)
        }
        let found = andHalf(TimeAmount(isPlural(index) ? nil : 1, unit, bound), index + 1)
        return single || found.end > index + 1 ? found : nil
    }

    /// „години“ of „три години“, „-3 дни“ of „2-3 дни“, „до шест месеца“ of „три до шест месеца“.
    private func upTo(_ count: Int, _ end: Int) -> (most: Int?, unit: TimeUnit, end: Int)? {
        if let unit = word(end).unit { return (nil, unit, end + 1) }
        guard isDash(end) || word(end).isPreposition(.to) || isForm(end, Self.or),
            let (most, after) = number(end + 1), most > count, let unit = word(after).unit
        else { return nil }
        return (most, unit, after + 1)
    }

    private func andHalf(_ amount: TimeAmount, _ end: Int) -> (amount: TimeAmount, end: Int) {
        isForm(end, Self.and) && isHalf(end + 1) ? (amount.withHalf, end + 2) : (amount, end)
    }

    /// „половина“ without the article
    func isHalf(_ index: Int) -> Bool {
        isKind(index, .share) && TimeShare.allCases[words[index].value] == .half && !isDefinite(index)
    }
}
