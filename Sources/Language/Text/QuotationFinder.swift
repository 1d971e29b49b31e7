/// Finds what stands in quotation marks, in any style: „ “, “ ”, « », " ".
///
/// A passage may run over several paragraphs; a mark that is never closed opens nothing.
public struct QuotationFinder: Sendable {
    /// Most paragraphs that a mark stays open over.
    static let paragraphsMax = 6
    /// Deepest nesting.
    static let depthMax = 3
    /// So many words make a passage without a verb something said.
    static let speechWordsMin = 5

    private enum Role { case opens, closes }

    private struct Open {
        let token: Int
        let mark: UInt32
        let paragraph: Int
    }

    /// A finder.
    public init() {}

    /// The quotations in the order of their first tokens, nested ones too; tokens must be annotated. O(*n*).
    public func quotations(of text: Text, _ tokens: [Token]) -> [Quotation] {
        var result: [Quotation] = []
        var open: [Open] = []
        var paragraph = 0
        for index in tokens.indices {
            if index > 0, tokens[index].opensParagraph {
                paragraph += 1
                endParagraph(index, paragraph, text, tokens, &open, &result)
            }
            guard tokens[index].form == Marks.quote, tokens[index].kind == .punctuation else { continue }
            let mark = Self.mark(text, tokens[index])
            switch role(of: index, mark, text, tokens, open) {
            case .opens:
                if open.count == Self.depthMax { open.removeFirst() }
                open.append(Open(token: index, mark: mark, paragraph: paragraph))
            case .closes:
                guard let opening = open.popLast() else { continue }
                add((opening.token + 1)..<index, tokens, &result)
            }
        }
        result.sort { ($0.tokens.lowerBound, -$0.tokens.upperBound) < ($1.tokens.lowerBound, -$1.tokens.upperBound) }
        return result
    }

    private static func mark(_ text: Text, _ token: Token) -> UInt32 {
        text.utf8.withUnsafeBufferPointer { Letters.decode($0, at: token.bytes.lowerBound).scalar }
    }

    /// What a mark does here: its own shape first, the white space around it second, the marks before it last.
    private func role(of index: Int, _ mark: UInt32, _ text: Text, _ tokens: [Token], _ open: [Open]) -> Role {
        let isLoose = index + 1 < tokens.count ? isApart(tokens[index + 1], text) : true
        let startsWord =
            tokens[index].spaceBefore || tokens[index].opensParagraph
            || (index > 0 && (Marks.opens(tokens[index - 1], text) || Marks.isDash(tokens[index - 1])))
        switch mark {
        case 0x201E, 0xAB, 0x201F:
            return .opens
        case 0xBB, 0x201D:
            return mark == 0x201D && open.isEmpty && startsWord && !isLoose ? .opens : .closes
        case 0x201C:
            guard let last = open.last else { return .opens }
            if startsWord, !isLoose, last.mark == 0x201E || last.mark == 0x201C { return .opens }
            return .closes
        default:
            if startsWord, !isLoose { return .opens }
            if !startsWord, isLoose || !open.isEmpty { return .closes }
            return open.last?.mark == mark ? .closes : .opens
        }
    }

    /// White space or a mark that ends something: what stands before it does not open.
    private func isApart(_ token: Token, _ text: Text) -> Bool {
        if token.spaceBefore || token.opensParagraph { return true }
        guard token.kind == .punctuation else { return false }
        let first = text.utf8[token.bytes.lowerBound]
        return first == 0x2C || first == 0x2E || first == 0x3B || first == 0x3A || first == 0x29
    }

    /// A new paragraph that opens with a mark goes on with what the last one left open; what stays open for too long
    /// was a slip.
    private func endParagraph(
        _ index: Int, _ paragraph: Int, _ text: Text, _ tokens: [Token], _ open: inout [Open],
        _ result: inout [Quotation]
    ) {
        guard let outer = open.first else { return }
        if tokens[index].form == Marks.quote, Self.mark(text, tokens[index]) == outer.mark,
            outer.paragraph == paragraph - 1
        {
            add((outer.token + 1)..<index, tokens, &result)
            open.removeAll()
        } else {
            open.removeAll { paragraph - $0.paragraph >= Self.paragraphsMax || !opensItsParagraph($0.token, tokens) }
        }
    }

    /// Only a passage that its paragraph begins with runs on into the next.
    private func opensItsParagraph(_ token: Int, _ tokens: [Token]) -> Bool {
        tokens[token].opensParagraph || (token > 0 && tokens[token - 1].form == Self.colon)
    }

    private static let colon = FormKey(":")

    private func add(_ range: Range<Int>, _ tokens: [Token], _ result: inout [Quotation]) {
        guard !range.isEmpty else { return }
        var words = 0
        var hasVerb = false
        for token in tokens[range] where token.kind == .word {
            words += 1
            let finite: Grammar = [.present, .aorist, .imperfect, .imperative]
            if token.grammar.contains(.verb), !token.grammar.isDisjoint(with: finite),
                token.grammar.isDisjoint(with: [.noun, .adjective, .name])
            {
                hasVerb = true
            }
        }
        result.append(Quotation(tokens: range, isSpeech: words >= Self.speechWordsMin || (hasVerb && words >= 2)))
    }
}
