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
        var contextDay: CivilDate?
        for sentence in document.sentences {
            let scan = TimeScanner(text: document.text, tokens: document.tokens, words: words, limit: sentence.tokens)
            var index = sentence.tokens.lowerBound
            while index < sentence.tokens.upperBound {
                guard words[index].kind != .none, let match = Self.match(scan, index) else {
                    index += 1
                    continue
                }
                let expression = resolve(match, index, sentence.tokens, document, document.published, contextDay)
                if expression.kind == .point, expression.precision <= .day, let start = expression.start {
                    contextDay = start.date
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
        return resolve(match, expression.tokens.lowerBound, limit, document, said, nil)
    }

    private static func match(_ scan: TimeScanner, _ index: Int) -> TimeMatch? {
        for rule in TimeRule.all {
            guard var match = rule.match(scan, index) else { continue }
            match.rule = rule.name
            return match
        }
        return nil
    }

    private func resolve(
        _ match: TimeMatch, _ start: Int, _ sentence: Range<Int>, _ document: Document, _ now: CivilTime?,
        _ contextDay: CivilDate?
    ) -> TimeExpression {
        let tokens = start..<match.end
        var interval = TimeInterval.unknown
        if match.kind == .point {
            let direction = match.isPlanned ? .future : tenses.direction(of: tokens, in: sentence, document.tokens)
            interval = TimeResolver(now: now, direction: direction, contextDay: contextDay).interval(match.phrase)
        }
        return TimeExpression(
            tokens: tokens, kind: match.kind, start: interval.start, end: interval.end, precision: interval.precision,
            rule: match.rule)
    }
}

extension TimeReference.Precision {
    /// Finer first.
    static func <= (a: TimeReference.Precision, b: TimeReference.Precision) -> Bool { a.rawValue <= b.rawValue }
}
