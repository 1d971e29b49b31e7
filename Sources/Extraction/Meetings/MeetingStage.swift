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
            settings.fill(&mentions[index])
            let rules = mentions[index].kind == .session ? sittings : arguments
            rules.fill(&mentions[index], trace: &document.trace)
            status.read(&mentions[index], trace: &document.trace)
            // „преговорите между X и Y бяха отложени“: what is put off is an occasion.
            if mentions[index].isProcess, isCalledOff(mentions[index]) { mentions[index].isProcess = false }
            sources.fill(&mentions[index])
        }
        venues(of: &mentions, in: context)
        besides(of: &mentions, in: context)
        mentions = mentions.filter(isComplete)
        dropErrands(&mentions)
        mentions = mentions.flatMap(separate)
        let clusters = MeetingMerger(context: context).merge(mentions, trace: &document.trace)
        let claims = ClaimMaker(context: context)
        document.meetings = clusters.compactMap(claims.claim)
    }

    private func isCalledOff(_ mention: MeetingMention) -> Bool {
        guard let told = mention.evidence.first, told.weight == .assertion, mention.parties.count > 1 else { return false }
        return told.status == .postponed || told.status == .cancelled
    }

    /// A verb without any party tells of no meeting („прие решението“), nor does one that needs two and has one („се чу“).
    private func isComplete(_ mention: MeetingMention) -> Bool {
        guard mention.isVerb else { return true }
        if mention.wantsKnownParties || !mention.separate.isEmpty { return true }
        if mention.isLonely { return false }
        return !mention.parties.isEmpty
    }

    /// „ще пътува за среща с X“: the journey is no occasion beside what it is for.
    private func dropErrands(_ mentions: inout [MeetingMention]) {
        let told = Set(mentions.lazy.filter { !$0.isMotion }.map(\.sentence))
        mentions.removeAll { $0.isMotion && told.contains($0.sentence) }
    }

    /// „ще се видят на саммита“ is one occasion; at a conference those who meet take part in it.
    private func venues(of mentions: inout [MeetingMention], in context: MeetingContext) {
        for index in mentions.indices.dropFirst() {
            let before = mentions[index - 1]
            guard before.isVerb, !mentions[index].isVerb, before.sentence == mentions[index].sentence,
                context.clauses.clause(of: before.head) == context.clauses.clause(of: mentions[index].head)
            else { continue }
            if mentions[index].kind == .conference, mentions[index].parties.isEmpty {
                mentions[index].parties = before.parties
                if mentions[index].evidence.isEmpty { mentions[index].evidence = before.evidence }
            } else if mentions[index].kind == .summit, mentions[index].phrase.lowerBound > 0,
                context.form(mentions[index].phrase.lowerBound - 1) == vocabulary.words.of,
                context.phrase(before: mentions[index].phrase.lowerBound) == nil
            {
                mentions[index].continues = true
            }
        }
    }

    /// „преди срещата двамата разговаряха“, „след вечерята се видяха“: two occasions in one clause.
    private func besides(of mentions: inout [MeetingMention], in context: MeetingContext) {
        for index in mentions.indices.dropFirst() {
            let before = mentions[index - 1]
            if before.sentence == mentions[index].sentence, isVenue(mentions[index], of: before, in: context) {
                mentions[index].besides.append(before.head)
                continue
            }
            guard !before.isVerb, before.sentence == mentions[index].sentence,
                context.clauses.clause(of: before.head) == context.clauses.clause(of: mentions[index].head),
                let phrase = context.phrase(before: before.phrase.lowerBound),
                phrase.classes.intersects(vocabulary.phraseBefore.union(vocabulary.phraseAfter))
            else { continue }
            mentions[index].besides.append(before.head)
        }
    }

    /// „на среща по време на форума“: the occasion named behind „по време на“ is where the other one took place.
    private func isVenue(_ mention: MeetingMention, of other: MeetingMention, in context: MeetingContext) -> Bool {
        guard mention.kind == .summit || mention.kind == .conference || mention.kind == .session,
            other.kind == .meeting || other.kind == .call,
            let phrase = context.phrase(before: mention.phrase.lowerBound)
        else { return false }
        return phrase.classes.intersects(vocabulary.phraseDuring)
    }

    /// „чу се поотделно с X и с Y“ tells of two occasions.
    private func separate(_ mention: MeetingMention) -> [MeetingMention] {
        guard !mention.separate.isEmpty else { return [mention] }
        return mention.separate.map { partner in
            var single = mention
            single.parties.append(partner)
            single.reference = .another
            return single
        }
    }
}
