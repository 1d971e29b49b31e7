import Chronicle

/// What a word does to the occasion, or to the plan, that it governs.
///
/// Such words stand inside each other: in „отказа да отмени срещата“ the inner one calls the meeting off, and the outer one
/// says that this is not so. Read from the inside out, they give the status.
enum Force: Sendable {
    /// „успя да“, „стигна се до“: it comes true, in the tense of the verb.
    case asserts
    /// „насрочи“, „реши да“, „прие поканата“
    case plans
    /// „трябва да“
    case obliges
    /// „очаква се да“
    case expects
    /// „предложи“, „покани“, „иска“
    case wishes
    /// „може“, „възможно е“, „не изключи“
    case allows
    /// „съмнява се“
    case doubts
    /// „отказа“, „изключи“, „отрече“
    case denies
    /// „отложи“
    case postpones
    /// „отмени“
    case cancels
    /// „не е отменена“
    case keeps

    /// What it is under „не“.
    var negated: Force {
        switch self {
        case .asserts, .plans, .obliges, .expects, .wishes, .allows: .denies
        case .doubts, .postpones, .cancels: .keeps
        case .denies: .allows
        case .keeps: .denies
        }
    }

    /// What it makes of what it governs.
    ///
    /// - Parameters:
    ///   - inner: What stands inside; an ``Outlook/Told/isOpen`` one comes true only by what governs it.
    ///   - isPast: Whether the word stands in a past tense.
    func applied(to inner: Outlook.Told, isPast: Bool) -> Outlook.Told {
        typealias Told = Outlook.Told
        let isOff = inner.isOff
        let isUncertain = isOff || inner.isThreatened
        switch self {
        case .postpones: return Told(status: .postponed)
        case .cancels: return Told(status: .cancelled)
        case .keeps: return Told(status: .scheduled)
        case .denies:
            if isUncertain { return Told(status: .scheduled) }
            return Told(status: .cancelled, certainty: inner.status == .held ? .hedged : .asserted)
        case .asserts:
            guard inner.isOpen else { return inner }
            return Told(status: isOff ? inner.status : isPast ? .held : .scheduled)
        case .plans:
            guard inner.isOpen else { return inner }
            return Told(status: isOff ? inner.status : .scheduled)
        case .obliges:
            guard inner.isOpen else { return inner }
            if isOff { return isPast ? Told(status: inner.status) : .threatened }
            return Told(status: .scheduled, isSuperseded: isPast, isLapsed: isPast)
        case .expects:
            if isUncertain { return .threatened }
            return Told(status: inner.isOpen ? .scheduled : inner.status, certainty: .hedged)
        case .wishes:
            if isUncertain { return .threatened }
            return inner.isOpen ? Told(status: .proposed) : inner.hedged
        case .allows:
            if isUncertain { return .threatened }
            return inner.isOpen || inner.status == .scheduled
                ? Told(status: .proposed, certainty: .hedged) : inner.hedged
        case .doubts:
            return isUncertain || inner.isOpen ? .threatened : inner.hedged
        }
    }
}
