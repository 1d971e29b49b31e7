import Chronicle
import Language

/// Reads time expressions: rules find what the words say, a resolver what they mean.
struct TimeTagger: Sendable {
    private let vocabulary: TimeVocabulary
    private let tenses: TenseFinder

    /// A tagger for a language.
    ///
    /// - Throws: `PackError` or `UnknownLexicalClass` where the pack lacks what it needs.
    init(pack: LanguagePack) throws {
        vocabulary = try TimeVocabulary(pack: pack)
        tenses = try TenseFinder(lexicon: pack.lexicon)
    }

    /// Every expression of a document's sentences, in order. O(*n*) in its tokens.
    func expressions(in document: Document) -> [TimeExpression] {
        var result: [TimeExpression] = []
        let words = vocabulary.words(of: document.tokens)
        var context = TimeContext()
        for (number, sentence) in document.sentences.enumerated() {
            let scan = TimeScanner(text: document.text, tokens: document.tokens, words: words, limit: sentence.tokens)
            context.sentence = number
            var index = sentence.tokens.lowerBound
            while index < sentence.tokens.upperBound {
                guard words[index].kind != .none, let match = Self.match(scan, index),
                    let expression = resolve(match, index, scan, document.published, context)
                else {
                    index += 1
                    continue
                }
                if expression.kind == .point, match.phrase.isNamed {
                    context.note(TimeInterval(expression.start, expression.end, expression.precision))
                }
                result.append(expression)
                index = match.end
            }
        }
        return result
    }

    /// The same words counted from another time: „следващата седмица“ in what was said last Thursday.
    func expression(_ expression: TimeExpression, in document: Document, saidAt said: CivilTime) -> TimeExpression {
        guard expression.kind == .point, let sentence = document.sentence(at: expression.tokens.lowerBound) else {
            return expression
        }
        let limit = document.sentences[sentence].tokens
        let scan = TimeScanner(
            text: document.text, tokens: document.tokens, words: vocabulary.words(of: document.tokens), limit: limit)
        guard let match = Self.match(scan, expression.tokens.lowerBound) else { return expression }
        return resolve(match, expression.tokens.lowerBound, scan, said, TimeContext()) ?? expression
    }

    private static func match(_ scan: TimeScanner, _ index: Int) -> TimeMatch? {
        for rule in TimeRule.all {
            guard var match = rule.match(scan, index) else { continue }
            match.rule = rule.name
            return match
        }
        return nil
    }

    /// What a match means; nil where that hangs on what nothing was said of.
    private func resolve(
        _ match: TimeMatch, _ start: Int, _ scan: TimeScanner, _ now: CivilTime?, _ context: TimeContext
    ) -> TimeExpression? {
        let tokens = start..<match.end
        var kind = match.kind
        var interval = TimeInterval.unknown
        if kind == .point {
            let direction = match.direction ?? tenses.direction(of: tokens, in: scan.limit, scan.tokens)
            let resolver = TimeResolver(now: now, direction: direction, context: context)
            if match.isAhead, direction == .past {
                interval = resolver.told(match.phrase)
                if interval.start == nil { kind = .duration }
            } else {
                interval = resolver.interval(match.phrase)
            }
        }
        guard !match.isOnlyResolved || interval.start != nil else { return nil }
        return TimeExpression(
            tokens: tokens, kind: kind, start: interval.start, end: interval.end, precision: interval.precision,
            rule: match.rule)
    }
}

extension TimeReference.Precision {
    /// Finer first.
    static func <= (a: TimeReference.Precision, b: TimeReference.Precision) -> Bool { a.rawValue <= b.rawValue }
}
