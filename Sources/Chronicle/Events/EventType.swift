/// The types of events: the number is that of the payload's field in `EventContent` and the record's type in the log.
public enum EventType: UInt16, CaseIterable, Sendable {
    case articleAccepted = 16
    case articleRejected = 17
    case articleExtracted = 18
    case actorMentioned = 19
    case meetingReported = 20
    case statementReported = 21
    case affiliationReported = 22
    case actorsMerged = 32
    case actorRenamed = 33
    case meetingsMerged = 34
    case meetingSplit = 35
    case meetingCorrected = 36
    case articleRetracted = 37
    case articleRedacted = 38
    case logTrimmed = 48

    /// The name that people and CloudEvents use: „meeting.reported“.
    public var name: String {
        switch self {
        case .articleAccepted: "article.accepted"
        case .articleRejected: "article.rejected"
        case .articleExtracted: "article.extracted"
        case .actorMentioned: "actor.mentioned"
        case .meetingReported: "meeting.reported"
        case .statementReported: "statement.reported"
        case .affiliationReported: "affiliation.reported"
        case .actorsMerged: "actors.merged"
        case .actorRenamed: "actor.renamed"
        case .meetingsMerged: "meetings.merged"
        case .meetingSplit: "meeting.split"
        case .meetingCorrected: "meeting.corrected"
        case .articleRetracted: "article.retracted"
        case .articleRedacted: "article.redacted"
        case .logTrimmed: "log.trimmed"
        }
    }

    /// The type of a name; nil for an unknown one.
    public init?(name: String) {
        guard let type = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = type
    }
}

extension EventContent {
    /// The type of the payload; nil for one of a newer version than this one knows.
    public var type: EventType? {
        switch payload {
        case .articleAccepted: .articleAccepted
        case .articleRejected: .articleRejected
        case .articleExtracted: .articleExtracted
        case .actorMentioned: .actorMentioned
        case .meetingReported: .meetingReported
        case .statementReported: .statementReported
        case .affiliationReported: .affiliationReported
        case .actorsMerged: .actorsMerged
        case .actorRenamed: .actorRenamed
        case .meetingsMerged: .meetingsMerged
        case .meetingSplit: .meetingSplit
        case .meetingCorrected: .meetingCorrected
        case .articleRetracted: .articleRetracted
        case .articleRedacted: .articleRedacted
        case .logTrimmed: .logTrimmed
        case nil: nil
        }
    }
}
