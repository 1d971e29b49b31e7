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

    private let entries: FormTable<PackedEntry>
    private let classSets: ClassSets
    private let classIndexes: [String: Int]
    private let suffixes: SuffixGuesser

    /// An ``Entry`` in less than half of its space.
    private struct PackedEntry: Sendable {
        let grammar: Grammar
        let firstReading: UInt32
        let readingCount: UInt16
        let classSet: ClassSets.Index
    }

    /// Builds the tables.
    ///
    /// - Parameters:
    ///   - lemmaClasses: For each lemma its classes.
    ///   - inflections: What each form is of its lemmas.
    init(
        lemmas: [String], lemmaClasses: [LexicalClasses], inflections: Inflections, classIndexes: [String: Int],
        suffixes: SuffixGuesser
    ) {
        var classSets = ClassSets()
        let lemmaClassSets = lemmaClasses.map { classSets.index(of: $0) }
        var readings: [Reading] = []
        readings.reserveCapacity(inflections.count)
        entries = inflections.mapForms { inflections in
            let start = readings.count
            var classSet = lemmaClassSets[Int(inflections[0].lemma)]
            var grammar: Grammar = []
            for inflection in inflections {
                let lemma = Int(inflection.lemma)
                readings.append(
                    Reading(
                        lemma: LemmaID(index: inflection.lemma), grammar: inflection.grammar,
                        classes: lemmaClasses[lemma]))
                classSet = classSets.union(classSet, lemmaClassSets[lemma])
                grammar.formUnion(inflection.grammar)
            }
            return PackedEntry(
                grammar: grammar, firstReading: UInt32(start), readingCount: UInt16(inflections.count),
                classSet: classSet)
        }
        self.lemmas = lemmas
        self.readings = readings
        self.classSets = classSets
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
        guard let packed = entries[form] else { return nil }
        let start = Int(packed.firstReading)
        return Entry(
            readings: start..<(start + Int(packed.readingCount)), classes: classSets[packed.classSet],
            grammar: packed.grammar)
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
