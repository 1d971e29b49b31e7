import Chronicle
import Language

/// Names that the knowledge base has, longest first: „Европейската комисия“, „САЩ“, „Марко Рубио“.
enum KnownNameRule {
    static func apply(_ work: inout EntityWork) {
        for sentence in work.sentences {
            var index = sentence.tokens.lowerBound
            while index < sentence.tokens.upperBound {
                guard let match = longest(at: index, in: sentence.tokens, work), fits(match, sentence.tokens, work)
                else {
                    index += 1
                    continue
                }
                take(match, in: sentence.tokens, &work)
                index = match.tokens.upperBound
            }
        }
    }

    private struct Match {
        var tokens: Range<Int>
        var sense: KnowledgeBase.Sense
    }

    private static func longest(at start: Int, in sentence: Range<Int>, _ work: EntityWork) -> Match? {
        var node = PhraseTrie<KnowledgeBase.Sense>.root
        var best: Match?
        var index = start
        while index < sentence.upperBound, let next = work.knowledge.names.step(node, work.tokens[index].form) {
            node = next
            index += 1
            let range = start..<index
            work.knowledge.names.forEach(at: node) { sense in
                guard sense.kind == .name, hasCapitals(sense, range, work) else { return }
                // Of two with the same name the one that was listed first is meant; values come latest first.
                best = Match(tokens: range, sense: sense)
            }
        }
        return best
    }

    private static func hasCapitals(_ sense: KnowledgeBase.Sense, _ range: Range<Int>, _ work: EntityWork) -> Bool {
        let first = work.tokens[range.lowerBound]
        switch sense.capitals {
        case .any: return true
        case .all: return first.shape == .upper || (first.shape == .mixed && first.bytes.count > 4)
        case .first:
            if work.isCapital(range.lowerBound) || first.shape == .none { return true }
            // „европейския парламент“: an institution of several words is known in lower case too.
            return range.count > 1 && work.knowledge[sense.entry].type == .organisation
                && first.grammar.contains(.adjective)
        }
    }

    private static func fits(_ match: Match, _ sentence: Range<Int>, _ work: EntityWork) -> Bool {
        guard match.tokens.count == 1 else { return !goesOn(match, sentence, work) }
        let index = match.tokens.lowerBound
        if work.opens[index], work.isCommon(index), match.sense.capitals == .first { return false }
        if work.knowledge[match.sense.entry].type == .person {
            // Beside other capital letters it is part of a longer name.
            let hasNeighbour = [index - 1, index + 1].contains { sentence.contains($0) && work.isCapital($0) }
            return !hasNeighbour && (!work.opens[index] || !work.isCommon(index))
        }
        guard match.sense.capitals == .first else { return true }
        return !isPartOfPersonName(index, sentence, work)
    }

    /// „Петър Стоянов Иванов“: a known name with another surname behind it is somebody else's.
    private static func goesOn(_ match: Match, _ sentence: Range<Int>, _ work: EntityWork) -> Bool {
        let next = match.tokens.upperBound
        return work.knowledge[match.sense.entry].type == .person && next < sentence.upperBound
            && work.isCapital(next) && !work.isCommon(next) && work.tokens[next].shape == .capitalised
            && SurnameEnding.fits(work.tokens[next], work.text)
    }

    /// „Джак Лондон“, „Азия Биби“: a place's name inside a longer name of capital letters.
    private static func isPartOfPersonName(_ index: Int, _ sentence: Range<Int>, _ work: EntityWork) -> Bool {
        let previous = index - 1
        if previous >= sentence.lowerBound, work.isFree(previous), work.isCapital(previous), work.isGiven(previous) {
            return true
        }
        if isAfterUnknownName(index, sentence, work) { return true }
        let next = index + 1
        guard next < sentence.upperBound, work.isCapital(next), !work.isCommon(next),
            !work.opensName(next, in: sentence),
            work.tokens[next].shape == .capitalised, !work.isLatin(next)
        else { return false }
        if let match = longest(at: next, in: sentence, work), work.knowledge[match.sense.entry].type != .person {
            return false
        }
        if previous >= sentence.lowerBound, work.tokens[previous].classes.intersects(work.words.placePreposition) {
            return false
        }
        return work.knowledge[work.knowledge.names.firstEntry(of: work.tokens[index].form)].type == .place
    }

