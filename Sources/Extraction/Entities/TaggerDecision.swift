import Chronicle
import Language

/// What the tagger made of a document's tokens and the rules' proposals.
struct TaggerDecision {
    let spans: [TaggedSpan]
    private let tagger: Tagger
    private let input: TaggerInput

    init(_ tagger: Tagger, _ work: EntityWork) {
        self.tagger = tagger
        input = TaggerCues.input(work)
        spans = tagger.spans(of: input)
    }

    /// In words, what it thinks of a name over some tokens, and why.
    func opinion(of tokens: Range<Int>, _ type: EntityType?) -> String {
        guard let span = spans.first(where: { $0.tokens.overlaps(tokens) }) else { return "the model sees no name" }
        guard span.tokens == tokens, span.type == type else {
            return "the model sees \(span.type) over \(span.tokens.count) tokens"
        }
        return "the model sees it by " + tagger.reasons(for: [span], in: input)[0].joined(separator: ", ")
    }
}
