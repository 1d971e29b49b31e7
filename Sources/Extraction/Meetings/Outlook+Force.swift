import Chronicle
import Language

/// The force of the words that govern an occasion: verbs with their negation, nouns, adjectives.
extension Outlook {
    /// The force of a verb group with its negation; nil for a verb that says nothing of occasions.
    ///
    /// - Parameter isOverInfinitive: Whether it governs by „да“, where more verbs have a force.
    func force(of group: Int, overInfinitive isOverInfinitive: Bool = false) -> Force? {
        let verb = context.clauses.groups[group]
        var classes = context.classes(verb.head)
        if verb.isCopula { classes = classes.union(predicate(of: verb)) }
        let vocabulary = context.vocabulary
        if classes.intersects(vocabulary.reflexiveOnly), !verb.isReflexive { return nil }
        let force = Self.force(of: classes, vocabulary) ?? (isOverInfinitive ? Self.modal(classes, vocabulary) : nil)
        // „няма как да има среща“
        if classes.intersects(vocabulary.lack), !verb.isCopula, force != nil || isOverInfinitive { return .denies }
        guard let force else { return nil }
        if !verb.isNegated { return force }
        // „още не е насрочена“: it may yet be.
        if force == .plans, isNotYet(verb) { return .allows }
        return force.negated
    }

    /// The force of a verb group over what „че“ tells: „отрече, че“, „не потвърди, че“.
    func force(ofContent group: Int) -> Force? {
        let verb = context.clauses.groups[group]
        guard var force = force(of: group) else { return nil }
        if verb.isNegated, force == .denies { force = .doubts }
        switch force {
        case .denies, .doubts, .allows, .wishes, .expects: return force
        default: return nil
        }
    }

    /// The force of a noun or adjective that governs an occasion: „покана за“, „готов за“.
    func force(noun token: Int) -> Force? {
        let classes = context.classes(token)
        if classes.intersects(context.vocabulary.plan) { return .plans }
        return Self.force(of: classes, context.vocabulary)
    }

    private static func force(of classes: LexicalClasses, _ vocabulary: MeetingVocabulary) -> Force? {
        if classes.intersects(vocabulary.postpone) { return .postpones }
        if classes.intersects(vocabulary.cancel) { return .cancels }
        if classes.intersects(vocabulary.refuse) { return .denies }
        if classes.intersects(vocabulary.propose) { return .wishes }
        if classes.intersects(vocabulary.possible) { return .allows }
        if classes.intersects(vocabulary.expect) { return .expects }
        if classes.intersects(vocabulary.schedule) { return .plans }
        if classes.intersects(vocabulary.doubting) { return .doubts }
        return nil
    }

    /// What only „да“ brings out.
    private static func modal(_ classes: LexicalClasses, _ vocabulary: MeetingVocabulary) -> Force? {
        if classes.intersects(vocabulary.can) { return .allows }
        if classes.intersects(vocabulary.must) { return .obliges }
        if classes.intersects(vocabulary.manage) { return .asserts }
        if classes.intersects(vocabulary.accept.union(vocabulary.intend)) { return .plans }
        if classes.intersects(vocabulary.withdraw) { return .denies }
        return nil
    }

    /// What a verb does to the plan that its subject or object names: „прие поканата“, „няма планове“.
    func fate(of group: Int, over noun: Int) -> Force? {
        let verb = context.clauses.groups[group]
        // „не е готов за“: the verb is part of what the word says.
        if verb.isCopula, !context.tokens[noun].grammar.contains(.noun) { return verb.isNegated ? .denies : nil }
        let vocabulary = context.vocabulary
        let classes = context.classes(verb.head)
        let force: Force
        if classes.intersects(vocabulary.lack) { return .denies }
        if classes.intersects(vocabulary.postpone) {
            force = .postpones
        } else if classes.intersects(vocabulary.cancel.union(vocabulary.stop)) {
            force = .cancels
        } else if classes.intersects(vocabulary.refuse.union(vocabulary.withdraw)) {
            force = .denies
        } else if classes.intersects(vocabulary.accept) {
            force = .plans
        } else {
            // „не вижда смисъл от“, „не е получил покана за“
            return verb.isNegated && !verb.isPassive && verb.head < noun ? .denies : nil
        }
        return verb.isNegated ? force.negated : force
    }

    /// „още не“, „все още не“
    private func isNotYet(_ verb: VerbGroup) -> Bool {
        span(verb.tokens.lowerBound - 1, verb.tokens.upperBound).contains {
            $0 >= 0 && context.vocabulary.words.yet.contains(context.form($0))
        }
    }

    /// The classes of what „съм“ says of its subject, right beside it: „готов е“, „е възможно“.
    private func predicate(of verb: VerbGroup) -> LexicalClasses {
        let before = verb.tokens.lowerBound - 1
        var classes = LexicalClasses()
        if before >= 0, isPredicate(before) { classes = context.classes(before) }
        for token in verb.tokens.upperBound..<min(verb.tokens.upperBound + 3, context.tokens.count) {
            if isPredicate(token) { return classes.union(context.classes(token)) }
            guard context.tokens[token].grammar.contains(.adverb) else { break }
        }
        return classes
    }

    private func isPredicate(_ token: Int) -> Bool {
        let grammar = context.tokens[token].grammar
        guard context.has(token, context.vocabulary.cues) || !context.phraseClasses[token].isEmpty else { return false }
        let next = token + 1
        let isAttribute =
            grammar.contains(.adjective) && next < context.tokens.count
            && context.reading(next, having: .noun) != nil && !context.isHead(next)
        return !isAttribute
    }
}
