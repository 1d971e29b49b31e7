import Language

/// Verbs that the clause grammar takes for something else or that stand where it does not look.
extension StatementContext {
    /// „покани“, „отговори“, „твърди“: verbs of saying that look like nouns or adjectives, where what stands around them
    /// leaves no doubt.
    func homographs() -> [VerbGroup] {
        var found: [VerbGroup] = []
        for sentence in sentences {
            for token in sentence.tokens.dropFirst() where isHomograph(token) {
                guard let tense = finiteTense(token), isClearlyVerb(token, in: sentence.tokens),
                    let clause = clauses.clause(of: token),
                    !clauses.clauses[clause].groups.contains(where: { groups[$0].tokens.contains(token) })
                else { continue }
                found.append(VerbGroup(tokens: token..<(token + 1), head: token, tense: tense))
            }
        }
        return found
    }

    private func isHomograph(_ token: Int) -> Bool {
        let grammar = tokens[token].grammar
        return grammar.contains(.verb) && !grammar.isDisjoint(with: [.noun, .adjective]) && has(token, vocabulary.verbs)
    }

    /// The tense of a form that is the third person singular of a verb; nil for one that is not.
    private func finiteTense(_ token: Int) -> VerbGroup.Tense? {
        var tense: VerbGroup.Tense?
        for index in tokens[token].readings {
            let grammar = readings[index].grammar
            guard grammar.isSuperset(of: [.verb, .third, .singular]) else { continue }
            if grammar.contains(.aorist) { return grammar.contains(.imperfective) ? .present : .past }
            if grammar.contains(.present), grammar.contains(.imperfective) { tense = .present }
        }
        return tense
    }

    private func isClearlyVerb(_ token: Int, in sentence: Range<Int>) -> Bool {
        let before = isPunctuation(token - 1) ? token - 2 : token - 1
        if before >= sentence.lowerBound, isSubject(before, of: token) { return true }
        let isAdjective = tokens[token].grammar.isDisjoint(with: .noun)
        let isAlone = isAdjective && !isAttribute(token, in: sentence) && !tokens[token - 1].grammar.contains(.adverb)
        if isAlone || opensClause(after: token, in: sentence), isFree(token) { return true }
        // „…“, твърди Макрон“
        guard isPunctuation(token - 1), form(token - 1) != vocabulary.colon, token + 1 < sentence.upperBound,
            let next = mention(token + 1)
        else { return false }
        return next.form != .adjective && next.type.canSpeak
    }

    /// A name, pronoun or definite description: neither a noun nor an adjective without an article follows right after.
    private func isSubject(_ before: Int, of verb: Int) -> Bool {
        guard let mention = mention(before), mention.form != .adjective, mention.tokens.upperBound == before + 1 else {
            return false
        }
        return mention.type == .person || mention.form != .description && before == verb - 1
    }

    /// „твърди, че“
    private func opensClause(after token: Int, in sentence: Range<Int>) -> Bool {
        var next = token + 1
        if next < sentence.upperBound, form(next) == vocabulary.comma { next += 1 }
        return next < sentence.upperBound && has(next, vocabulary.that)
    }

    /// „твърди мерки“, „твърди и ясни“, „твърди, но“
    private func isAttribute(_ token: Int, in sentence: Range<Int>) -> Bool {
        let next = token + 1
        guard next < sentence.upperBound else { return true }
        return tokens[next].grammar.contains(.plural) && !tokens[next].grammar.isDisjoint(with: [.noun, .adjective])
            || isPunctuation(next)
    }

    /// Nothing stands before it that a noun or an adjective would go with: „остри закани, че“, „с молби“, „бяха твърди“.
    private func isFree(_ token: Int) -> Bool {
        let before = token - 1
        let grammar = tokens[before].grammar
        let isVerb = grammar.contains(.verb) && grammar.isDisjoint(with: [.noun, .adjective])
        guard !isPreposition(before), !isVerb, form(before) != vocabulary.words.and else { return false }
        return mention(before) != nil || !isModifier(before) || grammar.isDisjoint(with: .plural)
    }

    // MARK: Tags

    /// „Ние – добави той – ще победим“: who speaks, told between dashes or commas within the marks.
    func tagsInQuotations() -> [Range<Int>] {
        var tags: [Range<Int>] = []
        for quotation in quotations where quotation.isSpeech {
            for token in quotation.tokens.dropFirst(2) where isTagVerb(token) {
                if let end = tagEnd(from: token, in: quotation.tokens) { tags.append((token - 1)..<end) }
            }
        }
        return tags
    }

    private func isTagVerb(_ token: Int) -> Bool {
        has(token, vocabulary.verbs) && tokens[token].grammar.isSuperset(of: [.verb, .third])
            && (form(token - 1) == vocabulary.dash || form(token - 1) == vocabulary.comma)
    }

    /// Where a tag ends whose verb is followed by somebody and then by the mark that it began with.
    private func tagEnd(from verb: Int, in quotation: Range<Int>) -> Int? {
        var subject = verb + 1
        while subject < quotation.upperBound, subject < verb + 3, isTime(subject) || isAdverb(subject) { subject += 1 }
        while subject < quotation.upperBound, subject < verb + 4, isModifier(subject), mention(subject) == nil {
            subject += 1
        }
        guard subject < quotation.upperBound, isSomebody(subject) else { return nil }
        let range = (subject + 1)..<max(subject + 1, min(quotation.upperBound, verb + Self.tagTokensMax))
        if form(verb - 1) == vocabulary.dash { return range.first { form($0) == vocabulary.dash } }
        guard let end = range.first(where: isPunctuation) else {
            return range.upperBound == quotation.upperBound ? range.upperBound : nil
        }
        return form(end) == vocabulary.comma || form(end) == vocabulary.dash ? end : nil
    }

    private func isAdverb(_ token: Int) -> Bool {
        tokens[token].grammar.contains(.adverb) && tokens[token].grammar.isDisjoint(with: [.noun, .verb])
    }

    private func isSomebody(_ token: Int) -> Bool {
        guard let mention = mention(token) else { return isSpeaker(token) }
        return mention.form != .adjective && mention.type.canSpeak
            && !tokens[token].grammar.isSuperset(of: [.pronoun, .first])
    }

    /// Longest tag within a quotation, in tokens.
    private static let tagTokensMax = 14
}
