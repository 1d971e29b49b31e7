/// Reads the lexicon and phrase files of a pack into its ``Lexicon`` and ``PhraseMatcher``.
struct LexiconBuilder {
    private let morphology: any Morphology
    private let tokenizer: Tokenizer

    private var lemmas: [String] = []
    private var lemmaIndexes: [String: Int32] = [:]
    private var lemmasByWord: [String: [Int32]] = [:]
    private var lemmaClasses: [LexicalClasses] = []
    private var classIndexes: [String: Int] = [:]
    private var forms: [(hash: UInt64, lemma: Int32, grammar: Grammar)] = []
    /// Verb rows whose principal parts another row gives.
    private var wanting: [(lemma: Int32, error: PackError)] = []
    private var inflected: Set<Int32> = []
    private(set) var phrases = PhraseMatcher()
    var suffixes = SuffixGuesser()

    init(morphology: any Morphology, tokenizer: Tokenizer) {
        self.morphology = morphology
        self.tokenizer = tokenizer
        forms.reserveCapacity(1 << 16)
    }

    // MARK: Rows

    /// A row of lexicon/*.tsv. A lemma with a hyphen is several tokens, so its forms become phrases.
    mutating func add(lexiconRow row: PackTable.Row) throws {
        let lemma = row[0]
        let paradigm = row[1]
        guard !lemma.isEmpty, !paradigm.isEmpty else { throw row.error("a row needs a lemma and a paradigm") }
        let classes = try classes(row[2], row)
        let parts = row[3].split(separator: " ").map(String.init)
        if lemma.utf8.contains(where: { $0 == 0x2D || $0 == 0x20 }) {
            for form in try generate(lemma, paradigm, parts, row) {
                phrases.add(tokenizer.tokens(of: Text(form.form)).map { .form($0.form) }, classes: classes)
            }
            return
        }
        let index = identify(lemma, paradigm)
        lemmaClasses[Int(index)].formUnion(classes)
        if paradigm.hasPrefix("v."), parts.isEmpty {
            wanting.append((index, row.error("verb “\(lemma)” has no principal parts in any row")))
            return
        }
        inflected.insert(index)
        for form in try generate(lemma, paradigm, parts, row) {
            forms.append((FormKey(form.form).hash, index, form.grammar))
        }
        guard let noun = morphology.verbalNoun(paradigm: paradigm, principal: parts) else { return }
        let nounIndex = identify(noun.lemma, noun.paradigm)
        for form in try generate(noun.lemma, noun.paradigm, [], row) {
            forms.append((FormKey(form.form).hash, nounIndex, form.grammar))
        }
    }

    /// A row of phrases/*.tsv, once the whole lexicon is there.
    mutating func add(phraseRow row: PackTable.Row) throws {
        let classes = try classes(row[1], row)
        guard !row[0].isEmpty, !classes.isEmpty else { throw row.error("a row needs a phrase and classes") }
        // Words of several lemmas („{път}“ of two paradigms) make several phrases.
        var sequences: [[PhraseMatcher.Element]] = [[]]
        for word in row[0].split(separator: " ") {
            if word.utf8.first == 0x7B, word.utf8.last == 0x7D {
                let lemma = String(word.dropFirst().dropLast())
                guard let indexes = lemmasByWord[lemma] else {
                    throw row.error("“\(lemma)” is no lemma of any lexicon file")
                }
                sequences = sequences.flatMap { sequence in
                    indexes.map { sequence + [.lemma(LemmaID(index: $0))] }
                }
            } else {
                let elements = tokenizer.tokens(of: Text(String(word))).map { PhraseMatcher.Element.form($0.form) }
                sequences = sequences.map { $0 + elements }
            }
        }
        for sequence in sequences { phrases.add(sequence, classes: classes) }
    }

    // MARK: Result

    mutating func lexicon() throws -> Lexicon {
        for row in wanting where !inflected.contains(row.lemma) { throw row.error }
        forms.sort { ($0.hash, $0.lemma, $0.grammar.rawValue) < ($1.hash, $1.lemma, $1.grammar.rawValue) }
        var unique: [(hash: UInt64, reading: Reading)] = []
        unique.reserveCapacity(forms.count)
        for form in forms {
            let reading = Reading(
                lemma: LemmaID(index: form.lemma), grammar: form.grammar, classes: lemmaClasses[Int(form.lemma)])
            if let last = unique.last, last.hash == form.hash, last.reading == reading { continue }
            unique.append((form.hash, reading))
        }
        return Lexicon(lemmas: lemmas, forms: unique, classIndexes: classIndexes, suffixes: suffixes)
    }

    // MARK: Parts

    private func generate(
        _ lemma: String, _ paradigm: String, _ parts: [String], _ row: PackTable.Row
    ) throws -> [InflectedForm] {
        do {
            return try morphology.forms(lemma: lemma, paradigm: paradigm, principal: parts)
        } catch let error as MorphologyError {
            throw row.error(error.description)
        }
    }

    /// Verbs are one lemma whatever aspect their rows say; everything else goes by paradigm.
    private mutating func identify(_ lemma: String, _ paradigm: String) -> Int32 {
        let key = lemma + "\t" + (paradigm.hasPrefix("v.") ? "v" : paradigm)
        if let index = lemmaIndexes[key] { return index }
        let index = Int32(lemmas.count)
        lemmas.append(lemma)
        lemmaClasses.append([])
        lemmaIndexes[key] = index
        lemmasByWord[lemma, default: []].append(index)
        return index
    }

    private mutating func classes(_ names: String, _ row: PackTable.Row) throws -> LexicalClasses {
        var classes: LexicalClasses = []
        for name in names.split(separator: " ").map(String.init) {
            let index = classIndexes[name] ?? classIndexes.count
            guard index < LexicalClasses.countMax else {
                throw row.error("class “\(name)” is one more than the \(LexicalClasses.countMax) that a pack may have")
            }
            classIndexes[name] = index
            classes.formUnion(LexicalClasses(index: index))
        }
        return classes
    }
}
