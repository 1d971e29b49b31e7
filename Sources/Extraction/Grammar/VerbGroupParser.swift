import Language

/// Finds the verb groups of a sentence: a head and, around it, what Bulgarian builds its tenses from.
struct VerbGroupParser: Sendable {
    /// The closed classes.
    let words: FunctionWords
    private let readings: [Reading]

    /// A parser over a pack's lexicon.
    init(lexicon: Lexicon, words: FunctionWords) {
        self.words = words
        readings = lexicon.readings
    }

    /// Appends the groups of a stretch of tokens, in order. O(*n*).
    func parse(_ tokens: [Token], in range: Range<Int>, into groups: inout [VerbGroup]) {
        var token = range.lowerBound
        while token < range.upperBound {
            let floor = groups.last.map { max($0.tokens.upperBound, range.lowerBound) } ?? range.lowerBound
            if let group = group(at: token, tokens, in: floor..<range.upperBound) {
                groups.append(group)
                token = group.tokens.upperBound
            } else {
                token += 1
            }
        }
    }

    // MARK: Heads

    /// What a token may be as the head of a group.
    private enum Head { case finite(Grammar), active(Grammar), passive(Grammar), copula }

    private func group(at token: Int, _ tokens: [Token], in range: Range<Int>) -> VerbGroup? {
        guard tokens[token].kind == .word else { return nil }
        let form = tokens[token].form
        if isCopula(form) {
            return isAuxiliary(token, tokens, in: range) ? nil : build(.copula, at: token, tokens, in: range)
        }
        if words.clitics.contains(form) || opensGroup(token, tokens, in: range) { return nil }
        guard tokens[token].grammar.contains(.verb), !isWhether(token, tokens, in: range),
            let head = head(of: token, tokens, in: range)
        else { return nil }
        return build(head, at: token, tokens, in: range)
    }

    /// „дали“ is a verb only beside „са“.
    private func isWhether(_ token: Int, _ tokens: [Token], in range: Range<Int>) -> Bool {
        tokens[token].form == words.whether && !auxiliary(beside: token, tokens, in: range)
    }

    /// „няма да“, „щеше да“, „би“: the head is still to come.
    private func opensGroup(_ token: Int, _ tokens: [Token], in range: Range<Int>) -> Bool {
        let form = tokens[token].form
        if words.conditional.contains(form) || form == words.future { return true }
        guard hasDa(after: token, tokens, in: range) else { return false }
        return isWould(form)
    }

    /// „няма“, „щеше“, „щели“ before „да“.
    private func isWould(_ form: FormKey) -> Bool {
        words.willNot.contains(form) || form == words.wouldNot || words.would.contains(form)
            || words.renarratedFuture.contains(form)
    }

    /// „щели утре да“: only adverbs stand between.
    private func hasDa(after token: Int, _ tokens: [Token], in range: Range<Int>) -> Bool {
        for next in (token + 1)..<min(token + 2 + Self.adverbsMax, range.upperBound) {
            if tokens[next].form == words.da { return true }
            guard isAdverb(next, tokens) else { return false }
        }
        return false
    }

    /// The most adverbs that may stand between the parts of a future.
    private static let adverbsMax = 2

    private func isAdverb(_ token: Int, _ tokens: [Token]) -> Bool {
        tokens[token].grammar.contains(.adverb) && tokens[token].grammar.isDisjoint(with: [.verb, .noun])
    }

    private func isCopula(_ form: FormKey) -> Bool {
        words.isPresent.contains(form) || words.isPast.contains(form) || words.isRenarrated.contains(form)
            || words.isFuture.contains(form)
    }

    /// Whether a form of „съм“ belongs to a participle that follows.
    private func isAuxiliary(_ token: Int, _ tokens: [Token], in range: Range<Int>) -> Bool {
        var next = token + 1
        var skipped = 0
        while next < range.upperBound, skipped < 5 {
            let form = tokens[next].form
            if isCopula(form) || words.clitics.contains(form) || words.interveners.contains(form) || form == words.not {
                next += 1
                skipped += 1
                continue
            }
            return isParticiple(next, tokens)
        }
        return false
    }

