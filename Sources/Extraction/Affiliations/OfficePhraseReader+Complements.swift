import Chronicle
import Language

/// What follows an office's noun: of which country and organisation, for what, from when on.
extension OfficePhraseReader {
    /// Most words that a complement may have.
    private static let complementTokensMax = 8

    func readComplements(_ phrase: inout OfficePhrase, _ words: inout [String], _ sentence: Range<Int>) {
        var token = phrase.tokens.upperBound
        let limit = min(sentence.upperBound, token + Self.complementTokensMax * 2)
        if isParticiple(phrase.head), let end = object(at: token, limit, &phrase, &words) {
            token = end
            phrase.tokens = phrase.tokens.lowerBound..<token
        }
        while token < limit {
            if vocabulary.words.possessives.contains(form(token)) || form(token) == vocabulary.words.possessiveReflexive
            {
                token += 1
            } else if isComplement(token), token + 1 < limit,
                let end = complement(at: token, limit, &phrase, &words, sentence)
            {
                token = end
            } else {
                return
            }
            phrase.tokens = phrase.tokens.lowerBound..<token
        }
    }

    /// The end of what „командващия“ commands: an organisation or a noun.
    private func object(
        at token: Int, _ limit: Int, _ phrase: inout OfficePhrase, _ words: inout [String]
    ) -> Int? {
        if let named = name(token), named.form == .name, let actor = named.actors.first {
            guard document.actors[actor].actor.type == .organisation else { return nil }
            phrase.organisation = actor
            return named.tokens.upperBound
        }
        guard let end = nounEnd(from: token, limit), document.tokens[end - 1].grammar.contains(.definite) else {
            return nil
        }
        words.append(document.words(token..<end).lowercased())
        return end
    }

    /// The end of the complement that a preposition opens; nil where it is none.
    private func complement(
        at token: Int, _ limit: Int, _ phrase: inout OfficePhrase, _ words: inout [String], _ sentence: Range<Int>
    ) -> Int? {
        if let named = name(token + 1), named.form == .name, named.tokens.lowerBound == token + 1 {
            guard take(named, &phrase, after: token, &words) else { return nil }
            return phrase.isPlural
                ? readCountries(&phrase, from: named.tokens.upperBound, limit) : named.tokens.upperBound
        }
        if let chief = chief(after: token, limit, phrase, sentence) {
            words.append(document.words(token..<(chief + 1)).lowercased())
            phrase.chief = chief
            return chief + 1
        }
        // „ръководителите на двете делегации“: each has one of them.
        if phrase.isPlural, vocabulary.words.both.contains(form(token + 1)) { return nounEnd(from: token + 2, limit) }
        // „президентът на Косово по …“: what follows a country is no field of the office.
        guard takesField(token, in: phrase), let end = fieldEnd(from: token + 1, limit),
            !isWithin(token) || person(beginningAt: end) != nil
        else { return nil }
        words.append(document.words(token..<end).lowercased())
        // „лидера на движението АНО“
        guard let named = name(end), named.form == .name, named.tokens.lowerBound == end, end < limit,
            let actor = named.actors.first, document.actors[actor].actor.type == .organisation
        else { return end }
        phrase.organisation = actor
        return named.tokens.upperBound
    }

    private func isComplement(_ token: Int) -> Bool {
        let form = form(token)
        return form == vocabulary.words.of || form == vocabulary.by || form == vocabulary.words.for || isWithin(token)
            || form == vocabulary.words.from || form == vocabulary.to
    }

    private func isWithin(_ token: Int) -> Bool { vocabulary.words.within.contains(form(token)) }

    /// „на отбраната“, „по търговията“, „за защита“, „в президентството“, but not „от името“.
    private func takesField(_ token: Int, in phrase: OfficePhrase) -> Bool {
        let form = form(token)
        if form == vocabulary.by { return phrase.countries.isEmpty }
        return form == vocabulary.words.of || form == vocabulary.words.for || isWithin(token)
    }

    /// Takes a country or organisation; towns stay part of the office's name.
    private func take(_ mention: Mention, _ phrase: inout OfficePhrase, after preposition: Int, _ words: inout [String])
        -> Bool
    {
        guard let actor = mention.actors.first else { return false }
        switch document.actors[actor].actor.type {
        case .country where form(preposition) == vocabulary.words.of: phrase.countries.append(actor)
        case .organisation: phrase.organisation = phrase.organisation ?? actor
        case .place, .country, .event: words.append(document.words(preposition..<mention.tokens.upperBound))
        default: return false
        }
        return true
    }

    /// The rest of „на България, Румъния и Сърбия“.
    private func readCountries(_ phrase: inout OfficePhrase, from start: Int, _ limit: Int) -> Int {
        var token = start
        while token + 1 < limit, form(token) == vocabulary.comma || form(token) == vocabulary.words.and,
            let named = name(token + 1), named.form == .name, let actor = named.actors.first,
            document.actors[actor].actor.type == .country
        {
            phrase.countries.append(actor)
            token = named.tokens.upperBound
        }
        return token
    }

