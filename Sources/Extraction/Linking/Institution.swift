import Chronicle
import Language

/// An institution that is one of many of its name: „Министерството на отбраната“ of some country.
///
/// „Сръбското министерство на отбраната“, „Министерството на отбраната на Сърбия“ and, in an article about Serbia,
/// „Министерството на отбраната“ are one; those of two countries are two.
struct Institution {
    /// The name in its base form, without the country.
    var name: String
    /// Entry of the country; nil where neither name nor article tells.
    var country: Int32?

    /// What its id is made of.
    func identity(_ knowledge: KnowledgeBase) -> String {
        country.map { "\(name) \(knowledge[$0].name)" } ?? name
    }

    /// The institution that an organisation's name denotes; nil where the name has more to it than a sort of institution and
    /// a country.
    ///
    /// - Parameters:
    ///   - name: The mention's base form.
    ///   - home: The country that the article is about.
    init?(_ mention: Mention, name: String, home: Int32?, _ work: LinkingWork) {
        var tokens = mention.tokens
        self.name = name
        if tokens.count > 1, let entry = work.knowledge.entry(ofAdjective: work.tokens[tokens.lowerBound].form),
            work.knowledge[entry].type == .country
        {
            tokens = tokens.dropFirst()
            country = entry
            self.name = work.string(tokens)
        } else if let complement = Self.country(at: tokens, work) {
            country = complement.entry
            let suffix = work.string(complement.tokens)
            guard name.hasSuffix(suffix) else { return nil }
            tokens = tokens.lowerBound..<complement.tokens.lowerBound
            self.name = name.dropLast(suffix.count).split(separator: " ").joined(separator: " ")
        } else {
            country = home
        }
        let isSort = tokens.dropFirst().allSatisfy { work.tokens[$0].shape == .lower }
        guard isSort, tokens.contains(where: { work.tokens[$0].classes.intersects(work.words.organisationHead) })
        else { return nil }
    }

    /// „на Сърбия“ at the end of a name.
    private static func country(at tokens: Range<Int>, _ work: LinkingWork) -> (tokens: Range<Int>, entry: Int32)? {
        for index in tokens.dropFirst() where work.tokens[index].form == work.words.of {
            var country: Int32?
            guard index + 1 < tokens.upperBound else { return nil }
            work.senses(index + 1..<tokens.upperBound) { sense in
                if sense.kind == .name, work.knowledge[sense.entry].type == .country { country = sense.entry }
            }
            if let country { return (index..<tokens.upperBound, country) }
        }
        return nil
    }
}

extension LinkingWork {
    /// The country that an article is about: the one that most names, adjectives and places in it belong to, if it is twice
    /// as often there as any other.
    func homeCountry() -> Int32? {
        var counts: [Int32: Int] = [:]
        for mention in mentions where mention.type == .country || mention.type == .place {
            var country: Int32?
            senses(mention.tokens) { sense in
                if sense.kind == .name || sense.kind == .adjective { country = knowledge[sense.entry].country }
            }
            if let country { counts[country, default: 0] += 1 }
        }
        let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        guard let first = ranked.first, first.value > 1 else { return nil }
        return ranked.count == 1 || ranked[1].value * 2 <= first.value ? first.key : nil
    }
}
