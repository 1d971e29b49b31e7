import Chronicle
import Language

/// A way in which a text gives a person an office.
struct AffiliationRule: NamedRule {
    let name: StaticString
    let examples: [RuleExample]
    /// The person (an index of ``Document/actors``) to whom an office phrase gives the office, or nil.
    let person: @Sendable (OfficePhraseReader, OfficePhrase, Range<Int>) -> Int?

    /// It adds nothing where the article gives the person an office by name.
    var isWeak = false

    /// Every rule; the first that answers decides.
    static let all: [AffiliationRule] = [
        AffiliationRule(
            name: "counterpart",
            examples: ["Лавров очаква турския си [колега] Хакан Фидан." => "Хакан Фидан"], person: counterpart),
        AffiliationRule(
            name: "title-before-name",
            examples: ["Пристига [държавният секретар] на САЩ Марко Рубио." => "Марко Рубио: държавен секретар"],
            person: titleBeforeName),
        AffiliationRule(
            name: "apposition-after-name",
            examples: [
                "Кая Калас, [върховен представител] на ЕС, беше в София." => "Кая Калас: върховен представител",
                "Марк Рюте ([генерален секретар] на НАТО) е оптимист." => "Марк Рюте: генерален секретар",
            ], person: appositionAfterName),
        AffiliationRule(
            name: "as-office",
            examples: [
                "Фридрих Мерц беше избран. Мерц като [канцлер] ще пътува често." => "Фридрих Мерц: канцлер"
            ], person: asOffice),
        AffiliationRule(
            name: "is-office",
            examples: ["Наталия Киселова е [председател] на парламента." => "Наталия Киселова: председател"],
            person: isOffice),
        AffiliationRule(
            name: "description",
            examples: ["[Френският президент] се завърна от Киев." => "Еманюел Макрон: президент"], person: description,
            isWeak: true),
    ]

    /// „френския си колега Жан-Ноел Баро“: the office is that of somebody else.
    @Sendable private static func counterpart(
        _ reader: OfficePhraseReader, _ phrase: OfficePhrase, _ sentence: Range<Int>
    ) -> Int? {
        phrase.isCounterpart ? person(after: phrase, reader, sentence) : nil
    }

    /// „държавният секретар на САЩ Марко Рубио“
    @Sendable private static func titleBeforeName(
        _ reader: OfficePhraseReader, _ phrase: OfficePhrase, _ sentence: Range<Int>
    ) -> Int? {
        phrase.isCounterpart ? nil : person(after: phrase, reader, sentence)
    }

    private static func person(
        after phrase: OfficePhrase, _ reader: OfficePhraseReader, _ sentence: Range<Int>
    ) -> Int? {
        var next = phrase.tokens.upperBound
        // „президентът господин Макрон“
        if next < sentence.upperBound, reader.has(next, reader.vocabulary.honorific), reader.name(next) == nil {
            next += 1
        }
        return next < sentence.upperBound ? reader.person(beginningAt: next) : nil
    }

    /// „Марко Рубио, държавен секретар на САЩ, …“, „Марко Рубио (държавен секретар)“
    @Sendable private static func appositionAfterName(
        _ reader: OfficePhraseReader, _ phrase: OfficePhrase, _ sentence: Range<Int>
    ) -> Int? {
        let before = phrase.tokens.lowerBound - 1
        guard before > sentence.lowerBound, !phrase.isCounterpart,
            reader.form(before) == reader.vocabulary.comma || reader.form(before) == reader.vocabulary.opening
                || reader.form(before) == reader.vocabulary.dash
        else { return nil }
        let end = phrase.tokens.upperBound
        guard end >= sentence.upperBound || reader.document.tokens[end].kind == .punctuation else { return nil }
        return reader.person(endingAt: before)
    }

    /// „Марко Рубио като държавен секретар“
    @Sendable private static func asOffice(
        _ reader: OfficePhraseReader, _ phrase: OfficePhrase, _ sentence: Range<Int>
    ) -> Int? {
        let before = phrase.tokens.lowerBound - 1
        guard before > sentence.lowerBound, reader.form(before) == reader.vocabulary.as, !phrase.isCounterpart else {
            return nil
        }
        if let person = reader.person(endingAt: before) { return person }
        // „Като министър Рубио …“
        let next = phrase.tokens.upperBound
        return next < sentence.upperBound ? reader.person(beginningAt: next) : nil
    }

    /// „Марко Рубио е държавен секретар на САЩ“
    @Sendable private static func isOffice(
        _ reader: OfficePhraseReader, _ phrase: OfficePhrase, _ sentence: Range<Int>
    ) -> Int? {
        let before = phrase.tokens.lowerBound - 1
        guard before > sentence.lowerBound, reader.vocabulary.words.isPresent.contains(reader.form(before)),
            !phrase.isCounterpart
        else { return nil }
        return reader.person(endingAt: before)
    }

    /// „френският президент“ alone, where linking knows who that is.
    @Sendable private static func description(
        _ reader: OfficePhraseReader, _ phrase: OfficePhrase, _ sentence: Range<Int>
    ) -> Int? {
        guard !phrase.isCounterpart else { return nil }
        return reader.described(by: phrase.head)
    }
}

extension OfficePhraseReader {
    /// The person whose name begins at a token.
    func person(beginningAt token: Int) -> Int? {
        guard let mention = name(token), mention.tokens.lowerBound == token else { return nil }
        return person(mention)
    }

    /// The person whose name ends right before a token.
    func person(endingAt token: Int) -> Int? {
        guard let mention = name(token - 1), mention.tokens.upperBound == token else { return nil }
        return person(mention)
    }

    private func person(_ mention: Mention) -> Int? {
        guard mention.form == .name, mention.actors.count == 1, let actor = mention.actors.first,
            document.actors[actor].actor.type == .person
        else { return nil }
        return actor
    }

    /// The one person that a description covering a token stands for.
    func described(by token: Int) -> Int? {
        guard let mention = description(token), mention.actors.count == 1, let actor = mention.actors.first,
            document.actors[actor].actor.type == .person
        else { return nil }
        return actor
    }
}
