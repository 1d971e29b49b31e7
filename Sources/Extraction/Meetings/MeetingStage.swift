import Chronicle
import Language

/// Finds the meetings that an article tells of: mentions, their parties and status, and which of them are one occasion.
public struct MeetingStage: Stage {
    /// What `--explain` calls it.
    public static let name = "meetings"

    /// The most mentions that are looked at in one article; what follows is left out, so that no text takes long.
    static let mentionsMax = 400

    private let lexicon: Lexicon
    private let phrases: PhraseMatcher
    private let vocabulary: MeetingVocabulary

    /// Looks up the classes that the rules ask for.
    ///
    /// - Throws: an error that names a class that the pack lacks.
    public init(resources: ExtractionResources) throws {
        lexicon = resources.pack.lexicon
        phrases = resources.pack.phrases
        vocabulary = try MeetingVocabulary(lexicon: lexicon, words: FunctionWords())
    }

    /// Sets ``Document/meetings``, in the order of their first mention. Needs sentences, linked mentions and times.
    public func run(_ document: inout Document) {
        let context = MeetingContext(document, lexicon: lexicon, phrases: phrases, vocabulary: vocabulary)
        var mentions = TriggerRules(context: context).mentions(trace: &document.trace)
        if mentions.isEmpty { return }
        if mentions.count > Self.mentionsMax { mentions.removeLast(mentions.count - Self.mentionsMax) }
        let settings = SettingRules(context: context)
        let arguments = ArgumentRules(context: context)
        let sittings = ArgumentRules(context: context, acceptsBodies: true)
        let status = StatusRules(context: context)
        let sources = SourceRules(context: context, subjects: arguments.subjects)
        for index in mentions.indices {
            settings.fill(&mentions[index], trace: &document.trace)
            let rules = mentions[index].kind == .session ? sittings : arguments
            rules.fill(&mentions[index], trace: &document.trace)
            status.read(&mentions[index], trace: &document.trace)
            // „преговорите между X и Y бяха отложени“: what is put off is an occasion.
            if mentions[index].isProcess, isCalledOff(mentions[index]) { mentions[index].isProcess = false }
            sources.fill(&mentions[index], trace: &document.trace)
        }
        mentions = MentionRules(context: context).complete(mentions, trace: &document.trace)
        var clusters = MeetingMerger(context: context).merge(mentions, trace: &document.trace)
        Programme(context: context).date(&clusters, trace: &document.trace)
        let claims = ClaimMaker(context: context)
        document.meetings = clusters.compactMap { claims.claim($0, trace: &document.trace) }
    }

    private func isCalledOff(_ mention: MeetingMention) -> Bool {
        guard let told = mention.evidence.first, told.weight == .assertion, mention.parties.count > 1 else {
            return false
        }
        return told.status == .postponed || told.status == .cancelled
    }
}

extension Trace {
    /// Notes what a rule for meetings decided of a word.
    mutating func note(meeting rule: StaticString, at token: Int, _ note: String) {
        self.note(stage: MeetingStage.name, rule: "\(rule)", tokens: token..<(token + 1), note)
    }
}
