import Logging
import Synchronization
import ZeroMQ

/// Counts who was let in and who was not, and tells in the log who was not: the first few of each key and minute by
/// name, the rest as a number.
final class DenialLog: Sendable {
    /// How often clients were let in and refused.
    struct Counts: Hashable, Sendable {
        var allowed = 0
        var denied = 0
    }

    private struct State {
        var counts: [String: Counts] = [:]
        var window = DenialWindow()
    }

    private let state = Mutex(State())
    private let logger: Logger

    init(logger: Logger) {
        self.logger = logger
    }

    /// The counts of a socket's clients.
    func counts(_ name: SocketName) -> Counts { state.withLock { $0.counts[name.rawValue] ?? Counts() } }

    /// Takes a decision down. Called on the thread that decides; it writes at most ``DenialWindow/linesMax`` lines a
    /// minute there.
    func record(_ decision: ZAPDecision) {
        let request = decision.request
        let key = request.key ?? request.mechanism.name
        let isTold = state.withLock { state in
            if decision.isAllowed {
                state.counts[request.domain, default: Counts()].allowed += 1
                return false
            }
            state.counts[request.domain, default: Counts()].denied += 1
            return state.window.admit(key)
        }
        guard isTold else { return }
        logger.warning(
            "A client was refused: its key is not in the list of clients",
            metadata: ["key": "\(key)", "address": "\(request.address)", "socket": "\(request.domain)"])
    }

    /// Tells how many more were refused in a minute that is over.
    func turn(now: ContinuousClock.Instant = .now) {
        let untold = state.withLock { $0.window.turn(now: now) }
        if untold > 0 { logger.warning("Within a minute \(untold) more connections of clients were refused") }
    }
}

/// Which refusals of the running minute are told one by one.
struct DenialWindow {
    /// Lines a minute for one key.
    static let linesPerKeyMax = 5
    /// Lines a minute for all keys together: whoever makes up new keys fills the log no faster.
    static let linesMax = 60
    /// How long a window is open.
    static let period: Duration = .seconds(60)

    private var end = ContinuousClock.now + period
    private var linesOfKey: [String: Int] = [:]
    private var lines = 0
    private var untold = 0

    /// Whether one more refusal of this key is told.
    mutating func admit(_ key: String) -> Bool {
        guard lines < Self.linesMax, linesOfKey[key, default: 0] < Self.linesPerKeyMax else {
            untold += 1
            return false
        }
        lines += 1
        linesOfKey[key, default: 0] += 1
        return true
    }

    /// Opens the next window where this one is over.
    ///
    /// - Returns: how many refusals were not told in it.
    mutating func turn(now: ContinuousClock.Instant) -> Int {
        guard now >= end else { return 0 }
        defer {
            self = DenialWindow()
            end = now + Self.period
        }
        return untold
    }
}
