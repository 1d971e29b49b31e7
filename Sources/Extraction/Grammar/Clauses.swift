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
            } else if tokens[token].kind == .punctuation {
                joints.comma = token
            } else if words.contrasts.contains(form) {
                joints.contrast = token
            } else if words.coordinators.contains(form) {
                joints.conjunction = token
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
        var comma: Int?
        var contrast: Int?
        var conjunction: Int?

        /// The joint that opens the clause of a verb: right before it, else „а“, else a comma, else „и“.
        func cut(before verb: Int) -> Int {
            if conjunction == verb - 1 || comma == verb - 1 { return verb - 1 }
            return contrast ?? comma ?? conjunction ?? verb
        }
    }
}
