/// All rules by which articles are read, by stage: what the names that `--explain` and events give stand for.
public enum RuleBook {
    /// A rule by name.
    public struct Entry: Sendable {
        /// The stage that asks it, as `--explain` calls it.
        public let stage: String
        /// The rule's name; no other of the stage has it.
        public let name: String
        /// Sentences that show what it does.
        public let examples: [RuleExample]
    }

    /// Every rule, in the order in which stages and rules are asked.
    public static let entries: [Entry] = [
        entries(SentenceStage.name, SentenceStage.rules),
        entries(ClauseStage.name, ClauseStage.rules),
        entries(EntityStage.name, EntityStep.all.flatMap(\.rules)),
        entries(TimeStage.name, TimeRule.all),
        entries(LinkingStage.name, LinkingRules.names),
        entries(LinkingStage.name, LinkingRules.descriptions),
        entries(MeetingStage.name, TriggerRules.found),
        entries(MeetingStage.name, TriggerRules.nounExclusions),
        entries(MeetingStage.name, TriggerRules.verbExclusions),
        entries(MeetingStage.name, SettingRules.all),
        entries(MeetingStage.name, ArgumentRules.nounRules),
        entries(MeetingStage.name, ArgumentRules.verbRules),
        entries(MeetingStage.name, StatusRules.nounRules),
        entries(MeetingStage.name, StatusRules.verbRules),
        entries(MeetingStage.name, SourceRules.all),
        entries(MeetingStage.name, MentionRules.all),
        entries(MeetingStage.name, MeetingMerger.vetoes),
        entries(MeetingStage.name, MeetingMerger.rules),
        entries(MeetingStage.name, Programme.rules),
        entries(MeetingStage.name, ClaimMaker.rules),
        entries(StatementStage.name, StatementRule.all),
        entries(StatementStage.name, StatementReader.rules),
        entries(AffiliationStage.name, AffiliationRule.all),
    ].flatMap { $0 }

    private static func entries(_ stage: String, _ rules: [some NamedRule]) -> [Entry] {
        rules.map { Entry(stage: stage, name: "\($0.name)", examples: $0.examples) }
    }
}
