// The bounded queue from tasks to a socket thread.

import CZeroMQ
import Synchronization

/// Messages on their way from tasks to a socket's thread. The thread never waits; tasks may, when the queue is full.
final class OutboundQueue: Sendable {
    private struct Waiter {
        let id: UInt64
        let message: Message
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var messages = RingBuffer<Message>()
        var bytes = 0
        var waiters = RingBuffer<Waiter>()
        var nextWaiter: UInt64 = 0
        var isClosed = false
        var refused = 0

        mutating func append(_ message: Message) {
            messages.append(message)
            bytes += message.byteCount
        }
    }

    private let state = Mutex(State())
    private let limit: QueueLimit
    /// Called when the thread has something to send.
    private let onMessage: @Sendable () -> Void

    init(limit: QueueLimit, onMessage: @escaping @Sendable () -> Void) {
        self.limit = limit
        self.onMessage = onMessage
    }

    var count: Int { state.withLock { $0.messages.count } }
    /// How often `tryAppend` found no room.
    var refused: Int { state.withLock { $0.refused } }

    /// Appends a message if there is room, and otherwise counts it as refused.
    func tryAppend(_ message: Message) -> Bool {
        let accepted = appendIfRoom(message)
        if !accepted { state.withLock { $0.refused += 1 } }
        return accepted
    }

    private func appendIfRoom(_ message: Message) -> Bool { appendWhileRoom([message]) == 1 }

    /// Appends from the front what there is room for, and tells how many that are.
    private func appendWhileRoom(_ messages: [Message]) -> Int {
        let count = state.withLock { state in
            guard !state.isClosed, state.waiters.isEmpty else { return 0 }
            var count = 0
            while count < messages.count, limit.hasRoom(besides: state.messages.count, bytes: state.bytes) {
                state.append(messages[count])
                count += 1
            }
            return count
        }
        if count > 0 { onMessage() }
        return count
    }

    /// Appends messages in their order, each as soon as there is room.
    func append(contentsOf messages: [Message]) async throws {
        for message in messages.dropFirst(appendWhileRoom(messages)) { try await append(message) }
    }

    /// Appends a message as soon as there is room; those who wait are served in their order.
    func append(_ message: Message) async throws {
        // Most find room, and are spared what waiting takes to prepare.
        if appendIfRoom(message) { return }
        let id = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                let result = state.withLock { state -> Result<Void, any Error>? in
                    if state.isClosed { return .failure(Self.closed) }
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if state.waiters.isEmpty, limit.hasRoom(besides: state.messages.count, bytes: state.bytes) {
                        state.append(message)
                        return .success(())
                    }
                    state.waiters.append(Waiter(id: id, message: message, continuation: continuation))
                    return nil
                }
                guard let result else { return }
                if case .success = result { onMessage() }
                continuation.resume(with: result)
            }
        } onCancel: {
            let cancelled = state.withLock { $0.waiters.remove { $0.id == id } }
            for waiter in cancelled { waiter.continuation.resume(throwing: CancellationError()) }
        }
    }

    /// Takes up to `maximum` messages and lets those in who wait for room.
    func take(_ maximum: Int) -> [Message] {
        let (taken, admitted) = state.withLock { state -> ([Message], [Waiter]) in
            var taken: [Message] = []
            while taken.count < maximum, let message = state.messages.popFirst() {
                state.bytes -= message.byteCount
                taken.append(message)
            }
            var admitted: [Waiter] = []
            while limit.hasRoom(besides: state.messages.count, bytes: state.bytes),
                let waiter = state.waiters.popFirst()
            {
                state.append(waiter.message)
                admitted.append(waiter)
            }
            return (taken, admitted)
        }
        for waiter in admitted { waiter.continuation.resume() }
        return taken
    }

    /// Takes no more messages; those who wait for room are told so, and what is queued can still be sent.
    func close() {
        let waiters = state.withLock { state in
            state.isClosed = true
            return state.waiters.removeAll()
        }
        for waiter in waiters { waiter.continuation.resume(throwing: Self.closed) }
    }

    private static let closed = ZeroMQError(errno: ETERM, operation: .send)
}
