import Chronicle
import Language

/// Puts what the tagger decided in the place of what the rules proposed.
enum TaggedNames {
    static func apply(_ spans: [TaggedSpan], _ work: inout EntityWork) {
        var isKept = knownWholes(spans, work)
        for span in spans.compactMap({ wellFormed($0, work) }) {
            if let number = proposal(like: span, work) {
                isKept[number] = true
                continue
            }
            if let people = people(in: span, work) {
                for number in people { isKept[number] = true }
                continue
            }
            if let first = span.tokens.first, let number = work.number(at: first), isKept[number],
                work.found[number].tokens.contains(span.tokens)
            {
                continue
            }
            for index in span.tokens { work.remove(at: index) }
            add(span, &work)
        }
        for number in isKept.indices where !isKept[number] {
            let found = work.found[number]
            guard let first = found.tokens.first, found.form == .name, found.type != .group || work.isCapital(first)
            else { continue }
            work.remove(at: first)
        }
        for step in EntityStep.corrections { step.apply(&work) }
    }

    /// „До Иванов Петров каза“: the people whom the rules see in one after another, where the tagger sees one.
    private static func people(in span: TaggedSpan, _ work: EntityWork) -> [Int]? {
        var numbers: [Int] = []
        var next = span.tokens.lowerBound
        while span.type == .person, next < span.tokens.upperBound {
            guard let number = work.number(at: next), work.found[number].type == .person,
                work.found[number].form == .name, work.found[number].tokens.lowerBound == next
            else { return nil }
            numbers.append(number)
            next = work.found[number].tokens.upperBound
        }
        return next == span.tokens.upperBound && numbers.count > 1 ? numbers : nil
    }

    /// Which proposals stand against the tagger: names that the knowledge base has, of which it saw a part or nothing.
    private static func knownWholes(_ spans: [TaggedSpan], _ work: EntityWork) -> [Bool] {
        var isKept = work.found.map { found in
            guard found.entry != nil, found.form == .name, let first = found.tokens.first else { return false }
            // Whether an abbreviation in brackets belongs to the name is for the tagger to say.
            if work.tokens[found.tokens.upperBound - 1].form == EntityWork.closeBracket { return false }
            return found.tokens.count > 1 || found.type == .event && !work.isCapital(first)
        }
        for span in spans {
            for index in span.tokens {
                guard let number = work.number(at: index), isKept[number] else { continue }
                let whole = work.found[number].tokens
                if whole == span.tokens || !whole.contains(span.tokens) { isKept[number] = false }
            }
        }
        return isKept
    }

    /// The name without a hyphen or comma at its end, and with the bracket closed that opens in it; nil where no name is left.
    private static func wellFormed(_ span: TaggedSpan, _ work: EntityWork) -> TaggedSpan? {
        let joints = [EntityWork.hyphen, EntityWork.comma, EntityWork.colon, EntityWork.openBracket]
        var tokens = span.tokens
        while let last = tokens.last, joints.contains(work.tokens[last].form) { tokens.removeLast() }
        // „Националният съвет (НС“
        if let open = tokens.last(where: { work.tokens[$0].form == EntityWork.openBracket }),
            !tokens[open...].contains(where: { work.tokens[$0].form == EntityWork.closeBracket })
        {
            let next = tokens.upperBound
            let isClosed = next < work.tokens.count && work.tokens[next].form == EntityWork.closeBracket
            tokens = tokens.lowerBound..<(isClosed ? next + 1 : open)
        }
        // A single letter names nobody: it is left of an initial or of markup.
        let isLetter = tokens.count == 1 && work.text.codePoints(work.tokens[tokens.lowerBound].bytes).count == 1
        return tokens.isEmpty || isLetter ? nil : TaggedSpan(tokens: tokens, type: span.type)
    }

    /// The rule's proposal of just this name.
    private static func proposal(like span: TaggedSpan, _ work: EntityWork) -> Int? {
        guard let first = span.tokens.first, let number = work.number(at: first) else { return nil }
        let found = work.found[number]
        return found.tokens == span.tokens && found.form == .name && EntityType(found.type) == span.type ? number : nil
    }

    /// Records a name of the tagger's, with the knowledge of that type if there is any.
    static func add(_ span: TaggedSpan, _ work: inout EntityWork, by rule: StaticString = "model") {
        var known: KnowledgeBase.Sense?
        if let node = work.knowledge.names.node(of: work.tokens[span.tokens].lazy.map(\.form)) {
            work.knowledge.names.forEach(at: node) { sense in
                let type = work.knowledge[sense.entry].mentionType
                if sense.kind == .name, EntityType(type) == span.type { known = sense }
            }
        }
        if let known {
            let entry = work.knowledge[known.entry]
            work.add(
                span.tokens, entry.mentionType, rule, name: work.knowledge.baseForms[Int(known.baseForm)],
                entry: known.entry)
        } else {
            let name = span.type == .person ? "" : BaseForm.of(span.tokens, work)
            work.add(span.tokens, ActorType(span.type), rule, name: name)
        }
    }
}

extension EntityType {
    /// What the tagger calls actors of a type; nil for those that have no name of their own.
    package init?(_ type: ActorType) {
        switch type {
        case .person, .group: self = .person
        case .country, .place: self = .place
        case .organisation: self = .organisation
        case .event: self = .event
        case .product: self = .product
        default: return nil
        }
    }
}

extension ActorType {
    /// The type of an actor that nobody knows by a name of some type.
    init(_ type: EntityType) {
        switch type {
        case .person: self = .person
        case .place: self = .place
        case .organisation: self = .organisation
        case .event: self = .event
        case .product: self = .product
        }
    }
}
