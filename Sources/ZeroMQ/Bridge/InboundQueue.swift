// The bounded queue from a socket thread to tasks.

import Synchronization

/// Messages on their way from a socket's thread to tasks. The thread never waits; tasks do, and several may.
final class InboundQueue: Sendable {
    private struct Waiter {
        let id: UInt64
        let maximum: Int
        let continuation: CheckedContinuation<[Message], Never>
    }

    private struct State {
        var messages = RingBuffer<Message>()
        var bytes = 0
        var waiters = RingBuffer<Waiter>()
        var nextWaiter: UInt64 = 0
        var isPaused = false
        var isFinished = false
        var dropped = 0

        mutating func take(_ maximum: Int) -> [Message] {
            var taken: [Message] = []
            taken.reserveCapacity(min(maximum, messages.count))
            while taken.count < maximum, let message = messages.popFirst() {
                bytes -= message.byteCount
                taken.append(message)
            }
            return taken
        }
    }

    private let state = Mutex(State())
    private let limit: QueueLimit
    /// Called when a queue that made its thread pause has room again.
    private let onRoom: @Sendable () -> Void

    init(limit: QueueLimit, onRoom: @escaping @Sendable () -> Void) {
        self.limit = limit
        self.onRoom = onRoom
    }

    var count: Int { state.withLock { $0.messages.count } }

    var dropped: Int { state.withLock { $0.dropped } }

    /// What still fits. When nothing does, the queue promises to call `onRoom`.
    func roomOrPause() -> QueueLimit? {
        state.withLock { state in
            guard !state.isFinished, limit.hasRoom(besides: state.messages.count, bytes: state.bytes) else {
                state.isPaused = true
                return nil
            }
            state.isPaused = false
            return QueueLimit(messages: limit.messages - state.messages.count, bytes: limit.bytes - state.bytes)
        }
    }

    /// Appends what fits, counts the rest as dropped, and hands messages to those who wait.
    func append(_ received: [Message]) {
        let served = state.withLock { state -> [(Waiter, [Message])] in
            for message in received {
                guard !state.isFinished, limit.hasRoom(besides: state.messages.count, bytes: state.bytes) else {
                    state.dropped += 1
                    continue
                }
                state.messages.append(message)
                state.bytes += message.byteCount
            }
            var served: [(Waiter, [Message])] = []
            while !state.messages.isEmpty, let waiter = state.waiters.popFirst() {
                served.append((waiter, state.take(waiter.maximum)))
            }
            return served
        }
        for (waiter, messages) in served { waiter.continuation.resume(returning: messages) }
    }

    /// No more messages will come; what is queued can still be read.
    func finish() {
        let waiters = state.withLock { state in
            state.isFinished = true
            return state.waiters.removeAll()
        }
        for waiter in waiters { waiter.continuation.resume(returning: []) }
    }

    /// Waits for messages and takes up to `maximum` of them; none when the queue is finished or the task cancelled.
    func next(_ maximum: Int) async -> [Message] {
        let id = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let (result, hasRoom) = state.withLock { state -> ([Message]?, Bool) in
                    if Task.isCancelled { return ([], false) }
                    guard state.messages.isEmpty else {
                        let taken = state.take(maximum)
                        let hasRoom =
                            state.isPaused && state.messages.count <= limit.messages / 2
                            && state.bytes <= limit.bytes / 2
                        if hasRoom { state.isPaused = false }
                        return (taken, hasRoom)
                    }
                    if state.isFinished { return ([], false) }
                    state.waiters.append(Waiter(id: id, maximum: maximum, continuation: continuation))
                    return (nil, false)
                }
                if hasRoom { onRoom() }
                if let result { continuation.resume(returning: result) }
            }
        } onCancel: {
            let cancelled = state.withLock { $0.waiters.remove { $0.id == id } }
            for waiter in cancelled { waiter.continuation.resume(returning: []) }
        }
    }
}
