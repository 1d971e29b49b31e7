/// What a form is of a lemma.
struct Inflection {
    /// The form's number in a ``FormTable``.
    let form: UInt32
    /// Index of the lemma.
    let lemma: Int32
    /// What the form is of it.
    let grammar: Grammar
}

/// The inflections of each form together: in order of lemma and grammar, each once.
struct InflectionGroups {
    /// Those of a form stand from its index of ``starts`` on.
    private var grouped: [Inflection]
    private var starts: [Int]
    private var counts: [Int]

    /// Counts, then puts each where it belongs: O(*n*), as few forms have more than a handful.
    init(_ inflections: [Inflection], formCount: Int) {
        grouped = inflections
        starts = Array(repeating: 0, count: formCount + 1)
        counts = Array(repeating: 0, count: formCount)
        for inflection in inflections { starts[Int(inflection.form) + 1] += 1 }
        for form in 0..<formCount { starts[form + 1] += starts[form] }
        for inflection in inflections { place(inflection) }
    }

    /// Calls with the inflections of each form, in the order of the forms' numbers.
    func forEach(_ body: (UnsafeBufferPointer<Inflection>) -> Void) {
        grouped.withUnsafeBufferPointer { grouped in
            for (start, count) in zip(starts, counts) {
                body(UnsafeBufferPointer(rebasing: grouped[start..<(start + count)]))
            }
        }
    }

    private mutating func place(_ inflection: Inflection) {
        let start = starts[Int(inflection.form)]
        let end = start + counts[Int(inflection.form)]
        var index = end
        while index > start, inflection.precedes(grouped[index - 1]) { index -= 1 }
        let isNew = index == start || grouped[index - 1].precedes(inflection)
        guard isNew else { return }
        for later in stride(from: end, to: index, by: -1) { grouped[later] = grouped[later - 1] }
        grouped[index] = inflection
        counts[Int(inflection.form)] += 1
    }
}

extension Inflection {
    fileprivate func precedes(_ other: Inflection) -> Bool {
        lemma == other.lemma ? grammar.rawValue < other.grammar.rawValue : lemma < other.lemma
    }
}
