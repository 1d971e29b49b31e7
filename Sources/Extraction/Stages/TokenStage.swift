import Language

/// Splits the text into tokens and looks their forms up in the lexicon.
public struct TokenStage: Stage {
    /// What `--explain` calls it.
    public static let name = "tokens"

    private let pack: LanguagePack

    /// A stage for a language.
    public init(resources: ExtractionResources) throws { pack = resources.pack }

    /// Fills ``Document/tokens``.
    public func run(_ document: inout Document) {
        document.tokens = pack.tokenizer.tokens(of: document.text)
        for index in document.tokens.indices
        where document.tokens[index].bytes.count > ExtractionLimits.wordBytesMax {
            document.tokens[index].kind = .symbol
            document.tokens[index].shape = .none
        }
        pack.lexicon.annotate(&document.tokens, of: document.text)
    }
}
