/// What the words of a time expression say, before any date is known to count from.
indirect enum TimePhrase: Hashable, Sendable {
    /// „26 март“, „26 март 2026 г.“
    case date(day: Int, month: Int, year: TimeYear?)
    /// „октомври 2025“, „миналия октомври“
    case month(Int, year: TimeYear?)
    /// „2018 г.“, „догодина“
    case year(TimeYear)
    /// „90-те години“
    case decade(Int)
    /// „в четвъртък“; with the week it is of: „миналия четвъртък“.
    case weekday(Int, week: Int?)
    /// „вчера“
    case day(Int)
    /// „на следващия ден“: counted from the day that was spoken of last.
    case contextDay(Int)
    /// „тази седмица“, „миналия месец“
    case period(TimeUnit, shift: Int)
    /// „през лятото“
    case season(Int, year: TimeYear?)
    /// „през уикенда“
    case weekend(week: Int?)
    /// „в края на месеца“
    case share(TimeShare, TimePhrase)
    /// „второто тримесечие на 2026 г.“
    case nth(Int, TimeUnit, TimePhrase)
    /// „по-рано през седмицата“, „по-късно днес“
    case rest(isEarlier: Bool, TimePhrase)
    /// „в сряда вечерта“
    case hours(Range<Int>, TimePhrase)
    /// „утре в 18,30 ч.“: minutes since midnight
    case clock(minute: Int, isExact: Bool, TimePhrase)
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
}

/// „почти три часа“, „няколко дни“
struct TimeAmount: Hashable, Sendable {
    /// Nil for „няколко“ and bare plurals.
    var count: Int?
    var unit: TimeUnit
    var bound: TimeBound
}
