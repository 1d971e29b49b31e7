/// What a form is of a lemma.
struct Inflection {
    /// Index of the lemma.
    let lemma: Int32
    /// What the form is of it.
    let grammar: Grammar
}

/// The inflections of all forms while a lexicon is made: those of one form are a chain, so that none is moved or sorted.
struct Inflections {
    private struct Link {
        let lemma: Int32
        /// Index of the link before it of the same form, or -1.
        let previous: Int32
        let grammar: Grammar
    }

    private var links: [Link] = []
    /// For each form its last link, or -1.
    private var lastLinks: FormTable<Int32>

    /// No inflections, and room for those of some forms.
    init(roomForForms count: Int) {
        lastLinks = FormTable(roomFor: count)
        links.reserveCapacity(count * 2)
    }

    /// How many there are.
    var count: Int { links.count }

    /// Adds what a form is of a lemma.
    mutating func add(_ form: FormKey, of lemma: Int32, _ grammar: Grammar) {
        let number = lastLinks.insert(form, -1)
        links.append(Link(lemma: lemma, previous: lastLinks[number], grammar: grammar))
        lastLinks[number] = Int32(links.count - 1)
    }

    /// What is made of the inflections of each form, which are in order of lemma and grammar, each once.
    func mapForms<Value: Sendable>(_ transform: ([Inflection]) -> Value) -> FormTable<Value> {
        var chain: [Inflection] = []
        return lastLinks.mapValues { last in
            chain.removeAll(keepingCapacity: true)
            var index = last
            while index >= 0 {
                let link = links[Int(index)]
                chain.place(Inflection(lemma: link.lemma, grammar: link.grammar))
                index = link.previous
            }
            return transform(chain)
        }
    }
}

extension [Inflection] {
    /// Puts one in its place unless it is there; few forms have more than a handful.
    fileprivate mutating func place(_ inflection: Inflection) {
        var index = count
        while index > 0, inflection.precedes(self[index - 1]) { index -= 1 }
        if index == 0 || self[index - 1].precedes(inflection) { insert(inflection, at: index) }
    }
}

extension Inflection {
    fileprivate func precedes(_ other: Inflection) -> Bool {
        lemma == other.lemma ? grammar.rawValue < other.grammar.rawValue : lemma < other.lemma
    }
}
