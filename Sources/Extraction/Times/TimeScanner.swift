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

    /// Whether the token has any of these in one of its readings.
    func isAny(_ index: Int, _ grammar: Grammar) -> Bool {
        limit.contains(index) && !tokens[index].grammar.isDisjoint(with: grammar)
    }

    /// Whether the token can only be a plural.
    func isPlural(_ index: Int) -> Bool { isAny(index, .plural) && !isAny(index, .singular) }

    func isDefinite(_ index: Int) -> Bool { isAny(index, .definite) }

    /// „около“, „към“, „почти“
    func isAbout(_ index: Int) -> Bool {
        let word = word(index)
        return word.isPreposition(.around) || (word.kind == .bound && TimeBound.allCases[word.value] == .about)
    }

    func isPunctuation(_ index: Int) -> Bool { !limit.contains(index) || tokens[index].kind == .punctuation }

    static let and = FormKey("и")
    static let or = FormKey("или")
    static let dash = FormKey("-")
    static let comma = FormKey(",")
    static let slash = FormKey("/")
    static let opening = FormKey("(")
    static let closing = FormKey(")")
    static let by = FormKey("по")

    func isDash(_ index: Int) -> Bool { isForm(index, Self.dash) }

    /// „и“, „или“, a dash: what joins two days, months or weekdays.
    func isJoint(_ index: Int) -> Bool { isForm(index, Self.and) || isForm(index, Self.or) || isDash(index) }

    /// „по-рано“, „по-миналата“: where the word after „по-“ stands.
    func afterMore(_ index: Int) -> Int? { isForm(index, Self.by) && isDash(index + 1) ? index + 2 : nil }

    /// Whether an expression can begin here: with a time word or a number, which may be a Roman one.
    func canOpen(_ index: Int) -> Bool {
        limit.contains(index)
            && (words[index].kind != .none || tokens[index].shape == .upper
                || (tokens[index].shape == .capitalised && tokens[index].bytes.count <= 2))
    }

    /// How a period is counted from this one: „минал“ -1, „този“ 0, „следващ“ 1; nil where the word says nothing of it.
    ///
    /// „друг“ does so only with the article: „другата седмица“.
    func shift(_ index: Int) -> Int? {
        switch word(index).kind {
        case .shift: words[index].value
        case .other: isDefinite(index) && !isPlural(index) ? 1 : nil
        default: nil
        }
    }
}
