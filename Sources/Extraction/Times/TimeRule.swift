/// What a rule found: where it ends, what it says, and of which kind it is.
struct TimeMatch: Sendable {
    var end: Int
    var phrase: TimePhrase
    var kind: TimeExpression.Kind = .point
    /// Where it lies whatever the tense: „насрочена за понеделник“ ahead, „по-рано, в събота“ behind.
    var direction: TimeDirection?
    /// Counted from now only where it lies ahead: „след три дни той се върна“ and „до две седмици“ are not.
    var isAhead = false
    /// None at all where nothing was spoken of before: „Тогава“.
    var isOnlyResolved = false
    /// The rule that found it; filled in by the tagger.
    var rule: StaticString = ""
}

/// A way to read a time expression.
struct TimeRule: Sendable {
    /// What `--explain` and events call it.
    let name: StaticString
    /// The match at a token, or nil.
    let match: @Sendable (TimeScanner, Int) -> TimeMatch?

    /// Every rule for whole expressions; the first that matches decides.
    static let all: [TimeRule] = [
        TimeRule(name: "often", match: often),
        TimeRule(name: "elapsed", match: elapsed),
        TimeRule(name: "ago", match: ago),
        TimeRule(name: "before-something", match: beforeSomething),
        TimeRule(name: "in-so-much", match: inSoMuch),
        TimeRule(name: "within", match: within),
        TimeRule(name: "from-to", match: fromTo),
        TimeRule(name: "until", match: until),
        TimeRule(name: "since", match: since),
        TimeRule(name: "planned-for", match: plannedFor),
        TimeRule(name: "bound", match: bound),
        TimeRule(name: "rest-of", match: restOf),
        TimeRule(name: "at", match: at),
        TimeRule(name: "bare", match: bare),
        TimeRule(name: "soon", match: soon),
        TimeRule(name: "lasting", match: lasting),
        TimeRule(name: "meanwhile", match: meanwhile),
        TimeRule(name: "then", match: then),
    ]
}
