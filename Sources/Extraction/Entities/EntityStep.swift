/// A step that looks through the whole document for names, and the rules by which it finds them.
///
/// The rules are proposals to the trained tagger; their names are among what it weighs.
struct EntityStep: Sendable {
    /// What it calls what it finds.
    let rules: [ListedRule]
    let apply: @Sendable (inout EntityWork) -> Void

    /// What rules find by themselves, in order; each step takes tokens that no earlier one took.
    static let proposals: [EntityStep] = [
        EntityStep(
            rules: [
                ListedRule(
                    name: "known-name",
                    examples: [
                        "Радев замина за [Атина]." => "place Атина",
                        "[Европейската комисия] отложи решението." => "organisation Европейска комисия",
                    ]),
                ListedRule(
                    name: "part-of-place",
                    examples: ["Дъжд валя в [Южна Испания]." => "place Южна Испания"]),
                ListedRule(
                    name: "shared-place",
                    examples: [
                        "Компанията строи заводи в [Централна] и Източна Европа." => "place Централна Европа"
                    ]),
            ], apply: KnownNameRule.apply),
        EntityStep(
            rules: [
                ListedRule(
                    name: "web-address",
                    examples: ["Докладът е публикуван в сайта [primernovini.bg]." => "product"])
            ], apply: WebAddressRule.apply),
        EntityStep(
            rules: [
                ListedRule(
                    name: "quoted-medium",
                    examples: ["Интервюто излезе във вестник „[Утринни вести]“." => "product Утринни вести"]),
                ListedRule(
                    name: "quoted-place",
                    examples: ["Протестът е на площад „[Независимост]“." => "place"]),
                ListedRule(
                    name: "quoted-organisation",
                    examples: ["Сдружение „[Чиста река]“ иска проверка." => "organisation"]),
                ListedRule(
                    name: "quoted-work",
                    examples: ["Режисьорът представи филма „[Последна гара]“." => "product Последна гара"]),
                ListedRule(
                    name: "quoted-event",
                    examples: ["Певицата ще открие фестивала „[Морски звуци]“." => "event Морски звуци"]),
                ListedRule(
                    name: "company-by-legal-form",
                    examples: ["Търгът е спечелен от „[Балканстрой]“ ЕООД." => "organisation Балканстрой"]),
                ListedRule(
                    name: "head-of-quoted-name",
                    examples: ["Съобщението е на [Агенция „Ройтерс“]." => "organisation Агенция „Ройтерс“"]),
            ], apply: QuotedNameRule.apply),
        EntityStep(
            rules: [
                ListedRule(
                    name: "organisation-by-head",
                    examples: [
                        "Случая разследва [Агенцията за морски превози]." => "organisation Агенция за морски превози"
                    ]),
                ListedRule(
                    name: "parliament-of-country",
                    examples: ["Законът мина през [чешкия парламент]." => "organisation чешкия парламент"]),
                ListedRule(
                    name: "body-of-country",
                    examples: ["[Италианското правителство] обеща помощ." => "organisation"]),
            ], apply: OrganisationRule.apply),
        EntityStep(
            rules: [
                ListedRule(
                    name: "event-by-head",
                    examples: ["Книгата е за [Тридесетгодишната война]." => "event Тридесетгодишна война"])
            ], apply: EventRule.apply),
        EntityStep(
            rules: [
                ListedRule(
                    name: "name-after-title",
                    examples: ["Премиерът [Уисън] подаде оставка." => "person Уисън"]),
                ListedRule(
                    name: "name-after-place-noun",
                    examples: ["Военни влязоха в град [Табузан]." => "place Табузан"]),
                ListedRule(
                    name: "name-after-medium-noun",
                    examples: ["Снимката излезе във вестник [Таймсън]." => "product Таймсън"]),
                ListedRule(
                    name: "name-after-body-noun",
                    examples: ["Сделката сключи фирма [Зентрон]." => "organisation Зентрон"]),
                ListedRule(
                    name: "first-name",
                    examples: ["Новият кмет е [Стефан Калпаков]." => "person Стефан Калпаков"]),
                ListedRule(
                    name: "name-after-profession",
                    examples: ["Книгата е на журналиста [Лоик Дюпре]." => "person Лоик Дюпре"]),
                ListedRule(
                    name: "surname-ending",
                    examples: ["Гол отбеляза [Калпаковски]." => "person Калпаковски"]),
                ListedRule(
                    name: "name-after-place-preposition",
                    examples: ["Семейството живее в [Търдобан]." => "place Търдобан"]),
                ListedRule(
                    name: "single-unknown-name",
                    examples: ["Накрая [Уорбек] отказа." => "person Уорбек"]),
                ListedRule(
                    name: "run-of-words",
                    examples: ["Договорът е на [Нова Енергия]." => "organisation Нова Енергия"]),
                ListedRule(
                    name: "run-of-unknown-names",
                    examples: ["Наградата получи [Уорбек Тинли]." => "person Уорбек Тинли"]),
                ListedRule(
                    name: "abbreviation",
                    examples: ["Решението е на [БРТК]." => "organisation БРТК"]),
                ListedRule(
                    name: "latin-name",
                    examples: ["Заводът е на [Norvex]." => "organisation Norvex"]),
            ], apply: CapitalisedRunRule.apply),
        EntityStep(
            rules: [
                ListedRule(
                    name: "generation",
                    examples: ["Съдът оправда [Стефан Калпаков-младши]." => "person Стефан Калпаков-младши"])
            ], apply: GenerationRule.apply),
        EntityStep(
            rules: [
                ListedRule(
                    name: "namesake",
                    examples: [
                        "Адвокатът Ашли Фокс пристигна в съда. Журналистите чакаха [Фокс] отвън." => "person Фокс"
                    ])
            ], apply: NamesakeRule.apply),
        EntityStep(
            rules: [
                ListedRule(
                    name: "same-word-elsewhere",
                    examples: [
                        "Джон Уорбек даде интервю. Журналист попита [Уорбек] за войната." => "person Уорбек"
                    ])
            ], apply: ConsistencyRule.apply),
        EntityStep(
            rules: [
                ListedRule(
                    name: "adjective-of-country",
                    examples: ["[Гръцките] медии пишат за визитата." => "country гръцки"]),
                ListedRule(
                    name: "inhabitant",
                    examples: ["Златото спечели млад [норвежец]." => "group"]),
                ListedRule(
                    name: "inhabitants",
                    examples: ["През септември [норвежците] гласуват." => "group"]),
                ListedRule(
                    name: "group-noun",
                    examples: [
                        "Законът беше приет с гласовете на [социалдемократите]." => "group социалдемократи"
                    ]),
            ], apply: GroupRule.apply),
    ]

    /// What is put right once the tagger has decided; ``proposals`` has those that are asked twice.
    static let corrections: [EntityStep] = [
        EntityStep(rules: [], apply: GenerationRule.apply),
        EntityStep(rules: [], apply: NamesakeRule.apply),
        EntityStep(
            rules: [
                ListedRule(
                    name: "introduced-abbreviation",
                    examples: [
                        "Националният съвет за морско дело (НСМД) отказа. Това беше за [НСМД] удар."
                            => "organisation НСМД"
                    ])
            ], apply: IntroducedAbbreviationRule.apply),
        EntityStep(
            rules: [
                ListedRule(
                    name: "one-type",
                    examples: [
                        "Накрая и [Зентрон] отказа. Фирма Зентрон фалира. Компанията Зентрон мълчи."
                            => "organisation Зентрон"
                    ])
            ], apply: OneTypeRule.apply),
    ]

    /// Names that only the tagger sees.
    static let model = ListedRule(
        name: "model",
        examples: [
            "Делото е във [Върховния административен съд на Гърция]."
                => "organisation Върховен административен съд на Гърция"
        ])

    /// All steps, with the tagger between proposals and corrections.
    static let all = proposals + [EntityStep(rules: [model], apply: { _ in })] + corrections
}
