import Chronicle
import Language

/// Names in quotation marks, typed by the noun before them: „вестник „Зора““, „партия „Надежда““, „летище „Изток““.
enum QuotedNameRule {
    /// The longest name in quotation marks, in tokens.
    static let tokensMax = 8

    static func apply(_ work: inout EntityWork) {
        for sentence in work.sentences {
            for index in sentence.tokens where work.isOpeningQuote(index) {
                if takeCompany(after: index, in: sentence.tokens, &work) { continue }
                guard let content = content(after: index, in: sentence.tokens, work) else { continue }
                if let head = work.word(before: index, in: sentence.tokens) { take(content, head, index, &work) }
            }
        }
    }

    /// „„Топлофикация Изток“ ЕАД“: a legal form behind the marks, whatever the words between them name.
    private static func takeCompany(after quote: Int, in sentence: Range<Int>, _ work: inout EntityWork) -> Bool {
        let start = quote + 1
        guard start < sentence.upperBound, work.isCapital(start),
            let closing = (start + 1..<min(sentence.upperBound, start + tokensMax + 1)).first(where: work.isQuote),
            closing + 1 < sentence.upperBound, work.tokens[closing + 1].shape == .upper || work.isLatin(closing + 1),
            work.tokens[closing + 1].classes.intersects(work.words.legalForm)
        else { return false }
        for index in start..<closing { work.remove(at: index) }
        work.add(start..<closing, .organisation, "company-by-legal-form")
        return true
    }

    /// What stands between this mark and the next, if it can be a name.
    private static func content(after quote: Int, in sentence: Range<Int>, _ work: EntityWork) -> Range<Int>? {
        let start = quote + 1
        guard start < sentence.upperBound, work.isCapital(start) || work.tokens[start].kind == .number else {
            return nil
        }
        for end in start..<min(sentence.upperBound, start + tokensMax + 1) where work.isQuote(end) {
            // A known name may stand between the marks, but not a part of the passage.
            let isKnown = work.found(at: start)?.tokens == start..<end
            guard end > start, isKnown || work.isFree(start..<end) else { return nil }
            let last = work.tokens[end - 1]
            return last.kind == .punctuation ? nil : start..<end
        }
        return nil
    }

    private static func take(_ content: Range<Int>, _ head: Int, _ quote: Int, _ work: inout EntityWork) {
        let classes = work.tokens[head].classes
        if !work.isFree(content.lowerBound) {
            // „Информационна агенция „Изток““: the head belongs to the known name when it has a capital letter.
            guard classes.intersects(work.words.organisationHead), work.isFree(head) else { return }
            let start = head > 0 && work.isCapital(head - 1) && work.isAdjective(head - 1) ? head - 1 : head
            guard work.isCapital(start), work.isQuote(content.upperBound) else { return }
            work.extend(
                at: content.lowerBound, to: start..<(content.upperBound + 1), "head-of-quoted-name", type: .organisation
            )
        } else if classes.intersects(work.words.mediaHead) {
            work.add(content, .product, "quoted-medium")
        } else if classes.intersects(work.words.placeHead) {
            withHead(content, head, .place, "quoted-place", includes: work.isCapital(head), &work)
        } else if classes.intersects(work.words.organisationHead) {
            let isCapital = work.isCapital(head) && !work.opens[head]
            let includes = isCapital || classes.intersects(work.words.includedHead)
            let hasAdjective =
                head > 0 && work.isFree(head - 1) && work.isCapital(head - 1) && work.isAdjective(head - 1)
            withHead(
                content, hasAdjective ? head - 1 : head, .organisation, "quoted-organisation",
                includes: includes || hasAdjective,
                &work)
        } else if classes.intersects(work.words.productHead) {
            work.add(content, .product, "quoted-work")
        } else if classes.intersects(work.words.eventHead) {
            work.add(content, .event, "quoted-event")
        }
    }

    /// A head with a capital letter is part of the name: „Институт „Вяра““.
    private static func withHead(
        _ content: Range<Int>, _ head: Int, _ type: ActorType, _ rule: StaticString, includes: Bool,
        _ work: inout EntityWork
    ) {
        let closing = content.upperBound
        guard includes, work.isFree(head..<(content.lowerBound - 1)), work.isQuote(closing) else {
            return work.add(content, type, rule)
        }
        let range = head..<(closing + 1)
        work.add(range, type, rule, name: BaseForm.of(range, work))
    }
}
