import Language

/// Expressions without a preposition: „26 март“, „миналата седмица“, „утре следобед“.
extension TimeRule {
    /// What stands at a token, with the time of day that goes with it.
    static func core(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        let index = scan.isKind(start, .early) || scan.isKind(start, .late) ? start + 1 : start
        guard scan.canOpen(index) else { return nil }
        if let match = partFirst(scan, index) { return match }
        guard var match = plainCore(scan, index) else { return nil }
        addTimeOfDay(scan, &match)
        return match
    }

    /// The same without a time of day.
    static func plainCore(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        // No preposition opens one but the „по-“ of „по-миналата“.
        guard scan.canOpen(start), !scan.isKind(start, .preposition) || scan.afterMore(start) != nil else { return nil }
        for rule in cores { if let match = rule(scan, start) { return match } }
        return nil
    }

    /// In order; the first that matches decides.
    private static let cores: [@Sendable (TimeScanner, Int) -> TimeMatch?] = [
        numericDate, dayList, date, feast, weekdays, decade, share, nthWeekday, edge, nthPeriod, shifted, stretch,
        month,
        year, century, day, whole, unitWithArticle, season,
    ]

    // MARK: Years

    /// „2026 г.“, „т.г.“, „миналата година“, „2026“ after a month.
    static func yearAfter(_ scan: TimeScanner, _ start: Int) -> (TimeYear?, Int) {
        var index = start
        if scan.word(index).isPreposition(.on, .from, .during), scan.shift(index + 1) != nil { index += 1 }
        if scan.isKind(index, .year) { return (.shift(scan.words[index].value), index + 1) }
        if let shift = scan.shift(index), scan.word(index + 1).unit == .year, !scan.isPlural(index) {
            return (.shift(shift == TimeVocabulary.coming ? 1 : shift), index + 2)
        }
        guard let (number, end) = yearNumber(scan, index) else { return (nil, start) }
        return (.number(number), afterYearWord(scan, end))
    }

    /// „2018“, „2018-а“
    static func yearNumber(_ scan: TimeScanner, _ index: Int) -> (value: Int, end: Int)? {
        guard let number = scan.digits(index)?.whole, (1_000...2_199).contains(number) else { return nil }
        return (number, scan.afterEnding(index) ?? index + 1)
    }

    private static let yearLetter = FormKey("г")

    /// After „г.“, „година“, or the „г“ of those who leave the point out.
    static func afterYearWord(_ scan: TimeScanner, _ index: Int) -> Int {
        scan.word(index).unit == .year || scan.isForm(index, yearLetter) ? index + 1 : index
    }

    /// „2018 г.“, „през 2018-а“, „2019/2020 г.“, „2018“ after a preposition, „догодина“
    @Sendable private static func year(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        if scan.isKind(start, .year) {
            return TimeMatch(end: start + 1, phrase: .year(.shift(scan.words[start].value)))
        }
        guard let (first, next) = yearNumber(scan, start) else { return nil }
        var end = next
        var phrase = TimePhrase.year(.number(first))
        if scan.isDash(next) || scan.isForm(next, TimeScanner.slash), let (last, after) = yearNumber(scan, next + 1),
            last > first
        {
            end = after
            phrase = .range(phrase, .year(.number(last)))
        }
        let isMarked = afterYearWord(scan, end) > end || (next > start + 1)
        guard
            isMarked || (isYearIntroduced(scan, start) && (1_900...2_199).contains(first) && isYearBare(scan, end - 1))
        else { return nil }
        return TimeMatch(end: afterYearWord(scan, end), phrase: phrase)
    }

    private static func isYearIntroduced(_ scan: TimeScanner, _ start: Int) -> Bool {
        scan.word(start - 1).isPreposition(.during, .in, .from, .to, .after, .before, .between, .for, .on)
    }

    /// „през 2018“ ends its phrase; „от 2000 души“ does not.
    private static func isYearBare(_ scan: TimeScanner, _ index: Int) -> Bool {
        scan.isPunctuation(index + 1) || scan.word(index - 1).isPreposition(.during)
            || scan.isAny(index + 1, [.preposition, .conjunction, .verb, .particle])
    }

    /// „90-те години“, „началото на 90-те“, „деветдесетте години“, „80-те години на миналия век“
    @Sendable private static func decade(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        guard let (tens, next) = tens(scan, start) else { return nil }
        let end = afterYearWord(scan, next)
        let isIntroduced = scan.word(start - 1).isPreposition(.during, .from, .to, .after, .before, .on)
        guard end > next || isIntroduced else { return nil }
        if scan.word(end).isPreposition(.on, .from), let age = century(scan, end + 1) ?? shifted(scan, end + 1),
            age.phrase.isCentury
        {
            return TimeMatch(end: age.end, phrase: .decade(tens, of: age.phrase))
        }
        return TimeMatch(end: end, phrase: .decade(tens, of: nil))
    }

    /// „90-те“, „1990-те“, „деветдесетте“
    private static func tens(_ scan: TimeScanner, _ start: Int) -> (value: Int, end: Int)? {
        if let number = scan.digits(start)?.whole, number % 10 == 0, let end = scan.afterEnding(start),
            (10...90).contains(number) || (1_000...2_190).contains(number)
        {
            return scan.isForm(end - 1, pluralEnding) ? (number, end) : nil
        }
        guard scan.isKind(start, .number), scan.isDefinite(start), (20...90).contains(scan.words[start].value),
            scan.words[start].value % 10 == 0, scan.word(start + 1).unit == .year
        else { return nil }
        return (scan.words[start].value, start + 1)
    }

    private static let pluralEnding = FormKey("те")

    /// „XX век“, „13-ти век“, „двайсети век“
    @Sendable private static func century(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        let plain = scan.digits(start)?.whole.map { (value: $0, end: start + 1) }
        // „2 века“ is how long.
        guard let (number, end) = scan.ordinal(start) ?? plain, (1...39).contains(number),
            scan.word(end).unit == .century, !scan.isAny(end, [.plural, .definite])
        else { return nil }
        return TimeMatch(end: end + 1, phrase: .century(number))
    }

    // MARK: Days

    /// „вчера“, „утре (28 февруари)“, „снощи“, „вчерашната“
    @Sendable private static func day(_ scan: TimeScanner, _ start: Int) -> TimeMatch? {
        let word = scan.word(start)
        switch word.kind {
        case .day:
            if scan.isPunctuation(start + 1), let dated = dateBeside(scan, start + 1) { return dated }
            return TimeMatch(end: afterWeekday(scan, start + 1), phrase: .day(word.value))
        case .daypart: return TimeMatch(end: start + 1, phrase: .hours(word.hours, .day(word.value)))
        case .week: return TimeMatch(end: start + 1, phrase: .period(.week, shift: word.value))
        default: return nil
        }
    }
}

extension TimePhrase {
    fileprivate var isCentury: Bool {
        switch self {
        case .century, .period(.century, _): true
        default: false
        }
    }
}
