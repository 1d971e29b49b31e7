/// The running hash of the segment being written, computed on a thread of its own while the disk works.
///
/// The bytes given to `begin` must stay as they are until `join`.
final class SegmentHasher: Sendable {
    private struct State {
        var hash = SegmentHash()
        var records: UnsafeRawBufferPointer?
        var isStopped = false
    }

    /// Up to here handing over costs more than hashing.
    private static let ownThreadBytesMin = 32 << 10

    private let state = Monitor(State())

    init() {
        startThread(named: "log-hash") { [state] in
            var running = SegmentHash()
            while true {
                let records = state.wait { state -> UnsafeRawBufferPointer?? in
                    if state.isStopped { return .some(nil) }
                    guard let records = state.records, records.count >= Self.ownThreadBytesMin else { return nil }
                    running = state.hash
                    return .some(records)
                }
                guard let records, let records else { return }
                running.update(records: records)
                state.withLock { state in
                    state.hash = running
                    state.records = nil
                }
            }
        }
    }

    deinit { state.withLock { $0.isStopped = true } }

    /// Takes whole records into the hash, in the background.
    func begin(_ records: UnsafeRawBufferPointer) {
        state.withLock { $0.records = records }
    }

    /// Waits until the records given to `begin` are hashed.
    func join() {
        state.wait { state -> Void? in
            guard let records = state.records else { return () }
            guard records.count < Self.ownThreadBytesMin else { return nil }
            state.hash.update(records: records)
            state.records = nil
            return ()
        }
    }

    /// Goes on from another hash.
    func reset(to hash: SegmentHash) {
        join()
        state.withLock { $0.hash = hash }
    }

    /// The hash of everything so far.
    func value() -> [UInt8] {
        join()
        return state.withLock { $0.hash.value }
    }
}
