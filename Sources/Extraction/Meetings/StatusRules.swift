import Chronicle
import Language

/// Tells how an occasion stands, from the words around one mention of it.
///
/// The rules are listed in ``nounRules`` and ``verbRules``; each says one thing or nothing, and all are asked: what they say
/// is weighed when the mentions of an occasion are brought together.
struct StatusRules {
    /// One sign of a status.
    struct Rule: NamedRule {
        let name: StaticString
        let examples: [RuleExample]
        let read: @Sendable (MeetingMention, StatusRules) -> StatusEvidence?
    }

    let context: MeetingContext
    let outlook: Outlook
    let ellipsis: Ellipsis

    init(context: MeetingContext) {
        self.context = context
        outlook = Outlook(context: context)
        ellipsis = Ellipsis(context: context)
    }

    /// For nouns.
    static let nounRules: [Rule] = [
        Rule(
            name: "status.stays",
            examples: [
                "Срещата между Румен Радев и Никушор Дан [остава в графика]." => "scheduled asserted",
                "Срещата между Румен Радев и Никушор Дан е [под въпрос]." => "scheduled hedged",
            ], read: stays),
        Rule(
            name: "status.now",
            examples: ["В момента [тече] заседание на Съвета за сигурност." => "ongoing"], read: now),
        Rule(
            name: "status.cue-verb",
            examples: [
                "Срещата между Румен Радев и Никушор Дан [беше отложена]." => "postponed asserted",
                "Мерц [отмени] посещението си в Киев." => "cancelled asserted",
                "Срещата между Румен Радев и Никушор Дан [не е отменена]." => "scheduled asserted",
                "Срещата между Румен Радев и Никушор Дан трябваше да е утре, но [беше отложена]."
                    => "postponed asserted",
                "Срещата между Румен Радев и Никушор Дан може [да бъде отложена]." => "scheduled hedged",
                "Тръмп [не иска] среща с Путин." => "cancelled hedged",
                "Тръмп отказа [да отмени] срещата с Путин." => "scheduled asserted",
            ], read: cueVerb),
        Rule(
            name: "status.happens",
            examples: [
                "Срещата между Румен Радев и Никушор Дан [ще се състои] в Русе." => "scheduled asserted",
                "Рубио и Лавров [проведоха] разговор." => "held asserted",
            ], read: happens),
        Rule(
            name: "status.pronoun",
            examples: ["Радев планираше среща с Вучич. Тя [беше отменена] вчера." => "cancelled asserted"],
            read: pronoun),
        Rule(
            name: "status.visiting",
            examples: ["Рубио [е] на посещение в Анкара." => "ongoing asserted"], read: visiting),
        Rule(
            name: "status.hosted",
            examples: [
                "Турция [ще бъде] домакин на среща между Путин и Зеленски." => "scheduled asserted",
                "Турция е готова [да бъде] домакин на среща между Путин и Зеленски." => "proposed",
            ], read: hosted),
        Rule(
            name: "status.is",
            examples: ["Срещата между Румен Радев и Никушор Дан [беше] кратка." => "held asserted"], read: copula),
        Rule(
            name: "status.idea",
            examples: [
                "Зеленски [отхвърли] идеята за среща с Лукашенко." => "cancelled asserted",
                "Тръмп [прие] поканата на Моди за среща." => "scheduled asserted",
                "[Няма] планове за среща между Путин и Зеленски." => "cancelled asserted",
            ], read: idea),
        Rule(
            name: "status.governing-noun",
            examples: [
                "[Отлагането] на срещата между Румен Радев и Никушор Дан изненада мнозина." => "postponed asserted",
                "Орбан повтори [предложението] си за среща между Путин и Зеленски." => "proposed asserted",
            ], read: governingNoun),
        Rule(
            name: "status.relative-clause",
            examples: [
                "Срещата между Румен Радев и Никушор Дан, която [ще се състои] в Русе, е първа." => "scheduled asserted"
            ], read: relativeClause),
        Rule(
            name: "status.after",
            examples: ["Радев говори [след] срещата с Вучич." => "held asserted"], read: after),
        Rule(
            name: "status.before",
            examples: ["Радев говори [преди] срещата с Вучич." => "scheduled asserted"], read: before),
        Rule(
            name: "status.during",
            examples: ["Радев каза това [по време на] разговора с Вучич." => "held asserted"], read: during),
        Rule(
            name: "status.without",
            examples: ["Денят мина [без среща] между Путин и Зеленски." => "cancelled hedged"], read: without),
        Rule(
            name: "status.without-him",
            examples: ["Румен Радев [няма да участва] в срещата на върха в Хага." => "scheduled asserted"],
            read: withoutHim),
        Rule(
            name: "status.errand",
            examples: ["Рубио [пристигна] за среща с Фидан." => "scheduled asserted"], read: errand),
        Rule(
            name: "status.at-it",
            examples: ["Калас [говори] на заседанието на Европейския съвет." => "held asserted"], read: atIt),
        Rule(
            name: "status.participle-after",
            examples: [
                "Срещата между Румен Радев и Никушор Дан, [насрочена] за петък, е важна." => "scheduled asserted"
            ], read: participleAfter),
        Rule(
            name: "status.attribute",
            examples: [
                "[Отложената] среща между Румен Радев и Никушор Дан тревожи пазарите." => "postponed asserted",
                "[Очакваната] среща между Румен Радев и Никушор Дан тревожи пазарите." => "scheduled hedged",
            ], read: attribute),
        Rule(
            name: "status.earlier",
            examples: ["[Последната среща] между Румен Радев и Никушор Дан мина в спорове." => "held asserted"],
            read: earlier),
        Rule(
            name: "status.next",
            examples: ["[Следващата среща] между Румен Радев и Никушор Дан е в Русе." => "scheduled asserted"],
            read: next),
        Rule(
            name: "status.kindred",
            examples: ["[Такава среща] между Путин и Зеленски би помогнала." => "proposed hedged"], read: kindred),
        Rule(
            name: "status.time",
            examples: [
                "Срещата между Румен Радев и Никушор Дан [в петък] е без журналисти." => "scheduled asserted"
            ], read: time),
        Rule(
            name: "status.clause-tense",
            examples: ["Срещата между Румен Радев и Никушор Дан [изненада] мнозина." => "held asserted"],
            read: clauseTense),
    ]

