import Chronicle
import Language

/// From token ranges to what leaves the house: words and code points.
extension Document {
    /// The text from the first token of a range to its last; empty for an empty range.
    public func words(_ tokens: Range<Int>) -> String { tokens.isEmpty ? "" : text[bytes(tokens)] }

    /// The text as ``words(_:)`` has it, with „…“ in the place of what lies beyond a number of code points.
    ///
    /// It is cut between tokens, unless a single one is too long. O(*codePointsMax*).
    ///
    /// - Parameter center: The tokens that stay, with as much before them as after; nil: the beginning stays.
    func words(_ tokens: Range<Int>, codePointsMax: Int, around center: Range<Int>? = nil) -> String {
        guard !tokens.isEmpty else { return "" }
        let whole = bytes(tokens)
        guard text.codePoints(whole).count > codePointsMax else { return text[whole] }
        let kept = bytes(center.map { $0.isEmpty ? tokens : $0.clamped(to: tokens) } ?? tokens)
        let before = max(0, codePointsMax - text.codePoints(kept).count) / 2
        let start = max(whole.lowerBound, text.offset(-before, from: kept.lowerBound))
        let end = min(whole.upperBound, text.offset(codePointsMax, from: start))
        // Near the end of the whole there is room for more before.
        let window = max(whole.lowerBound, text.offset(-codePointsMax, from: end))..<end
        let inside = betweenTokens(window, of: tokens)
        return (inside.lowerBound > whole.lowerBound ? Self.cut : "") + text[inside]
            + (inside.upperBound < whole.upperBound ? Self.cut : "")
    }

    /// The bytes of the tokens that lie whole in a window; the window itself where there are none.
    private func betweenTokens(_ window: Range<Int>, of range: Range<Int>) -> Range<Int> {
        let first = partition(range) { tokens[$0].bytes.lowerBound >= window.lowerBound }
        let end = partition(range) { tokens[$0].bytes.upperBound > window.upperBound }
        return first < end ? bytes(first..<end) : window
    }

    /// The first index of a range for which a condition holds that holds from there on. O(log *n*).
    private func partition(_ range: Range<Int>, where holds: (Int) -> Bool) -> Int {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = (low + high) / 2
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private static let cut = "…"

    /// The code points of a range of tokens.
    public func span(_ tokens: Range<Int>) -> TextSpan {
        var span = TextSpan()
        guard !tokens.isEmpty else { return span }
        let points = text.codePoints(bytes(tokens))
        span.start = UInt32(points.lowerBound)
        span.end = UInt32(points.upperBound)
        return span
    }

    /// The index of the sentence that a token stands in, or nil for boilerplate. O(log *n*).
    public func sentence(at token: Int) -> Int? {
        var low = 0
        var high = sentences.count
        while low < high {
            let middle = (low + high) / 2
            if sentences[middle].tokens.upperBound <= token { low = middle + 1 } else { high = middle }
        }
        return low < sentences.count && sentences[low].tokens.contains(token) ? low : nil
    }

    /// The mentions of an actor, in the order of the text, up to a number of them.
    func mentionSpans(ofActor index: Int, max: Int = ExtractionLimits.referenceMentionsMax) -> [TextSpan] {
        actors[index].mentions.prefix(max).map { span(mentions[$0].tokens) }
    }

    /// The mentions of an actor, or the words of a party that is none.
    func spans(ofActor index: Int?, orTokens tokens: Range<Int>) -> [TextSpan] {
        if let index, !actors[index].mentions.isEmpty { return mentionSpans(ofActor: index) }
        return tokens.isEmpty ? [] : [span(tokens)]
    }

    func spans(of source: Source) -> [TextSpan] {
        let spans = spans(ofActor: source.actor, orTokens: source.tokens)
        if spans.isEmpty, let medium = source.medium { return mentionSpans(ofActor: medium) }
        return spans
    }

    private func bytes(_ range: Range<Int>) -> Range<Int> {
        tokens[range.lowerBound].bytes.lowerBound..<tokens[range.upperBound - 1].bytes.upperBound
    }
}

extension TimeExpression {
    /// An end of the interval as events write it: with the time of day where it is finer than a day.
    func written(_ time: CivilTime) -> String {
        switch precision {
        case .minute, .hour, .partOfDay: "\(time)"
        default: "\(time.date)"
        }
    }
}
