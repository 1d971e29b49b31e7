import GRDB
import Synchronization

/// Meetings that were derived lately, so that a claim more does not mean reading all earlier ones again.
///
/// What is in the cache is what the tables say: who changes a meeting's claims in another way than by ``store(_:)`` removes
/// it, and after a rollback everything is removed.
final class MeetingCache: Sendable {
    /// Claims of all meetings in the cache at most, which take some 2.5 KB each; beyond that it starts afresh.
    static let claimsMax = 10_000

    private struct Contents {
        var meetings: [String: MeetingState] = [:]
        var claims = 0
    }

    private let contents = Mutex(Contents())

    /// A meeting from the cache or from the tables.
    func state(of id: String, _ db: Database) throws -> MeetingState? {
        if let state = contents.withLock({ $0.meetings[id] }) { return state }
        guard let state = try MeetingTable.state(of: id, db) else { return nil }
        store(state)
        return state
    }

    /// A meeting that is taken out to be changed.
    func take(_ id: String, _ db: Database) throws -> MeetingState? {
        if let state = remove(id) { return state }
        return try MeetingTable.state(of: id, db)
    }

    func store(_ state: MeetingState) {
        contents.withLock { contents in
            if contents.claims + state.claims.count > Self.claimsMax { contents = Contents() }
            contents.claims += state.claims.count - (contents.meetings[state.id]?.claims.count ?? 0)
            contents.meetings[state.id] = state
        }
    }

    @discardableResult
    func remove(_ id: String) -> MeetingState? {
        contents.withLock { contents in
            let state = contents.meetings.removeValue(forKey: id)
            contents.claims -= state?.claims.count ?? 0
            return state
        }
    }

    func removeAll() { contents.withLock { $0 = Contents() } }
}