    /// For verbs: tense and mood, and the verbs that govern them.
    static let verbRules: [Rule] = [
        Rule(
            name: "status.verb",
            examples: [
                "Радев и Дан [се срещнаха] в Русе." => "held asserted",
                "Радев и Дан [ще се срещнат] в Русе." => "scheduled asserted",
                "Радев и Дан [няма да се срещнат] в Русе." => "cancelled asserted",
                "Радев и Дан [биха се срещнали] в Русе." => "proposed hedged",
                "Радев и Дан трябваше [да се срещнат] в Русе." => "scheduled asserted then",
                "Радев може [да се срещне] с Дан." => "proposed hedged",
                "Радев отказа [да се срещне] с Дан." => "cancelled asserted",
                "Радев и Дан успяха [да се видят] в Русе." => "held asserted",
                "Не е изключено Радев и Дан [да се срещнат] в Русе." => "proposed hedged",
                "Кремъл отрече, че Путин [ще се срещне] със Зеленски." => "cancelled asserted",
                "Ако има примирие, Путин [ще се срещне] със Зеленски." => "proposed hedged",
            ], read: verb)
    ]

    /// Reads the evidence of a mention, strongest first.
    func read(_ mention: inout MeetingMention, trace: inout Trace?) {
        if !mention.isVerb {
            mention.predicates = predicates(of: mention)
            mention.further = elliptic(mention)
        }
        mention.evidence = (mention.isVerb ? Self.verbRules : Self.nounRules).compactMap { rule in
            guard var told = rule.read(mention, self) else { return nil }
            told.rule = rule.name
            return told
        }
        // „в момента тече“: its verb is also an aorist.
        if mention.evidence.contains(where: { $0.status == .ongoing && $0.weight == .assertion }) {
            mention.evidence.removeAll { $0.status == .held && $0.weight == .assertion }
        }
        // „беше уреден набързо и продължи час“: what took place is a plan no more.
        if mention.evidence.contains(where: { $0.status == .held && $0.weight == .assertion }) {
            for index in mention.evidence.indices where mention.evidence[index].status == .scheduled {
                mention.evidence[index].isSuperseded = true
                mention.evidence[index].weight = min(mention.evidence[index].weight, .attribute)
            }
        }
        mention.evidence.sort { $0.weight > $1.weight }
        for evidence in mention.evidence {
            trace?.note(
                stage: MeetingStage.name, rule: "\(evidence.rule)", tokens: evidence.tokens, about: mention.head,
                "\(evidence.status) \(evidence.certainty)\(evidence.isSuperseded ? " then" : "")")
        }
        for evidence in mention.evidence { mention.rules.append(evidence.rule) }
    }

    // MARK: Making evidence

    static func evidence(
        _ status: Meeting.Status, _ certainty: Certainty, _ weight: StatusEvidence.Weight, _ tokens: Range<Int>
    ) -> StatusEvidence {
        StatusEvidence(status: status, certainty: certainty, weight: weight, tokens: tokens)
    }

    static func evidence(_ told: Outlook.Told, _ tokens: Range<Int>) -> StatusEvidence {
        StatusEvidence(
            status: told.status, certainty: told.certainty, weight: told.isSuperseded ? .attribute : .assertion,
            tokens: tokens, isImplied: told.isImplied, isSuperseded: told.isSuperseded, isLapsed: told.isLapsed)
    }
}
