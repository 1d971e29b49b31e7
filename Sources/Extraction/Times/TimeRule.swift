/// What a rule found: where it ends, what it says, and of which kind it is.
struct TimeMatch: Sendable {
    var end: Int
    var phrase: TimePhrase
    var kind: TimeExpression.Kind = .point
    /// Where it lies whatever the tense: „насрочена за понеделник“ ahead, „по-рано, в събота“ behind.
    var direction: TimeDirection?
    /// Counted from now only where it lies ahead: „след три дни той се върна“ and „до две седмици“ are not.
    var isAhead = false
    /// None at all where nothing was spoken of before: „Тогава“.
    var isOnlyResolved = false
    /// The rule that found it; filled in by the tagger.
    var rule: StaticString = ""
}

/// A way to read a time expression.
struct TimeRule: NamedRule {
    let name: StaticString
    let examples: [RuleExample]
    /// The match at a token, or nil.
    let match: @Sendable (TimeScanner, Int) -> TimeMatch?

    /// Every rule for whole expressions; the first that matches decides.
    static let all: [TimeRule] = [
        TimeRule(
            name: "often",
            examples: [
                "Двамата лидери разговарят [всяка седмица]." => "frequency",
                "Кабинетът заседава [в понеделниците]." => "frequency",
            ], match: often),
        TimeRule(
            name: "elapsed",
            examples: [
                "Изминаха [повече от два месеца], откакто двамата се видяха." => "?/2025-04-10"
            ], match: elapsed),
        TimeRule(
            name: "ago",
            examples: [
                "Лидерите се видяха [преди две седмици]." => "2025-05-26",
                "Двамата се запознаха [преди повече от година]." => "?/2024-06-10",
            ], match: ago),
        TimeRule(
            name: "before-something",
            examples: [
                "Мерц говори със Зеленски [ден преди] срещата." => "?/?",
                "Рубио пристигна в Брюксел на 3 юни и отпътува [два дни по-късно]." => "2025-06-05",
            ], match: beforeSomething),
        TimeRule(
            name: "in-so-much",
            examples: [
                "Мерц заминава за Киев [след три дни]." => "2025-06-13"
            ], match: inSoMuch),
        TimeRule(
            name: "within",
            examples: [
                "Отговорът трябва да дойде [в рамките на две седмици]." => "2025-06-10T00:00/2025-06-24",
                "Парламентът ще се произнесе [до десет дни]." => "2025-06-20",
            ], match: within),
        TimeRule(
            name: "from-to",
            examples: [
                "Рубио ще бъде в Брюксел [от 3 до 5 юли]." => "2025-07-03T00:00/2025-07-06T00:00",
                "Форумът ще продължи [от понеделник до сряда]." => "2025-06-16T00:00/2025-06-19T00:00",
            ], match: fromTo),
        TimeRule(
            name: "until",
            examples: [
                "Преговорите трябва да приключат [до края на годината]." => "2026-01-01"
            ], match: until),
        TimeRule(
            name: "since",
            examples: [
                "Договорът важи [от понеделник]." => "2025-06-09T00:00/?",
                "Двамата не са разговаряли [от 2019 г. насам]." => "2019-01-01T00:00/2025-06-11",
            ], match: since),
        TimeRule(
            name: "planned-for",
            examples: [
                "Срещата е насрочена [за понеделник]." => "2025-06-16"
            ], match: plannedFor),
        TimeRule(
            name: "bound",
            examples: [
                "Решение ще има чак [след 26 юни]." => "2025-06-27T00:00/?",
                "Споразумението трябва да се подпише [преди края на месеца]." => "?/2025-07-01",
            ], match: bound),
        TimeRule(
            name: "rest-of",
            examples: [
                "Макрон пристигна в София [по-рано днес]." => "2025-06-10T00:00/2025-06-10T09:00",
                "Съветът ще заседава [по-късно този месец]." => "2025-06-10T00:00/2025-07-01",
            ], match: restOf),
        TimeRule(
            name: "at",
            examples: [
                "Двамата ще се видят [в четвъртък]." => "2025-06-12",
                "Мерц прие Зеленски [в петък на миналата седмица]." => "2025-06-06",
                "Премиерът ще говори [в сряда вечерта]." => "2025-06-11T1",
                "Заседанието започва [в 10,30 ч.]." => "2025-06-10T10:30",
                "Изборите ще бъдат [в края на октомври]." => "2025-10-2",
                "Двамата преговаряха [през лятото на 2021 г.]." => "2021-06-01",
            ], match: at),
        TimeRule(
            name: "bare",
            examples: [
                "Радев се върна от Атина [вчера]." => "2025-06-09",
                "Мицотакис беше в София [миналата седмица]." => "2025-06-02",
                "Договорът носи дата [20.10.2024 г.]" => "2024-10-20",
                "[Утре следобед] Желязков ще приеме посланика." => "2025-06-11T1",
            ], match: bare),
        TimeRule(
            name: "soon",
            examples: [
                "Двамата ще се видят [скоро]." => "2025-06-10T09:00/?",
                "Санчес беше в Пекин [наскоро]." => "?/2025-06-10T09:00",
            ], match: soon),
        TimeRule(
            name: "lasting",
            examples: [
                "Разговорът продължи [почти три часа]." => "duration",
                "След [двучасов] разговор лидерите си тръгнаха." => "duration",
            ], match: lasting),
        TimeRule(
            name: "meanwhile",
            examples: ["Мерц е в Киев. Макрон говори с Путин [по това време]." => "?/?"], match: meanwhile),
        TimeRule(
            name: "then",
            examples: ["Двамата се видяха на 3 юни. [Тогава] те се разбраха." => "2025-06-03"], match: then),
    ]
}
