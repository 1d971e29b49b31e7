import Language

/// How often and how long.
extension TimeRule {
    // MARK: Frequency

    /// „всяка седмица“, „всеки понеделник“, „ежедневно“, „в понеделниците“, „два пъти годишно“, „на ден“
    @Sendable static func often(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        if let end = times(scan, start) ?? rate(scan, start) {
            return TimeMatch(end: end, phrase: .unknown, kind: .frequency)
        }
        if scan.isKind(start, .often) { return TimeMatch(end: start + 1, phrase: .unknown, kind: .frequency) }
        let index = scan.isKind(start, .preposition) ? start + 1 : start
        if scan.isKind(index, .each) {
            return each(scan, index + 1).map { TimeMatch(end: $0, phrase: .unknown, kind: .frequency) }
        }
        // „в понеделниците“, „през уикендите“, „през нощите“
        let word = scan.word(index)
        guard index > start, scan.isPlural(index),
            word.kind == .weekday || word.kind == .part || word.kind == .season || word.unit == .weekend
        else { return nil }
        return TimeMatch(end: index + 1, phrase: .unknown, kind: .frequency)
    }

    /// After „всеки“: „ден“, „втори понеделник“, „три месеца“.
    private static func each(_ scan: TimeScanner, _ start: Int) -> Int? {
        let index = scan.isKind(start, .ordinal) ? start + 1 : start
        let word = scan.word(index)
        if word.unit != nil || [.weekday, .part, .season, .month].contains(word.kind) { return index + 1 }
        return scan.amount(start, single: false)?.end
    }

    /// „веднъж годишно“, „два пъти на ден“, „веднъж на две години“, „три пъти в седмицата“
    private static func times(_ scan: TimeScanner, _ start: Int) -> Int? {
        let end: Int
        if scan.isKind(start, .once) {
            end = start + 1
        } else if let (_, after) = scan.number(start) ?? (scan.isKind(start, .some) ? (0, start + 1) : nil),
            scan.isKind(after, .times), scan.isPlural(after)
        {
            end = after + 1
        } else {
            return nil
        }
        if let after = rate(scan, end) { return after }
        guard scan.word(end).isPreposition(.on, .in, .during) else { return nil }
        if scan.word(end + 1).unit != nil, !scan.isPlural(end + 1) { return end + 2 }
        return scan.amount(end + 1, single: true)?.end ?? (scan.isKind(end + 1, .each) ? each(scan, end + 2) : nil)
    }

    /// „годишно“, „на ден“, „през ден“; „годишно приключване“ is an adjective.
    private static func rate(_ scan: TimeScanner, _ start: Int) -> Int? {
        if scan.isKind(start, .length), scan.isAny(start, .adverb) {
            let isAlone = scan.isPunctuation(start + 1) || scan.isKind(start + 1, .digits)
            return isAlone || scan.isAny(start + 1, Self.afterAdverb) ? start + 1 : nil
        }
        guard scan.word(start).isPreposition(.on, .during), let unit = scan.word(start + 1).unit, !unit.isOfClock,
            scan.isAny(start + 1, .noun), !scan.isPlural(start + 1), !scan.isDefinite(start + 1),
            !scan.isAny(start + 2, [.noun, .adjective]), !scan.isForm(start + 2, TimeScanner.and)
        else { return nil }
        return start + 2
    }

    private static let afterAdverb: Grammar = [
        .verb, .preposition, .conjunction, .particle, .pronoun, .adverb, .numeral,
    ]

    // MARK: Length

    /// „почти три часа“, „в продължение на два дни“, „от 4 до 20 години“, „двучасов“, „30-дневен“, „цяла нощ“, „от години“
    @Sendable static func lasting(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard let end = lengthWord(scan, start) ?? length(scan, start) else { return nil }
        return TimeMatch(end: end, phrase: .unknown, kind: .duration)
    }

    /// „двучасов“, „30-дневен“; „десетгодишният Иван“ is an age.
    private static func lengthWord(_ scan: TimeScanner, _ start: Int) -> Int? {
        let index = scan.digits(start) != nil && scan.isDash(start + 1) ? start + 2 : start
        guard scan.isKind(index, index > start ? .length : .duration) else { return nil }
        let isAge = TimeUnit.allCases[scan.words[index].value] == .year && !isThing(scan, index + 1)
        return isAge ? nil : index + 1
    }

    /// What has a length and no age.
    private static func isThing(_ scan: TimeScanner, _ index: Int) -> Bool {
        scan.isAny(index, [.noun, .adjective]) && !scan.isAny(index, [.animate, .name]) && !scan.isKind(index, .age)
            && scan.tokens[index].shape == .lower
    }

    private static func length(_ scan: TimeScanner, _ start: Int) -> Int? {
        let first = scan.word(start)
        if first.kind == .whole, !scan.isDefinite(start), !scan.isPlural(start) {
            let next = scan.word(start + 1)
            return next.unit != nil || next.kind == .part || next.kind == .season ? start + 2 : nil
        }
        // „от години“, „с часове“
        if first.isPreposition(.from), scan.isPlural(start + 1), scan.word(start + 1).unit != nil { return start + 2 }
        var index = start
        let isLasting =
            first.isPreposition(.in) && scan.isKind(start + 1, .lasting) && scan.word(start + 2).isPreposition(.on)
        let isPair = first.isPreposition(.from, .between)
        index += isLasting ? 3 : isPair || first.isPreposition(.for) ? 1 : 0
        guard !isAge(scan, index) else { return nil }
        if isPair {
            return scan.amount(index, single: false).flatMap { $0.amount.countMax == nil ? nil : $0.end }
                ?? between(scan, index)
        }
        return scan.amount(index, single: isLasting)?.end
    }

    /// „между 16 и 25 години“
    private static func between(_ scan: TimeScanner, _ start: Int) -> Int? {
        guard let (first, end) = scan.number(start), scan.isForm(end, TimeScanner.and),
            let (last, after) = scan.number(end + 1), first < last, last <= TimeScanner.yearsMax,
            scan.word(after).unit != nil
        else { return nil }
        return after + 1
    }

    /// „на възраст между 16 и 25 години“, „навърши 18 години“
    private static func isAge(_ scan: TimeScanner, _ start: Int) -> Bool {
        var index = start - 1
        while index > start - 6, scan.limit.contains(index) {
            if scan.isKind(index, .age) { return true }
            let word = scan.word(index)
            guard
                word.kind == .preposition || word.kind == .digits || word.kind == .number || word.kind == .bound
                    || scan.isForm(index, TimeScanner.and) || scan.isForm(index, TimeScanner.by) || scan.isDash(index)
            else { return false }
            index -= 1
        }
        return false
    }
}
