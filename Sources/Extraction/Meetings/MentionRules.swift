import Chronicle
import Language

/// What the mentions of a clause are to each other, before those of one occasion are brought together.
struct MentionRules {
    let context: MeetingContext

    /// In the order in which they are asked.
    static let all = [
        ListedRule(
            name: "mention.at-conference",
            examples: ["Рубио и Калас ще се видят на [конференцията] в Мюнхен." => "those who meet there"]),
        ListedRule(
            name: "mention.at-summit",
            examples: ["Рубио и Калас ще се видят на [срещата] на върха в Хага." => "one occasion"]),
        ListedRule(
            name: "mention.beside",
            examples: [
                "Преди срещата Макрон и Мерц [вечеряха] заедно." => "another occasion",
                "Преди срещата Макрон и Мерц [разговаряха] насаме." => "another occasion",
            ]),
        ListedRule(
            name: "mention.venue",
            examples: ["Радев и Вучич се [видяха] по време на срещата на върха в Хага." => "at another occasion"]),
        ListedRule(
            name: "mention.errand",
            examples: ["Румен Радев [пристигна] в Анкара за среща с Ердоган." => "no meeting beside what it is for"]),
        ListedRule(
            name: "mention.without-parties",
            examples: ["Парламентът най-после [прие] решението." => "no meeting"]),
        ListedRule(
            name: "mention.separate",
            examples: ["Рубио [разговаря] поотделно с Путин и Зеленски." => "2 occasions"]),
    ]

    /// The mentions that tell of a meeting, with what those beside them say of it.
    func complete(_ mentions: [MeetingMention], trace: inout Trace?) -> [MeetingMention] {
        var mentions = mentions
        venues(of: &mentions, trace: &trace)
        besides(of: &mentions, trace: &trace)
        let told = Set(mentions.lazy.filter { !$0.isMotion && isComplete($0) }.map(\.sentence))
        var complete: [MeetingMention] = []
        for mention in mentions {
            if mention.isMotion, told.contains(mention.sentence), !mention.parties.contains(where: { $0.role == .host })
            {
                guard !mention.parties.isEmpty else { continue }
                trace?.note(meeting: "mention.errand", at: mention.head, "no meeting beside what it is for")
            } else if isComplete(mention) {
                if mention.isMotion { trace?.note(meeting: "trigger.motion", at: mention.head, "\(mention.kind)") }
                complete += separate(mention, trace: &trace)
            } else if !mention.isMotion {
                trace?.note(meeting: "mention.without-parties", at: mention.head, "no meeting")
            }
        }
        return complete
    }

    /// A verb without any party tells of no meeting („прие решението“), nor does one that needs two and has one („се чу“).
    private func isComplete(_ mention: MeetingMention) -> Bool {
        guard mention.isVerb else { return true }
        if mention.wantsKnownParties || !mention.separate.isEmpty { return true }
        if mention.isLonely { return false }
        return !mention.parties.isEmpty
    }

    /// „ще се видят на саммита“ is one occasion; at a conference those who meet take part in it.
    private func venues(of mentions: inout [MeetingMention], trace: inout Trace?) {
        for index in mentions.indices.dropFirst() {
            let before = mentions[index - 1]
            let head = mentions[index].head
            guard before.isVerb, !before.isMotion, isComplete(before), !mentions[index].isVerb,
                isInOneClause(before, mentions[index])
            else { continue }
            if mentions[index].kind == .conference, mentions[index].parties.isEmpty {
                mentions[index].parties = before.parties
                if mentions[index].evidence.isEmpty { mentions[index].evidence = before.evidence }
                trace?.note(meeting: "mention.at-conference", at: head, "parties and status of those who meet there")
            } else if mentions[index].kind == .summit, mentions[index].phrase.lowerBound > 0,
                context.form(mentions[index].phrase.lowerBound - 1) == context.vocabulary.words.of,
                context.phrase(before: mentions[index].phrase.lowerBound) == nil
            {
                mentions[index].continues = true
                trace?.note(meeting: "mention.at-summit", at: head, "one occasion with the verb")
            }
        }
    }

    /// „преди срещата двамата разговаряха“, „след вечерята се видяха“: two occasions in one clause.
    private func besides(of mentions: inout [MeetingMention], trace: inout Trace?) {
        let vocabulary = context.vocabulary
        for index in mentions.indices.dropFirst() {
            let before = mentions[index - 1]
            if before.sentence == mentions[index].sentence, isVenue(mentions[index], of: before) {
                mentions[index].besides.append(before.head)
                trace?.note(meeting: "mention.venue", at: before.head, "at another occasion")
                continue
            }
            guard !before.isVerb, isInOneClause(before, mentions[index]),
                let phrase = context.phrase(before: before.phrase.lowerBound),
                phrase.classes.intersects(vocabulary.phraseBefore.union(vocabulary.phraseAfter))
            else { continue }
            mentions[index].besides.append(before.head)
            trace?.note(meeting: "mention.beside", at: mentions[index].head, "before or after another occasion")
        }
    }

    /// „на среща по време на форума“: the occasion named behind „по време на“ is where the other one took place.
    private func isVenue(_ mention: MeetingMention, of other: MeetingMention) -> Bool {
        guard mention.kind == .summit || mention.kind == .conference || mention.kind == .session,
            other.kind == .meeting || other.kind == .call,
            let phrase = context.phrase(before: mention.phrase.lowerBound)
        else { return false }
        return phrase.classes.intersects(context.vocabulary.phraseDuring)
    }

    private func isInOneClause(_ one: MeetingMention, _ other: MeetingMention) -> Bool {
        one.sentence == other.sentence
            && context.clauses.clause(of: one.head) == context.clauses.clause(of: other.head)
    }

    /// „чу се поотделно с X и с Y“ tells of two occasions.
    private func separate(_ mention: MeetingMention, trace: inout Trace?) -> [MeetingMention] {
        guard !mention.separate.isEmpty else { return [mention] }
        trace?.note(meeting: "mention.separate", at: mention.head, "\(mention.separate.count) occasions")
        return mention.separate.map { partner in
            var single = mention
            single.parties.append(partner)
            single.reference = .another
            return single
        }
    }
}
