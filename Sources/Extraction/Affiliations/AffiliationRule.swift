import Chronicle
import Language

/// A way in which a text gives a person an office.
struct AffiliationRule: NamedRule {
    let name: StaticString
    let examples: [RuleExample]
    /// Who holds the office that a phrase in a sentence names; nobody where the rule does not apply.
    let holdings: @Sendable (OfficePhraseReader, OfficePhrase, Range<Int>) -> [OfficeHolding]

    /// It adds nothing where the article gives the person an office by name.
    var isWeak = false
    /// It is for the office of several: „министрите“.
    var isForSeveral = false

    /// Every rule; the first that answers decides.
    static let all: [AffiliationRule] =
        verbRules + [
            AffiliationRule(
                name: "counterpart",
                examples: ["Лавров очаква турския си [колега] Хакан Фидан." => "Хакан Фидан"], holdings: counterpart),
            AffiliationRule(
                name: "aide-of-office",
                examples: [
                    "[Съветникът на министъра] Стефан Калпаков отказа." => "Стефан Калпаков: съветник на министъра"
                ], holdings: aideOfOffice),
            AffiliationRule(
                name: "title-before-name",
                examples: [
                    "Пристига [държавният секретар] на САЩ Марко Рубио." => "Марко Рубио: държавен секретар",
                    "[Зам.-министърът на труда и социалната политика] Стефан Калпаков отказа."
                        => "Стефан Калпаков: заместник-министър на труда и социалната политика",
                ], holdings: titleBeforeName),
            AffiliationRule(
                name: "titles-before-names",
                examples: [
                    "[Външните министри] на Гърция и Кипър Стефан Калпаков и Лора Бисерова отпътуваха."
                        => "Лора Бисерова: външен министър"
                ], holdings: titlesBeforeNames, isForSeveral: true),
            AffiliationRule(
                name: "apposition-after-name",
                examples: [
                    "Кая Калас, [върховен представител] на ЕС, беше в София." => "Кая Калас: върховен представител",
                    "Марк Рюте ([генерален секретар] на НАТО) е оптимист." => "Марк Рюте: генерален секретар",
                    "Стефан Калпаков, [кмет на Плевен] от 2019 г., отказа." => "current from 2019-01-01",
                    "Лора Бисерова, [директор] от 2014 до 2019 г., отказа."
                        => "former from 2014-01-01 until 2020-01-01",
                ], holdings: appositionAfterName),
            AffiliationRule(
                name: "as-office",
                examples: [
                    "Фридрих Мерц беше избран. Мерц като [канцлер] ще пътува често." => "Фридрих Мерц: канцлер"
                ], holdings: asOffice),
            AffiliationRule(
                name: "is-office",
                examples: ["Наталия Киселова е [председател] на парламента." => "Наталия Киселова: председател"],
                holdings: isOffice),
            AffiliationRule(
                name: "description",
                examples: ["[Френският президент] се завърна от Киев." => "Еманюел Макрон: президент"],
                holdings: description, isWeak: true),
        ]

    /// „френския си колега Жан-Ноел Баро“: the office is that of somebody else.
    @Sendable private static func counterpart(
        _ reader: OfficePhraseReader, _ phrase: OfficePhrase, _ sentence: Range<Int>
    ) -> [OfficeHolding] {
        guard phrase.isCounterpart else { return [] }
        return one(reader.person(after: phrase, in: sentence))
    }

    /// „помощникът на президента Владимир Мединский“, of whom is known that he is not the president.
    @Sendable private static func aideOfOffice(
        _ reader: OfficePhraseReader, _ phrase: OfficePhrase, _ sentence: Range<Int>
    ) -> [OfficeHolding] {
        guard phrase.chief != nil else { return [] }
        return one(reader.person(after: phrase, in: sentence))
    }

    /// „държавният секретар на САЩ Марко Рубио“
    @Sendable private static func titleBeforeName(
        _ reader: OfficePhraseReader, _ phrase: OfficePhrase, _ sentence: Range<Int>
    ) -> [OfficeHolding] {
        guard !phrase.isCounterpart, !reader.isChief(phrase, in: sentence) else { return [] }
        return one(reader.person(after: phrase, in: sentence))
    }

    /// „външните министри на Индия и Пакистан X и Y“: to each his own country, where there are as many.
    @Sendable private static func titlesBeforeNames(
        _ reader: OfficePhraseReader, _ phrase: OfficePhrase, _ sentence: Range<Int>
    ) -> [OfficeHolding] {
        let persons = reader.persons(listedFrom: phrase.end, in: sentence)
        guard persons.count > 1 else { return [] }
        return persons.enumerated().map { index, person in
            let isMatched = phrase.countries.count == persons.count
            return OfficeHolding(person: person, country: isMatched ? phrase.countries[index] : phrase.country)
        }
    }

    /// „Марко Рубио, държавен секретар на САЩ, …“, „Марко Рубио (държавен секретар)“
    @Sendable private static func appositionAfterName(
        _ reader: OfficePhraseReader, _ phrase: OfficePhrase, _ sentence: Range<Int>
    ) -> [OfficeHolding] {
        let before = phrase.tokens.lowerBound - 1
        guard before > sentence.lowerBound, !phrase.isCounterpart,
            reader.form(before) == reader.vocabulary.comma || reader.form(before) == reader.vocabulary.opening
                || reader.form(before) == reader.vocabulary.dash
        else { return [] }
        guard phrase.end >= sentence.upperBound || reader.document.tokens[phrase.end].kind == .punctuation else {
            return []
        }
        return one(reader.person(endingAt: before))
    }

    /// „Марко Рубио като държавен секретар“
    @Sendable private static func asOffice(
        _ reader: OfficePhraseReader, _ phrase: OfficePhrase, _ sentence: Range<Int>
    ) -> [OfficeHolding] {
        let before = phrase.tokens.lowerBound - 1
        guard before > sentence.lowerBound, reader.form(before) == reader.vocabulary.as, !phrase.isCounterpart else {
            return []
        }
        // „Като министър Рубио …“
        return one(reader.person(endingAt: before) ?? reader.person(after: phrase, in: sentence))
    }

    /// „Марко Рубио е държавен секретар на САЩ“
    @Sendable private static func isOffice(
        _ reader: OfficePhraseReader, _ phrase: OfficePhrase, _ sentence: Range<Int>
    ) -> [OfficeHolding] {
        let before = phrase.tokens.lowerBound - 1
        guard before > sentence.lowerBound, reader.vocabulary.words.isPresent.contains(reader.form(before)),
            !phrase.isCounterpart
        else { return [] }
        return one(reader.person(endingAt: before))
    }

    /// „френският президент“ alone, where linking knows who that is.
    @Sendable private static func description(
        _ reader: OfficePhraseReader, _ phrase: OfficePhrase, _ sentence: Range<Int>
    ) -> [OfficeHolding] {
        // Of „говорителят на президента“ linking may mean the one or the other.
        guard !phrase.isCounterpart, !reader.isAide(phrase, in: sentence) else { return [] }
        return one(reader.described(by: phrase.head))
    }

    static func one(
        _ person: Int?, _ standing: AffiliationReported.Standing? = nil, _ term: OfficeTerm? = nil
    ) -> [OfficeHolding] {
        person.map { [OfficeHolding(person: $0, standing: standing, term: term)] } ?? []
    }
}
