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

    init(_ mention: Mention, _ work: LinkingWork) {
        for index in mention.tokens where work.tokens[index].kind == .word {
            if !words.isEmpty, work.tokens[index].classes.intersects(work.words.generation) {
                generation = work.tokens[index].form
            } else {
                words.append(work.tokens[index].form)
            }
        }
        guard mention.tokens.lowerBound > 0 else { return }
        let title = work.tokens[mention.tokens.lowerBound - 1]
        guard title.classes.intersects(work.words.title) || title.classes.intersects(work.words.person) else { return }
        gender = title.grammar.intersection([.masculine, .feminine])
    }

    /// Whether the name says another generation than the one that is known.
    func isOther(than known: FormKey?) -> Bool {
        guard let generation, let known else { return false }
        return generation != known
    }
}
