/// A rule that a stage lists by name.
protocol NamedRule: Sendable {
    /// What `--explain` and events call it.
    var name: StaticString { get }
    /// Sentences that show what it does, and that are its tests.
    var examples: [RuleExample] { get }
}

/// A rule that is part of a larger step: the list has its name and examples, the step what it does.
struct ListedRule: NamedRule {
    let name: StaticString
    let examples: [RuleExample]
}
