/// A way in which a text reports what somebody says.
struct StatementRule: NamedRule {
    let name: StaticString
    let examples: [RuleExample]
    /// The report whose cue begins at a token, or nil.
    let match: @Sendable (StatementReader, Int) -> StatementDraft?

    /// Every rule; the first that matches at a token decides.
    static let all: [StatementRule] = [
        StatementRule(
            name: "according-to",
            examples: [
                "[Според] Фридрих Мерц примирието е възможно." => "Фридрих Мерц: примирието е възможно",
                "Рубио говори пред Си Ен Ен. [Според] него преговорите напредват." => "Марко Рубио",
            ], match: accordingTo),
        StatementRule(
            name: "by-words-of",
            examples: ["По [думите] на Кая Калас санкциите работят." => "Кая Калас: санкциите работят"],
            match: byWordsOf),
        StatementRule(
            name: "headline-colon",
            examples: ["Желязков[:] Бюджетът е готов" => "Росен Желязков: Бюджетът е готов"], match: headlineColon),
        StatementRule(
            name: "passive",
            examples: ["Предложението беше [отхвърлено] от Виктор Орбан." => "Виктор Орбан"], match: passive),
        StatementRule(
            name: "said-in-text",
            examples: ["В доклада на Европейската комисия се [казва], че цените растат." => "Европейска комисия"],
            match: text),
        StatementRule(
            name: "verb-of-saying",
            examples: [
                "Росен Желязков [заяви], че бюджетът е готов." => "Росен Желязков: бюджетът е готов",
                "„Няма да отстъпим“, [каза] Володимир Зеленски." => "Володимир Зеленски: Няма да отстъпим",
            ], match: saying),
        StatementRule(
            name: "verb-of-doing",
            examples: ["Еманюел Макрон [предложи] ново примирие." => "Еманюел Макрон: ново примирие"], match: doing),
        StatementRule(
            name: "refusal",
            examples: ["Еманюел Макрон [отказа] да коментира информацията." => "Еманюел Макрон"], match: refusing),
        StatementRule(
            name: "let-understand",
            examples: ["Еманюел Макрон [даде] да се разбере, че ще дойде." => "Еманюел Макрон"], match: letting),
        StatementRule(
            name: "verb-with-clause",
            examples: [
                "Марк Рюте [отбеляза], че Европа трябва да плаща повече." => "Марк Рюте: Европа трябва да плаща повече"
            ], match: clause),
        StatementRule(
            name: "verb-with-as",
            examples: ["Доналд Туск [определи] решението като грешка." => "Доналд Туск"], match: characterising),
        StatementRule(
            name: "tag-of-quotation",
            examples: ["Споразумение няма да има, [смята] Радев." => "Румен Радев: Споразумение няма да има"],
            match: tagging),
        StatementRule(
            name: "noun-of-saying",
            examples: ["Урсула фон дер Лайен отправи [призив] за единство." => "Урсула фон дер Лайен"], match: deed),
        StatementRule(
            name: "noun-with-clause",
            examples: ["Еманюел Макрон изненада всички с [изявлението] си, че ще дойде." => "Еманюел Макрон"],
            match: deedWithClause),
        StatementRule(
            name: "carried",
            examples: ["Ройтерс [цитира] анонимен дипломат." => "Ройтерс"], match: carried),
        StatementRule(
            name: "verdict",
            examples: ["Марк Рюте беше [категоричен], че съюзът ще устои." => "Марк Рюте: съюзът ще устои"],
            match: verdict),
        StatementRule(
            name: "gerund",
            examples: [
                "Георг Георгиев защити договора, [посочвайки], че България печели от него."
                    => "Георг Георгиев: България печели от него"
            ], match: gerund),
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
