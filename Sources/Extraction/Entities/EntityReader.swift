import Chronicle
import Language

/// Reads a text as far as the tagger's input goes, for its training.
package struct EntityReader {
    private let tokens: TokenStage
    private let sentences: SentenceStage
    private let entities: EntityStage

    /// A reader with what is known; the resources' model is not asked.
    package init(resources: ExtractionResources) throws {
        tokens = try TokenStage(resources: resources)
        sentences = try SentenceStage(resources: resources)
        entities = try EntityStage(resources: resources)
    }

    /// The text with its tokens, and what the tagger looks at.
    package func read(_ text: String) -> (document: Document, input: TaggerInput) {
        let document = document(text)
        return (document, TaggerCues.input(entities.proposals(document)))
    }

    /// The entries of the knowledge base that the rules find in a text.
    package func entries(_ text: String) -> Set<Int32> {
        Set(entities.proposals(document(text)).found.filter { !$0.tokens.isEmpty }.compactMap(\.entry))
    }

    private func document(_ text: String) -> Document {
        var document = Document(text: Text(text), published: nil)
        tokens.run(&document)
        sentences.run(&document)
        return document
    }
}

extension Document {
    /// The tokens that lie just on a range of code points; nil where it does not begin and end with tokens.
    package func tokens(at codePoints: Range<Int>) -> Range<Int>? {
        let start = text.offset(codePoints.lowerBound, from: 0)
        let end = text.offset(codePoints.count, from: start)
        guard let first = tokens.firstIndex(where: { $0.bytes.lowerBound >= start }),
            tokens[first].bytes.lowerBound == start
        else { return nil }
        guard let last = tokens[first...].firstIndex(where: { $0.bytes.upperBound >= end }),
            tokens[last].bytes.upperBound == end
        else { return nil }
        return first..<(last + 1)
    }

    /// Where tokens stand, in code points.
    package func codePoints(_ tokens: Range<Int>) -> Range<Int> {
        guard let last = tokens.last else { return 0..<0 }
        return text.codePoints(self.tokens[tokens.lowerBound].bytes.lowerBound..<self.tokens[last].bytes.upperBound)
    }
}

extension KnowledgeBase {
    /// What is known without some entries' names, to see how extraction does where they are unknown.
    package func without(_ entries: Set<Int32>) -> KnowledgeBase {
        var base = self
        base.names.removeAll { entries.contains($0.entry) }
        base.givenNames = Set(
            base.entries.indices.filter { base.entries[$0].type == .person && !entries.contains(Int32($0)) }
                .compactMap { base.entries[$0].name.split(separator: " ").first.map { FormKey($0.lowercased()) } })
        return base
    }
}
