import Crypto

/// The running SHA-256 of the segment being written, computed on a thread of its own while the disk works.
///
/// The bytes given to `begin` must stay as they are until `join`.
final class SegmentHasher: Sendable {
    private struct State {
        var hash = SHA256()
        var bytes: UnsafeRawBufferPointer?
        var isStopped = false
    }

    /// Up to here handing over costs more than hashing.
    private static let ownThreadBytesMin = 32 << 10

    private let state = Monitor(State())

    init() {
        startThread(named: "log-hash") { [state] in
            var running = SHA256()
            while true {
                let bytes = state.wait { state -> UnsafeRawBufferPointer?? in
                    if state.isStopped { return .some(nil) }
                    guard let bytes = state.bytes, bytes.count >= Self.ownThreadBytesMin else { return nil }
                    running = state.hash
                    return .some(bytes)
                }
                guard let bytes, let bytes else { return }
                running.update(bufferPointer: bytes)
                state.withLock { state in
                    state.hash = running
                    state.bytes = nil
                }
            }
        }
    }

    deinit { state.withLock { $0.isStopped = true } }

    /// Takes bytes into the hash, in the background.
    func begin(_ bytes: UnsafeRawBufferPointer) {
        state.withLock { $0.bytes = bytes }
    }

    /// Waits until the bytes given to `begin` are hashed.
    func join() {
        state.wait { state -> Void? in
            guard let bytes = state.bytes else { return () }
            guard bytes.count < Self.ownThreadBytesMin else { return nil }
            state.hash.update(bufferPointer: bytes)
            state.bytes = nil
            return ()
        }
    }

    /// Begins a segment with its first bytes.
    func reset(with bytes: UnsafeRawBufferPointer) {
        join()
        state.withLock { state in
            state.hash = SHA256()
            state.hash.update(bufferPointer: bytes)
        }
    }

    /// Takes more bytes at once.
    func update(_ bytes: UnsafeRawBufferPointer) {
        join()
        state.withLock { $0.hash.update(bufferPointer: bytes) }
    }

    /// The hash of everything so far.
    func value() -> [UInt8] {
        join()
        return state.withLock { Array($0.hash.finalize()) }
    }
}
