/// Makes the lower-cased, normalised form of a word: what ``FormKey`` is the hash of.
///
/// One instance is used for many words, so that its buffer is allocated once.
struct FormNormalizer {
    /// The normalised form of the last word as UTF-8.
    private(set) var form: [UInt8] = []

    init() { form.reserveCapacity(64) }

    /// Normalises the word in a range of bytes and tells how it is capitalised.
    mutating func normalize(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
    ) -> (key: FormKey, shape: Token.Shape) {
        form.removeAll(keepingCapacity: true)
        let script = targetScript(bytes, range)
        var letters = 0
        var uppers = 0
        var startsUpper = false
        var previous: UInt32 = 0
        var index = range.lowerBound
        while index < range.upperBound {
            let (scalar, length) = Letters.decode(bytes, at: index)
            index += length
            if Letters.isMark(scalar) {
                compose(scalar, after: previous)
                continue
            }
            if Letters.isLetter(scalar) {
                letters += 1
                if Letters.isUpper(scalar) {
                    uppers += 1
                    if letters == 1 { startsUpper = true }
                }
            }
            previous = Letters.lower(unified(scalar, script))
            Letters.append(previous, to: &form)
        }
        return (FormKey(utf8: form), shape(letters: letters, uppers: uppers, startsUpper: startsUpper))
    }

    private enum Script { case asIs, cyrillic, latin }

    /// The script that a word of mixed letters means: the one in which all its letters exist.
    private func targetScript(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Script {
        var hasCyrillic = false
        var hasLatin = false
        var index = range.lowerBound
        while index < range.upperBound {
            let (scalar, length) = Letters.decode(bytes, at: index)
            index += length
            if Letters.isCyrillic(scalar) {
                hasCyrillic = true
            } else if Letters.isLatin(scalar) {
                hasLatin = true
            }
        }
        guard hasCyrillic, hasLatin else { return .asIs }
        var canBeCyrillic = true
        var canBeLatin = true
        index = range.lowerBound
        while index < range.upperBound {
            let (scalar, length) = Letters.decode(bytes, at: index)
            index += length
            if Letters.isCyrillic(scalar) {
                if Letters.latinLookalike(scalar) == nil { canBeLatin = false }
            } else if Letters.isLatin(scalar), Letters.cyrillicLookalike(scalar) == nil {
                canBeCyrillic = false
            }
        }
        return canBeCyrillic ? .cyrillic : canBeLatin ? .latin : .asIs
    }

    private func unified(_ scalar: UInt32, _ script: Script) -> UInt32 {
        switch scalar {
        case 0x2019, 0x2018, 0x02BC, 0x60, 0xB4, 0x2032, 0x201B: return 0x27
        case 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212: return 0x2D
        case 0x201E, 0x201C, 0x201D, 0x201F, 0xAB, 0xBB, 0x2033: return 0x22
        case 0x2026: return 0x2026
        case 0xA0, 0x202F, 0x2009: return 0x20
        case 0x450: return 0x435
        default: break
        }
        switch script {
        case .asIs: return scalar
        case .cyrillic: return Letters.cyrillicLookalike(scalar) ?? scalar
        case .latin: return Letters.latinLookalike(scalar) ?? scalar
        }
    }

    /// A breve over „и“ makes „й“, a grave makes „ѝ“; every other mark is stress and goes.
    private mutating func compose(_ mark: UInt32, after letter: UInt32) {
        guard letter == 0x438, form.count >= 2, mark == 0x306 || mark == 0x300 else { return }
        form.removeLast(2)
        Letters.append(mark == 0x306 ? 0x439 : 0x45D, to: &form)
    }

    private func shape(letters: Int, uppers: Int, startsUpper: Bool) -> Token.Shape {
        if letters == 0 { return .none }
        if uppers == 0 { return .lower }
        if startsUpper, uppers == 1 { return .capitalised }
        return uppers == letters ? .upper : .mixed
    }
}
