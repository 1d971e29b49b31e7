import Chronicle
import Language

/// Where a run of capital letters begins and ends.
enum CapitalisedRun {
    /// The run that begins at a token, and where to look on.
    static func run(at start: Int, in sentence: Range<Int>, _ work: EntityWork) -> (tokens: Range<Int>, next: Int)? {
        guard var first = opening(at: start, in: sentence, work) else { return nil }
        var end = extent(from: first, in: sentence, work)
        // „Президентът Ангелов“ at the head of a sentence: the title is no part of the name.
        while first + 1 < end, isTitle(first, work) { first += 1 }
        guard work.tokens[first].kind == .word else { return nil }
        if work.shouts[first], end - first != 2 || !work.isGiven(first) { return nil }
        if work.opens[first], !work.isGiven(first), !work.isLatin(first) {
            // The head of a sentence has its capital letter from there: „Оттогава Ангелов“, „Надеждата“.
            let rest = first + 1
            let capitalIsFromOpening = !work.seenCapital.contains(work.tokens[first].form)
            if rest < end, work.tokens[rest].kind == .word,
                work.isGiven(rest) && rest + 1 < end || capitalIsFromOpening && work.hasFullName(rest)
            {
                first = rest
            } else if end - first == 1, !work.hasNameEvidence(first) {
                return nil
            }
        }
        if end - first == 1, isTitle(first, work) { return nil }
        if let split = split(first..<end, work) { end = split }
        return (first..<end, end)
    }

    /// Where the name would begin that begins at this token.
    private static func opening(at start: Int, in sentence: Range<Int>, _ work: EntityWork) -> Int? {
        guard work.isFree(start) else { return nil }
        if work.tokens[start].classes.intersects(work.words.particle), !work.opens[start], !work.isCapital(start) {
            var next = start + 1
            if next < sentence.upperBound, work.tokens[next].classes.intersects(work.words.particle) { next += 1 }
            let isFollowed = next < sentence.upperBound && work.isCapital(next) && work.isFree(next)
            return isFollowed && work.tokens[start].grammar.isDisjoint(with: .commonWord) ? start : nil
        }
        guard work.isCapital(start) else { return nil }
        guard work.isCommon(start), work.opens[start] || work.shouts[start] else { return start }
        // A word of the language at the head of a sentence is a name only before the rest of one.
        let next = start + 1
        guard next < sentence.upperBound, work.isCapital(next), work.isFree(next), work.isGiven(start),
            !work.tokens[start].classes.intersects(work.words.title)
        else { return isTitle(start, work) ? start : nil }
        return start
    }

    private static func extent(from start: Int, in sentence: Range<Int>, _ work: EntityWork) -> Int {
        var end = start + 1
        while end < sentence.upperBound, work.isFree(end) {
            let token = work.tokens[end]
            if token.kind == .word, work.isCapital(end) {
                if work.isLatin(end) != work.isLatin(start), token.shape != .upper { break }
                if !work.isLatin(end), opensSomethingElse(end, work) { break }
                // „НБС Младжан Динкич“: an abbreviation and a name are two.
                let isAbbreviation = work.tokens[end - 1].shape == .upper && work.tokens[end - 1].bytes.count > 4
                if isAbbreviation, token.shape == .capitalised, !work.isLatin(end), !work.shouts[end] { break }
                end += 1
            } else if token.form == EntityWork.hyphen, !token.spaceBefore, isJoined(end + 1, in: sentence, work) {
                end += 2
            } else if token.classes.intersects(work.words.particle), let next = afterParticles(end, in: sentence, work)
            {
                end = next + 1
            } else {
                break
            }
        }
        return end
    }

    /// „Свят Повечето …“: inside a run, a word that no name goes on with.
    private static func opensSomethingElse(_ index: Int, _ work: EntityWork) -> Bool {
        guard work.tokens[index].shape == .capitalised, !work.isGiven(index), !work.isGiven(index - 1) else {
            return false
        }
        if isTitle(index, work) { return true }
        return work.isFunctionWord(index) && !work.tokens[index].classes.intersects(work.words.particle)
            || work.knowledge.isAdjective(work.tokens[index].form) || work.ends(index, EntityWork.articleEndings)
    }

    private static func isJoined(_ index: Int, in sentence: Range<Int>, _ work: EntityWork) -> Bool {
        index < sentence.upperBound && work.tokens[index].kind == .word && !work.tokens[index].spaceBefore
            && work.isFree(index) && (work.isCapital(index) || !work.isCommon(index))
    }

    private static func afterParticles(_ index: Int, in sentence: Range<Int>, _ work: EntityWork) -> Int? {
        var next = index + 1
        if next < sentence.upperBound, work.tokens[next].classes.intersects(work.words.particle), !work.isCapital(next)
        {
            next += 1
        }
        return next < sentence.upperBound && work.isCapital(next) && work.isFree(next) ? next : nil
    }

    private static func isTitle(_ index: Int, _ work: EntityWork) -> Bool {
        work.tokens[index].classes.intersects(work.words.title.union(work.words.person)) && !work.isGiven(index)
    }

    /// „Газпром Алексей Милер“: a first name in the middle begins a name of its own.
    private static func split(_ run: Range<Int>, _ work: EntityWork) -> Int? {
        if let second = secondSurname(run, work) { return second }
        guard run.count > 2, !work.isGiven(run.lowerBound) else { return nil }
        return ((run.lowerBound + 1)..<(run.upperBound - 1)).first { index in
            work.isGiven(index) && work.tokens[index - 1].kind == .word && work.tokens[index].kind == .word
                && (work.tokens[index - 1].shape == .upper || work.isCommon(index - 1))
        }
    }
}

extension CapitalisedRun {
    /// „Вместо Иванов Петров прие …“: two known surnames side by side are two people.
    fileprivate static func secondSurname(_ run: Range<Int>, _ work: EntityWork) -> Int? {
        guard !work.isGiven(run.lowerBound) else { return nil }
        // „съпругата на Караджич Лиляна“: a first name never stands last.
        if run.count == 2, work.isGiven(run.upperBound - 1), SurnameEnding.fits(work.tokens[run.lowerBound], work.text)
        {
            return run.upperBound - 1
        }
        var node = PhraseTrie<KnowledgeBase.Sense>.root
        for index in run.dropLast() {
            guard let next = work.knowledge.names.step(node, work.tokens[index].form) else { return nil }
            node = next
            let isJoined = work.tokens[index + 1].form == EntityWork.hyphen
            guard !isJoined, work.knowledge.isSurname(at: node) else { continue }
            return work.knowledge.isSurname(work.tokens[index + 1].form) ? index + 1 : nil
        }
        return nil
    }
}
