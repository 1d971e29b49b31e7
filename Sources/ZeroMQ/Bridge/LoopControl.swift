// Work that tasks hand to a socket thread.

import CZeroMQ
import Synchronization

/// The commands for a loop, and the signal that makes it look. Commands are never lost: once the loop has ended, they are refused.
final class LoopControl: Sendable {
    typealias Command = @Sendable (SocketLoop?) -> Void

    private struct State {
        var commands: [Command] = []
        var hasEnded = false
    }

    let wakeUp: WakeUp
    private let state = Mutex(State())

    init() throws {
        wakeUp = try WakeUp()
    }

    /// Has the loop run a command, or runs it here without a loop where that has ended.
    func submit(_ command: @escaping Command) {
        let isRefused = state.withLock { state in
            if !state.hasEnded { state.commands.append(command) }
            return state.hasEnded
        }
        if isRefused { command(nil) } else { wakeUp.signal() }
    }

    /// Has the loop call `body`, and waits for its result.
    func perform<Result: Sendable>(_ body: @escaping @Sendable (SocketLoop) throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            submit { loop in
                continuation.resume(
                    with: Swift.Result {
                        guard let loop else { throw ZeroMQError(errno: ETERM, operation: .startThread) }
                        return try body(loop)
                    })
            }
        }
    }

    func takeCommands() -> [Command] {
        state.withLock { state in
            let commands = state.commands
            state.commands = []
            return commands
        }
    }

    /// Refuses what is still queued and all that comes later.
    func end() {
        let refused = state.withLock { state in
            state.hasEnded = true
            let commands = state.commands
            state.commands = []
            return commands
        }
        for command in refused { command(nil) }
    }
}
