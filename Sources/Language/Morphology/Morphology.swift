/// Makes the forms of a language's words from the rows of its lexicon.
public protocol Morphology: Sendable {
    /// All forms of a lemma.
    ///
    /// - Parameters:
    ///   - paradigm: The row's paradigm, such as `n.m` or `v.p`.
    ///   - principal: The row's forms: principal parts and `key=form` pairs.
    /// - Throws: ``MorphologyError`` when the row lacks what the paradigm needs.
    func forms(lemma: String, paradigm: String, principal: [String]) throws -> [InflectedForm]

    /// The verbal noun of a verb's row with its paradigm, or nil: a lemma of its own, without the verb's classes.
    func verbalNoun(paradigm: String, principal: [String]) -> (lemma: String, paradigm: String)?
}

/// A form with its grammar.
public struct InflectedForm: Hashable, Sendable {
    /// Lower-case, as it is written.
    public let form: String
    /// What it is of its lemma.
    public let grammar: Grammar

    /// A form.
    public init(_ form: String, _ grammar: Grammar) {
        self.form = form
        self.grammar = grammar
    }
}

/// What a lexicon row lacks.
public struct MorphologyError: Error, CustomStringConvertible {
    /// What is wrong and what to do.
    public let description: String
}

/// The morphologies by their languages' codes: the one place that a new language is entered in.
enum Morphologies {
    static let all: [String: any Morphology] = ["bg": BulgarianMorphology()]
}

/// The `key=form` pairs and the plain forms of a row.
struct PrincipalParts {
    var plain: [String] = []
    var named: [(key: String, form: String)] = []

    init(_ parts: [String]) {
        for part in parts {
            if let equals = part.utf8.firstIndex(of: 0x3D) {
                named.append((String(part[..<equals]), String(part[part.utf8.index(after: equals)...])))
            } else {
                plain.append(part)
            }
        }
    }

    subscript(key: String) -> String? { named.first { $0.key == key }?.form }
}

/// Endings of words whose letters take two bytes each in UTF-8.
extension String {
    /// The word without its last letters.
    func dropping(_ letters: Int) -> String { String(decoding: utf8.dropLast(letters * 2), as: UTF8.self) }

    func ends(_ suffixes: String...) -> Bool {
        suffixes.contains { $0.utf8.count <= utf8.count && utf8.suffix($0.utf8.count).elementsEqual($0.utf8) }
    }
}
