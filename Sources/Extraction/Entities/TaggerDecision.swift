import Chronicle
import Language

/// What the tagger made of a document's tokens and the rules' proposals.
struct TaggerDecision {
    let spans: [TaggedSpan]
    /// Why, name by name; empty where nobody asked.
    private let reasons: [[String]]

    /// Decides; `isExplained` says whether to keep why.
    init(_ tagger: Tagger, _ work: EntityWork, isExplained: Bool) {
        let input = TaggerCues.input(work)
        spans = tagger.spans(of: input)
        reasons = isExplained ? tagger.reasons(for: spans, in: input) : []
    }

    /// In words, what it thinks of a name over some tokens, and why.
    func opinion(of tokens: Range<Int>, _ type: EntityType?) -> String {
        // Spans are in order and do not overlap: the first that ends behind the beginning is the one.
        var low = 0
        var high = spans.count
        while low < high {
            let middle = (low + high) / 2
            if spans[middle].tokens.upperBound <= tokens.lowerBound { low = middle + 1 } else { high = middle }
        }
        guard low < spans.count, spans[low].tokens.overlaps(tokens) else { return "the model sees no name" }
        guard spans[low].tokens == tokens, spans[low].type == type else {
            return "the model sees \(spans[low].type) over \(spans[low].tokens.count) tokens"
        }
        return "the model sees it by " + reasons[low].joined(separator: ", ")
    }
}
