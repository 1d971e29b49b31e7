import Chronicle
import Language

/// Tells how an occasion stands, from the words around one mention of it.
///
/// The rules are listed in ``nounRules``; each says one thing or nothing, and all are asked: what they say is weighed
/// when the mentions of an occasion are brought together.
struct StatusRules {
    /// One sign of a status.
    struct Rule: Sendable {
        let name: StaticString
        let read: @Sendable (MeetingMention, StatusRules) -> StatusEvidence?
    }

    let context: MeetingContext
    let outlook: Outlook

    init(context: MeetingContext) {
        self.context = context
        outlook = Outlook(context: context)
    }

    /// For nouns; verbs have their tense and mood.
    static let nounRules: [Rule] = [
        Rule(name: "status.stays", read: stays),
        Rule(name: "status.now", read: now),
        Rule(name: "status.cue-verb", read: cueVerb),
        Rule(name: "status.happens", read: happens),
        Rule(name: "status.pronoun", read: pronoun),
        Rule(name: "status.visiting", read: visiting),
        Rule(name: "status.is", read: copula),
        Rule(name: "status.governing-noun", read: governingNoun),
        Rule(name: "status.relative-clause", read: relativeClause),
        Rule(name: "status.relation", read: relation),
        Rule(name: "status.without", read: without),
        Rule(name: "status.errand", read: errand),
        Rule(name: "status.participle-after", read: participleAfter),
        Rule(name: "status.attribute", read: attribute),
        Rule(name: "status.time", read: time),
        Rule(name: "status.clause-tense", read: clauseTense),
    ]

    /// Reads the evidence of a mention, strongest first.
    func read(_ mention: inout MeetingMention, trace: inout Trace?) {
        if mention.isVerb {
            if let group = context.group(at: mention.head),
                let told = outlook.of(group, time: mention.time, kind: mention.kind)
            {
                mention.evidence = [
                    StatusEvidence(
                        status: told.status, certainty: told.certainty,
                        weight: told.isSuperseded ? .attribute : .assertion,
                        tokens: context.clauses.groups[group].tokens, isImplied: told.isImplied,
                        isSuperseded: told.isSuperseded,
                        rule: "status.verb")
                ]
            }
        } else {
            mention.evidence = Self.nounRules.compactMap { $0.read(mention, self) }
            // „в момента тече“: its verb is also an aorist.
            if mention.evidence.contains(where: { "\($0.rule)" == "status.now" }) {
                mention.evidence.removeAll { $0.weight == .assertion && $0.status == .held }
            }
            mention.evidence.sort { $0.weight > $1.weight }
        }
        for evidence in mention.evidence {
            trace?.note(
                stage: "meetings", rule: "\(evidence.rule)", tokens: evidence.tokens,
                "\(evidence.status) \(evidence.certainty)\(evidence.isSuperseded ? " then" : "")")
        }
        for evidence in mention.evidence { mention.rules.append(evidence.rule) }
    }

    // MARK: Making evidence

    static func evidence(
        _ status: Meeting.Status, _ certainty: Certainty, _ weight: StatusEvidence.Weight, _ tokens: Range<Int>,
        _ rule: StaticString
    ) -> StatusEvidence {
        StatusEvidence(status: status, certainty: certainty, weight: weight, tokens: tokens, rule: rule)
    }

    static func evidence(_ told: Outlook.Told, _ tokens: Range<Int>, _ rule: StaticString) -> StatusEvidence {
        StatusEvidence(
            status: told.status, certainty: told.certainty, weight: told.isSuperseded ? .attribute : .assertion,
            tokens: tokens, isImplied: told.isImplied, isSuperseded: told.isSuperseded, rule: rule)
    }
}
