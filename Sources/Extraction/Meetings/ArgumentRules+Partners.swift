import Chronicle
import Language

/// Who is named after a noun: „между X и Y“, „на X с Y“, and whether that is one occasion or several.
extension ArgumentRules {
    /// „между X и Y“, „на X с Y“, „с Y“ after a word; what stands between may be a place, a time or a topic.
    func partners(after head: Int, until limit: Int) -> (parties: [Party], end: Int) {
        let words = context.vocabulary.words
        var parties: [Party] = []
        var token = head + 1
        var end = head + 1
        var isPastTopic = false
        var hasOf = false
        while token < limit, token < head + 40 {
            if context.isHead(token) { break }
            let classes = context.phraseClasses[token]
            if classes.intersects(context.vocabulary.skipped) {
                token += 1
                continue
            }
            if context.isPunctuation(token) {
                if token > head + 1 || context.form(token) != FormKey(",") { break }
                break
            }
            guard context.isPreposition(token) || words.with.contains(context.form(token)) else {
                if context.has(token, context.vocabulary.noun), token > head + 1 { break }
                if context.form(token) == words.and, !parties.isEmpty { break }
                token += 1
                continue
            }
            let form = context.form(token)
            if context.timeOfToken[token] >= 0 {
                token = max(token + 1, context.times[Int(context.timeOfToken[token])].tokens.upperBound)
                continue
            }
            let isOf = form == words.of && !isPastTopic && !hasOf
            let isWith = words.with.contains(form)
            let isBetween = form == words.between
            if isOf || isWith || isBetween {
                let (list, after) = scanner.list(from: token + 1, until: limit)
                let taken = list.filter { $0.type != .place || isBetween || isWith }
                if !taken.isEmpty, !(isOf && taken.allSatisfy { $0.type == .place }) {
                    parties.append(contentsOf: taken)
                    end = after
                    token = after
                    if isOf { hasOf = true }
                    if isBetween { break }
                    continue
                }
            } else if form == words.for {
                isPastTopic = true
            }
            token += 1
        }
        return (parties, end)
    }

    @Sendable static func partnersAfterNoun(_ mention: inout MeetingMention, _ rules: ArgumentRules) {
        let limit =
            rules.context.stretch(of: mention.head).first { $0.contains(mention.head) }?.upperBound ?? mention.head
        let (parties, _) = rules.partners(after: mention.head, until: limit)
        for party in rules.named(after: mention.head, until: limit) + parties {
            // „между двамата лидери“: those just named.
            let isBoth =
                party.actors.isEmpty
                && span(party.tokens.lowerBound - 3, party.tokens.lowerBound).contains {
                    $0 > mention.head && rules.context.vocabulary.words.both.contains(rules.context.form($0))
                }
            if isBoth { mention.wantsKnownParties = true } else { mention.parties.append(party) }
        }
        rules.separatePartners(&mention)
    }

    /// „срещата на върха ЕС – Китай“: names that stand right behind, joined by a dash.
    private func named(after head: Int, until limit: Int) -> [Party] {
        var token = head + 1
        while token < limit, context.phraseClasses[token].intersects(context.vocabulary.skipped) { token += 1 }
        var found: [Party] = []
        while token < limit, let mention = context.mention(token), mention.form == .name,
            mention.type == .country || mention.type == .organisation
        {
            found.append(
                Party(actors: mention.actors, tokens: mention.tokens, form: .name, type: mention.type))
            token = mention.tokens.upperBound
            guard token + 1 < limit, context.isDash(token) else { break }
            token += 1
        }
        return found
    }

    /// „двамата министри“ that nothing links to names.
    func isBoth(_ party: Party) -> Bool {
        party.actors.isEmpty
            && span(max(0, party.tokens.lowerBound - 3), party.tokens.upperBound).contains {
                context.vocabulary.words.both.contains(context.form($0))
            }
    }

    /// „срещи с X, с Y и с Z“: an occasion with each.
    func separatePartners(_ mention: inout MeetingMention) {
        guard let last = mention.parties.last, mention.parties.count > 1,
            context.reading(mention.head, in: context.vocabulary.noun)?.grammar.contains(.plural) ?? false
        else { return }
        let isTalk = context.has(mention.head, context.vocabulary.talk)
        // „срещи с X и Y“: as people are met one by one, „разговори с X и Y“ only where „с“ is said of each.
        let partners = mention.parties.filter { party in
            isPartner(party, after: mention.head) || !isTalk && party.type == .person && isJoined(party, in: mention)
        }
        guard partners.count > 1,
            partners.count == mention.parties.count || last.tokens.overlaps(partners[partners.count - 1].tokens)
        else { return }
        mention.parties.removeAll { party in partners.contains { $0.tokens == party.tokens } }
        mention.separate = partners
    }

    /// Whether „с“ stands before a party, with only its own modifiers and titles between.
    func isPartner(_ party: Party, after head: Int) -> Bool {
        let words = context.vocabulary.words
        var token = party.tokens.lowerBound - 1
        while token > head, !words.with.contains(context.form(token)),
            !context.isPunctuation(token) || context.mention(token) != nil, context.form(token) != words.and
        {
            token -= 1
        }
        return token > head && words.with.contains(context.form(token))
    }

    /// „с X и Y“: joined to a partner.
    private func isJoined(_ party: Party, in mention: MeetingMention) -> Bool {
        guard let index = mention.parties.firstIndex(where: { $0.tokens == party.tokens }), index > 0 else {
            return false
        }
        let before = mention.parties[index - 1]
        guard before.type == .person, isPartner(before, after: mention.head) || isJoined(before, in: mention) else {
            return false
        }
        return span(before.tokens.upperBound, party.tokens.lowerBound).contains {
            context.form($0) == context.vocabulary.words.and || context.isPunctuation($0)
        }
    }

    /// „с“ names a partner after the noun: the other party stands elsewhere.
    func hasPartner(_ mention: MeetingMention) -> Bool {
        guard let first = mention.parties.first, first.tokens.lowerBound > mention.head else { return false }
        let words = context.vocabulary.words
        var token = first.tokens.lowerBound - 1
        while token > mention.head,
            context.isModifier(token) || context.mention(token) != nil
                || words.possessives.contains(context.form(token)) || context.form(token) == words.possessiveReflexive
                || context.tokens[token].grammar.contains(.noun)
        {
            token -= 1
        }
        return words.with.contains(context.form(token))
    }
}
