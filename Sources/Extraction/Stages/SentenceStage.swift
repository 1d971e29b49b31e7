import Language

/// Finds sentences and quotations; leaves out boilerplate.
public struct SentenceStage: Stage {
    /// What `--explain` calls it.
    public static let name = "sentences"

    /// What `--explain` tells of.
    static let rules = [
        ListedRule(
            name: "boilerplate",
            examples: ["Мерц прие Зеленски в Берлин.\n\n[Снимка: БТА]" => "listed opening"])
    ]

    private let pack: LanguagePack
    private let finder = QuotationFinder()

    /// A stage for a language.
    public init(resources: ExtractionResources) throws { pack = resources.pack }

    /// Fills ``Document/sentences`` and ``Document/quotations``.
    public func run(_ document: inout Document) {
        document.sentences = pack.splitter.sentences(of: document.text, document.tokens).flatMap {
            Self.bounded($0, document.tokens)
        }
        document.quotations = finder.quotations(of: document.text, document.tokens)
        guard document.trace != nil else { return }
        for paragraph in Paragraphs.ranges(of: document.tokens) {
            guard let rule = pack.boilerplate.kind(of: paragraph, document.tokens) else { continue }
            document.trace?.note(stage: Self.name, rule: "boilerplate", tokens: paragraph, "\(rule)")
        }
    }

    /// A sentence, or its parts where it is longer than rules can look through.
    private static func bounded(_ sentence: Sentence, _ tokens: [Token]) -> [Sentence] {
        let max = ExtractionLimits.sentenceTokensMax
        guard sentence.tokens.count > max else { return [sentence] }
        var parts: [Sentence] = []
        var start = sentence.tokens.lowerBound
        while sentence.tokens.upperBound - start > max {
            let mark = ((start + max / 2)..<(start + max)).last { tokens[$0].kind == .punctuation }
            let end = mark.map { $0 + 1 } ?? start + max
            parts.append(Sentence(tokens: start..<end, paragraph: sentence.paragraph))
            start = end
        }
        return parts + [Sentence(tokens: start..<sentence.tokens.upperBound, paragraph: sentence.paragraph)]
    }
}
