/// Recognises paragraphs that are not part of an article: related-article lines, credits, calls to follow, timestamps.
public struct Boilerplate: Sendable {
    /// Most tokens of a boilerplate paragraph: a real paragraph that happens to begin like one is longer.
    public static let tokensMax = 60

    /// How a listed opening makes its paragraph boilerplate.
    public enum Extent: String, Sendable {
        /// The paragraph begins with it.
        case start
        /// The paragraph is nothing else.
        case whole
    }

    private struct Opening: Sendable {
        let words: [FormKey]
        let extent: Extent
    }

    private var openings: [FormKey: [Opening]] = [:]
    private var timestampWords: Set<FormKey> = []

    /// Knows no openings.
    public init() {}

    /// Adds an opening, as the forms of its tokens.
    public mutating func add(_ words: [FormKey], _ extent: Extent) {
        guard let first = words.first else { return }
        openings[first, default: []].append(Opening(words: words, extent: extent))
    }

    /// Adds a word that a line with a timestamp and nothing else may hold.
    public mutating func add(timestampWord form: FormKey) { timestampWords.insert(form) }

    /// Why a paragraph is boilerplate, or nil where it is part of the article.
    public func kind(of paragraph: Range<Int>, _ tokens: [Token]) -> StaticString? {
        guard paragraph.count <= Self.tokensMax else { return nil }
        if beginsAsListed(paragraph, tokens) { return "listed opening" }
        if isTimestamp(paragraph, tokens) { return "timestamp alone" }
        if endsInTimestamp(paragraph, tokens) { return "timestamp at the end" }
        if !tokens[paragraph].contains(where: { $0.kind == .word || $0.kind == .number }) { return "no words" }
        return nil
    }

    private func beginsAsListed(_ paragraph: Range<Int>, _ tokens: [Token]) -> Bool {
        var start = paragraph.lowerBound
        while start < paragraph.upperBound, tokens[start].kind == .punctuation || tokens[start].kind == .symbol {
            if openings[tokens[start].form] != nil { break }
            start += 1
        }
        guard start < paragraph.upperBound, let candidates = openings[tokens[start].form] else { return false }
        return candidates.contains { opening in
            let end = start + opening.words.count
            guard end <= paragraph.upperBound, tokens[start..<end].map(\.form) == opening.words else { return false }
            switch opening.extent {
            case .start: return true
            case .whole: return tokens[end..<paragraph.upperBound].allSatisfy { $0.kind != .word && $0.kind != .number }
            }
        }
    }

    private func isTimestamp(_ paragraph: Range<Int>, _ tokens: [Token]) -> Bool {
        var hasNumber = false
        for token in tokens[paragraph] {
            if token.kind == .number { hasNumber = true }
            if token.kind == .word, !timestampWords.contains(token.form) { return false }
        }
        return hasNumber
    }

    /// „… 20.10.2025 08:54“: the link to another article.
    private func endsInTimestamp(_ paragraph: Range<Int>, _ tokens: [Token]) -> Bool {
        guard paragraph.count > 2 else { return false }
        let date = tokens[paragraph.upperBound - 2]
        let clock = tokens[paragraph.upperBound - 1]
        return date.kind == .number && clock.kind == .number && date.bytes.count >= 8
            && (clock.bytes.count == 5 || clock.bytes.count == 4) && clock.spaceBefore
    }
}
