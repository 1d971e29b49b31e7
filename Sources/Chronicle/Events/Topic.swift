extension EventContent {
    /// The topic under which an event is published; subscribers filter by its beginning.
    ///
    /// A meeting's topic tells its status, `meeting.postponed`; mentions, statements and affiliations are `actor`,
    /// `statement` and `affiliation`; everything else goes by the name of its type, `article.accepted`. An event of a
    /// newer version goes as `unknown`.
    public var topic: String {
        switch payload {
        case .meetingReported(let meeting): "meeting.\(meeting.status.name)"
        case .actorMentioned: "actor"
        case .statementReported: "statement"
        case .affiliationReported: "affiliation"
        default: type?.name ?? "unknown"
        }
    }
}

/// Topics that are not those of events.
public enum Topic {
    /// The message that carries the last sequence when nothing happens.
    public static let tip = "tip"

    /// Whether a topic falls under one of the prefixes; no prefixes: every topic does.
    public static func matches(_ topic: String, prefixes: [String]) -> Bool {
        prefixes.isEmpty || prefixes.contains { topic.utf8.starts(with: $0.utf8) }
    }
}
