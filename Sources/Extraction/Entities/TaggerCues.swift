import Chronicle
import Language

/// What the rules and the knowledge base say of each token, for the tagger to weigh.
///
/// A cue says whether the token is the first of what it tells of. Of each token there are at most one name that the rules
/// found, with its type, rule and kind, and one that the knowledge base has, whatever the rules made of it.
enum TaggerCues {
    /// The tagger's input for what the rules found in a document.
    static func input(_ work: EntityWork) -> TaggerInput {
        var input = TaggerInput(
            text: work.text, tokens: work.tokens, sentences: work.sentences,
            opens: zip(work.opens, work.shouts).map { $0 || $1 })
        let known = KnownNames(work)
        var cues: [TaggerInput.Cue] = []
        for index in work.tokens.indices {
            cues.removeAll(keepingCapacity: true)
            if let found = work.found(at: index) { add(found, index == found.tokens.lowerBound, work, &cues) }
            known.add(at: index, &cues)
            input.append(cues)
        }
        return input
    }

    private static func add(
        _ found: EntityWork.Found, _ isFirst: Bool, _ work: EntityWork, _ cues: inout [TaggerInput.Cue]
    ) {
        let type = typeNames[found.type.rawValue, default: "other"]
        cues.append(.init(isFirst: isFirst, formNames[Int(found.form.rawValue)], type))
        cues.append(.init(isFirst: isFirst, found.rule, type))
        guard let entry = found.entry, !work.knowledge[entry].kind.isEmpty else { return }
        cues.append(.init(isFirst: isFirst, "kind", work.knowledge[entry].kind))
    }

    private static let formNames: [StaticString] = ["name", "adjective", "description", "pronoun"]

    fileprivate static let typeNames: [Int: StaticString] = [
        ActorType.person.rawValue: "person", ActorType.group.rawValue: "group",
        ActorType.organisation.rawValue: "organisation", ActorType.country.rawValue: "country",
        ActorType.place.rawValue: "place", ActorType.event.rawValue: "event", ActorType.product.rawValue: "product",
    ]
}

/// The longest names that the knowledge base has in a document, from left to right.
private struct KnownNames {
    /// For each token the set of what a name over it can mean, a bit each, and whether it is the name's first token.
    private var meanings: [(bits: UInt64, isFirst: Bool)]

    /// So many types of actors there are at most.
    private static let typesMax = 12
    /// The cues for each meaning, of first tokens and of further ones.
    private static let cues: [(first: TaggerInput.Cue, further: TaggerInput.Cue)] = {
        let kinds: [StaticString] = [
            "known-name", "known-surname", "known-adjective", "known-inhabitant", "known-inhabitants",
        ]
        return kinds.flatMap { kind in
            (0..<typesMax).map { type in
                let type = TaggerCues.typeNames[type, default: "other"]
                return (.init(isFirst: true, kind, type), .init(isFirst: false, kind, type))
            }
        }
    }()

    init(_ work: EntityWork) {
        meanings = Array(repeating: (0, false), count: work.tokens.count)
        for sentence in work.sentences {
            var index = sentence.tokens.lowerBound
            while index < sentence.tokens.upperBound {
                guard let match = Self.longest(at: index, in: sentence.tokens, work) else {
                    index += 1
                    continue
                }
                var bits: UInt64 = 0
                work.knowledge.names.forEach(at: match.node) { sense in
                    let type = min(work.knowledge[sense.entry].type.rawValue, Self.typesMax - 1)
                    bits |= 1 << UInt64(Int(sense.kind.rawValue) * Self.typesMax + type)
                }
                for token in index..<match.end { meanings[token] = (bits, token == index) }
                index = match.end
            }
        }
    }

    private static func longest(
        at start: Int, in sentence: Range<Int>, _ work: EntityWork
    ) -> (end: Int, node: PhraseTrie<KnowledgeBase.Sense>.Node)? {
        var node = PhraseTrie<KnowledgeBase.Sense>.root
        var end = start
        var best: (end: Int, node: PhraseTrie<KnowledgeBase.Sense>.Node)?
        while end < sentence.upperBound, let next = work.knowledge.names.step(node, work.tokens[end].form) {
            node = next
            end += 1
            if work.knowledge.names.isEnd(node) { best = (end, node) }
        }
        return best
    }

    func add(at index: Int, _ cues: inout [TaggerInput.Cue]) {
        var bits = meanings[index].bits
        while bits != 0 {
            let cue = Self.cues[bits.trailingZeroBitCount]
            cues.append(meanings[index].isFirst ? cue.first : cue.further)
            bits &= bits - 1
        }
    }
}
