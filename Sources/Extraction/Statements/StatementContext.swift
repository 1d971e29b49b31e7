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
    let readings: [Reading]
    private let mentionOfToken: [Int32]
    private let isTime: [Bool]
    private var quotationOfToken: [Int32]
    private let isMediumActor: [Bool]
    private var groupOfToken: [Int32] = []

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
        groups += homographs()
        groupOfToken = [Int32](repeating: -1, count: tokens.count)
        for (index, group) in groups.enumerated() { groupOfToken[group.head] = Int32(index) }
        for tag in tagsInQuotations() { for token in tag { self.quotationOfToken[token] = -1 } }
    }

    /// „…“, каза той. „…“ with the marks paired the wrong way round: what stands between them then begins with a comma.
    private static func isMispaired(_ quotation: Quotation, _ tokens: [Token], _ words: StatementVocabulary) -> Bool {
        tokens[quotation.tokens.lowerBound].form == words.comma
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

    /// The verb group whose head is a token.
    func group(at token: Int) -> Int? {
        let index = groupOfToken[token]
        return index < 0 ? nil : Int(index)
    }

    func isVerbHead(_ token: Int) -> Bool { groupOfToken[token] >= 0 }

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

    /// The lemma of a noun by its first reading.
    func lemma(_ token: Int) -> LemmaID? {
        tokens[token].readings.lazy.map { readings[$0] }.first { $0.grammar.contains(.noun) }?.lemma
    }

    /// Whether a noun is of somebody who can speak.
    func isSpeaker(_ token: Int) -> Bool {
        has(token, vocabulary.speaker)
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

    /// The part of a range that is within reach of a token and behind the dateline.
    func near(_ token: Int, _ range: Range<Int>) -> Range<Int> {
        let start = max(token - Self.reachMax, datelineEnd(before: token), 0)
        return range.clamped(to: start..<max(start, token + Self.reachMax))
    }

    /// Where the text of a sentence begins behind „БЕЛГРАД, Сърбия --“ and „София, 5 май /БТА/“.
    private func datelineEnd(before token: Int) -> Int {
        guard let sentence = sentence(of: token) else { return 0 }
        let range = sentences[sentence].tokens
        guard tokens[range.lowerBound].opensParagraph, mention(range.lowerBound)?.type.isPlace ?? false else {
            return range.lowerBound
        }
        var slashes = 0
        for index in range.prefix(Self.datelineTokensMax) {
            if form(index) == vocabulary.dash { return index + 1 }
            if form(index) == vocabulary.slash { slashes += 1 }
            if slashes == 2 { return index + 1 }
            let isPart = isPunctuation(index) || isTime(index) || mention(index)?.form == .name
            guard isPart else { break }
        }
        return range.lowerBound
    }

    /// Longest dateline, in tokens.
    private static let datelineTokensMax = 10

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

extension ActorType {
    /// Whether such an actor can say something.
    var canSpeak: Bool { self != .event && self != .product }

    /// Whether it is where a dateline may say that an article comes from.
    var isPlace: Bool { self == .place || self == .country }
}
