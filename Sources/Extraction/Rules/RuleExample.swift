/// A sentence that shows what a rule does, and that is its test.
///
/// ```swift
/// "Лидерите се видяха [преди две седмици]." => "2025-05-27"
/// ```
public struct RuleExample: Sendable, ExpressibleByStringLiteral {
    /// The sentence; square brackets stand around the words that the rule fires on.
    public let text: String
    /// Stands in what the rule notes of them for `--explain`.
    public let result: String

    /// When every example is taken to be published: a Tuesday, in Sofia.
    public static let published = "2025-06-10T09:00:00+03:00"

    init(_ text: String, result: String) {
        self.text = text
        self.result = result
    }

    /// An example of a rule that only has to fire.
    public init(stringLiteral text: String) {
        self.init(text, result: "")
    }

    /// The sentence without brackets, and where in it the rule fires, in UTF-8 bytes.
    public var marked: (text: String, bytes: Range<Int>)? {
        let opening = text.utf8.firstIndex(of: UInt8(ascii: "["))
        let closing = text.utf8.lastIndex(of: UInt8(ascii: "]"))
        guard let opening, let closing, opening < closing else { return nil }
        let begin = text.utf8.distance(from: text.startIndex, to: opening)
        let length = text.utf8.distance(from: opening, to: closing) - 1
        return (text.filter { $0 != "[" && $0 != "]" }, begin..<(begin + length))
    }
}

infix operator => : ComparisonPrecedence

/// An example with what the rule makes of it.
func => (text: String, result: String) -> RuleExample {
    RuleExample(text, result: result)
}
