import Foundation
import Synchronization

/// A bar on standard error for long work; a line at the end of it where nobody watches.
final class ProgressBar: Sendable {
    /// Columns of the bar.
    private static let width = 30
    /// Milliseconds between two drawings.
    private static let intervalMilliseconds = 100

    private let noun: String
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private let drawn: Mutex<ContinuousClock.Instant?>

    init(_ noun: String) {
        self.noun = noun
        start = clock.now
        drawn = Mutex(nil)
    }

    /// Draws the state of the work, no more than ten times a second.
    func update(done: UInt64, of total: UInt64) {
        guard Terminal.errors.isInteractive else { return }
        let now = clock.now
        let isDue = drawn.withLock { last in
            if let last, now - last < .milliseconds(Self.intervalMilliseconds), done < total { return false }
            last = now
            return true
        }
        guard isDue else { return }
        let filled = total == 0 ? Self.width : Int(done * UInt64(Self.width) / total)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
        Terminal.errors.write(Data("\r\(bar) \(done) of \(total) \(noun), \(rate(done))/s ".utf8))
    }

    /// Ends the bar with a sentence.
    func finish(done: UInt64, _ note: String = "") {
        if Terminal.errors.isInteractive { Terminal.errors.write(Data("\r\u{1B}[K".utf8)) }
        let seconds = elapsedMilliseconds / 1_000
        let tenths = elapsedMilliseconds % 1_000 / 100
        Terminal.errors.line("\(done) \(noun) in \(seconds).\(tenths) s, \(rate(done))/s\(note)")
    }

    private var elapsedMilliseconds: Int64 {
        let elapsed = (clock.now - start).components
        return elapsed.seconds * 1_000 + elapsed.attoseconds / 1_000_000_000_000_000
    }

    private func rate(_ done: UInt64) -> Int64 { Int64(done) * 1_000 / max(1, elapsedMilliseconds) }
}