    /// The end of „външните работи“, „отбраната“, „труда и социалната политика“: adjectives and a noun that is no person.
    private func fieldEnd(from start: Int, _ limit: Int) -> Int? {
        guard let end = nounEnd(from: start, limit) else { return nil }
        // A second field only where the name follows: „министърът на отбраната и правителството“ are two.
        guard end < limit, form(end) == vocabulary.words.and, let second = nounEnd(from: end + 1, limit),
            person(beginningAt: second) != nil
        else { return end }
        return second
    }

    private func nounEnd(from start: Int, _ limit: Int) -> Int? {
        var token = start
        while token < limit {
            let named = name(token)
            guard named == nil || named?.form == .adjective else { return nil }
            let grammar = document.tokens[token].grammar
            if named == nil, grammar.contains(.noun) {
                return isField(token) ? token + 1 : nil
            }
            guard named != nil || isAdjective(token) || country(byAdjective: token) != nil else { return nil }
            token += 1
        }
        return nil
    }

    /// „за бежанците“, „на външната политика“, but not „на министъра“.
    private func isField(_ token: Int) -> Bool {
        let nouns = lexicon.readings(of: document.tokens[token]).filter { $0.grammar.contains(.noun) }
        let isOnePerson = nouns.allSatisfy {
            $0.classes.intersects(vocabulary.person) && !$0.grammar.contains(.plural)
        }
        return document.tokens[token].shape == .lower && (nouns.isEmpty || !isOnePerson)
    }

    // MARK: Another's office

    /// The noun of „президента“ in „помощникът на президента Владимир Мединский“, where that is the aide's name.
    private func chief(after token: Int, _ limit: Int, _ phrase: OfficePhrase, _ sentence: Range<Int>) -> Int? {
        guard !phrase.isPlural, !phrase.isCounterpart, let noun = otherOffice(after: token, limit),
            isAide(phrase.head, of: noun)
        else { return nil }
        return noun
    }

    /// The phrase goes on with another's office: „говорителят на президента“.
    func isAide(_ phrase: OfficePhrase, in sentence: Range<Int>) -> Bool {
        otherOffice(after: phrase.tokens.upperBound, sentence.upperBound) != nil
    }

    /// The noun of „на руския президент“.
    private func otherOffice(after token: Int, _ limit: Int) -> Int? {
        guard token < limit, form(token) == vocabulary.words.of else { return nil }
        var noun = token + 1
        while noun < limit, isAdjective(noun) || name(noun)?.form == .adjective { noun += 1 }
        return noun < limit && has(noun, vocabulary.office) && name(noun) == nil ? noun : nil
    }

    /// The phrase is of somebody whose aide is named behind it.
    func isChief(_ phrase: OfficePhrase, in sentence: Range<Int>) -> Bool {
        let aide = phrase.tokens.lowerBound - 2
        return aide >= sentence.lowerBound && form(aide + 1) == vocabulary.words.of && has(aide, vocabulary.office)
            && isAide(aide, of: phrase.head)
    }

    /// Whether the name behind „помощникът на президента“ is the aide's: a whole name, of the aide's gender, of somebody
    /// who is not known to hold the other office.
    private func isAide(_ aide: Int, of chief: Int) -> Bool {
        guard let person = person(beginningAt: chief + 1), let mention = name(chief + 1), mention.tokens.count > 1
        else {
            return false
        }
        let found = document.actors[person]
        if document.tokens[aide].grammar.contains(.feminine), found.grammar.contains(.masculine) { return false }
        return !isKnown(found.actor.id, toHold: FormKey(base(chief)))
    }

    private func isKnown(_ person: String, toHold office: FormKey) -> Bool {
        guard let entry = knowledge.entry(id: person) else { return false }
        let held = (knowledge.tenuresOfPerson[entry] ?? []).map { knowledge.tenures[Int($0)] }
        return held.contains { tenure in
            (document.published.map { tenure.covers($0.date) } ?? true)
                && knowledge.isNamed(tenure.office.kind, by: office)
        }
    }

    // MARK: When

    /// „от 2014 до 2019 г.“ right behind the office.
    func readTerm(_ phrase: inout OfficePhrase) {
        var token = phrase.tokens.upperBound
        if token < document.tokens.count, form(token) == vocabulary.opening {
            token += 1
            // „(2014-2019 г.)“: the words of time begin with the second year.
            if token + 2 < document.tokens.count, document.tokens[token].kind == .number,
                vocabulary.words.dashes.contains(form(token + 1)), let index = time(at: token + 2)
            {
                phrase.term = OfficeTerm(time: index, tellsBeginning: false, tellsEnd: true)
                phrase.end = document.times[index].tokens.upperBound
                return
            }
        }
        guard let index = time(at: token) else { return }
        let words = document.times[index].tokens
        let isFrom = form(token) == vocabulary.words.from
        let isUntil = words.contains { form($0) == vocabulary.until }
        let isBetween = form(token) == vocabulary.words.between
        guard isFrom || isUntil || isBetween else { return }
        phrase.term = OfficeTerm(time: index, tellsBeginning: isFrom || isBetween, tellsEnd: isUntil || isBetween)
        phrase.end = words.upperBound
    }
}
