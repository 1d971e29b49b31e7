import Chronicle
import Language

/// Finds who takes part in an occasion, from the words around one mention of it.
///
/// The rules are listed in ``nounRules`` and ``verbRules`` and run in that order; each adds parties or does nothing.
struct ArgumentRules {
    /// One pattern.
    struct Rule: Sendable {
        let name: StaticString
        let apply: @Sendable (inout MeetingMention, ArgumentRules) -> Void
    }

    let context: MeetingContext
    let scanner: PartyScanner
    let subjects: SubjectFinder

    /// Rules for sittings accept bodies without a name.
    init(context: MeetingContext, acceptsBodies: Bool = false) {
        self.context = context
        scanner = PartyScanner(context: context, acceptsBodies: acceptsBodies)
        subjects = SubjectFinder(context: context, acceptsBodies: acceptsBodies)
    }

    /// For nouns.
    static let nounRules: [Rule] = [
        Rule(name: "noun.partners-after", apply: partnersAfterNoun),
        Rule(name: "noun.adjective", apply: adjectiveBeforeNoun),
        Rule(name: "noun.possessive", apply: possessive),
        Rule(name: "noun.idea", apply: partiesOfIdea),
        Rule(name: "noun.errand-of-visit", apply: errandOfVisit),
        Rule(name: "noun.host", apply: hostOfNoun),
        Rule(name: "noun.subject", apply: subjectOfNoun),
        Rule(name: "noun.led-by", apply: ledBy),
        Rule(name: "noun.invited", apply: invited),
        Rule(name: "noun.attendees", apply: attendees),
        Rule(name: "noun.attended", apply: attended),
        Rule(name: "noun.with-help-of", apply: withHelpOf),
        Rule(name: "noun.guest-of", apply: guestOf),
        Rule(name: "noun.relative-subject", apply: relativeSubject),
        Rule(name: "noun.omitted-party", apply: omittedParty),
        Rule(name: "noun.meal", apply: meal),
    ]

    /// For verbs.
    static let verbRules: [Rule] = [
        Rule(name: "verb.motion", apply: motion),
        Rule(name: "verb.convene", apply: convene),
        Rule(name: "verb.host", apply: host),
        Rule(name: "verb.visit", apply: visit),
        Rule(name: "verb.subject-and-partner", apply: subjectAndPartner),
        Rule(name: "verb.with-help-of", apply: withHelpOf),
    ]

    /// Fills the parties of a mention.
    func fill(_ mention: inout MeetingMention, trace: inout Trace?) {
        for rule in mention.isVerb ? Self.verbRules : Self.nounRules {
            let before = mention.parties.count
            rule.apply(&mention, self)
            if mention.parties.count > before {
                mention.rules.append(rule.name)
                trace?.note(
                    stage: "meetings", rule: "\(rule.name)", tokens: mention.head..<(mention.head + 1),
                    "\(mention.parties.count - before) parties")
            }
        }
    }
}

/// Adds parties that are not there yet.
func add(
    _ parties: [Party], to mention: inout MeetingMention, role: Chronicle.Participant.Role = .participant
) {
    mention.admit(parties, role: role)
}
