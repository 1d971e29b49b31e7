import Chronicle
import Language

/// What statement rules look at: the document, its clauses, and what stands on a token.
struct StatementContext: Sendable {
    let tokens: [Token]
    let sentences: [Sentence]
    let quotations: [Quotation]
    let mentions: [Mention]
    let actors: [DocumentActor]
    let clauses: Clauses
    /// The verb groups of the clauses, and after them verbs that look like nouns.
    private(set) var groups: [VerbGroup]
    let vocabulary: StatementVocabulary
    private let readings: [Reading]
    private let mentionOfToken: [Int32]
    private let isTime: [Bool]
    private let quotationOfToken: [Int32]
    private let isMediumActor: [Bool]

    /// Looks everything up once. O(*n*).
    init(_ document: Document, resources: ExtractionResources, vocabulary: StatementVocabulary) {
        tokens = document.tokens
        sentences = document.sentences
        quotations = document.quotations
        mentions = document.mentions
        actors = document.actors
        self.vocabulary = vocabulary
        readings = resources.pack.lexicon.readings
        clauses = document.clauses
        groups = clauses.groups
        var mentionOfToken = [Int32](repeating: -1, count: tokens.count)
        for (index, mention) in mentions.enumerated() {
            for token in mention.tokens { mentionOfToken[token] = Int32(index) }
        }
        var isTime = [Bool](repeating: false, count: tokens.count)
        for time in document.times { for token in time.tokens { isTime[token] = true } }
        var quotationOfToken = [Int32](repeating: -1, count: tokens.count)
        for (index, quotation) in quotations.enumerated()
        where quotation.isSpeech && !Self.isMispaired(quotation, tokens, vocabulary) {
            for token in quotation.tokens where quotationOfToken[token] < 0 { quotationOfToken[token] = Int32(index) }
        }
        self.mentionOfToken = mentionOfToken
        self.isTime = isTime
        self.quotationOfToken = quotationOfToken
        isMediumActor = actors.map { found in
            guard found.actor.type == .organisation, let entry = resources.knowledge.entry(id: found.actor.id) else {
                return false
            }
            return resources.knowledge[entry].kind == "media" || Self.isNewsAgency(resources.knowledge[entry].kind)
        }
        addHomographs()
    }

    /// „…“, каза той. „…“ with the marks paired the wrong way round: what stands between them then begins with a comma.
    private static func isMispaired(_ quotation: Quotation, _ tokens: [Token], _ words: StatementVocabulary) -> Bool {
        tokens[quotation.tokens.lowerBound].form == words.comma
    }

    /// Adds „покани“, „отговори“ right after a name: the clause grammar takes them for nouns.
    private mutating func addHomographs() {
        let clear: Grammar = [.noun, .verb, .aorist]
        for sentence in sentences {
            for token in sentence.tokens.dropFirst()
            where tokens[token].grammar.isSuperset(of: clear) && has(token, vocabulary.verbs) {
                let before = isPunctuation(token - 1) ? token - 2 : token - 1
                guard before >= sentence.tokens.lowerBound, isName(before, of: token) || isBetweenCommas(token),
                    let clause = clauses.clause(of: token),
                    !clauses.clauses[clause].groups.contains(where: { groups[$0].tokens.contains(token) })
                else { continue }
                groups.append(VerbGroup(tokens: token..<(token + 1), head: token, tense: .past))
            }
        }
    }

    private func isName(_ before: Int, of verb: Int) -> Bool {
        guard let mention = mention(before), mention.form == .name || mention.form == .pronoun else { return false }
        return mention.type == .person || before == verb - 1
    }

    /// „Той, който трябваше да дойде, отговори, че …“
    private func isBetweenCommas(_ token: Int) -> Bool {
        form(token - 1) == vocabulary.comma && token + 2 < tokens.count && form(token + 1) == vocabulary.comma
            && has(token + 2, vocabulary.that)
    }

    private static func isNewsAgency(_ kind: String) -> Bool { kind == "agency" }

