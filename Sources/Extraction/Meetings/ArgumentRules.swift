import Chronicle
import Language

/// Finds who takes part in an occasion, from the words around one mention of it.
///
/// The rules are listed in ``nounRules`` and ``verbRules`` and run in that order; each adds parties or does nothing.
struct ArgumentRules {
    /// One pattern.
    struct Rule: NamedRule {
        let name: StaticString
        let examples: [RuleExample]
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
        Rule(
            name: "noun.partners-after",
            examples: [
                "[Срещата] между Румен Радев и Никушор Дан ще е утре." => "2 parties",
                "Белият дом обяви [срещи] на Рубио с Лавров и с Фидан." => "one by one",
            ], apply: partnersAfterNoun),
        Rule(
            name: "noun.possessive",
            examples: [
                "Радев каза това на [срещата] си с Никушор Дан." => "1 party",
                "Радев и Дан са в Букурещ. [Срещата] им ще започне в 10 часа." => "those just named",
            ], apply: possessive),
        Rule(
            name: "noun.idea",
            examples: ["Вучич отхвърли поканата на Курти за [среща]." => "2 parties"], apply: partiesOfIdea),
        Rule(
            name: "noun.errand-of-visit",
            examples: ["Визитата на Рубио за [среща] с Фидан е отложена." => "1 party"], apply: errandOfVisit),
        Rule(
            name: "noun.host",
            examples: ["Ердоган ще бъде домакин на [среща] между Путин и Зеленски." => "1 party"], apply: hostOfNoun),
        Rule(
            name: "noun.subject",
            examples: [
                "Рубио проведе [разговор] с Лавров." => "1 party",
                "Радев пристигна в Анкара на [посещение]." => "1 party",
            ], apply: subjectOfNoun),
        Rule(
            name: "noun.led-by",
            examples: ["[Преговорите] се водят от Марко Рубио и Сергей Лавров." => "2 parties"], apply: ledBy),
        Rule(
            name: "noun.opened-by",
            examples: [
                "В Пловдив започна [конференция] за Балканите, открита от Румен Радев." => "1 attending"
            ], apply: openedBy),
        Rule(
            name: "noun.invited",
            examples: ["Радев покани Дан на [посещение] в София." => "1 party"], apply: invited),
        Rule(
            name: "noun.attendees",
            examples: ["Мерц разговаря с Макрон. На [разговора] присъства и Туск." => "1 attending"], apply: attendees),
        Rule(
            name: "noun.attended",
            examples: [
                "В Лондон се състоя кризисна [среща]. В нея участваха Стармър, Макрон и Мерц." => "3 attending"
            ], apply: attended),
        Rule(
            name: "noun.with-help-of",
            examples: ["Рубио и Лавров проведоха [разговори] с посредничеството на Ердоган." => "1 attending"],
            apply: withHelpOf),
        Rule(
            name: "noun.guest-of",
            examples: [
                "Радев пътува за [посещение] при Ердоган." => "1 party"
            ], apply: guestOf),
        Rule(
            name: "noun.relative-subject",
            examples: ["[Вечерята], която Макрон ще даде за Тръмп, е утре." => "2 parties"], apply: relativeSubject),
        Rule(
            name: "noun.omitted-party",
            examples: ["Радев пристигна в Белград. [Срещата] с Вучич продължи час." => "1 party"], apply: omittedParty),
        Rule(
            name: "noun.meal",
            examples: [
                "Макрон посреща Мерц в Париж. Програмата включва и работна [вечеря]." => "those just named"
            ], apply: meal),
    ]

    /// For verbs.
    static let verbRules: [Rule] = [
        Rule(
            name: "verb.motion",
            examples: [
                "Румен Радев ще [пристигне] в Анкара в петък." => "1 party",
                "Румен Радев ще [бъде] в Анкара при Реджеп Тайип Ердоган." => "2 parties",
            ], apply: motion),
        Rule(
            name: "verb.convene",
            examples: ["Румен Радев [свиква] Консултативния съвет за национална сигурност." => "2 parties"],
            apply: convene),
        Rule(
            name: "verb.gather",
            examples: ["Антониу Гутериш ще [събере] Володимир Зеленски и Виктор Орбан." => "3 parties"], apply: gather),
        Rule(
            name: "verb.host",
            examples: [
                "Вучич [прие] Радев в Белград." => "2 parties",
                "Вучич беше [приет] от Ердоган." => "2 parties",
            ], apply: host),
        Rule(
            name: "verb.visit",
            examples: ["Рубио ще [посети] Анкара." => "1 party"], apply: visit),
        Rule(
            name: "verb.subject-and-partner",
            examples: [
                "Радев и Дан се [срещнаха] в Букурещ." => "2 parties",
                "Рубио [разговаря] поотделно с Путин и Зеленски." => "2 one by one",
                "Рубио се [срещна] с адвоката на Лавров Петър Илиев." => "2 parties",
            ], apply: subjectAndPartner),
        Rule(
            name: "verb.with-help-of",
            examples: ["Путин и Зеленски ще [разговарят] с посредничеството на Ердоган." => "1 attending"],
            apply: withHelpOf),
    ]

    /// Fills the parties of a mention.
    func fill(_ mention: inout MeetingMention, trace: inout Trace?) {
        for rule in mention.isVerb ? Self.verbRules : Self.nounRules {
            let known = mention.parties.count + mention.attending.count
            let before = trace == nil ? nil : mention
            rule.apply(&mention, self)
            if mention.parties.count + mention.attending.count > known { mention.rules.append(rule.name) }
            guard let before, let gain = Self.gain(of: mention, over: before) else { continue }
            trace?.note(meeting: rule.name, at: mention.head, gain)
        }
        // „вечеря за двамата си колеги“: two who are known besides.
        if mention.parties.contains(where: isBoth) {
            mention.parties.removeAll(where: isBoth)
            mention.wantsKnownParties = true
            mention.wantsBoth = !mention.parties.isEmpty
        }
    }

    /// What a rule found, in words; nil where it found nothing.
    private static func gain(of mention: MeetingMention, over before: MeetingMention) -> String? {
        var parts: [String] = []
        let parties = mention.parties.count - before.parties.count
        if parties > 0 { parts.append(parties == 1 ? "1 party" : "\(parties) parties") }
        if mention.attending.count > before.attending.count {
            parts.append("\(mention.attending.count - before.attending.count) attending")
        }
        if mention.separate.count > before.separate.count { parts.append("\(mention.separate.count) one by one") }
        if mention.wantsKnownParties, !before.wantsKnownParties { parts.append("those just named") }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}

/// Adds parties that are not there yet.
func add(
    _ parties: [Party], to mention: inout MeetingMention, role: Chronicle.Participant.Role = .participant
) {
    mention.admit(parties, role: role)
}
