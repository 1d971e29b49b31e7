/// What the tagger looks at: the tokens of an article, and what others found out about them.
public struct TaggerInput: Sendable {
    /// Something that is known of a token beside its word: a rule's proposal, a name that the knowledge base has.
    ///
    /// The model knows it by its name, so that models outlive the order in which cues are defined.
    public struct Cue: Hashable, Sendable {
        /// The hash of the name.
        let hash: UInt64

        /// A cue by its name, in two parts, for the first token of what it tells of or for a further one.
        public init(isFirst: Bool, _ name: StaticString, _ detail: StaticString) {
            hash = detail.withUTF8Buffer { Self.hash(isFirst, name, $0) }
        }

        /// A cue whose detail is data.
        public init(isFirst: Bool, _ name: StaticString, _ detail: String) {
            hash = Self.hash(isFirst, name, detail.utf8)
        }

        private static func hash(_ isFirst: Bool, _ name: StaticString, _ detail: some Sequence<UInt8>) -> UInt64 {
            var hash: UInt64 = isFirst ? 0xcbf2_9ce4_8422_2325 : 0x9ae1_6a3b_2f90_404f
            name.withUTF8Buffer { for byte in $0 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 } }
            hash = (hash ^ 0x2D) &* 0x0000_0100_0000_01b3
            for byte in detail { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
            return hash
        }
    }

    let text: Text
    let tokens: [Token]
    let sentences: [Sentence]
    /// For each token whether its capital letter may come from its place, as at the head of a sentence.
    let opens: [Bool]
    private var cues: [Cue] = []
    private var cueEnds: [Int32] = []

    /// The input for an article whose cues are to be added, token by token.
    public init(text: Text, tokens: [Token], sentences: [Sentence], opens: [Bool]) {
        precondition(opens.count == tokens.count, "a flag for every token")
        self.text = text
        self.tokens = tokens
        self.sentences = sentences
        self.opens = opens
        cueEnds.reserveCapacity(tokens.count)
    }

    /// Adds what is known of the next token.
    public mutating func append(_ cues: some Sequence<Cue>) {
        self.cues.append(contentsOf: cues)
        cueEnds.append(Int32(self.cues.count))
    }

    /// What is known of a token.
    func cues(at index: Int) -> ArraySlice<Cue> {
        guard index < cueEnds.count else { return [] }
        return cues[(index == 0 ? 0 : Int(cueEnds[index - 1]))..<Int(cueEnds[index])]
    }
}
