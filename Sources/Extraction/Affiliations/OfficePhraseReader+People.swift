import Chronicle
import Language

/// Who stands around an office phrase.
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

    /// The one person that a description covering a token stands for.
    func described(by token: Int) -> Int? { description(token).flatMap(single) }

    /// The person named right behind a phrase, past „господин“ and „генерал“.
    func person(after phrase: OfficePhrase, in sentence: Range<Int>) -> Int? {
        var next = phrase.end
        if next < sentence.upperBound, has(next, vocabulary.honorific.union(vocabulary.rank)), name(next) == nil {
            next += 1
        }
        return next < sentence.upperBound ? person(beginningAt: next) : nil
    }

    /// The persons of „X, Y и Z“ that begin at a token.
    func persons(listedFrom token: Int, in sentence: Range<Int>) -> [Int] {
        var persons: [Int] = []
        var next = token
        while next < sentence.upperBound, let person = person(beginningAt: next), let mention = name(next) {
            persons.append(person)
            next = mention.tokens.upperBound
            guard next < sentence.upperBound, form(next) == vocabulary.comma || form(next) == vocabulary.words.and
            else {
                break
            }
            next += 1
        }
        return persons
    }

    /// Whom a verb is said of: the nearest person before it in its clause that no preposition governs, or the one that
    /// its relative clause is about.
    func subject(of verb: Int) -> Int? {
        guard let clause = document.clauses.clause(of: verb) else { return nil }
        for index in document.clauses.reach(of: clause).reversed() {
            let tokens = document.clauses.clauses[index].tokens
            guard tokens.lowerBound < verb else { continue }
            if vocabulary.words.relatives.contains(form(tokens.lowerBound)) {
                let comma = tokens.lowerBound - 1
                return form(comma) == vocabulary.comma ? person(endingAt: comma) : nil
            }
            var token = min(verb, tokens.upperBound) - 1
            while token >= tokens.lowerBound {
                guard let mention = self.mention(token) else {
                    token -= 1
                    continue
                }
                token = mention.tokens.lowerBound - 1
                if token >= tokens.lowerBound, document.tokens[token].grammar.contains(.preposition) { continue }
                if let person = single(mention) { return person }
            }
        }
        return nil
    }

    private func person(_ mention: Mention) -> Int? { mention.form == .name ? single(mention) : nil }

    private func single(_ mention: Mention) -> Int? {
        guard mention.actors.count == 1, let actor = mention.actors.first,
            document.actors[actor].actor.type == .person
        else { return nil }
        return actor
    }
}
