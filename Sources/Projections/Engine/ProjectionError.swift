/// What can go wrong with the projection file or a query, with what to do.
public enum ProjectionError: Error, Equatable, CustomStringConvertible {
    /// There is no projection file.
    case missing(path: String)
    /// The file was written by another version of a projection, or belongs to another log.
    case outdated(path: String)
    /// The file could not be opened or read.
    case unreadable(path: String, reason: String)
    /// No actor has this name or id; the nearest known names follow.
    case unknownActor(String, nearest: [String])
    /// Several actors have this name; their ids follow.
    case ambiguousActor(String, candidates: [String])
    /// No meeting has this id.
    case unknownMeeting(String)
    /// No article has this id.
    case unknownArticle(String)
    /// A parameter's value is not one of those that it takes.
    case invalidParameter(name: String, value: String, expected: String)
    /// An event that cannot be applied, with the reason.
    case inapplicable(String)

    /// One sentence that says what happened and what to do.
    public var description: String {
        switch self {
        case .missing(let path):
            "there are no projections at \(path): start `letopis serve` with this data directory, or run `letopis rebuild`"
        case .outdated(let path):
            "the projections at \(path) were written by another version or for another log: run `letopis rebuild`"
        case .unreadable(let path, let reason):
            "the projections at \(path) cannot be read (\(reason)): check the file's permissions, or run `letopis rebuild`"
        case .unknownActor(let name, let nearest):
            nearest.isEmpty
                ? "no actor is called “\(name)”: see `letopis actors`"
                : "no actor is called “\(name)”; the nearest known: \(nearest.joined(separator: ", "))"
        case .ambiguousActor(let name, let candidates):
            "several actors are called “\(name)”: say which one by its id (\(candidates.joined(separator: ", ")))"
        case .unknownMeeting(let id): "there is no meeting “\(id)”: see `letopis meetings`"
        case .unknownArticle(let id): "there is no article “\(id)”"
        case .invalidParameter(let name, let value, let expected):
            "“\(value)” is no value for \(name): expected \(expected)"
        case .inapplicable(let reason): reason
        }
    }
}