    // MARK: Tokens

    func form(_ token: Int) -> FormKey { tokens[token].form }

    func has(_ token: Int, _ classes: LexicalClasses) -> Bool { tokens[token].classes.intersects(classes) }

    func isPunctuation(_ token: Int) -> Bool { tokens[token].kind == .punctuation }

    func isPreposition(_ token: Int) -> Bool {
        tokens[token].grammar.contains(.preposition) && mentionOfToken[token] < 0
    }

    func isTime(_ token: Int) -> Bool { isTime[token] }

    /// The mention on a token.
    func mention(_ token: Int) -> Mention? {
        let index = mentionOfToken[token]
        return index < 0 ? nil : mentions[Int(index)]
    }

    /// The passage of direct speech that a token stands in.
    func quotation(_ token: Int) -> Quotation? {
        let index = quotationOfToken[token]
        return index < 0 ? nil : quotations[Int(index)]
    }

    /// The passage of direct speech that ends right before a token, its mark and a comma or dash between.
    func quotationEnding(before token: Int) -> Quotation? {
        var index = token - 1
        var steps = 0
        while index >= 0, steps < 4 {
            if let found = quotation(index) { return steps > 0 ? found : nil }
            guard isPunctuation(index) else { return nil }
            index -= 1
            steps += 1
        }
        return nil
    }

    /// The passage of direct speech that begins within some tokens from one on.
    func quotationBeginning(from token: Int, until limit: Int) -> Quotation? {
        for index in token..<max(token, limit) where form(index) == vocabulary.quote {
            if index + 1 < tokens.count, let found = quotation(index + 1), found.tokens.lowerBound == index + 1 {
                return found
            }
        }
        return nil
    }

    /// Whether an actor is a newspaper, station, agency or platform.
    func isMedium(_ actor: Int) -> Bool { isMediumActor[actor] }

    /// A noun by one of its readings, and no verb group's head.
    func nounGrammar(_ token: Int) -> Grammar? {
        guard mentionOfToken[token] < 0, tokens[token].kind == .word else { return nil }
        if tokens[token].readings.isEmpty { return tokens[token].grammar.contains(.noun) ? tokens[token].grammar : nil }
        var found: Grammar?
        for reading in tokens[token].readings where readings[reading].grammar.contains(.noun) {
            found = found.map { $0.union(readings[reading].grammar) } ?? readings[reading].grammar
        }
        return found
    }

    /// Whether a noun is of somebody who can speak.
    func isSpeaker(_ token: Int) -> Bool {
        has(
            token,
            vocabulary.person.union(vocabulary.source).union(vocabulary.organisationHead).union(vocabulary.mediaHead)
                .union(vocabulary.body))
    }

    /// An adjective, participle, number or pronoun that goes with a noun after it.
    func isModifier(_ token: Int) -> Bool {
        if let mention = mention(token) { return mention.form == .adjective }
        if isPunctuation(token) { return false }
        return !tokens[token].grammar.isDisjoint(with: [.adjective, .numeral, .passiveParticiple, .presentParticiple])
            && tokens[token].grammar.isDisjoint(with: [.preposition, .conjunction])
            || tokens[token].grammar.contains(.pronoun) && !has(token, vocabulary.personal.union(vocabulary.relative))
            || tokens[token].kind == .number
    }

    /// How far around its cue a statement's parts are looked for, in tokens: sentences without end stay linear.
    static let reachMax = 300

    /// The part of a range that is within reach of a token.
    func near(_ token: Int, _ range: Range<Int>) -> Range<Int> {
        range.clamped(to: max(0, token - Self.reachMax)..<(token + Self.reachMax))
    }

    /// The sentence of a token.
    func sentence(of token: Int) -> Int? {
        var low = 0
        var high = sentences.count
        while low < high {
            let middle = (low + high) / 2
            if sentences[middle].tokens.upperBound <= token { low = middle + 1 } else { high = middle }
        }
        return low < sentences.count && sentences[low].tokens.contains(token) ? low : nil
    }
}
