/// A listed phrase that stands in the text.
public struct PhraseMatch: Hashable, Sendable {
    /// The tokens it covers.
    public let tokens: Range<Int>
    /// Its classes.
    public let classes: LexicalClasses

    /// A match.
    public init(tokens: Range<Int>, classes: LexicalClasses) {
        self.tokens = tokens
        self.classes = classes
    }
}

/// Finds all phrases of a list at once: a trie whose edges are forms and lemmas.
public struct PhraseMatcher: Sendable {
    /// A word of a phrase.
    public enum Element: Hashable, Sendable {
        /// This form alone.
        case form(FormKey)
        /// Any form of the lemma.
        case lemma(LemmaID)
    }

    private struct Edge: Hashable {
        let node: Int32
        let element: Element
    }

    private var edges: [Edge: Int32] = [:]
    /// The classes of the phrases that end in a node.
    private var classes: [LexicalClasses] = [[]]

    /// A matcher without phrases.
    public init() {}

    /// Adds a phrase; the classes of one that is already there are added to it.
    public mutating func add(_ phrase: [Element], classes added: LexicalClasses) {
        var node: Int32 = 0
        for element in phrase {
            let edge = Edge(node: node, element: element)
            if let next = edges[edge] {
                node = next
            } else {
                classes.append([])
                node = Int32(classes.count - 1)
                edges[edge] = node
            }
        }
        classes[Int(node)].formUnion(added)
    }

    /// The longest match from every token at which a phrase begins, in order; matches may overlap.
    public func matches(in tokens: [Token], _ lexicon: Lexicon) -> [PhraseMatch] {
        var result: [PhraseMatch] = []
        for start in tokens.indices {
            if let match = longestMatch(at: start, in: tokens, lexicon) { result.append(match) }
        }
        return result
    }

    /// The longest match that begins at a token, or nil.
    public func longestMatch(at start: Int, in tokens: [Token], _ lexicon: Lexicon) -> PhraseMatch? {
        var best: PhraseMatch?
        follow(0, start, start, tokens, lexicon, &best)
        return best
    }

    private func follow(
        _ node: Int32, _ index: Int, _ start: Int, _ tokens: [Token], _ lexicon: Lexicon, _ best: inout PhraseMatch?
    ) {
        if node > 0, !classes[Int(node)].isEmpty {
            if index > best?.tokens.upperBound ?? start {
                best = PhraseMatch(tokens: start..<index, classes: classes[Int(node)])
            } else if index == best?.tokens.upperBound, let found = best {
                best = PhraseMatch(tokens: found.tokens, classes: found.classes.union(classes[Int(node)]))
            }
        }
        guard index < tokens.count, index == start || !tokens[index].opensParagraph else { return }
        if let next = edges[Edge(node: node, element: .form(tokens[index].form))] {
            follow(next, index + 1, start, tokens, lexicon, &best)
        }
        var previous: LemmaID?
        for reading in tokens[index].readings {
            let lemma = lexicon.readings[reading].lemma
            if lemma == previous { continue }
            previous = lemma
            if let next = edges[Edge(node: node, element: .lemma(lemma))] {
                follow(next, index + 1, start, tokens, lexicon, &best)
            }
        }
    }
}
