/// Splits a text into words, numbers, punctuation marks and symbols.
///
/// - A hyphenated word is its parts and the hyphens, with no space before them; listed ones („г-н“) stay whole.
/// - A listed abbreviation keeps its points („г.“, „т.нар.“), an initial its point („Дж.“ in „Дж. Байдън“).
/// - Dates with points, times with a colon, decimals and numbers grouped by spaces are one token.
/// - A line break opens a paragraph, unless the next line goes on in lower case where this one had no end.
public struct Tokenizer: Sendable {
    private let abbreviations: Abbreviations

    /// A tokenizer that knows a language's abbreviations.
    public init(abbreviations: Abbreviations = Abbreviations()) { self.abbreviations = abbreviations }

    /// The tokens of a text in order. O(*n*).
    public func tokens(of text: Text) -> [Token] {
        text.utf8.withUnsafeBufferPointer { bytes in
            var run = Run(bytes: bytes, abbreviations: abbreviations)
            return run.tokens()
        }
    }
}

extension Tokenizer {
    /// The forms of the tokens of a name or phrase, which is valid UTF-8. O(*n*).
    public func forms(of phrase: ArraySlice<UInt8>) -> [FormKey] {
        phrase.withUnsafeBufferPointer { bytes in
            var run = Run(bytes: bytes, abbreviations: abbreviations)
            return run.tokens().map { $0.form }
        }
    }
}

/// One pass over one text.
private struct Run {
    let bytes: UnsafeBufferPointer<UInt8>
    let abbreviations: Abbreviations
    var index = 0
    var result: [Token] = []
    var normalizer = FormNormalizer()
    var spaceBefore = false
    var newlines = 0

    init(bytes: UnsafeBufferPointer<UInt8>, abbreviations: Abbreviations) {
        self.bytes = bytes
        self.abbreviations = abbreviations
        result.reserveCapacity(bytes.count / 9 + 4)
    }

    mutating func tokens() -> [Token] {
        while index < bytes.count {
            let (scalar, length) = Letters.decode(bytes, at: index)
            if Letters.isNewline(scalar) {
                // CR LF is one line break.
                let isPair = scalar == 0x0A && index > 0 && bytes[index - 1] == 0x0D
                newlines += isPair ? 0 : scalar == 0x2029 ? 2 : 1
                spaceBefore = true
                index += length
            } else if Letters.isSpace(scalar) || Letters.isMark(scalar) {
                if !Letters.isMark(scalar) { spaceBefore = true }
                index += length
            } else if Letters.isLetter(scalar) {
                word()
            } else if Letters.isDigit(scalar) {
                number()
            } else {
                mark(scalar, length)
            }
        }
        return result
    }

    // MARK: Words

    private mutating func word() {
        let start = index
        var end = endOfWord(from: index)
        if let longer = endOfAbbreviation(from: start, firstPart: end) {
            end = longer
        } else if isInitial(start..<end) {
            end += 1
        }
        add(start..<end, .word)
    }

    /// Letters, digits and marks, and apostrophes between letters.
    private func endOfWord(from start: Int) -> Int {
        var end = start
        while end < bytes.count {
            let (scalar, length) = Letters.decode(bytes, at: end)
            if Letters.isLetter(scalar) || Letters.isDigit(scalar) || Letters.isMark(scalar) {
                end += length
            } else if isApostrophe(scalar), end + length < bytes.count,
                Letters.isLetter(Letters.decode(bytes, at: end + length).scalar)
            {
                end += length
            } else {
                break
            }
        }
        return end
    }

    private func isApostrophe(_ scalar: UInt32) -> Bool {
        scalar == 0x27 || scalar == 0x2019 || scalar == 0x02BC
    }

    /// The end of the longest listed abbreviation that begins with this word.
    private mutating func endOfAbbreviation(from start: Int, firstPart: Int) -> Int? {
        guard firstPart < bytes.count, firstPart - start <= Abbreviations.partBytesMax else { return nil }
        guard bytes[firstPart] == 0x2E || bytes[firstPart] == 0x2D else { return nil }
        let (key, shape) = normalizer.normalize(bytes, start..<firstPart)
        // „АП.“ is an agency at the end of a sentence, „ап.“ an apartment.
        guard shape != .upper, abbreviations.beginsWith(key) else { return nil }
        var best: Int?
        var end = firstPart
        for _ in 0..<Abbreviations.partsMax {
            guard end < bytes.count, bytes[end] == 0x2E || bytes[end] == 0x2D else { break }
            let isPoint = bytes[end] == 0x2E
            if isPoint, contains(start..<(end + 1)) { best = end + 1 }
            var next = end + 1
            if isPoint, next < bytes.count, bytes[next] == 0x20 { next += 1 }
            let nextEnd = next < bytes.count ? endOfWord(from: next) : next
            guard nextEnd > next, nextEnd - next <= Abbreviations.partBytesMax else { break }
            end = nextEnd
            let isFollowed = end < bytes.count && (bytes[end] == 0x2D || Letters.isLetter(scalar(at: end)))
            if !isPoint, !isFollowed, contains(start..<end) { best = end }
        }
        return best
    }

    private mutating func contains(_ range: Range<Int>) -> Bool {
        abbreviations.contains(normalizer.normalize(bytes, range).key)
    }

    private func scalar(at index: Int) -> UInt32 { Letters.decode(bytes, at: index).scalar }

