/// Reads the lexicon and phrase files of a pack into its ``Lexicon`` and ``PhraseMatcher``.
struct LexiconBuilder {
    private let morphology: any Morphology
    private let tokenizer: Tokenizer

    private var lemmas: [String] = []
    /// For each lemma what tells it from others that are written like it.
    private var lemmaKinds: [String] = []
    /// For each lemma the one before it that is written like it, or -1.
    private var previousLemmas: [Int32] = []
    /// For each word the last lemma that is written so, or -1.
    private var lastLemmas = FormTable<Int32>()
    private var lemmaClasses: [LexicalClasses] = []
    private var classIndexes: [String: Int] = [:]
    /// The classes that fields name, by the fields: most rows name what others do.
    private var classesByField: [FormKey: LexicalClasses] = [:]
    private var inflections = Inflections(roomForForms: 1 << 16)
    /// Verb rows whose principal parts another row gives.
    private var wanting: [(lemma: Int32, row: PackTable.Row)] = []
    private var inflected: Set<Int32> = []
    private(set) var phrases = PhraseMatcher()
    var suffixes = SuffixGuesser()

    init(morphology: any Morphology, tokenizer: Tokenizer) {
        self.morphology = morphology
        self.tokenizer = tokenizer
    }

    // MARK: Rows

    /// A row of lexicon/*.tsv. A lemma with a hyphen is several tokens, so its forms become phrases.
    mutating func add(lexiconRow row: PackTable.Row) throws {
        let lemma = Word(utf8: row.bytes(0))
        let paradigm = row[1]
        guard !lemma.utf8.isEmpty, !paradigm.isEmpty else { throw row.error("a row needs a lemma and a paradigm") }
        let classes = try classes(row.bytes(2), row)
        let parts = row.values(3, separator: " ").map { Word(utf8: $0) }
        if lemma.utf8.contains(where: { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: " ") }) {
            return try add(phrasesOf: lemma, paradigm, parts, row, classes)
        }
        let index = identify(lemma, paradigm)
        lemmaClasses[Int(index)].formUnion(classes)
        if paradigm.hasPrefix("v."), parts.isEmpty {
            wanting.append((index, row))
            return
        }
        inflected.insert(index)
        try add(formsOf: index, lemma, paradigm, parts, row)
        guard let noun = morphology.verbalNoun(paradigm: paradigm, principal: parts) else { return }
        try add(formsOf: identify(noun.lemma, noun.paradigm), noun.lemma, noun.paradigm, [], row)
    }

    /// A row of phrases/*.tsv, once the whole lexicon is there.
    mutating func add(phraseRow row: PackTable.Row) throws {
        let classes = try classes(row.bytes(1), row)
        guard !row.bytes(0).isEmpty, !classes.isEmpty else { throw row.error("a row needs a phrase and classes") }
        // Words of several lemmas („{път}“ of two paradigms) make several phrases.
        var sequences: [[PhraseMatcher.Element]] = [[]]
        for word in row.values(0, separator: " ") {
            if word.first == UInt8(ascii: "{"), word.last == UInt8(ascii: "}") {
                let lemma = Word(utf8: word.dropFirst().dropLast())
                let indexes = lemmas(of: lemma)
                if indexes.isEmpty { throw row.error("“\(lemma.string)” is no lemma of any lexicon file") }
                sequences = sequences.flatMap { sequence in
                    indexes.map { sequence + [.lemma(LemmaID(index: $0))] }
                }
            } else {
                let elements = tokenizer.forms(of: word).map { PhraseMatcher.Element.form($0) }
                sequences = sequences.map { $0 + elements }
            }
        }
        for sequence in sequences { phrases.add(sequence, classes: classes) }
    }

    /// Whether a row so far names a class.
    func hasClass(_ name: String) -> Bool { classIndexes[name] != nil }

    // MARK: Result

    mutating func lexicon() throws -> Lexicon {
        for (lemma, row) in wanting where !inflected.contains(lemma) {
            throw row.error("verb “\(row[0])” has no principal parts in any row")
        }
        return Lexicon(
            lemmas: lemmas, lemmaClasses: lemmaClasses, inflections: inflections, classIndexes: classIndexes,
            suffixes: suffixes)
    }

    // MARK: Parts

    private mutating func add(
        formsOf index: Int32, _ lemma: Word, _ paradigm: String, _ parts: [Word], _ row: PackTable.Row
    ) throws {
        var made: [(form: FormKey, grammar: Grammar)] = []
        made.reserveCapacity(Self.usualFormsMax)
        try inflect(lemma, paradigm, parts, row) { made.append(($0.key.appending($1.bytes), $2)) }
        for (form, grammar) in made { inflections.add(form, of: index, grammar) }
    }

    /// A verb's.
    private static let usualFormsMax = 80

    private mutating func add(
        phrasesOf lemma: Word, _ paradigm: String, _ parts: [Word], _ row: PackTable.Row, _ classes: LexicalClasses
    ) throws {
        var made: [Word] = []
        try inflect(lemma, paradigm, parts, row) { stem, ending, _ in made.append(stem + ending) }
        for form in made { phrases.add(tokenizer.forms(of: form.utf8).map { .form($0) }, classes: classes) }
    }

    private func inflect(
        _ lemma: Word, _ paradigm: String, _ parts: [Word], _ row: PackTable.Row,
        _ take: @escaping Morphology.FormTaker
    ) throws {
        do {
            try morphology.inflect(lemma, paradigm: paradigm, principal: parts, take)
        } catch let error as MorphologyError {
            throw row.error(error.description)
        }
    }

    /// Verbs are one lemma whatever aspect their rows say; everything else goes by paradigm.
    private mutating func identify(_ lemma: Word, _ paradigm: String) -> Int32 {
        let kind = paradigm.hasPrefix("v.") ? "v" : paradigm
        let word = lastLemmas.insert(lemma.key, -1)
        var known = lastLemmas[word]
        while known >= 0, lemmaKinds[Int(known)] != kind { known = previousLemmas[Int(known)] }
        if known >= 0 { return known }
        let index = Int32(lemmas.count)
        lemmas.append(lemma.string)
        lemmaKinds.append(kind)
        lemmaClasses.append([])
        previousLemmas.append(lastLemmas[word])
        lastLemmas[word] = index
        return index
    }

    /// The lemmas that are written like a word, latest first.
    private func lemmas(of word: Word) -> [Int32] {
        guard let last = lastLemmas[word.key] else { return [] }
        return Array(sequence(first: last) { previousLemmas[Int($0)] }.prefix { $0 >= 0 })
    }

    private mutating func classes(_ field: ArraySlice<UInt8>, _ row: PackTable.Row) throws -> LexicalClasses {
        let key = FormKey(utf8: field)
        if let known = classesByField[key] { return known }
        var classes: LexicalClasses = []
        for name in field.split(separator: UInt8(ascii: " ")).map({ String(decoding: $0, as: UTF8.self) }) {
            let index = classIndexes[name] ?? classIndexes.count
            guard index < LexicalClasses.countMax else {
                throw row.error("class “\(name)” is one more than the \(LexicalClasses.countMax) that a pack may have")
            }
            classIndexes[name] = index
            classes.formUnion(LexicalClasses(index: index))
        }
        classesByField[key] = classes
        return classes
    }
}
