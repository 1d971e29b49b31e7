import Chronicle
import Language

/// The mentions of one occasion, brought together.
struct MeetingCluster: Sendable {
    /// Where on the way from plan to past an occasion stands.
    enum Phase: UInt8, Sendable {
        case ahead, off, underWay, past
    }

    /// Its mentions in order.
    var mentions: [MeetingMention] = []
    /// Actors that take part, in the order in which they were named.
    var actors: [Int] = []
    /// Parties without a name.
    var unnamed: [Party] = []
    /// The nouns by which its parties were called: „съветниците“.
    var nouns: Set<LemmaID> = []
    /// The kind, as far as known.
    var kind: Meeting.Kind
    /// Whether the words said it outright.
    var isKindExplicit: Bool
    /// An occasion of its own beside the talks: a dinner.
    var isMeal: Bool
    /// Index of ``Document/times``.
    var time: Int?
    /// Index of ``Document/mentions``.
    var place: Int?
    /// The phase that its strongest evidence puts it in.
    var phase: Phase?
    /// Weight of that evidence.
    var phaseWeight: StatusEvidence.Weight = .guess
    /// „нова среща“, „още една“
    var isAnother = false
    /// „последната“, „предишната“
    var isEarlier = false

    /// The phase of a status.
    static func phase(of status: Meeting.Status) -> Phase {
        switch status {
        case .held: .past
        case .ongoing: .underWay
        case .postponed, .cancelled: .off
        default: .ahead
        }
    }
}
