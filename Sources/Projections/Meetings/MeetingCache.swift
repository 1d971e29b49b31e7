import GRDB
import Synchronization

/// Meetings that were derived lately, so that a claim more does not mean reading all earlier ones again.
///
/// What is in the cache is what the tables say: who changes a meeting's claims in another way than by ``store(_:)`` removes
/// it, and after a rollback everything is removed.
final class MeetingCache: Sendable {
    /// Memory for all meetings in the cache at most, by ``MeetingState/sizeEstimate``; but for one that needs more alone.
    static let bytesMax = 24 << 20

    /// Two generations: when the one is full, what was not used since the other was is dropped.
    private struct Contents {
        var recent: [String: MeetingState] = [:]
        var recentBytes = 0
        var earlier: [String: MeetingState] = [:]

        mutating func remove(_ id: String) -> MeetingState? {
            if let state = earlier.removeValue(forKey: id) { return state }
            guard let state = recent.removeValue(forKey: id) else { return nil }
            recentBytes -= state.sizeEstimate
            return state
        }

        mutating func store(_ state: MeetingState) {
            _ = remove(state.id)
            if recentBytes + state.sizeEstimate > bytesMax / 2 {
                (earlier, recent, recentBytes) = (recent, [:], 0)
            }
            recent[state.id] = state
            recentBytes += state.sizeEstimate
        }
    }

    private let contents = Mutex(Contents())

    /// A meeting from the cache or from the tables.
    func state(of id: String, _ db: Database) throws -> MeetingState? {
        let cached = contents.withLock { contents -> MeetingState? in
            if let state = contents.recent[id] { return state }
            if let state = contents.earlier[id] {
                contents.store(state)
                return state
            }
            return nil
        }
        if let cached { return cached }
        guard let state = try MeetingTable.state(of: id, db) else { return nil }
        store(state)
        return state
    }

    /// A meeting that is taken out to be changed.
    func take(_ id: String, _ db: Database) throws -> MeetingState? {
        if let state = remove(id) { return state }
        return try MeetingTable.state(of: id, db)
    }

    func store(_ state: MeetingState) { contents.withLock { $0.store(state) } }

    @discardableResult
    func remove(_ id: String) -> MeetingState? { contents.withLock { $0.remove(id) } }

    func removeAll() { contents.withLock { $0 = Contents() } }
}
