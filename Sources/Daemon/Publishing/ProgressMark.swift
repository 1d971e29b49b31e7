import Synchronization

/// How far someone who follows the log has come, for others to look at.
final class ProgressMark: Sendable {
    private let value = Atomic<UInt64>(0)

    /// The last sequence that is done; 0 before anything is.
    var sequence: UInt64 { value.load(ordering: .relaxed) }

    func advance(to sequence: UInt64) { value.store(sequence, ordering: .relaxed) }
}
