/// The abbreviations of a language, as far as tokens and sentences depend on them.
public struct Abbreviations: Sendable {
    /// Longest part of an abbreviation, in bytes.
    static let partBytesMax = 16
    /// Most parts of an abbreviation.
    static let partsMax = 4

    /// Whether a sentence can end with it.
    public enum Ending: Sendable {
        /// „ген.“: what it stands before follows.
        case never
        /// „г.“, „и др.“: a capitalised word after it opens a sentence.
        case possible
    }

    private var endings: [FormKey: Ending] = [:]
    private var firstParts: Set<FormKey> = []

    /// No abbreviations.
    public init() {}

    /// Adds an abbreviation in normalised lower case, with its points or hyphens.
    public mutating func add(_ form: String, ending: Ending) {
        endings[FormKey(form)] = ending
        firstParts.insert(FormKey(utf8: form.utf8.prefix { $0 != 0x2E && $0 != 0x2D }))
    }

    /// Whether the form is an abbreviation.
    public func contains(_ form: FormKey) -> Bool { endings[form] != nil }

    /// Whether a sentence can end with the abbreviation; nil for what is none.
    public func ending(_ form: FormKey) -> Ending? { endings[form] }

    func beginsWith(_ firstPart: FormKey) -> Bool { firstParts.contains(firstPart) }
}
