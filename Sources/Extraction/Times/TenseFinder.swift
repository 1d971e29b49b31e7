import Language

/// Tells on which side of now a time lies, by the verb nearest to it in its clause.
struct TenseFinder: Sendable {
    /// Furthest token before a participle that its auxiliary is looked for.
    static let auxiliaryDistanceMax = 4

    private let future: LexicalClasses
    private let futureInPast: LexicalClasses
    private let lack: LexicalClasses
    private let subjunctive: LexicalClasses
    private let conditional: LexicalClasses
    private let auxiliary: LexicalClasses
    private let modal: LexicalClasses
    private let talk: LexicalClasses
    private let boundary: LexicalClasses

    /// Looks the classes of particles and auxiliaries up.
    ///
    /// - Throws: ``UnknownLexicalClass`` when the pack lacks one.
    init(lexicon: Lexicon) throws {
        future = try lexicon.lexicalClass("particle.future")
        futureInPast = try lexicon.lexicalClass("particle.future.past")
        lack = try lexicon.lexicalClass("particle.future.negative")
        subjunctive = try lexicon.lexicalClass("particle.da")
        conditional = try lexicon.lexicalClass("particle.conditional")
        auxiliary = try lexicon.lexicalClass("verb.be")
        modal = try lexicon.lexicalClass("verb.modal")
        talk = try lexicon.lexicalClass("talk")
        boundary = try lexicon.lexicalClasses("pronoun.relative", "conjunction.subordinate")
    }

    /// The direction for the expression at some tokens of a sentence.
    func direction(of expression: Range<Int>, in sentence: Range<Int>, _ tokens: [Token]) -> TimeDirection {
        var left = expression.lowerBound - 1
        var right = expression.upperBound
        var isLeftOpen = true
        var isRightOpen = true
        while isLeftOpen || isRightOpen {
            if isLeftOpen {
                isLeftOpen = left >= sentence.lowerBound && !isBoundary(tokens[left])
                if isLeftOpen, let found = direction(ofVerb: left, in: sentence, tokens) { return found }
                left -= 1
            }
            if isRightOpen {
                isRightOpen = right < sentence.upperBound && !isBoundary(tokens[right])
                if isRightOpen, let found = direction(ofVerb: right, in: sentence, tokens) { return found }
                right += 1
            }
        }
        return around(left, right, in: sentence, tokens)
    }

    /// „…, в четвъртък, …“: the verb before or after the commas, in this clause if there is one.
    private func around(_ left: Int, _ right: Int, in sentence: Range<Int>, _ tokens: [Token]) -> TimeDirection {
        var before = left
        while before >= sentence.lowerBound, !tokens[before].classes.intersects(boundary) {
            if let found = direction(ofVerb: before, in: sentence, tokens) { return found }
            before -= 1
        }
        var after = right
        while after < sentence.upperBound {
            if let found = direction(ofVerb: after, in: sentence, tokens) { return found }
            after += 1
        }
        while before >= sentence.lowerBound {
            if let found = direction(ofVerb: before, in: sentence, tokens) { return found }
            before -= 1
        }
        return .open
    }

    private func isBoundary(_ token: Token) -> Bool {
        token.kind == .punctuation
            ? token.form != TimeScanner.dash || token.spaceBefore : token.classes.intersects(boundary)
    }

    // MARK: Verbs

    private func direction(ofVerb index: Int, in sentence: Range<Int>, _ tokens: [Token]) -> TimeDirection? {
        let token = tokens[index]
        if token.classes.intersects(futureInPast) { return .open }
        if token.classes.intersects(future) { return .future }
        guard token.grammar.contains(.verb), token.grammar.isDisjoint(with: [.noun, .name, .preposition]) else {
            return nil
        }
        if token.classes.intersects(auxiliary) { return nil }
        let before = introduced(index, in: sentence, tokens)
        if token.grammar.contains(.passiveParticiple) {
            return before ?? (token.grammar.contains(.adjective) ? nil : .open)
        }
        if token.grammar.contains(.activeParticiple) { return before == .future ? .open : .past }
        if let before { return before }
        if !token.grammar.isDisjoint(with: [.aorist, .imperfect]) {
            let isWish = token.classes.intersects(modal) && token.grammar.contains(.imperfect)
            return isWish ? .open : .past
        }
        guard token.grammar.contains(.present) else { return nil }
        // „разговаря“ is written alike in the present and the aorist, and news means the aorist.
        let isThird = token.grammar.isSuperset(of: [.third, .singular, .imperfective])
        return isThird && token.classes.intersects(talk) ? .past : .future
    }

    /// What the particles and auxiliaries before a verb say.
    private func introduced(_ index: Int, in sentence: Range<Int>, _ tokens: [Token]) -> TimeDirection? {
        let token = tokens[index]
        let isPassive = token.grammar.contains(.passiveParticiple)
        // „е отворен“ is over, „ще е отворен“ is not.
        var found: TimeDirection?
        var position = index - 1
        while position >= sentence.lowerBound, index - position <= Self.auxiliaryDistanceMax {
            let other = tokens[position]
            if other.kind == .punctuation { return found }
            if other.classes.intersects(futureInPast) || other.classes.intersects(conditional) { return .open }
            if other.classes.intersects(future) || other.classes.intersects(subjunctive)
                || other.classes.intersects(lack)
            {
                return .future
            }
            if isPassive, other.classes.intersects(auxiliary) {
                guard other.grammar.contains(.present) else { return .past }
                if !other.grammar.contains(.perfective) { found = .past }
                position -= 1
                continue
            }
            guard
                !other.grammar.isDisjoint(with: [.pronoun, .particle, .adverb]) || other.classes.intersects(auxiliary)
            else {
                return found
            }
            position -= 1
        }
        return found
    }
}
