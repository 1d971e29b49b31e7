import Chronicle
import Language

/// The words of a person's name, and what tells namesakes apart: father and son, husband and wife.
struct PersonName {
    /// The forms of its words in order, the surname last.
    private(set) var words: [FormKey] = []
    /// „старши“ or „младши“.
    private(set) var generation: FormKey?
    /// What the title before the name shows of the person's gender.
    private(set) var gender: Grammar = []

    /// The base form of a first name by which somebody is addressed: „Иван“ for „Иване, …“.
    private(set) var addressed: String?

    init(_ mention: Mention, _ work: LinkingWork) {
        for index in mention.tokens where work.tokens[index].kind == .word {
            if !words.isEmpty, work.tokens[index].classes.intersects(work.words.generation) {
                generation = work.tokens[index].form
            } else {
                words.append(work.tokens[index].form)
            }
        }
        if let lemma = Self.addressedName(mention, work) {
            words = [FormKey(lemma)]
            addressed = lemma.prefix(1).uppercased() + lemma.dropFirst()
        }
        guard mention.tokens.lowerBound > 0 else { return }
        let title = work.tokens[mention.tokens.lowerBound - 1]
        guard title.classes.intersects(work.words.title) || title.classes.intersects(work.words.person) else { return }
        gender = title.grammar.intersection([.masculine, .feminine])
    }

    /// The base form of a single first name in the form of address, before a mark; the form alone may be another name („Симоне“).
    private static func addressedName(_ mention: Mention, _ work: LinkingWork) -> String? {
        let given = work.words.givenMasculine.union(work.words.givenFeminine)
        guard mention.tokens.count == 1, mention.tokens.upperBound < work.tokens.count,
            work.tokens[mention.tokens.upperBound].kind == .punctuation,
            let reading = work.lexicon.reading(of: work.tokens[mention.tokens.lowerBound], in: given)
        else { return nil }
        let lemma = work.lexicon.lemmas[Int(reading.lemma.index)]
        return FormKey(lemma) == work.tokens[mention.tokens.lowerBound].form ? nil : lemma
    }

    /// Whether the name says another generation than the one that is known.
    func isOther(than known: FormKey?) -> Bool {
        guard let generation, let known else { return false }
        return generation != known
    }
}