    private func isParticiple(_ token: Int, _ tokens: [Token]) -> Bool {
        for index in tokens[token].readings {
            let grammar = readings[index].grammar
            guard grammar.contains(.verb), !grammar.contains(.definite) else { continue }
            if grammar.contains(.passiveParticiple) || grammar.contains(.activeParticiple) { return true }
        }
        return false
    }

    private func head(of token: Int, _ tokens: [Token], in range: Range<Int>) -> Head? {
        var finite: Grammar?
        var active: Grammar?
        var passive: Grammar?
        var isOther = false
        for index in tokens[token].readings {
            let grammar = readings[index].grammar
            guard grammar.contains(.verb) else {
                isOther =
                    isOther || grammar.contains(.noun) || grammar.contains(.preposition)
                    || grammar.contains(.adjective)
                continue
            }
            if grammar.contains(.definite) { continue }
            if grammar.contains(.passiveParticiple) {
                passive = passive.map { $0.union(grammar) } ?? grammar
            } else if grammar.contains(.activeParticiple) {
                active = active.map { $0.union(grammar) } ?? grammar
            } else if !grammar.isDisjoint(with: [.present, .aorist, .imperfect]) {
                finite = finite.map { $0.union(grammar) } ?? grammar
            }
        }
        // „Сочи“, „Мей“: a capital inside a sentence is a name's.
        if tokens[token].shape != .lower, token > range.lowerBound, tokens[token - 1].kind == .word { return nil }
        let isMarked = isVerbMarked(token, tokens, in: range)
        if let finite, !isOther || isMarked { return .finite(finite) }
        let hasAuxiliary = auxiliary(beside: token, tokens, in: range)
        if let passive, hasAuxiliary { return .passive(passive) }
        if let active, hasAuxiliary || isMarked || !isOther { return .active(active) }
        return nil
    }

    /// „се“, „ще“, „да“, „не“ or a clitic beside it: it is the verb of two homographs („се среща“, not „среща“).
    private func isVerbMarked(_ token: Int, _ tokens: [Token], in range: Range<Int>) -> Bool {
        if token > range.lowerBound {
            let before = tokens[token - 1].form
            if words.relatives.contains(before) || before == words.future || before == words.da
                || before == words.reflexive || before == words.not
                || words.clitics.contains(before) && before != words.possessiveReflexive
            {
                return !words.possessives.contains(before)
            }
            // „X приема Y“: a noun does not stand between two names.
            if tokens[token - 1].shape == .capitalised, tokens[token].shape == .lower, token + 1 < range.upperBound,
                tokens[token + 1].shape == .capitalised, !tokens[token - 1].grammar.contains(.adjective)
            {
                return true
            }
            // „X покани Y“: a bare noun does not follow a name.
            if tokens[token - 1].shape == .capitalised, tokens[token].shape == .lower,
                token - 1 > range.lowerBound || tokens[token].grammar.contains(.aorist),
                !tokens[token].grammar.contains(.definite), !tokens[token - 1].grammar.contains(.adjective),
                tokens[token].grammar.contains(.aorist), tokens[token].grammar.contains(.perfective)
            {
                return true
            }
        }
        guard token + 1 < range.upperBound else { return false }
        // „министерството отказа среща“: a definite noun does not follow another one without a preposition.
        if token > range.lowerBound, tokens[token].grammar.contains(.aorist),
            tokens[token].grammar.contains(.perfective),
            tokens[token - 1].kind == .word, tokens[token - 1].grammar.isSuperset(of: [.noun, .definite]),
            tokens[token - 1].grammar.isDisjoint(with: [.adjective, .verb]), tokens[token + 1].kind == .word,
            tokens[token + 1].grammar.isDisjoint(with: [.preposition, .verb])
        {
            return true
        }
        // „премиерът отказа да“: a noun before „да“ has a preposition or an adjective before it.
        if tokens[token + 1].form == words.da, tokens[token].grammar.contains(.aorist), token > range.lowerBound,
            tokens[token - 1].kind == .word,
            tokens[token - 1].grammar.isDisjoint(with: [.preposition, .adjective, .numeral, .conjunction])
        {
            return true
        }
        return tokens[token + 1].form == words.reflexive && !isReflexiveOfNext(token + 1, tokens, in: range)
    }

