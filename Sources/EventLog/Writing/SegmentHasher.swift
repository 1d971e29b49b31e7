import Threading

/// The running hash of the segment being written; what takes long is computed on a thread of its own while the disk works.
///
/// The bytes given to `begin` must stay as they are until `join`. All calls come from the writer's thread.
final class SegmentHasher {
    private enum Work {
        case none
        case asked(SegmentHash, UnsafeRawBufferPointer)
        case done(SegmentHash)
        case end
    }

    /// Up to here handing over costs more than hashing.
    private static let ownThreadBytesMin = 32 << 10

    /// Of everything but what `begin` was given since the last `join`.
    private var hash = SegmentHash()
    /// Given to `begin`, and left to `join`.
    private var left: UnsafeRawBufferPointer?
    private var isHandedOver = false
    private let work = Monitor(Work.none)

    /// - Throws: ``ThreadError`` where the system has no more threads.
    init() throws {
        try SystemThread.start(named: "log-hash") { [work] in
            while true {
                let asked = work.wait { work -> (SegmentHash, UnsafeRawBufferPointer)?? in
                    switch work {
                    case .asked(let hash, let records): .some((hash, records))
                    case .end: .some(nil)
                    case .none, .done: nil
                    }
                }
                guard let (earlier, records) = asked ?? nil else { return }
                var hash = earlier
                hash.update(records: records)
                work.withLock { $0 = .done(hash) }
            }
        }.detach()
    }

    deinit {
        join()
        work.withLock { $0 = .end }
    }

    /// Takes whole records into the hash: in the background, or when `join` is called.
    func begin(_ records: UnsafeRawBufferPointer) {
        join()
        if records.count < Self.ownThreadBytesMin {
            left = records
        } else {
            work.withLock { $0 = .asked(hash, records) }
            isHandedOver = true
        }
    }

    /// Waits until the records given to `begin` are hashed.
    func join() {
        if let records = left { hash.update(records: records) }
        left = nil
        guard isHandedOver else { return }
        let done = work.wait { work -> SegmentHash? in
            if case .done(let hash) = work { hash } else { nil }
        }
        if let done { hash = done }
        isHandedOver = false
    }

    /// Goes on from another hash.
    func reset(to hash: SegmentHash) {
        join()
        self.hash = hash
    }

    /// The hash of everything so far.
    func value() -> [UInt8] {
        join()
        return hash.value
    }
}
