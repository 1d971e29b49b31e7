/// What the words of a time expression say, before any date is known to count from.
indirect enum TimePhrase: Hashable, Sendable {
    /// „26 март“, „26 март 2026 г.“
    case date(day: Int, month: Int, year: TimeYear?)
    /// „октомври 2025“, „миналия октомври“
    case month(Int, year: TimeYear?)
    /// „2018 г.“, „догодина“
    case year(TimeYear)
    /// „90-те години“, „80-те години на миналия век“
    case decade(Int, of: TimePhrase?)
    /// „XX век“
    case century(Int)
    /// „в четвъртък“; with the week it is of: „миналия четвъртък“.
    case weekday(Int, week: Int?)
    /// „Великден“, „Коледа 2025 г.“
    case feast(TimeFeast, year: TimeYear?)
    /// „вчера“
    case day(Int)
    /// The day of „в 18 ч.“ and „вечерта“ where none is named beside them.
    case openDay
    /// „в момента“
    case moment
    /// „същия ден“, „същия месец“: what was spoken of last.
    case spoken(TimeUnit)
    /// „на следващия ден“, „седмица по-късно“: counted from what was spoken of last.
    case fromSpoken(TimeAmount, isPast: Bool)
    /// „тази седмица“, „миналия месец“
    case period(TimeUnit, shift: Int)
    /// „през лятото“
    case season(Int, year: TimeYear?)
    /// „през уикенда“
    case weekend(week: Int?)
    /// „в края на месеца“
    case share(TimeShare, TimePhrase)
    /// „второто тримесечие на 2026 г.“; -1 is the last one.
    case nth(Int, TimeUnit, TimePhrase)
    /// „първата неделя на ноември“; -1 is the last one.
    case nthWeekday(Int, weekday: Int, TimePhrase)
    /// „първите три месеца на годината“, „последните дни на май“
    case edge(TimeAmount, isEnd: Bool, TimePhrase)
    /// „по-рано през седмицата“, „по-късно днес“
    case rest(isEarlier: Bool, TimePhrase)
    /// „в сряда вечерта“; hours before 0 are of the night before.
    case hours(Range<Int>, TimePhrase)
    /// „утре в 18,30 ч.“: minutes since midnight
    case clock(minute: Int, isExact: Bool, TimePhrase)
    /// „утре от 9,30 до 11 ч.“: minutes since midnight
    case minutes(Range<Int>, TimePhrase)
    /// „преди две седмици“, „след три дни“
    case offset(TimeAmount, isPast: Bool)
    /// „през последните две седмици“, „в близките дни“
    case stretch(TimeAmount, isPast: Bool)
    /// „до края на годината“
    case until(TimePhrase)
    /// „от понеделник“
    case since(TimePhrase, isOver: Bool)
    /// „след 26 март“
    case after(TimePhrase)
    /// „преди 26 март“
    case before(TimePhrase)
    /// „от 3 до 5 май“
    case range(TimePhrase, TimePhrase)
    /// „скоро“, „наскоро“
    case vague(isPast: Bool)
    /// Counted from something that is not known: „ден преди срещата“.
    case unknown
}

/// A year by its number or counted from this one.
enum TimeYear: Hashable, Sendable {
    case number(Int)
    case shift(Int)
    /// „миналата есен“: not a year, but the last season, month or feast of that name; 1 is the first ahead, 0 this one.
    case turn(Int)
}

/// „почти три часа“, „няколко дни“, „два-три месеца“
struct TimeAmount: Hashable, Sendable {
    /// Nil for „няколко“ and bare plurals.
    var count: Int?
    /// The greater number of „два-три“.
    var countMax: Int?
    var unit: TimeUnit
    var bound: TimeBound

    /// So many units.
    init(_ count: Int?, to countMax: Int? = nil, _ unit: TimeUnit, _ bound: TimeBound = .exact) {
        self.count = count
        self.countMax = countMax
        self.unit = unit
        self.bound = bound
    }

    /// With „и половина“, in the smaller unit that halves are counted in: „година и половина“ is 18 months.
    var withHalf: TimeAmount {
        guard let count, let (size, part) = unit.parts else { return self }
        return TimeAmount(count * size + size / 2, part, bound)
    }
}

extension TimePhrase {
    /// Whether it is a time by the clock or of the day.
    var isClock: Bool {
        switch self {
        case .clock, .hours, .minutes: true
        default: false
        }
    }

    /// Whether it names days, so that a part of the day can stand beside it.
    var isDay: Bool {
        switch self {
        case .date, .weekday, .day, .spoken(.day), .nthWeekday, .nth(_, .day, _): true
        case .feast(.fixed(_, _, let days), _), .feast(.easter(_, _, let days), _): days == 1
        case .fromSpoken(let amount, _): amount.unit == .day
        default: false
        }
    }

    /// Whether an article has named a time with it that what follows can count from.
    var isNamed: Bool {
        switch self {
        case .until, .after, .before, .offset, .stretch, .vague, .unknown, .rest, .moment, .decade, .century:
            false
        default: true
        }
    }

    /// The year that it is said to be of.
    var year: TimeYear? {
        switch self {
        case .date(_, _, let year), .month(_, let year), .season(_, let year), .feast(_, let year): year
        case .year(let year): year
        case .share(_, let whole), .nth(_, _, let whole), .nthWeekday(_, _, let whole): whole.year
        default: nil
        }
    }

    /// The same of a year, where it is of none yet.
    func of(_ year: TimeYear) -> TimePhrase {
        switch self {
        case .date(let day, let month, nil): .date(day: day, month: month, year: year)
        case .month(let month, nil): .month(month, year: year)
        case .season(let season, nil): .season(season, year: year)
        case .feast(let feast, nil): .feast(feast, year: year)
        case .share(let share, let whole): .share(share, whole.of(year))
        default: self
        }
    }
}
