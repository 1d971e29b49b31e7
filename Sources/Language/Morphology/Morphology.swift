/// Makes the forms of a language's words from the rows of its lexicon.
public protocol Morphology: Sendable {
    /// Takes a form in its two parts, few of which are ever put together, and what it is of its lemma.
    typealias FormTaker = (_ stem: Word, _ ending: StaticString, _ grammar: Grammar) -> Void

    /// Gives all forms of a lemma, in lower case.
    ///
    /// - Parameters:
    ///   - paradigm: The row's paradigm, such as `n.m` or `v.p`.
    ///   - principal: The row's forms: principal parts and `key=form` pairs.
    ///   - take: Is called with each form.
    /// - Throws: ``MorphologyError`` when the row lacks what the paradigm needs.
    func inflect(_ lemma: Word, paradigm: String, principal: [Word], _ take: @escaping FormTaker) throws

    /// The verbal noun of a verb's row with its paradigm, or nil: a lemma of its own, without the verb's classes.
    func verbalNoun(paradigm: String, principal: [Word]) -> (lemma: Word, paradigm: String)?
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
    var plain: [Word] = []
    var named: [(key: Word, form: Word)] = []

    init(_ parts: [Word]) {
        for part in parts {
            if let equals = part.utf8.firstIndex(of: UInt8(ascii: "=")) {
                named.append((Word(utf8: part.utf8[..<equals]), Word(utf8: part.utf8[(equals + 1)...])))
            } else {
                plain.append(part)
            }
        }
    }

    subscript(key: StaticString) -> Word? { named.first { $0.key == key }?.form }
}
