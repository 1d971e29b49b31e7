import Chronicle
import Language

/// A verb that gives or takes an office: with its auxiliaries, or a participle that has none.
struct OfficeVerb {
    var tokens: Range<Int>
    var group: VerbGroup?

    var start: Int { tokens.lowerBound }
    var end: Int { tokens.upperBound }

    var isNegated: Bool { group?.isNegated ?? false }

    /// It is told as something that happened or will, not as what might be.
    var isTold: Bool {
        guard let group else { return true }
        switch group.tense {
        case .conditional, .futureInPast, .renarratedFuture, .subordinate: return false
        case .present, .future, .past, .perfect, .renarrated: return !group.isNegated
        }
    }

    /// „беше избран“, „избран“: the office is the subject's.
    var isOfSubject: Bool { group?.isPassive ?? true }

    /// Designated where it is yet to come.
    var standing: AffiliationReported.Standing? { group?.tense == .future ? .designated : nil }
}

/// By what an office hangs on its verb.
struct OfficeLink {
    enum Kind {
        /// „за министър“
        case `for`
        /// „като министър“
        case `as`
        /// „поста министър“, „на поста на министър“
        case post
    }

    var kind: Kind
    /// Its first word.
    var start: Int
}

extension OfficePhraseReader {
    /// How many tokens before an office its verb may stand.
    private static let verbReachMax = 14

    /// „за“, „като“, „от поста (на)“ right before a phrase.
    func link(before phrase: OfficePhrase, in sentence: Range<Int>) -> OfficeLink? {
        var token = phrase.tokens.lowerBound - 1
        guard token >= sentence.lowerBound else { return nil }
        if form(token) == vocabulary.words.for { return OfficeLink(kind: .for, start: token) }
        if form(token) == vocabulary.as { return OfficeLink(kind: .as, start: token) }
        if form(token) == vocabulary.words.of, token - 1 > sentence.lowerBound { token -= 1 }
        guard has(token, vocabulary.post) else { return nil }
        while token - 1 > sentence.lowerBound, document.tokens[token - 1].grammar.contains(.preposition) { token -= 1 }
        return OfficeLink(kind: .post, start: token)
    }

    /// The nearest verb before a token in its clause, if it is of a class.
    func verb(_ classes: LexicalClasses, before token: Int, in sentence: Range<Int>) -> OfficeVerb? {
        guard token > sentence.lowerBound else { return nil }
        let clause = document.clauses.clause(of: token - 1)
        let first = max(sentence.lowerBound, token - Self.verbReachMax)
        for candidate in stride(from: token - 1, through: first, by: -1) {
            guard document.clauses.clause(of: candidate) == clause else { return nil }
            if let group = group(covering: candidate) {
                return has(group.head, classes) ? OfficeVerb(tokens: group.tokens, group: group) : nil
            }
            if has(candidate, classes), document.tokens[candidate].grammar.contains(.passiveParticiple) {
                return OfficeVerb(tokens: candidate..<(candidate + 1))
            }
        }
        return nil
    }

    /// The verb right behind a phrase, if it is of a class.
    func verb(_ classes: LexicalClasses, rightAfter phrase: OfficePhrase) -> OfficeVerb? {
        guard let group = group(covering: phrase.end), group.tokens.lowerBound == phrase.end, has(group.head, classes)
        else { return nil }
        return OfficeVerb(tokens: group.tokens, group: group)
    }

    /// The verb whose last word stands right before a token.
    func verb(endingAt token: Int) -> OfficeVerb? {
        guard let group = group(covering: token - 1), group.tokens.upperBound == token else { return nil }
        return OfficeVerb(tokens: group.tokens, group: group)
    }

    /// When somebody took or left an office: the point in time that stands nearest to the verb in its clause.
    func term(of verb: OfficeVerb, beginning: Bool) -> OfficeTerm? {
        guard let clause = document.clauses.clause(of: verb.start) else { return nil }
        let near = document.times.indices.filter { index in
            let time = document.times[index]
            return time.kind == .point && time.start != nil && time.end != nil && !time.tokens.isEmpty
                && document.clauses.clause(of: time.tokens.lowerBound) == clause
        }
        let nearest = near.min {
            abs(document.times[$0].tokens.lowerBound - verb.end) < abs(document.times[$1].tokens.lowerBound - verb.end)
        }
        return nearest.map { OfficeTerm(time: $0, tellsBeginning: beginning, tellsEnd: !beginning) }
    }

    private func group(covering token: Int) -> VerbGroup? {
        let groups = document.clauses.groups
        var low = 0
        var high = groups.count
        while low < high {
            let middle = (low + high) / 2
            if groups[middle].tokens.upperBound <= token { low = middle + 1 } else { high = middle }
        }
        return low < groups.count && groups[low].tokens.contains(token) ? groups[low] : nil
    }
}