    /// „среща се състоя“: „се“ belongs to the verb behind it.
    private func isReflexiveOfNext(_ reflexive: Int, _ tokens: [Token], in range: Range<Int>) -> Bool {
        let next = reflexive + 1
        guard next < range.upperBound, tokens[next].kind == .word else { return false }
        let grammar = tokens[next].grammar
        return grammar.contains(.verb) && grammar.isDisjoint(with: [.noun, .preposition, .adverb, .conjunction])
    }

    /// Whether a form of „съм“ stands near a participle: before it, across clitics and light adverbs, or right after.
    private func auxiliary(beside token: Int, _ tokens: [Token], in range: Range<Int>) -> Bool {
        if token + 1 < range.upperBound,
            words.isPresent.contains(tokens[token + 1].form)
                || words.isPast.contains(tokens[token + 1].form) || words.isRenarrated.contains(tokens[token + 1].form)
        {
            return true
        }
        var before = token - 1
        while before >= range.lowerBound {
            let form = tokens[before].form
            if isCopula(form) || words.conditional.contains(form) { return true }
            guard words.clitics.contains(form) || words.interveners.contains(form) || form == words.not else {
                return false
            }
            before -= 1
        }
        return false
    }

    // MARK: Groups

    private func build(_ head: Head, at token: Int, _ tokens: [Token], in range: Range<Int>) -> VerbGroup {
        var parts = Parts()
        var lower = token
        while lower > range.lowerBound {
            let isAdverb =
                words.conditional.contains(tokens[lower - 1].form) && lower - 1 > range.lowerBound
                && tokens[lower - 2].form == words.may
            guard !isAdverb, parts.take(tokens[lower - 1].form, words) else { break }
            lower -= 1
        }
        // „щели утре да проведат“
        if parts.hasDa {
            var opener = lower - 1
            while opener > range.lowerBound, lower - opener <= Self.adverbsMax, isAdverb(opener, tokens) { opener -= 1 }
            if opener >= range.lowerBound, opener < lower - 1, isWould(tokens[opener].form) {
                _ = parts.take(tokens[opener].form, words)
                lower = opener
                if lower > range.lowerBound, tokens[lower - 1].form == words.not {
                    _ = parts.take(tokens[lower - 1].form, words)
                    lower -= 1
                }
            }
        }
        // Adverbs belong to the group only between its parts.
        while lower < token, words.interveners.contains(tokens[lower].form) { lower += 1 }
        var upper = token + 1
        while upper < range.upperBound, parts.takeAfter(tokens[upper].form, words) { upper += 1 }

        var group = VerbGroup(tokens: lower..<upper, head: token, tense: .present)
        group.isNegated = parts.isNegated
        group.isReflexive = parts.isReflexive
        group.isHortative = parts.isHortative
        let form = tokens[token].form
        switch head {
        case .copula:
            group.isCopula = true
            parts.take(copula: form, words)
            group.tense = parts.tense(bare: .present)
            group.isPlural = tokens[token].grammar.contains(.plural)
        case .finite(let readings):
            // „да посрещна“: after „да“ and „ще“ only a present stands.
            let grammar = parts.hasDa || parts.hasFuture ? present(token, tokens) ?? readings : readings
            group.tense = parts.tense(bare: Self.tense(of: grammar))
            group.isPlural = grammar.contains(.plural) && !grammar.contains(.singular)
            group.isFirstPerson = grammar.contains(.first) && !grammar.contains(.third)
        case .active(let grammar):
            group.tense =
                parts.hasConditional ? .conditional : parts.hasAuxiliary ? .perfect : parts.tense(bare: .renarrated)
            group.isPlural = grammar.contains(.plural)
        case .passive(let grammar):
            group.isPassive = true
            group.tense = parts.tense(bare: .present)
            group.isPlural = grammar.contains(.plural)
        }
        if group.isReflexive { group.isPassive = true }
        return group
    }

