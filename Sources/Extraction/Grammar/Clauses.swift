import Language

/// The clauses of a document, sentence by sentence: a shallow parse that tells which verb a word belongs to.
struct Clauses: Sendable {
    /// All verb groups, in order.
    private(set) var groups: [VerbGroup] = []
    /// All clauses, in order; they cover every sentence.
    private(set) var clauses: [Clause] = []
    /// The clause of each token; -1 outside sentences.
    private(set) var clauseOfToken: [Int32] = []

    /// No clauses.
    init() {}

    /// Parses the sentences of a document. O(*n*) in its tokens.
    init(tokens: [Token], sentences: [Sentence], parser: VerbGroupParser) {
        clauseOfToken = Array(repeating: -1, count: tokens.count)
        for (index, sentence) in sentences.enumerated() {
            let first = groups.count
            parser.parse(tokens, in: sentence.tokens, into: &groups)
            govern(tokens, from: first, words: parser.words)
            split(tokens, sentence: sentence, index: index, from: first, words: parser.words)
        }
    }

    /// The clause of a token.
    func clause(of token: Int) -> Int? {
        let index = clauseOfToken[token]
        return index < 0 ? nil : Int(index)
    }

    /// The clause itself or, for one that resumes another across a relative clause, both from left to right.
    func reach(of clause: Int) -> [Int] {
        if let earlier = clauses[clause].resumes { return [earlier, clause] }
        for next in (clause + 1)..<min(clause + 3, clauses.count) where clauses[next].resumes == clause {
            return [clause, next]
        }
        return [clause]
    }

    /// A group and those that it hangs on, outermost last.
    func chain(of group: Int) -> [Int] {
        var chain = [group]
        while let governor = groups[chain[chain.count - 1]].governor, chain.count < 6 { chain.append(governor) }
        return chain
    }

    /// Hangs each „да“ group on the nearest group before it in the sentence.
    private mutating func govern(_ tokens: [Token], from first: Int, words: FunctionWords) {
        for index in first..<groups.count where groups[index].tense == .subordinate && index > first {
            groups[index].governor = index - 1
            // „покани X да посети и да разговаря“: joined „да“ groups hang on the same verb.
            if groups[index - 1].tense == .subordinate, tokens[groups[index].tokens.lowerBound - 1].form == words.and {
                groups[index].governor = groups[index - 1].governor ?? index - 1
            }
        }
    }

    /// Cuts a sentence at relative words, subordinators and, between two verbs, at commas and conjunctions.
    private mutating func split(
        _ tokens: [Token], sentence: Sentence, index: Int, from first: Int, words: FunctionWords
    ) {
        var open = Clause(tokens: sentence.tokens, tie: .main, groups: first..<first, sentence: index)
        var joints = Joints()
        var pending: Int?
        var group = first

        func close(at cut: Int, next tie: Clause.Tie) {
            if cut > open.tokens.lowerBound {
                open.tokens = open.tokens.lowerBound..<cut
                if open.tie == .main, open.groups.isEmpty { pending = clauses.count }
                clauses.append(open)
            }
            open = Clause(
                tokens: cut..<sentence.tokens.upperBound, tie: tie,
                groups: open.groups.upperBound..<open.groups.upperBound,
                sentence: index)
            if tie == .main, let earlier = pending {
                open.resumes = earlier
                pending = nil
            }
            joints = Joints()
        }

        var token = sentence.tokens.lowerBound
        while token < sentence.tokens.upperBound {
            if group < groups.count, groups[group].tokens.lowerBound == token {
                if groups[group].governor == nil, !open.groups.isEmpty {
                    close(at: joints.cut(before: token), next: .main)
                }
                open.groups = open.groups.lowerBound..<(group + 1)
                token = groups[group].tokens.upperBound
                group += 1
                joints = Joints()
                continue
            }
            let form = tokens[token].form
            if words.relatives.contains(form), token > sentence.tokens.lowerBound {
                let isAfterPreposition =
                    tokens[token - 1].grammar.contains(.preposition) && token - 1 > open.tokens.lowerBound
                close(at: isAfterPreposition ? token - 1 : token, next: .relative)
            } else if words.complementizers.contains(form)
                || words.subordinators.contains(form)
                    && (token == open.tokens.lowerBound || tokens[token - 1].kind == .punctuation)
            {
                close(at: token, next: .subordinate)
            } else {
                joints.note(token, tokens, in: sentence.tokens, words)
            }
            token += 1
        }
        clauses.append(open)
        for index in (clauses.lastIndex { $0.sentence != index }.map { $0 + 1 } ?? 0)..<clauses.count {
            for token in clauses[index].tokens { clauseOfToken[token] = Int32(index) }
        }
    }

    /// Where a sentence may be cut, seen since the last verb.
    private struct Joints {
        private var comma: Int?
        private var contrast: Int?
        private var conjunction: Int?
        /// A comma or „и“ between two names.
        private var listing: Int?

        /// Notes a token that may be a joint.
        mutating func note(_ token: Int, _ tokens: [Token], in sentence: Range<Int>, _ words: FunctionWords) {
            let form = tokens[token].form
            let isComma = tokens[token].kind == .punctuation
            if words.contrasts.contains(form) {
                contrast = token
            } else if isComma || words.coordinators.contains(form) {
                if Self.isListing(token, tokens, in: sentence) {
                    listing = token
                } else if isComma {
                    comma = token
                } else {
                    conjunction = token
                }
            }
        }

        /// „България, Румъния и Сърбия“
        private static func isListing(_ token: Int, _ tokens: [Token], in sentence: Range<Int>) -> Bool {
            guard token > sentence.lowerBound, token + 1 < sentence.upperBound else { return false }
            return tokens[token - 1].shape == .capitalised && tokens[token + 1].shape == .capitalised
        }

        /// The joint that opens the clause of a verb: right before it, else „а“, else a comma, else „и“, else one between names.
        func cut(before verb: Int) -> Int {
            if conjunction == verb - 1 || comma == verb - 1 { return verb - 1 }
            return contrast ?? comma ?? conjunction ?? listing ?? verb
        }
    }
}