    /// „Ашли Фокс“: a single known word behind a capital word that nobody knows.
    private static func isAfterUnknownName(_ index: Int, _ sentence: Range<Int>, _ work: EntityWork) -> Bool {
        let previous = index - 1
        guard previous >= sentence.lowerBound, work.isFree(previous), work.tokens[previous].shape == .capitalised,
            !work.isCommon(previous), !work.isLatin(previous), !work.isLatin(index), work.tokens[index].spaceBefore,
            work.tokens[index].shape == .capitalised, !work.opens[previous] || work.hasNameEvidence(previous)
        else { return false }
        return work.knowledge[work.knowledge.names.firstEntry(of: work.tokens[index].form)].type != .country
    }

    private static func take(_ match: Match, in sentence: Range<Int>, _ work: inout EntityWork) {
        let entry = work.knowledge[match.sense.entry]
        var tokens = match.tokens
        var name = work.knowledge.baseForms[Int(match.sense.baseForm)]
        if entry.type == .organisation, let end = AbbreviationInBrackets.end(after: tokens, in: sentence, work) {
            name += " " + work.string(tokens.upperBound..<end)
            tokens = tokens.lowerBound..<end
        }
        let extended = withArticleAndNumber(tokens, entry.type, in: sentence, work)
        if extended.upperBound > tokens.upperBound {
            name += " " + work.string(extended.upperBound - 1..<extended.upperBound)
        }
        tokens = extended
        var type = entry.mentionType
        if work.isLatin(tokens.lowerBound), let end = LatinTail.end(after: tokens, in: sentence, work) {
            tokens = tokens.lowerBound..<end
            name = work.string(tokens)
            type = .organisation
        }
        work.add(tokens, type, "known-name", name: name, entry: match.sense.entry)
        guard type == .place || type == .country else { return }
        coordinate(tokens, type, in: sentence, &work)
        includeDirection(tokens, in: sentence, &work)
    }
}

extension KnownNameRule {
    /// „Южен Лондон“, „Югозападна Сирия“: an adjective with a capital letter names a part of the place.
    fileprivate static func includeDirection(_ place: Range<Int>, in sentence: Range<Int>, _ work: inout EntityWork) {
        let adjective = place.lowerBound - 1
        guard place.count == 1, adjective >= sentence.lowerBound, work.isFree(adjective), work.isCapital(adjective),
            !work.opens[adjective], !work.shouts[adjective], work.tokens[adjective].grammar.contains(.adjective),
            work.tokens[adjective].grammar.isDisjoint(with: .definite),
            !work.knowledge.isAdjective(work.tokens[adjective].form)
        else { return }
        let range = adjective..<place.upperBound
        work.extend(at: place.lowerBound, to: range, "part-of-place", type: .place, name: work.string(range))
    }

    /// „Централна и Източна Европа“: an adjective that shares the place of the next.
    fileprivate static func coordinate(
        _ place: Range<Int>, _ type: ActorType, in sentence: Range<Int>, _ work: inout EntityWork
    ) {
        let adjective = place.lowerBound - 2
        guard place.count > 1, adjective >= sentence.lowerBound,
            work.tokens[place.lowerBound - 1].form == work.words.and,
            work.isFree(adjective), work.isCapital(adjective), !work.opens[adjective], work.isAdjective(adjective)
        else { return }
        let name = work.string(adjective..<(adjective + 1)) + " " + work.string(place.dropFirst())
        work.add(adjective..<(adjective + 1), .place, "shared-place", name: name)
    }

    /// „The Guardian“ with its article, „„Северен поток“ 2“ with its marks and number.
    fileprivate static func withArticleAndNumber(
        _ tokens: Range<Int>, _ type: ActorType, in sentence: Range<Int>, _ work: EntityWork
    ) -> Range<Int> {
        let previous = tokens.lowerBound - 1
        if previous >= sentence.lowerBound, work.isFree(previous), work.tokens[previous].form == work.words.the,
            work.isCapital(previous)
        {
            return previous..<tokens.upperBound
        }
        let number = tokens.upperBound + 1
        guard type == .product, number < sentence.upperBound, work.isQuote(tokens.upperBound),
            previous >= sentence.lowerBound, work.isQuote(previous), work.tokens[number].kind == .number
        else { return tokens }
        return previous..<(number + 1)
    }
}

extension KnowledgeBase.Entry {
    /// How a name of it counts among the names of a text: a newspaper's is that of a product, the Kremlin's that of a place.
    var mentionType: ActorType {
        guard type == .organisation else { return type }
        switch kind {
        case "media": return .product
        case "head-of-state-office": return .place
        default: return .organisation
        }
    }
}

extension PhraseTrie where Value == KnowledgeBase.Sense {
    /// The entry that a single word names; only for words that name one.
    func firstEntry(of form: FormKey) -> Int32 {
        var entry: Int32 = 0
        if let node = step(Self.root, form) { forEach(at: node) { if $0.kind == .name { entry = $0.entry } } }
        return entry
    }
}
