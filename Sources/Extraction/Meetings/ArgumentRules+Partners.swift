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
            if context.isPunctuation(token) { break }
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
        for party in rules.named(after: mention.head, until: limit) + parties + rules.predicated(mention, until: limit)
        {
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

    /// „срещата ще бъде между X и Y“
    private func predicated(_ mention: MeetingMention, until limit: Int) -> [Party] {
        guard mention.parties.isEmpty,
            let group = context.groups(around: mention.head).first(where: {
                context.clauses.groups[$0].isCopula && context.clauses.groups[$0].head > mention.head
            }), case let next = context.clauses.groups[group].tokens.upperBound, next < limit,
            context.form(next) == context.vocabulary.words.between
        else { return [] }
        return scanner.list(from: next + 1, until: limit).parties
    }

    /// „срещата на върха ЕС – Китай“: names that stand right behind, joined by a dash.
    private func named(after head: Int, until limit: Int) -> [Party] {
        var token = head + 1
        while token < limit, context.phraseClasses[token].intersects(context.vocabulary.skipped) { token += 1 }
        var found: [Party] = []
        var isJoined = false
        while token < limit, let mention = context.mention(token), mention.form == .name {
            let isBody = mention.type == .country || mention.type == .organisation
            guard isBody || mention.type == .person else { break }
            found.append(
                Party(actors: mention.actors, tokens: mention.tokens, form: .name, type: mention.type))
            token = mention.tokens.upperBound
            guard token + 1 < limit, context.isDash(token) else { break }
            isJoined = true
            token += 1
        }
        return isJoined || found.allSatisfy { $0.type != .person } ? found : []
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
        let partners = mention.parties.filter { $0.hasOwnWith || !isTalk && $0.type == .person && $0.isWith }
        guard partners.count > 1,
            partners.count == mention.parties.count || last.tokens.overlaps(partners[partners.count - 1].tokens)
        else { return }
        mention.parties.removeAll { party in partners.contains { $0.tokens == party.tokens } }
        mention.separate = partners
    }

    /// „с“ names a partner after the noun: the other party stands elsewhere.
    func hasPartner(_ mention: MeetingMention) -> Bool {
        guard let first = mention.parties.first else { return false }
        return first.tokens.lowerBound > mention.head && first.isWith
    }
}
