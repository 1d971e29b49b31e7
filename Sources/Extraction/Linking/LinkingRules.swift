/// By what a mention is given its actor.
enum LinkingRules {
    /// For names and adjectives.
    static let names = [
        ListedRule(
            name: "in-knowledge",
            examples: [
                "[Европейската комисия] отложи решението." => "is Q",
                "[Урсула фон дер Лайен] замина за Прага." => "is Q",
            ]),
        ListedRule(
            name: "without-article",
            examples: ["Статията излезе в [The Politico]." => "Politico is"]),
        ListedRule(
            name: "introduced-abbreviation",
            examples: [
                "Националният съвет за морско дело (НСМД) отказа. От [НСМД] обявиха нов търг."
                    => "is organisation/natsionalen-savet-za-morsko-delo"
            ]),
        ListedRule(
            name: "institution",
            examples: ["Изявлението е на [Министерството на отбраната на Сърбия]." => "organisation/"]),
        ListedRule(
            name: "other-name",
            examples: ["Военни влязоха в град [Табузан]." => "is place/tabuzan"]),
        ListedRule(
            name: "same-person",
            examples: [
                "Новият кмет е Стефан Калпаков. Преди година [Стефан Андреев Калпаков] беше учител."
                    => "is person/stefan-kalpakov"
            ]),
        ListedRule(
            name: "another-spelling",
            examples: ["Това каза [Дмитри Песков]." => "is person/dmitry-peskov"]),
        ListedRule(
            name: "new-person",
            examples: ["Новият кмет е [Стефан Калпаков]." => "is person/stefan-kalpakov"]),
        ListedRule(
            name: "short-name",
            examples: [
                "Стефан Калпаков е новият кмет. Вчера [Калпаков] положи клетва." => "is person/stefan-kalpakov"
            ]),
        ListedRule(
            name: "known-surname",
            examples: ["Вчера [Макрон] замина за Брюксел." => "is Q"]),
        ListedRule(
            name: "inhabitant-as-person",
            examples: ["Макрон разговаря с Мерц в Берлин. [Французинът] остана за вечеря." => "is Q3052772"]),
    ]

    /// For titles, descriptions and pronouns.
    static let descriptions = [
        ListedRule(
            name: "title-of-name",
            examples: ["[Премиерът] Росен Желязков е в Рим." => "is person/rosen-zhelyazkov"]),
        ListedRule(
            name: "office-of-each",
            examples: ["[Президентите] на Франция и България разговаряха." => "Q3052772, Q26257557"]),
        ListedRule(
            name: "two-of-an-office",
            examples: [
                "Президентът Румен Радев пристигна при президента Никушор Дан. [Президентите] обядваха."
                    => "Q26257557, Q11163124"
            ]),
        ListedRule(
            name: "counterpart",
            examples: ["Радев замина за Атина. Там го чака [гръцкият му колега]." => "is Q"]),
        ListedRule(
            name: "host-or-guest",
            examples: ["Мерц посрещна Макрон в Берлин. [Домакинът] говори пръв." => "is Q566257"]),
        ListedRule(
            name: "description",
            examples: [
                "[Британският премиер] се завърна от Киев." => "is Q6383803",
                "Мерц посети Киев. [Канцлерът] обеща ракети." => "is Q566257",
            ]),
        ListedRule(
            name: "several-together",
            examples: [
                "Макрон разговаря с Мерц. [Двамата] се познават отдавна." => "Q3052772, Q566257",
                "Президентът Румен Радев покани президента Никушор Дан. [Двамата президенти] се познават."
                    => "Q26257557, Q11163124",
            ]),
        ListedRule(
            name: "pronoun-of-subject",
            examples: ["Кая Калас пристигна в София. [Тя] ще остане два дни." => "is Q"]),
    ]
}
