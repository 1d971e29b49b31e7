/// A way in which a text reports what somebody says.
struct StatementRule: Sendable {
    /// What `--explain` and events call it.
    let name: StaticString
    /// The report whose cue begins at a token, or nil.
    let match: @Sendable (StatementReader, Int) -> StatementDraft?

    /// Every rule; the first that matches at a token decides.
    static let all: [StatementRule] = [
        StatementRule(name: "according-to", match: accordingTo),
        StatementRule(name: "by-words-of", match: byWordsOf),
        StatementRule(name: "headline-colon", match: headlineColon),
        StatementRule(name: "passive", match: passive),
        StatementRule(name: "said-in-text", match: text),
        StatementRule(name: "verb-of-saying", match: saying),
        StatementRule(name: "verb-of-doing", match: doing),
        StatementRule(name: "refusal", match: refusing),
        StatementRule(name: "let-understand", match: letting),
        StatementRule(name: "verb-with-clause", match: clause),
        StatementRule(name: "verb-with-as", match: characterising),
        StatementRule(name: "tag-of-quotation", match: tagging),
        StatementRule(name: "noun-of-saying", match: deed),
        StatementRule(name: "noun-with-clause", match: deedWithClause),
        StatementRule(name: "carried", match: carried),
        StatementRule(name: "verdict", match: verdict),
        StatementRule(name: "gerund", match: gerund),
    ]
}

/// A cue with its speakers, before content and the rest are filled in.
struct StatementDraft: Sendable {
    /// The speech verb or noun.
    var cue: Range<Int>
    /// One or several on one cue.
    var speakers: [Source]
    /// The verb group, where the cue is a verb.
    var group: Int?
    /// What is said begins after this token, where that is sure.
    var contentStart: Int?
    /// The rule that found it; filled in by the reader.
    var rule: StaticString = ""
}
