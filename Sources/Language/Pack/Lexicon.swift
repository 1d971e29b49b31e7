/// Identity of a lemma in a ``Lexicon``.
public struct LemmaID: Hashable, Sendable {
    /// Index of ``Lexicon/lemmas``.
    public let index: Int32

    /// A lemma by its index.
    public init(index: Int32) { self.index = index }
}

/// One way to read a form.
public struct Reading: Hashable, Sendable {
    /// The base form.
    public let lemma: LemmaID
    /// What the form is of it.
    public let grammar: Grammar
    /// The lemma's classes.
    public let classes: LexicalClasses

    /// A reading.
    public init(lemma: LemmaID, grammar: Grammar, classes: LexicalClasses) {
        self.lemma = lemma
        self.grammar = grammar
        self.classes = classes
    }
}

/// All inflected forms that a language pack knows.
public struct Lexicon: Sendable {
    /// What a form says when looked up.
    public struct Entry: Sendable {
        /// A range of ``Lexicon/readings``.
        public let readings: Range<Int>
        /// The classes of all readings together.
        public let classes: LexicalClasses
        /// The grammar of all readings together.
        public let grammar: Grammar
    }

    /// Base forms; ``LemmaID`` is an index of them.
    public let lemmas: [String]
    /// All readings; those of one form stand together.
    public let readings: [Reading]

    private let entries: [Entry]
    /// Open addressing over form hashes: an index of ``entries`` plus one, 0 for an empty slot.
    private let slots: [Int32]
    private let slotHashes: [UInt64]
    private let classIndexes: [String: Int]
    private let suffixes: SuffixGuesser

    /// Builds the table from forms that are sorted so that those of one hash stand together.
    init(
        lemmas: [String], forms: [(hash: UInt64, reading: Reading)], classIndexes: [String: Int],
        suffixes: SuffixGuesser
    ) {
        var readings: [Reading] = []
        var entries: [Entry] = []
        var hashes: [UInt64] = []
        readings.reserveCapacity(forms.count)
        var index = 0
        while index < forms.count {
            let hash = forms[index].hash
            let start = readings.count
            var classes: LexicalClasses = []
            var grammar: Grammar = []
            while index < forms.count, forms[index].hash == hash {
                let reading = forms[index].reading
                classes.formUnion(reading.classes)
                grammar.formUnion(reading.grammar)
                readings.append(reading)
                index += 1
            }
            entries.append(Entry(readings: start..<readings.count, classes: classes, grammar: grammar))
            hashes.append(hash)
        }
        var capacity = 16
        while capacity < entries.count * 2 { capacity *= 2 }
        var slots = [Int32](repeating: 0, count: capacity)
        var slotHashes = [UInt64](repeating: 0, count: capacity)
        for (entry, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & (capacity - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (capacity - 1) }
            slots[slot] = Int32(entry + 1)
            slotHashes[slot] = hash
        }
        self.lemmas = lemmas
        self.readings = readings
        self.entries = entries
        self.slots = slots
        self.slotHashes = slotHashes
        self.classIndexes = classIndexes
        self.suffixes = suffixes
    }

    // MARK: Classes

    /// The class of that name, for a rule to keep.
    ///
    /// - Throws: ``UnknownLexicalClass`` when no file of the pack names it.
    public func lexicalClass(_ name: String) throws -> LexicalClasses {
        guard let index = classIndexes[name] else { throw UnknownLexicalClass(name: name) }
        return LexicalClasses(index: index)
    }

    /// The classes of those names together.
    ///
    /// - Throws: ``UnknownLexicalClass`` when no file of the pack names one of them.
    public func lexicalClasses(_ names: String...) throws -> LexicalClasses {
        try names.reduce(into: []) { $0.formUnion(try lexicalClass($1)) }
    }

    /// Every class whose name is `prefix` or starts with `prefix` and a point: `kind` for `kind.call`, `kind.visit`.
    ///
    /// - Throws: ``UnknownLexicalClass`` when there is none.
    public func lexicalClasses(under prefix: String) throws -> LexicalClasses {
        var classes: LexicalClasses = []
        for (name, index) in classIndexes where name == prefix || name.hasPrefix(prefix + ".") {
            classes.formUnion(LexicalClasses(index: index))
        }
        if classes.isEmpty { throw UnknownLexicalClass(name: prefix) }
        return classes
    }

    /// The names of all classes of the pack, sorted.
    public var classNames: [String] { classIndexes.keys.sorted() }

    // MARK: Words

    /// What a form says, or nil where the pack does not know it. O(1), allocates nothing.
    public func entry(_ form: FormKey) -> Entry? {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: form.hash) & mask
        while slots[slot] != 0 {
            if slotHashes[slot] == form.hash { return entries[Int(slots[slot]) - 1] }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// Fills readings, classes and grammar of the tokens; unknown words in lower case get a guessed grammar.
    public func annotate(_ tokens: inout [Token], of text: Text) {
        for index in tokens.indices where tokens[index].kind != .punctuation {
            if let entry = entry(tokens[index].form) {
                tokens[index].readings = entry.readings
                tokens[index].classes = entry.classes
                tokens[index].grammar = entry.grammar
            } else if tokens[index].kind == .word, tokens[index].shape == .lower {
                tokens[index].grammar = suffixes.guess(text, tokens[index].bytes)
            }
        }
    }

    /// The readings of a token in the lexicon; empty for an unknown form.
    public func readings(of token: Token) -> ArraySlice<Reading> { readings[token.readings] }

    /// The first reading that has one of the classes, or nil.
    public func reading(of token: Token, in classes: LexicalClasses) -> Reading? {
        guard token.classes.intersects(classes) else { return nil }
        return readings[token.readings].first { $0.classes.intersects(classes) }
    }

    /// The first reading that has all the grammar bits, or nil.
    public func reading(of token: Token, having grammar: Grammar) -> Reading? {
        guard token.grammar.isSuperset(of: grammar) else { return nil }
        return readings[token.readings].first { $0.grammar.isSuperset(of: grammar) }
    }

    /// The base form of a token's first reading, or nil for an unknown form.
    public func lemma(of token: Token) -> String? {
        token.readings.isEmpty ? nil : lemmas[Int(readings[token.readings.lowerBound].lemma.index)]
    }
}

/// A rule asks for a class that no file of the language pack names.
public struct UnknownLexicalClass: Error, CustomStringConvertible {
    /// The class that was asked for.
    public let name: String

    /// What happened and what to do.
    public var description: String {
        "no lexicon or phrase file of the language pack names the class “\(name)”: "
            + "correct the rule or add the class to a row"
    }
}
