import Chronicle
import Language

/// Offices that somebody is told to take, hold or leave.
extension AffiliationRule {
    static let verbRules: [AffiliationRule] = [
        AffiliationRule(
            name: "appointed",
            examples: [
                "Стефан Калпаков беше избран за [председател на съвета] на 12 май." => "current from 2025-05-12",
                "Съветът избра Лора Бисерова за [директор]." => "Лора Бисерова: директор",
                "Утре Лора Бисерова ще бъде назначена за [директор]." => "designated",
            ], holdings: appointed),
        AffiliationRule(
            name: "succeeded",
            examples: [
                "Лора Бисерова наследи Стефан Калпаков на поста [директор на музея]."
                    => "Стефан Калпаков: директор на музея former"
            ], holdings: succeeded),
        AffiliationRule(
            name: "took-office",
            examples: [
                "Стефан Калпаков стана [министър на културата] през 2024 г." => "current from 2024-01-01",
                "Лора Бисерова встъпи в длъжност като [кмет] на 12 май." => "current from 2025-05-12",
                "Лора Бисерова ще заеме поста [директор]." => "designated",
            ], holdings: tookOffice),
        AffiliationRule(
            name: "left-office",
            examples: [
                "Стефан Калпаков подаде оставка като [кмет] през май." => "former until 2025-06-01",
                "Лора Бисерова беше освободена от поста [директор]." => "former",
            ], holdings: leftOffice),
        AffiliationRule(
            name: "was-office",
            examples: ["Стефан Калпаков беше [министър на културата] от 2014 до 2019 г." => "former from 2014-01-01"],
            holdings: wasOffice),
        AffiliationRule(
            name: "will-be-office",
            examples: ["Лора Бисерова ще бъде новият [директор]." => "Лора Бисерова: директор designated"],
            holdings: willBeOffice),
    ]

    /// „X беше избран за …“, „избраха X за …“, „за … беше избран X“
    @Sendable private static func appointed(
        _ reader: OfficePhraseReader, _ phrase: OfficePhrase, _ sentence: Range<Int>
    ) -> [OfficeHolding] {
        guard let link = reader.link(before: phrase, in: sentence), link.kind == .for else { return [] }
        if let verb = reader.verb(reader.vocabulary.appoint, before: link.start, in: sentence), verb.isTold {
            let named = reader.person(endingAt: link.start) ?? reader.person(after: phrase, in: sentence)
            let person = named ?? (verb.isOfSubject ? reader.subject(of: verb.start) : nil)
            return one(person, verb.standing, reader.term(of: verb, beginning: true))
        }
        guard let verb = reader.verb(reader.vocabulary.appoint, rightAfter: phrase), verb.isTold, verb.isOfSubject
        else {
            return []
        }
        return one(reader.person(beginningAt: verb.end), verb.standing, reader.term(of: verb, beginning: true))
    }

    /// „X наследи Y на поста …“: one office, two people.
    @Sendable private static func succeeded(
        _ reader: OfficePhraseReader, _ phrase: OfficePhrase, _ sentence: Range<Int>
    ) -> [OfficeHolding] {
        guard let link = reader.link(before: phrase, in: sentence), link.kind != .for,
            let verb = reader.verb(reader.vocabulary.succeed, before: link.start, in: sentence), verb.isTold,
            let former = reader.person(endingAt: link.start), let next = reader.subject(of: verb.start), next != former
        else { return [] }
        let begun = one(next, verb.standing, reader.term(of: verb, beginning: true))
        return verb.standing == nil ? begun + one(former, .former, reader.term(of: verb, beginning: false)) : begun
    }

    /// „X стана …“, „X встъпи в длъжност като …“, „X зае поста …“
    @Sendable private static func tookOffice(
        _ reader: OfficePhraseReader, _ phrase: OfficePhrase, _ sentence: Range<Int>
    ) -> [OfficeHolding] {
        let link = reader.link(before: phrase, in: sentence)
        guard link?.kind != .for else { return [] }
        let start = link?.start ?? phrase.tokens.lowerBound
        guard let verb = reader.verb(reader.vocabulary.take, before: start, in: sentence), verb.isTold,
            link != nil || verb.end == start
        else { return [] }
        return one(reader.subject(of: verb.start), verb.standing, reader.term(of: verb, beginning: true))
    }

    /// „X подаде оставка като …“, „X беше освободен от поста …“, „освободиха X от поста …“
    @Sendable private static func leftOffice(
        _ reader: OfficePhraseReader, _ phrase: OfficePhrase, _ sentence: Range<Int>
    ) -> [OfficeHolding] {
        guard let link = reader.link(before: phrase, in: sentence), link.kind != .for else { return [] }
        let words = reader.vocabulary
        let resigned = reader.verb(words.resign, before: link.start, in: sentence).flatMap { verb in
            (verb.end..<link.start).contains { reader.has($0, words.resignation) } ? verb : nil
        }
        let left = link.kind == .post ? reader.verb(words.leave, before: link.start, in: sentence) : nil
        guard let verb = resigned ?? left, verb.isTold else { return [] }
        // Who is still to leave holds it.
        let standing = verb.standing == nil ? AffiliationReported.Standing.former : .current
        let person = reader.person(endingAt: link.start) ?? reader.subject(of: verb.start)
        return one(person, standing, reader.term(of: verb, beginning: false))
    }

    /// „X беше министър“
    @Sendable private static func wasOffice(
        _ reader: OfficePhraseReader, _ phrase: OfficePhrase, _ sentence: Range<Int>
    ) -> [OfficeHolding] {
        let before = phrase.tokens.lowerBound - 1
        let words = reader.vocabulary.words
        guard before > sentence.lowerBound, !phrase.isCounterpart,
            words.isPast.contains(reader.form(before)) || words.isRenarrated.contains(reader.form(before)),
            let verb = reader.verb(endingAt: before + 1), !verb.isNegated
        else { return [] }
        return one(reader.subject(of: verb.start), .former)
    }

    /// „X ще бъде министър“
    @Sendable private static func willBeOffice(
        _ reader: OfficePhraseReader, _ phrase: OfficePhrase, _ sentence: Range<Int>
    ) -> [OfficeHolding] {
        guard let verb = reader.verb(endingAt: phrase.tokens.lowerBound), verb.group?.tense == .future, !verb.isNegated,
            reader.vocabulary.words.isFuture.contains(reader.form(phrase.tokens.lowerBound - 1)), !phrase.isCounterpart
        else { return [] }
        return one(reader.subject(of: verb.start), .designated)
    }
}
