import Chronicle
import Language

/// What the steps of linking share while they read one document.
struct LinkingWork {
    let text: Text
    let tokens: [Token]
    let sentences: [Sentence]
    let knowledge: KnowledgeBase
    let lexicon: Lexicon
    let words: LinkingVocabulary
    let date: CivilDate?
    var mentions: [Mention]
    var table: ActorTable
    /// For each token the index of the mention that covers it, or -1. Kept for the names; descriptions are added at the end.
    let owner: [Int32]
    /// Descriptions and pronouns that were found.
    var added: [Mention] = []

    init(document: Document, knowledge: KnowledgeBase, lexicon: Lexicon, words: LinkingVocabulary) {
        text = document.text
        tokens = document.tokens
        sentences = document.sentences
        self.knowledge = knowledge
        self.lexicon = lexicon
        self.words = words
        date = document.published?.date
        mentions = document.mentions
        table = ActorTable(knowledge: knowledge, date: date, nicknames: words.nicknames)
        var owner = [Int32](repeating: -1, count: document.tokens.count)
        for (index, mention) in document.mentions.enumerated() {
            for token in mention.tokens { owner[token] = Int32(index) }
        }
        self.owner = owner
    }

    /// Gives a name its actor.
    mutating func link(_ index: Int, to actor: Int, by rule: StaticString) {
        mentions[index].actors = [actor]
        mentions[index].linkedBy = rule
    }

    /// The mention that covers a token.
    func mention(at token: Int) -> Int? {
        tokens.indices.contains(token) && owner[token] >= 0 ? Int(owner[token]) : nil
    }

    /// The name of a person that begins at a token.
    func person(at token: Int) -> Int? {
        guard let index = mention(at: token), mentions[index].tokens.lowerBound == token,
            mentions[index].type == .person, mentions[index].form == .name
        else { return nil }
        return mentions[index].actors.first
    }

    /// The words as they stand.
    func string(_ range: Range<Int>) -> String {
        text[tokens[range.lowerBound].bytes.lowerBound..<tokens[range.upperBound - 1].bytes.upperBound]
    }

    /// What the knowledge base has under exactly these words, quotation marks aside.
    func senses(_ range: Range<Int>, _ body: (KnowledgeBase.Sense) -> Void) {
        let forms = tokens[range].lazy.map(\.form).filter { $0 != EntityWork.quote }
        if let node = knowledge.names.node(of: forms) { knowledge.names.forEach(at: node, body) }
    }

    /// Persons mentioned before a token, latest first, each once; looks back over a bounded stretch.
    func persons(before token: Int) -> [Int] {
        var result: [Int] = []
        func take(_ mention: Mention) {
            for actor in mention.actors where table.isPerson(actor) && !result.contains(actor) { result.append(actor) }
        }
        var name = firstMention(from: token) - 1
        var description = added.count - 1
        var steps = 0
        while steps < Self.mentionsBackMax, name >= 0 || description >= 0 {
            steps += 1
            let nameStart = name >= 0 ? mentions[name].tokens.lowerBound : -1
            let descriptionStart = description >= 0 ? added[description].tokens.lowerBound : -1
            if nameStart > descriptionStart {
                take(mentions[name])
                name -= 1
            } else {
                take(added[description])
                description -= 1
            }
        }
        return result
    }

    /// How many mentions a title or pronoun may look back over.
    static let mentionsBackMax = 80

    /// The country of most towns and buildings that are named before a token; nil where none leads.
    func countryOfPlaces(before token: Int) -> Int32? {
        var counts: [Int32: Int] = [:]
        let end = firstMention(from: token)
        for mention in mentions[max(0, end - Self.mentionsBackMax)..<end] where mention.form == .name {
            guard mention.type == .place, let actor = mention.actors.first, let country = table.facts[actor].country
            else {
                continue
            }
            counts[country, default: 0] += 1
        }
        return counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
    }

    /// The first mention that begins at or after a token.
    func firstMention(from token: Int) -> Int {
        var low = 0
        var high = mentions.count
        while low < high {
            let middle = (low + high) / 2
            if mentions[middle].tokens.lowerBound < token { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
