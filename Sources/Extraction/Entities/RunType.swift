import Chronicle
import Language

/// What sort of thing a run of capital letters names.
enum RunType {
    typealias Decision = (type: ActorType, rule: StaticString)

    /// The type where words or context settle it.
    static func decide(_ run: Range<Int>, _ work: EntityWork) -> Decision? {
        let first = run.lowerBound
        if work.isLatin(first) { return decideLatin(run, work) }
        let previous = first > 0 ? first - 1 : nil
        let before = previous.map { work.tokens[$0] }
        if let before, let previous {
            if before.classes.intersects(work.words.title) || before.classes.intersects(work.words.kinship) {
                return (.person, "name-after-title")
            }
            if before.classes.intersects(work.words.placeHead), !work.isCapital(previous) || work.opens[previous] {
                return (.place, "name-after-place-noun")
            }
            if before.classes.intersects(work.words.mediaHead) { return (.product, "name-after-medium-noun") }
            if run.count == 1, before.classes.intersects(work.words.organisationHead), !work.isGiven(first) {
                return (.organisation, "name-after-body-noun")
            }
        }
        if run.count == 1 { return decideSingle(first, before, work) }
        if work.isGiven(first) { return (.person, "first-name") }
        if before?.classes.intersects(work.words.person) == true { return (.person, "name-after-profession") }
        if isAllWords(run, work), run.contains(where: { SurnameEnding.fits(work.tokens[$0], work.text) }) {
            return (.person, "surname-ending")
        }
        return nil
    }

    /// The likeliest type where nothing settles it; nil where it is no name.
    static func guess(_ run: Range<Int>, _ work: EntityWork) -> Decision? {
        let first = run.lowerBound
        if run.count == 1 {
            // A single letter („Ф-35“) names nobody.
            guard work.tokens[first].bytes.count > 2, !work.isCommon(first),
                !work.tokens[first].classes.intersects(work.words.commonAbbreviation),
                !work.ends(first, EntityWork.articleEndings + EntityWork.nounArticleEndings)
            else { return nil }
            if work.isAfterPlacePreposition(first) {
                return (.place, "name-after-place-preposition")
            }
            return (.person, "single-unknown-name")
        }
        if run.contains(where: { work.isCommon($0) && work.tokens[$0].kind == .word }) {
            return (.organisation, "run-of-words")
        }
        return (.person, "run-of-unknown-names")
    }

    private static func decideSingle(_ index: Int, _ before: Token?, _ work: EntityWork) -> Decision? {
        let token = work.tokens[index]
        if token.shape == .upper {
            if token.classes.intersects(work.words.commonAbbreviation) || work.isCommon(index) { return nil }
            return token.bytes.count > 2 && token.bytes.count <= 14 ? (.organisation, "abbreviation") : nil
        }
        if work.isCommon(index) { return nil }
        if before?.classes.intersects(work.words.person) == true { return (.person, "name-after-profession") }
        if SurnameEnding.fits(token, work.text) { return (.person, "surname-ending") }
        return nil
    }

    private static func decideLatin(_ run: Range<Int>, _ work: EntityWork) -> Decision? {
        if isDomain(run, work) { return (.product, "web-address") }
        if run.lowerBound > 0, work.tokens[run.lowerBound - 1].classes.intersects(work.words.mediaHead) {
            return (.product, "name-after-medium-noun")
        }
        if run.count == 2, run.allSatisfy({ work.isGiven($0) }) { return (.person, "first-name") }
        return (.organisation, "latin-name")
    }

    private static func isDomain(_ run: Range<Int>, _ work: EntityWork) -> Bool {
        let bytes = work.text.utf8[work.tokens[run.lowerBound].bytes]
        return bytes.dropFirst().dropLast(2).contains(UInt8(ascii: "."))
    }

    private static func isAllWords(_ run: Range<Int>, _ work: EntityWork) -> Bool {
        run.allSatisfy { work.tokens[$0].kind == .word && work.tokens[$0].shape == .capitalised }
    }
}