    /// What the readings of a form as a present have together.
    private func present(_ token: Int, _ tokens: [Token]) -> Grammar? {
        var found: Grammar?
        for index in tokens[token].readings where readings[index].grammar.isSuperset(of: [.verb, .present]) {
            found = found?.union(readings[index].grammar) ?? readings[index].grammar
        }
        return found
    }

    /// Tense of a finite form that no particle precedes; a perfective present stands only after „да“ and „ще“.
    private static func tense(of grammar: Grammar) -> VerbGroup.Tense {
        if grammar.contains(.aorist), grammar.contains(.perfective) || !grammar.contains(.present) { return .past }
        if grammar.contains(.aorist), grammar.contains(.plural) { return .past }
        if grammar.contains(.present) { return grammar.contains(.aorist) ? .past : .present }
        return .past
    }

    /// The auxiliaries and particles seen around a head.
    private struct Parts {
        var hasFuture = false
        var hasWould = false
        var hasRenarratedFuture = false
        var hasDa = false
        var hasPresent = false
        var hasPast = false
        var hasRenarrated = false
        var hasBe = false
        var hasConditional = false
        var isNegated = false
        var isReflexive = false
        var isHortative = false

        var hasAuxiliary: Bool { hasPresent || hasPast || hasRenarrated || hasBe }

        /// Takes a token left of what was taken so far; false where the group begins.
        mutating func take(_ form: FormKey, _ words: FunctionWords) -> Bool {
            if form == words.future {
                hasFuture = true
            } else if form == words.da {
                if hasDa || hasFuture { return false }
                hasDa = true
            } else if form == words.not || form == words.neither {
                isNegated = true
            } else if hasDa, words.willNot.contains(form) {
                hasFuture = true
                isNegated = true
            } else if hasDa, form == words.wouldNot {
                hasWould = true
                isNegated = true
            } else if hasDa, words.would.contains(form) {
                hasWould = true
            } else if hasDa, words.renarratedFuture.contains(form) {
                hasRenarratedFuture = true
            } else if hasDa || hasPresentOnly, form == words.hortative {
                isHortative = true
            } else if words.conditional.contains(form) {
                hasConditional = true
            } else if words.clitics.contains(form) {
                if form == words.reflexive { isReflexive = true }
            } else if !hasDa, !hasFuture, isBe(form, words) {
                take(copula: form, words)
            } else {
                return !hasDa && !hasFuture && words.interveners.contains(form)
            }
            return true
        }

        private var hasPresentOnly: Bool { !hasAuxiliary && !hasFuture }

        /// Takes a clitic or auxiliary right of the head.
        mutating func takeAfter(_ form: FormKey, _ words: FunctionWords) -> Bool {
            if form == words.reflexive {
                isReflexive = true
            } else if words.isPresent.contains(form) || words.isPast.contains(form) {
                if hasFuture || hasDa { return false }
                take(copula: form, words)
            } else {
                return false
            }
            return true
        }

        mutating func take(copula form: FormKey, _ words: FunctionWords) {
            if words.isPresent.contains(form) { hasPresent = true }
            if words.isPast.contains(form) { hasPast = true }
            if words.isRenarrated.contains(form) { hasRenarrated = true }
            if words.isFuture.contains(form) { hasBe = true }
        }

        private func isBe(_ form: FormKey, _ words: FunctionWords) -> Bool {
            words.isPresent.contains(form) || words.isPast.contains(form) || words.isRenarrated.contains(form)
                || words.isFuture.contains(form)
        }

        func tense(bare: VerbGroup.Tense) -> VerbGroup.Tense {
            if hasConditional { return .conditional }
            if hasWould { return .futureInPast }
            if hasRenarratedFuture { return .renarratedFuture }
            if hasFuture { return .future }
            if hasDa { return .subordinate }
            if hasPast { return .past }
            if hasRenarrated { return .renarrated }
            if hasPresent { return .present }
            return bare
        }
    }
}
