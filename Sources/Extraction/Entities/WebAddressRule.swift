import Chronicle
import Language

/// Names of sites and accounts in Latin letters: „news.example“, „www.example.org“.
enum WebAddressRule {
    /// The most parts of an address.
    private static let partsMax = 5
    /// What stands before a mail server.
    private static let at = FormKey("@")

    static func apply(_ work: inout EntityWork) {
        for sentence in work.sentences {
            var index = sentence.tokens.lowerBound
            while index < sentence.tokens.upperBound {
                guard let end = address(at: index, in: sentence.tokens, work) else {
                    index += 1
                    continue
                }
                for token in index..<end where !work.isFree(token) { work.remove(at: token) }
                work.add(index..<end, .product, "web-address")
                index = end
            }
        }
    }

    /// Words and points without a space between them, the last a word of two to four small letters.
    private static func address(at start: Int, in sentence: Range<Int>, _ work: EntityWork) -> Int? {
        let follows =
            start > sentence.lowerBound && !work.tokens[start].spaceBefore && work.tokens[start - 1].form == at
        guard isPart(start, work), !follows else { return nil }
        var end = start + 1
        while end + 1 < sentence.upperBound, end - start < 2 * partsMax, work.tokens[end].form == EntityWork.point,
            !work.tokens[end].spaceBefore, !work.tokens[end + 1].spaceBefore, isPart(end + 1, work)
        {
            end += 2
        }
        guard end > start + 1 else { return nil }
        let last = work.tokens[end - 1]
        return last.shape == .lower && (2...4).contains(last.bytes.count) ? end : nil
    }

    private static func isPart(_ index: Int, _ work: EntityWork) -> Bool {
        work.tokens[index].kind == .word && work.isLatin(index)
    }
}
