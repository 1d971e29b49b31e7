extension EventContent {
    /// The topic under which an event is published; subscribers filter by its beginning.
    ///
    /// A meeting's topic tells its status, `meeting.postponed`; mentions, statements and affiliations are `actor`,
    /// `statement` and `affiliation`; everything else goes by the name of its type, `article.accepted`. An event of a
    /// newer version goes as `unknown`.
    public var topic: String {
        if case .meetingReported(let meeting) = payload { return Topic.meeting(meeting.status) }
        return type?.topic ?? Topic.unknown
    }
}

extension EventType {
    /// The topic of every event of this type; nil for meetings, of which the status decides.
    public var topic: String? {
        switch self {
        case .meetingReported: nil
        case .actorMentioned: "actor"
        case .statementReported: "statement"
        case .affiliationReported: "affiliation"
        default: name
        }
    }
}

/// The topics by which subscribers choose.
public enum Topic {
    /// The message that carries the last sequence when nothing happens.
    public static let tip = "tip"
    /// How every meeting stands, for those who ask: once for each who subscribes.
    public static let latestMeeting = "latest.meeting"
    /// Events of a newer version than this one knows.
    static let unknown = "unknown"

    /// Every topic that an event can have.
    public static let ofEvents =
        EventType.allCases.compactMap(\.topic) + Meeting.Status.allCases.map(meeting) + [unknown]

    /// The topic of what is reported of a meeting with this status.
    static func meeting(_ status: Meeting.Status) -> String { "meeting.\(status.name)" }

    /// Whether a topic falls under one of the prefixes; no prefixes: every topic does.
    public static func matches(_ topic: String, prefixes: [String]) -> Bool {
        prefixes.isEmpty || prefixes.contains { topic.utf8.starts(with: $0.utf8) }
    }
}