    /// One or two letters with a point, before a capitalised word or a further initial.
    private func isInitial(_ range: Range<Int>) -> Bool {
        guard range.upperBound < bytes.count, bytes[range.upperBound] == 0x2E else { return false }
        let (first, length) = Letters.decode(bytes, at: range.lowerBound)
        guard Letters.isUpper(first) else { return false }
        let second = range.lowerBound + length
        if second < range.upperBound {
            let (scalar, length) = Letters.decode(bytes, at: second)
            guard second + length == range.upperBound, !Letters.isUpper(scalar), Self.isConsonant(scalar) else {
                return false
            }
        }
        var next = range.upperBound + 1
        if next < bytes.count, bytes[next] == 0x20 { next += 1 }
        guard next < bytes.count else { return false }
        return Letters.isUpper(scalar(at: next))
    }

    /// „Дж.“, „Кр.“, „St.“ are initials, „Да.“ and „Не.“ are sentences.
    private static func isConsonant(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x430, 0x435, 0x438, 0x43E, 0x443, 0x44A, 0x44E, 0x44F, 0x61, 0x65, 0x69, 0x6F, 0x75: false
        default: true
        }
    }

    // MARK: Numbers

    private mutating func number() {
        let start = index
        let digits = endOfDigits(from: start)
        let end =
            endOfDate(from: start, digits: digits) ?? endOfClock(from: start, digits: digits)
            ?? endOfGrouped(from: start, digits: digits) ?? digits
        add(start..<endOfFraction(from: end, isGrouped: end != digits), .number)
    }

    private func endOfDigits(from start: Int) -> Int {
        var end = start
        while end < bytes.count, Letters.isDigit(UInt32(bytes[end])) { end += 1 }
        return end
    }

    /// „20.10.2025“
    private func endOfDate(from start: Int, digits: Int) -> Int? {
        guard digits - start <= 2, byte(digits) == 0x2E else { return nil }
        let month = endOfDigits(from: digits + 1)
        guard month - digits >= 2, month - digits <= 3, byte(month) == 0x2E else { return nil }
        let year = endOfDigits(from: month + 1)
        guard year - month == 5 || year - month == 3 else { return nil }
        return year
    }

    /// „08:54“, „08:54:10“
    private func endOfClock(from start: Int, digits: Int) -> Int? {
        guard digits - start <= 2, byte(digits) == 0x3A else { return nil }
        let minutes = endOfDigits(from: digits + 1)
        guard minutes - digits == 3 else { return nil }
        if byte(minutes) == 0x3A {
            let seconds = endOfDigits(from: minutes + 1)
            if seconds - minutes == 3 { return seconds }
        }
        return minutes
    }

    /// „1 000 000“ with plain, no-break or thin spaces.
    private func endOfGrouped(from start: Int, digits: Int) -> Int? {
        guard digits - start <= 3, bytes[start] != 0x30 else { return nil }
        var end = digits
        while let space = spaceLength(at: end) {
            let group = endOfDigits(from: end + space)
            guard group - end - space == 3 else { break }
            end = group
        }
        return end > digits ? end : nil
    }

    private func spaceLength(at index: Int) -> Int? {
        guard index < bytes.count else { return nil }
        let (scalar, length) = Letters.decode(bytes, at: index)
        return scalar == 0x20 || scalar == 0xA0 || scalar == 0x202F || scalar == 0x2009 ? length : nil
    }

    /// „3,5“, „10.30“; a date or a clock time has none.
    private func endOfFraction(from end: Int, isGrouped: Bool) -> Int {
        guard byte(end) == 0x2C || byte(end) == 0x2E else { return end }
        let fraction = endOfDigits(from: end + 1)
        guard fraction > end + 1, !(isGrouped && byte(end) == 0x2E) else { return end }
        return fraction
    }

    private func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

    // MARK: Marks

    private mutating func mark(_ scalar: UInt32, _ length: Int) {
        let start = index
        var end = index + length
        // „...“ and „?!“ are one mark each.
        if scalar == 0x2E || scalar == 0x21 || scalar == 0x3F {
            while end < bytes.count, bytes[end] == 0x2E || bytes[end] == 0x21 || bytes[end] == 0x3F { end += 1 }
        }
        add(start..<end, Self.isPunctuation(scalar) ? .punctuation : .symbol)
    }

    private static func isPunctuation(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x24, 0x25, 0x2B, 0x3C, 0x3D, 0x3E, 0x5E, 0x7C, 0x7E, 0x40, 0x23, 0x26: false
        case ..<0x80: true
        case 0x60, 0xB4, 0xAB, 0xBB, 0xB7: true
        case 0x2010...0x2027, 0x2030...0x205E, 0x3001...0x3003: true
        default: false
        }
    }

    // MARK: Result

    private mutating func add(_ range: Range<Int>, _ kind: Token.Kind) {
        let (key, shape) = normalizer.normalize(bytes, range)
        let opens = result.isEmpty || newlines > 1 || (newlines == 1 && !continuesLine(range.lowerBound))
        result.append(
            Token(
                bytes: range, kind: kind, shape: shape, spaceBefore: spaceBefore, opensParagraph: opens,
                form: kind == .number ? numberKey(range) : key))
        index = range.upperBound
        spaceBefore = false
        newlines = 0
    }

    /// Numbers are keyed without their spaces.
    private func numberKey(_ range: Range<Int>) -> FormKey {
        FormKey(utf8: bytes[range].lazy.filter { $0 > 0x20 && $0 < 0x80 })
    }

    /// A hard-wrapped line goes on in lower case, after no end of a sentence.
    private func continuesLine(_ start: Int) -> Bool {
        guard let last = result.last else { return false }
        let (first, _) = Letters.decode(bytes, at: start)
        guard Letters.isLetter(first), !Letters.isUpper(first) else { return false }
        let ending = bytes[last.bytes.lowerBound]
        return last.kind != .punctuation || ending == 0x2C || ending == 0x2D
    }
}
